package firewall.linux.nft;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import firewall.linux.netfilter.AddressType;
import firewall.linux.netfilter.Condition;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.Field;
import firewall.linux.netfilter.Operand;
import firewall.linux.netfilter.Protocols;
import firewall.linux.netfilter.Range;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Conditions of nft rules (nft(8), "EXPRESSIONS"); one that is not understood is {@link firewall.linux.netfilter.Condition.Unclear}. */
final class NftConditions {
    private final Map<String, NftSets> sets;

    NftConditions(Map<String, NftSets> sets) {
        this.sets = sets;
    }

    /** {@code {"op": "==", "left": …, "right": …}}, with the conditions on family and protocol that it implies. */
    List<Condition> of(JsonObject match) {
        try {
            return compare(match.get("left"), match.get("op").getAsString(), match.get("right"));
        } catch (RuntimeException e) {
            // Whatever was wrong with it, it is a condition that we cannot evaluate; its text goes to the user.
            return List.of(new Condition.Unclear(String.valueOf(match)));
        }
    }

    /** The condition that a key has one value: what an entry of a map asks. */
    List<Condition> equal(JsonElement left, JsonElement value) {
        try {
            if (value.isJsonPrimitive() && value.getAsString().equals("*")) {
                return List.of(new Condition.Fixed(true));
            }
            return compare(left, "==", value);
        } catch (RuntimeException e) {
            return List.of(new Condition.Unclear(String.valueOf(value)));
        }
    }

    private List<Condition> compare(JsonElement left, String op, JsonElement right) {
        List<Condition> matches = new ArrayList<>();
        if (payload(left).filter(it -> NftValues.text(it, "protocol").equals("ether")
                && NftValues.text(it, "field").equals("saddr")).isPresent()) {
            matches.add(new Condition.OneDevice(op.equals("!=")));
            return matches;
        }
        if (left.isJsonObject() && left.getAsJsonObject().has("fib")) {
            matches.add(fib(left.getAsJsonObject().getAsJsonObject("fib"), op, right));
            return matches;
        }
        List<Condition.Part> parts = new ArrayList<>();
        for (JsonElement each : concatenation(left)) {
            implied(each).ifPresent(matches::add);
            part(each).ifPresent(parts::add);
        }
        if (parts.size() < concatenation(left).size()) {
            matches.add(new Condition.Unclear(left + " " + op + " " + right));
            return matches;
        }
        Field only = parts.getFirst().field();
        boolean whole = parts.size() == 1 && parts.getFirst().mask().isEmpty();
        if ((op.equals("in") || op.equals("!")) && whole && NftValues.bitmask(only)) {
            matches.add(new Condition.AnyBit(only, NftValues.bits(only, right), op.equals("!")));
        } else if (op.startsWith("<") || op.startsWith(">")) {
            Range bound = (Range) NftValues.operand(only, right);
            matches.add(new Condition.In(parts, List.of(List.of(beyond(op, bound.low()))), false));
        } else {
            matches.add(new Condition.In(parts, elements(parts, right), op.equals("!="), set(right)));
        }
        return matches;
    }

    private static Range beyond(String op, BigInteger bound) {
        BigInteger most = BigInteger.ONE.shiftLeft(128);
        return switch (op) {
            case "<" -> new Range(BigInteger.ONE.negate(), bound.subtract(BigInteger.ONE));
            case "<=" -> new Range(BigInteger.ONE.negate(), bound);
            case ">" -> new Range(bound.add(BigInteger.ONE), most);
            default -> new Range(bound, most);
        };
    }

    /** The name of a set of the table, {@code @blacklist}. */
    private static Optional<String> set(JsonElement right) {
        return right.isJsonPrimitive() && right.getAsString().startsWith("@")
                ? Optional.of(right.getAsString().substring(1)) : Optional.empty();
    }

    private List<List<Operand>> elements(List<Condition.Part> parts, JsonElement right) {
        NftSets elements;
        Optional<String> set = set(right);
        if (set.isPresent()) {
            elements = sets.get(set.get());
            if (elements == null) {
                throw new IllegalArgumentException("no set " + right);
            }
        } else if (right.isJsonObject() && right.getAsJsonObject().has("set")) {
            elements = NftSets.of(right.getAsJsonObject().get("set"));
        } else if (right.isJsonArray()) {
            // Names of bits, all of which are meant.
            return List.of(List.of(Range.of(NftValues.bits(parts.getFirst().field(), right))));
        } else {
            elements = new NftSets(List.of(new NftSets.Element(right, Optional.empty())));
        }
        List<List<Operand>> all = new ArrayList<>();
        for (NftSets.Element element : elements.elements()) {
            List<JsonElement> values = concatenation(element.key());
            List<Operand> operands = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                operands.add(NftValues.operand(parts.get(i).field(), values.get(i)));
            }
            all.add(operands);
        }
        return all;
    }

    private static List<JsonElement> concatenation(JsonElement element) {
        return element.isJsonObject() && element.getAsJsonObject().has("concat")
                ? element.getAsJsonObject().getAsJsonArray("concat").asList() : List.of(element);
    }

    /** {@code ip saddr} is asked of IPv4 alone, {@code tcp dport} of TCP alone; the listing leaves that out. */
    private static Optional<Condition> implied(JsonElement left) {
        return payload(left).flatMap(payload -> {
            String protocol = NftValues.text(payload, "protocol");
            return switch (protocol) {
                case "ip" -> Optional.of(Condition.In.of(Field.FAMILY, false, List.of(Range.of(Family.V4.number()))));
                case "ip6" -> Optional.of(Condition.In.of(Field.FAMILY, false, List.of(Range.of(Family.V6.number()))));
                default -> Protocols.known(protocol)
                        ? Optional.of(Condition.In.of(Field.PROTOCOL, false,
                        List.of(Range.of(Protocols.number(protocol)))))
                        : Optional.empty();
            };
        });
    }

    private static Optional<JsonObject> payload(JsonElement left) {
        JsonElement inner = masked(left).map(pair -> pair.get(0)).orElse(left);
        return inner.isJsonObject() && inner.getAsJsonObject().get("payload") instanceof JsonObject payload
                ? Optional.of(payload) : Optional.empty();
    }

    private static Optional<JsonArray> masked(JsonElement left) {
        return left.isJsonObject() && left.getAsJsonObject().get("&") instanceof JsonArray pair && pair.size() == 2
                ? Optional.of(pair) : Optional.empty();
    }

    private static Optional<Condition.Part> part(JsonElement left) {
        Optional<JsonArray> masked = masked(left);
        if (masked.isPresent()) {
            return field(masked.get().get(0)).map(field -> new Condition.Part(field, Optional.of(
                    NftValues.mask(field, masked.get().get(1)))));
        }
        return field(left).map(field -> new Condition.Part(field, Optional.empty()));
    }

    /** The field an expression reads; empty for one that we know nothing about. */
    static Optional<Field> field(JsonElement left) {
        if (!left.isJsonObject()) {
            return Optional.empty();
        }
        JsonObject object = left.getAsJsonObject();
        if (object.get("payload") instanceof JsonObject payload) {
            return payloadField(NftValues.text(payload, "protocol"), NftValues.text(payload, "field"));
        }
        if (object.get("meta") instanceof JsonObject meta) {
            return switch (NftValues.text(meta, "key")) {
                case "iifname", "iif" -> Optional.of(Field.IN);
                case "oifname", "oif" -> Optional.of(Field.OUT);
                case "l4proto" -> Optional.of(Field.PROTOCOL);
                case "nfproto", "protocol" -> Optional.of(Field.FAMILY);
                case "mark" -> Optional.of(Field.MARK);
                case "pkttype" -> Optional.of(Field.PACKET_TYPE);
                default -> Optional.empty();
            };
        }
        return object.get("ct") instanceof JsonObject ct ? connectionField(ct) : Optional.empty();
    }

    private static Optional<Field> payloadField(String protocol, String field) {
        return switch (protocol + " " + field) {
            case "ip saddr", "ip6 saddr" -> Optional.of(Field.SOURCE);
            case "ip daddr", "ip6 daddr" -> Optional.of(Field.DESTINATION);
            case "ip protocol", "ip6 nexthdr" -> Optional.of(Field.PROTOCOL);
            case "tcp dport", "udp dport", "th dport" -> Optional.of(Field.DESTINATION_PORT);
            case "tcp sport", "udp sport", "th sport" -> Optional.of(Field.SOURCE_PORT);
            case "tcp flags" -> Optional.of(Field.TCP_FLAGS);
            default -> Optional.empty();
        };
    }

    private static Optional<Field> connectionField(JsonObject ct) {
        boolean original = NftValues.text(ct, "dir").equals("original");
        return switch (NftValues.text(ct, "key")) {
            case "state" -> Optional.of(Field.STATE);
            case "status" -> Optional.of(Field.STATUS);
            case "direction" -> Optional.of(Field.DIRECTION);
            case "mark" -> Optional.of(Field.CONNECTION_MARK);
            case "protocol" -> Optional.of(Field.PROTOCOL);
            case "saddr", "ip saddr", "ip6 saddr" -> original ? Optional.of(Field.ORIGINAL_SOURCE) : Optional.empty();
            case "daddr", "ip daddr", "ip6 daddr" ->
                original ? Optional.of(Field.ORIGINAL_DESTINATION) : Optional.empty();
            case "proto-dst" -> original ? Optional.of(Field.ORIGINAL_PORT) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** {@code fib daddr type local}, {@code fib saddr . iif oif missing}. */
    private static Condition fib(JsonObject fib, String op, JsonElement right) {
        List<String> flags = NftValues.strings(fib.get("flags"));
        boolean negated = op.equals("!=");
        if (NftValues.text(fib, "result").equals("type")) {
            Field field = flags.contains("saddr") ? Field.SOURCE_TYPE : Field.DESTINATION_TYPE;
            if (flags.contains("iif") || flags.contains("oif")) {
                List<AddressType> types = NftSets.of(right.isJsonObject() ? right.getAsJsonObject().get("set")
                        : right).elements().stream().map(element -> NftValues.addressType(element.key())).toList();
                return new Condition.TypeOnAdapter(field, flags.contains("iif") ? Field.IN : Field.OUT, types, negated);
            }
            List<Range> types = NftSets.of(right.isJsonObject() ? right.getAsJsonObject().get("set") : right)
                    .elements().stream().map(element -> NftValues.addressType(element.key()).span()).toList();
            return Condition.In.of(field, negated, types);
        }
        boolean presence = right.isJsonPrimitive() && right.getAsJsonPrimitive().isBoolean();
        if (flags.contains("saddr") && flags.contains("iif") && presence) {
            return new Condition.ReversePath(right.getAsBoolean() == negated);
        }
        return new Condition.Unclear(fib + " " + op + " " + right);
    }
}
