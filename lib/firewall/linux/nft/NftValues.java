package firewall.linux.nft;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import firewall.linux.netfilter.AddressType;
import firewall.linux.netfilter.ConnectionBits;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.Field;
import firewall.linux.netfilter.Operand;
import firewall.linux.netfilter.Protocols;
import firewall.linux.netfilter.Range;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import json.Json;

/** Values as nft's JSON writes them: numbers, names of numbers, addresses, ranges, prefixes, sums of bits. */
final class NftValues {
    /** nft 1.0.6 writes a port of {@code ct original proto-dst} in a set as {@code 0x1f40 [invalid type]}. */
    private static final String UNTYPED = " [invalid type]";

    private static final Map<String, Integer> PACKET_TYPES = Map.of("host", 0, "unicast", 0, "broadcast", 1,
            "multicast", 2, "other", 3);
    private static final Map<String, Family> FAMILIES = Map.of("ipv4", Family.V4, "ipv6", Family.V6, "ip", Family.V4,
            "ip6", Family.V6);
    /** A number that no packet of ours has in such a field: ARP, VLAN tags. */
    private static final int NEITHER = 0;

    private NftValues() { }

    static String text(JsonObject object, String name) {
        return Json.text(object, name).orElse("");
    }

    /** @throws IllegalArgumentException where it is missing or empty: nft names each chain that it speaks of */
    static String name(JsonObject object, String key) {
        String name = text(object, key);
        if (name.isEmpty()) {
            throw new IllegalArgumentException(key + " without a name: " + object);
        }
        return name;
    }

    static List<String> strings(JsonElement element) {
        if (element == null || element.isJsonNull()) {
            return List.of();
        }
        return element.isJsonArray() ? element.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList()
                : List.of(element.getAsString());
    }

    /** Fields whose values are sums of bits, so that nft's plain {@code in} asks for any of them. */
    static boolean bitmask(Field field) {
        return field == Field.STATE || field == Field.STATUS || field == Field.TCP_FLAGS;
    }

    /** @throws IllegalArgumentException for a value that the field cannot have or that we do not know */
    static Operand operand(Field field, JsonElement value) {
        if (field == Field.IN || field == Field.OUT) {
            String name = value.getAsString();
            if (value.getAsJsonPrimitive().isNumber()) {
                throw new IllegalArgumentException("adapter without a name: " + name);
            }
            boolean prefix = name.endsWith("*") && !name.endsWith("\\*");
            return new Operand.Named(prefix ? name.substring(0, name.length() - 1) : name.replace("\\*", "*"), prefix);
        }
        if (value.isJsonObject()) {
            JsonObject object = value.getAsJsonObject();
            if (object.get("range") instanceof JsonArray ends) {
                return new Range(number(field, ends.get(0)), number(field, ends.get(1)));
            }
            if (object.get("prefix") instanceof JsonObject prefix) {
                return Range.of(InetAddress.ofLiteral(text(prefix, "addr")), prefix.get("len").getAsInt());
            }
        }
        return Range.of(number(field, value));
    }

    private static BigInteger number(Field field, JsonElement value) {
        if (bitmask(field)) {
            return bits(field, value);
        }
        if (!value.isJsonPrimitive()) {
            throw new IllegalArgumentException(String.valueOf(value));
        }
        if (value.getAsJsonPrimitive().isNumber()) {
            return value.getAsBigInteger();
        }
        String text = value.getAsString();
        return switch (field) {
            case SOURCE, DESTINATION, ORIGINAL_SOURCE, ORIGINAL_DESTINATION ->
                    Range.number(InetAddress.ofLiteral(text));
            case PROTOCOL -> BigInteger.valueOf(Protocols.number(text));
            case FAMILY -> FAMILIES.containsKey(text) ? FAMILIES.get(text).number() : BigInteger.valueOf(NEITHER);
            case DIRECTION -> BigInteger.valueOf(text.equals("reply") ? 1 : 0);
            case PACKET_TYPE -> BigInteger.valueOf(known(PACKET_TYPES.get(text), text));
            case SOURCE_TYPE, DESTINATION_TYPE -> addressType(value).span().low();
            case ORIGINAL_PORT -> BigInteger.valueOf(Long.decode(text.replace(UNTYPED, "")));
            case SOURCE_PORT, DESTINATION_PORT, MARK, CONNECTION_MARK, IN, OUT, STATE, STATUS,
                    TCP_FLAGS -> BigInteger.valueOf(Long.decode(text));
        };
    }

    /** {@code "new"}, {@code ["syn", "ack"]}, {@code {"|": ["syn", "ack"]}}: the bits together. */
    static BigInteger bits(Field field, JsonElement value) {
        BigInteger bits = BigInteger.ZERO;
        for (JsonElement each : flat(value)) {
            if (each.getAsJsonPrimitive().isNumber()) {
                bits = bits.or(each.getAsBigInteger());
            } else if (field == Field.TCP_FLAGS) {
                bits = bits.or(Protocols.tcpFlags(List.of(each.getAsString())));
            } else {
                var names = field == Field.STATE ? ConnectionBits.STATES : ConnectionBits.STATUSES;
                bits = bits.or(BigInteger.valueOf(known(names.get(each.getAsString()), each.getAsString())));
            }
        }
        return bits;
    }

    private static List<JsonElement> flat(JsonElement value) {
        if (value.isJsonArray()) {
            List<JsonElement> all = new ArrayList<>();
            value.getAsJsonArray().forEach(each -> all.addAll(flat(each)));
            return all;
        }
        return value.isJsonObject() ? flat(value.getAsJsonObject().getAsJsonArray("|")) : List.of(value);
    }

    /** What stands after {@code &}: bits, a number, or an address. */
    static BigInteger mask(Field field, JsonElement value) {
        return bitmask(field) ? bits(field, value) : number(field, value);
    }

    static AddressType addressType(JsonElement value) {
        return AddressType.valueOf(value.getAsString().toUpperCase(Locale.ROOT));
    }

    private static int known(Integer number, String name) {
        if (number == null) {
            throw new IllegalArgumentException(name);
        }
        return number;
    }
}
