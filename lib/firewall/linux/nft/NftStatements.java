package firewall.linux.nft;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import firewall.linux.netfilter.Condition;
import firewall.linux.netfilter.Field;
import firewall.linux.netfilter.Range;
import firewall.linux.netfilter.Statement;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Statements of nft rules (nft(8), "STATEMENTS"), one rule at a time. */
final class NftStatements {

    /** Statements after which the next one is looked at, whatever they do. */
    private static final Set<String> GOES_ON = Set.of("counter", "log", "continue", "dup", "flow", "ct helper",
            "ct timeout", "ct expectation", "last", "secmark", "xt comment", "map");

    /** Extensions of iptables that nft can name, not read; these only count or note. */
    private static final Set<String> QUIET_EXTENSIONS = Set.of("LOG", "NFLOG", "TCPMSS", "CHECKSUM", "TRACE",
            "comment");

    private static final BigInteger ALL_BITS = BigInteger.valueOf(0xFFFF_FFFFL);

    private final Map<String, NftSets> sets;
    private final NftConditions matches;

    NftStatements(Map<String, NftSets> sets) {
        this.sets = sets;
        this.matches = new NftConditions(sets);
    }

    /** One list of statements, or one for each entry of a map that the rule looks its verdict up in. */
    List<List<Statement>> of(JsonArray expressions) {
        List<Statement> before = new ArrayList<>();
        for (JsonElement expression : expressions) {
            if (!expression.isJsonObject()) {
                before.add(unclear(expression));
                continue;
            }
            for (var entry : expression.getAsJsonObject().entrySet()) {
                Optional<List<List<Statement>>> branches = branches(entry.getKey(), entry.getValue(), before);
                if (branches.isPresent()) {
                    return branches.get();
                }
                before.addAll(statement(entry.getKey(), entry.getValue()));
            }
        }
        return List.of(before);
    }

    private Optional<List<List<Statement>>> branches(String name, JsonElement value, List<Statement> before) {
        JsonElement map = null;
        if (name.equals("vmap")) {
            map = value;
        } else if (name.equals("dnat") && value instanceof JsonObject dnat
                && dnat.get("addr") instanceof JsonObject address) {
            map = address.get("map");
        }
        if (!(map instanceof JsonObject lookup) || !lookup.has("key") || !lookup.has("data")) {
            return Optional.empty();
        }
        List<List<Statement>> all = new ArrayList<>();
        for (NftSets.Element entry : entries(lookup.get("data")).elements()) {
            List<Statement> branch = new ArrayList<>(before);
            matches.equal(lookup.get("key"), entry.key()).forEach(match -> branch.add(new Statement.Check(match)));
            if (entry.value().isEmpty()) {
                branch.add(new Statement.HandOver());
            } else if (name.equals("vmap") && entry.value().get() instanceof JsonObject verdict) {
                verdict.entrySet().forEach(each -> branch.addAll(statement(each.getKey(), each.getValue())));
            } else {
                branch.add(translation(entry.value().get()));
            }
            all.add(branch);
        }
        return Optional.of(all);
    }

    private NftSets entries(JsonElement data) {
        if (data.isJsonPrimitive() && data.getAsString().startsWith("@")) {
            return sets.getOrDefault(data.getAsString().substring(1), new NftSets(List.of()));
        }
        return NftSets.of(data.isJsonObject() ? data.getAsJsonObject().get("set") : data);
    }

    private static Statement translation(JsonElement to) {
        try {
            if (to instanceof JsonObject object && object.get("concat") instanceof JsonArray both) {
                return translate(both.get(0), both.get(1), false);
            }
            return translate(to, null, false);
        } catch (RuntimeException e) {
            return new Statement.HandOver();
        }
    }

    private static Statement unclear(Object words) {
        return new Statement.Check(new Condition.Unclear(String.valueOf(words)));
    }

    private List<Statement> statement(String name, JsonElement value) {
        if (GOES_ON.contains(name)) {
            return List.of();
        }
        try {
            return switch (name) {
                case "match" -> matches.of(value.getAsJsonObject()).stream()
                        .<Statement>map(Statement.Check::new).toList();
                case "accept" -> List.of(new Statement.Accept());
                case "drop" -> List.of(new Statement.Block(false));
                case "reject" -> List.of(new Statement.Block(true));
                case "return" -> List.of(new Statement.Return());
                case "jump" -> List.of(new Statement.Jump(NftValues.name(value.getAsJsonObject(), "target")));
                case "goto" -> List.of(new Statement.Goto(NftValues.name(value.getAsJsonObject(), "target")));
                case "snat", "masquerade" -> List.of(new Statement.Accept());
                case "dnat" -> List.of(translate(value.getAsJsonObject().get("addr"),
                        value.getAsJsonObject().get("port"), false));
                case "redirect" -> List.of(translate(null,
                        value instanceof JsonObject object ? object.get("port") : null, true));
                case "notrack" -> List.of(new Statement.NoTrack());
                case "limit", "ct count" -> List.of(new Statement.Check(limit(value)));
                case "mangle" -> mangle(value.getAsJsonObject());
                case "set", "meter" -> meter(value);
                case "xt" -> extension(value);
                case "queue", "tproxy", "synproxy", "fwd" -> List.of(new Statement.HandOver());
                default -> List.of(unclear(name + " " + value));
            };
        } catch (RuntimeException e) {
            // Text that is not as nft prints it: whatever it says, we cannot follow it.
            return List.of(new Statement.HandOver());
        }
    }

    private static Condition limit(JsonElement value) {
        boolean over = value instanceof JsonObject object && object.get("inv") instanceof JsonElement inv
                && inv.getAsBoolean();
        return new Condition.WithinLimit(!over);
    }

    /** {@code add @set { ip saddr limit rate 3/second }}: with a limit inside it, a condition like that limit. */
    private static List<Statement> meter(JsonElement value) {
        JsonElement inner = value.getAsJsonObject().get("stmt");
        List<Statement> statements = new ArrayList<>();
        for (JsonElement each : inner == null ? new JsonArray()
                : inner.isJsonArray() ? inner.getAsJsonArray() : array(inner)) {
            each.getAsJsonObject().entrySet().forEach(entry -> {
                if (entry.getKey().equals("limit") || entry.getKey().equals("ct count")) {
                    statements.add(new Statement.Check(limit(entry.getValue())));
                }
            });
        }
        return statements;
    }

    private static JsonArray array(JsonElement only) {
        var array = new JsonArray();
        array.add(only);
        return array;
    }

    private static List<Statement> extension(JsonElement value) {
        if (value instanceof JsonObject extension) {
            if (QUIET_EXTENSIONS.contains(NftValues.text(extension, "name"))) {
                return List.of();
            }
            if (NftValues.text(extension, "type").equals("target")) {
                return List.of(new Statement.HandOver());
            }
        }
        return List.of(unclear(value));
    }

    private static Statement translate(JsonElement address, JsonElement port, boolean toSelf) {
        Optional<InetAddress> to = address == null || address.isJsonNull() ? Optional.empty()
                : Optional.of(InetAddress.ofLiteral(address.getAsString()));
        Optional<Range> ports = port == null || port.isJsonNull() ? Optional.empty()
                : Optional.of((Range) NftValues.operand(Field.DESTINATION_PORT, port));
        return new Statement.Translate(to, ports, toSelf);
    }

    /** {@code meta mark set …}; what else is set (priority, DSCP) no later rule of interest asks for. */
    private static List<Statement> mangle(JsonObject mangle) {
        Optional<Field> field = NftConditions.field(mangle.get("key"));
        if (field.isEmpty()) {
            return List.of();
        }
        if (field.get() != Field.MARK && field.get() != Field.CONNECTION_MARK) {
            return List.of(new Statement.HandOver());
        }
        boolean ofConnection = field.get() == Field.CONNECTION_MARK;
        JsonElement value = mangle.get("value");
        if (value.isJsonPrimitive()) {
            return List.of(new Statement.Mark(Optional.of(new Statement.Change(ALL_BITS, value.getAsBigInteger())),
                    ofConnection));
        }
        Optional<Field> from = NftConditions.field(value);
        if (from.equals(field)) {
            return List.of();
        }
        if (from.isPresent() && (from.get() == Field.MARK || from.get() == Field.CONNECTION_MARK)) {
            return List.of(new Statement.CopyMark(ofConnection, ALL_BITS, ALL_BITS));
        }
        return List.of(new Statement.Mark(arithmetic(value.getAsJsonObject(), field.get()), ofConnection));
    }

    /** {@code meta mark | 0x10}, {@code & 0xff}, {@code ^ 1} of the mark itself. */
    private static Optional<Statement.Change> arithmetic(JsonObject value, Field field) {
        for (var entry : value.entrySet()) {
            if (entry.getValue() instanceof JsonArray pair && pair.size() == 2 && pair.get(1).isJsonPrimitive()
                    && NftConditions.field(pair.get(0)).equals(Optional.of(field))) {
                BigInteger bits = pair.get(1).getAsBigInteger();
                return switch (entry.getKey()) {
                    case "|" -> Optional.of(new Statement.Change(bits, bits));
                    case "&" -> Optional.of(new Statement.Change(ALL_BITS.andNot(bits), BigInteger.ZERO));
                    case "^" -> Optional.of(new Statement.Change(BigInteger.ZERO, bits));
                    default -> Optional.empty();
                };
            }
        }
        return Optional.empty();
    }
}
