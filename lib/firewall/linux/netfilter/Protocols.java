package firewall.linux.netfilter;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** Names that rules have for numbers: IANA's protocol numbers, TCP's flags (RFC 9293 section 3.1). */
public final class Protocols {

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(Map.entry("icmp", 1), Map.entry("igmp", 2),
            Map.entry("tcp", 6), Map.entry("udp", 17), Map.entry("dccp", 33), Map.entry("gre", 47),
            Map.entry("esp", 50), Map.entry("ah", 51), Map.entry("icmpv6", 58), Map.entry("ipv6-icmp", 58),
            Map.entry("comp", 108), Map.entry("sctp", 132), Map.entry("udplite", 136));

    /** IANA reserves 255: it stands for every protocol whose name we do not know, and which is thus not ours. */
    private static final int OTHER = 255;

    private static final Map<String, Integer> TCP_FLAGS = Map.of("fin", 1, "syn", 2, "rst", 4, "psh", 8, "ack", 16,
            "urg", 32, "ecn", 64, "cwr", 128, "all", 63, "none", 0);

    private Protocols() { }

    public static int number(String name) {
        return name.chars().allMatch(Character::isDigit) && !name.isEmpty() && name.length() < 4
                ? Integer.parseInt(name)
                : NUMBERS.getOrDefault(name.toLowerCase(Locale.ROOT), OTHER);
    }

    public static boolean known(String name) {
        return NUMBERS.containsKey(name);
    }

    /** @throws IllegalArgumentException for a flag that TCP does not have */
    public static BigInteger tcpFlags(Collection<String> names) {
        int bits = 0;
        for (String name : names) {
            Integer bit = TCP_FLAGS.get(name.toLowerCase(Locale.ROOT));
            if (bit == null) {
                throw new IllegalArgumentException("TCP flag " + name);
            }
            bits |= bit;
        }
        return BigInteger.valueOf(bits);
    }

    /** A number of 32 bits, decimal or as {@code 0x10}. */
    public static BigInteger number32(String text) {
        return BigInteger.valueOf(Long.decode(text) & 0xFFFF_FFFFL);
    }
}
