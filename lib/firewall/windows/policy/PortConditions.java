package firewall.windows.policy;

import firewall.Ternary;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The port conditions of a rule: {@code LPort=8000}, {@code LPort2_10=7880-7881}, {@code LPort=RPC-EPMap}. */
final class PortConditions {
    private static final String[] LOCAL = {"LPort", "LPort2_10", "LPort2_20", "LPort2_24", "LPort2_25", "LPort2_29"};
    private static final String[] REMOTE = {"RPort", "RPort2_10", "RPort2_20", "RPort2_25", "RPort2_28"};
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    /** Where a phone's own ports begin: nothing below is handed out as an ephemeral port (RFC 6056 section 3.2). */
    private static final int FIRST_EPHEMERAL = 1024;

    private PortConditions() { }

    /**
     * The ports of ours that a rule names.
     *
     * @param any    it names none, which is every port
     * @param ranges first and last port
     * @param words  keywords, in lower case
     */
    record Local(boolean any, List<Range> ranges, List<String> words) {

        record Range(int first, int last) { }

        static Local of(RuleString rule) {
            List<String> values = rule.all(LOCAL);
            var ranges = new ArrayList<Range>();
            var words = new ArrayList<String>();
            for (String value : values) {
                Matcher range = RANGE.matcher(value);
                if (range.matches()) {
                    ranges.add(new Range(first(range), last(range)));
                } else {
                    words.add(value.toLowerCase(Locale.ROOT));
                }
            }
            return new Local(values.isEmpty(), List.copyOf(ranges), List.copyOf(words));
        }

        Ternary match(int port) {
            Ternary match = Ternary.of(any);
            for (Range range : ranges) {
                match = match.or(Ternary.of(range.first() <= port && port <= range.last()));
            }
            for (String word : words) {
                match = match.or(keyword(word, port));
            }
            return match;
        }
    }

    /** Whether the rule asks about the sender's port at all. */
    static boolean namesRemote(RuleString rule) {
        return !rule.all(REMOTE).isEmpty();
    }

    /** Whether the rule speaks for a sender that uses some ephemeral port. */
    static Ternary remote(RuleString rule) {
        List<String> values = rule.all(REMOTE);
        Ternary match = values.isEmpty() ? Ternary.YES : Ternary.NO;
        for (String value : values) {
            Matcher range = RANGE.matcher(value);
            boolean below = range.matches() && last(range) < FIRST_EPHEMERAL;
            boolean every = range.matches() && first(range) <= FIRST_EPHEMERAL && last(range) >= 65535;
            match = match.or(below ? Ternary.NO : every ? Ternary.YES : Ternary.UNKNOWN);
        }
        return match;
    }

    private static Ternary keyword(String word, int port) {
        return switch (word) {
            case "*" -> Ternary.YES;
            // IANA: the RPC endpoint mapper is 135, over HTTP 593.
            case "rpc-epmap" -> port == 135 ? Ternary.YES : port == 593 ? Ternary.UNKNOWN : Ternary.NO;
            case "mdns" -> Ternary.of(port == 5353);
            // The ports of the client (MS-FASP 3.1.1, IsDHCPClient): RFC 2131 and RFC 8415.
            case "dhcp" -> Ternary.of(port == 68 || port == 546);
            // A list of ports in use that Windows keeps for itself (MS-FASP 2.2.14): RPC, Teredo, IP-HTTPS.
            default -> Ternary.UNKNOWN;
        };
    }

    private static int first(Matcher range) {
        return Integer.parseInt(range.group(1));
    }

    private static int last(Matcher range) {
        return range.group(2) == null ? first(range) : Integer.parseInt(range.group(2));
    }

    /** The ports in one form, so that {@code 7880} and {@code 7881} are the same as {@code 7880-7881}. */
    static Set<String> canonical(Local local) {
        var ports = new BitSet(65536);
        var words = new TreeSet<String>(local.words());
        for (Local.Range range : local.ranges()) {
            if (range.first() <= range.last() && range.last() <= 65535) {
                ports.set(range.first(), range.last() + 1);
            } else {
                words.add(range.toString());
            }
        }
        for (int from = ports.nextSetBit(0); from >= 0; from = ports.nextSetBit(from + 1)) {
            int to = ports.nextClearBit(from) - 1;
            words.add(from + "-" + to);
            from = to;
        }
        return words;
    }
}
