package firewall.windows.policy;

import firewall.Ternary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.PortRange;

/** The port conditions of a rule: {@code LPort=8000}, {@code LPort2_10=7880-7881}, {@code LPort=RPC-EPMap}. */
final class PortConditions {
    private static final String[] LOCAL = {"LPort", "LPort2_10", "LPort2_20", "LPort2_24", "LPort2_25", "LPort2_29"};
    /** What Windows draws from for a connection of its own (since Vista: netsh int ipv4 show dynamicport tcp). */
    private static final int FIRST_DYNAMIC = 49152;
    private static final int LAST_DYNAMIC = 65535;

    private static final String[] REMOTE = {"RPort", "RPort2_10", "RPort2_20", "RPort2_25", "RPort2_28"};

    private PortConditions() { }

    /**
     * The ports of ours that a rule names.
     *
     * @param any    it names none, which is every port
     * @param words  keywords, in lower case, and what is no range of ports
     */
    record Local(boolean any, List<PortRange> ranges, List<String> words) {

        static Local of(RuleString rule) {
            List<String> values = rule.all(LOCAL);
            var ranges = new ArrayList<PortRange>();
            var words = new ArrayList<String>();
            for (String value : values) {
                PortRange.parse(value).ifPresentOrElse(ranges::add, () -> words.add(value.toLowerCase(Locale.ROOT)));
            }
            return new Local(values.isEmpty(), List.copyOf(ranges), List.copyOf(words));
        }

        /**
         * @param taken  somebody of this machine has the port, or may have it
         * @param tunnel this machine has an adapter that is a tunnel's end, or may have one
         */
        Ternary match(int port, boolean taken, boolean tunnel) {
            Ternary match = Ternary.of(any);
            for (PortRange range : ranges) {
                match = match.or(Ternary.of(range.contains(port)));
            }
            for (String word : words) {
                match = match.or(keyword(word, port, taken, tunnel));
            }
            return match;
        }

        /** Whether it speaks for a program of ours that connects from some dynamic port. */
        Ternary matchDynamic() {
            Ternary match = Ternary.of(any);
            for (PortRange range : ranges) {
                match = match.or(range.first() <= FIRST_DYNAMIC && range.last() == LAST_DYNAMIC ? Ternary.YES
                        : Ternary.of(range.last() >= FIRST_DYNAMIC).and(Ternary.UNKNOWN));
            }
            for (String word : words) {
                match = match.or(word.equals("*") ? Ternary.YES : Ternary.UNKNOWN);
            }
            return match;
        }
    }

    /** Whether the rule speaks for this port of the other end, of which nothing is known but its number. */
    static Ternary remote(RuleString rule, int port) {
        List<String> values = rule.all(REMOTE);
        Ternary match = values.isEmpty() ? Ternary.YES : Ternary.NO;
        for (String value : values) {
            match = match.or(PortRange.parse(value).map(range -> Ternary.of(range.contains(port)))
                    .orElseGet(() -> keyword(value.toLowerCase(Locale.ROOT), port, true, true)));
        }
        return match;
    }

    /** Whether the rule asks about the sender's port at all. */
    static boolean namesRemote(RuleString rule) {
        return !rule.all(REMOTE).isEmpty();
    }

    /** Our ports as the rule names them, keywords too. */
    static List<String> locals(RuleString rule) {
        return rule.all(LOCAL);
    }

    /** The senders' ports that the rule names; keywords are none. */
    static List<PortRange> remotes(RuleString rule) {
        return rule.all(REMOTE).stream().flatMap(value -> PortRange.parse(value).stream()).toList();
    }

    /** Whether the rule speaks for a sender that uses some ephemeral port. */
    static Ternary remote(RuleString rule) {
        List<String> values = rule.all(REMOTE);
        Ternary match = values.isEmpty() ? Ternary.YES : Ternary.NO;
        for (String value : values) {
            match = match.or(PortRange.parse(value).map(PortConditions::ephemeral).orElse(Ternary.UNKNOWN));
        }
        return match;
    }

    /** Whether one of these is the port that a phone sends from. */
    private static Ternary ephemeral(PortRange ports) {
        return ports.holdsNoEphemeral() ? Ternary.NO : ports.holdsEveryEphemeral() ? Ternary.YES : Ternary.UNKNOWN;
    }

    /**
     * Keywords that change with the machine are for ports in use, each of which its owner has named to the firewall
     * (MS-FASP 2.2.14, PortsInUse in 3.1.1): a port that nobody has is none of them.
     */
    private static Ternary keyword(String word, int port, boolean taken, boolean tunnel) {
        return switch (word) {
            case "*" -> Ternary.YES;
            // IANA: the RPC endpoint mapper is 135, over HTTP 593.
            case "rpc-epmap" -> port == 135 ? Ternary.YES : port == 593 ? Ternary.UNKNOWN : Ternary.NO;
            case "mdns" -> Ternary.of(port == 5353);
            // The ports of the client (MS-FASP 3.1.1, IsDHCPClient): RFC 2131 and RFC 8415.
            case "dhcp" -> Ternary.of(port == 68 || port == 546);
            // A server of IP-HTTPS listens on 443 (MS-IPHTTPS 1.1) and has a tunnel's adapter of its own.
            case "iptlsin", "iphttpsin" -> port == 443 && taken && tunnel ? Ternary.UNKNOWN : Ternary.NO;
            case "rpc", "teredo", "ply2disc" -> taken ? Ternary.UNKNOWN : Ternary.NO;
            default -> Ternary.UNKNOWN;
        };
    }

    /** The ports in one form, so that {@code 7880} and {@code 7881} are the same as {@code 7880-7881}. */
    static Set<String> canonical(Local local) {
        var ports = new BitSet(65536);
        var words = new TreeSet<String>(local.words());
        local.ranges().forEach(range -> ports.set(range.first(), range.last() + 1));
        for (int from = ports.nextSetBit(0); from >= 0; from = ports.nextSetBit(from + 1)) {
            int to = ports.nextClearBit(from) - 1;
            words.add(from + "-" + to);
            from = to;
        }
        return words;
    }
}
