package firewall.windows;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The port conditions of a rule: {@code LPort=8000}, {@code LPort2_10=7880-7881}, {@code LPort=RPC-EPMap}. */
final class Ports {
    private static final String[] LOCAL = {"LPort", "LPort2_10", "LPort2_20", "LPort2_24", "LPort2_25", "LPort2_29"};
    private static final String[] REMOTE = {"RPort", "RPort2_10", "RPort2_20", "RPort2_25", "RPort2_28"};
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    /** Where a phone's own ports begin: nothing below is handed out as an ephemeral port (RFC 6056 section 3.2). */
    private static final int FIRST_EPHEMERAL = 1024;

    private Ports() { }

    /** Whether the rule speaks for this port of ours. */
    static Match local(RuleString rule, int port) {
        List<String> values = rule.all(LOCAL);
        Match match = values.isEmpty() ? Match.YES : Match.NO;
        for (String value : values) {
            match = match.or(one(value, port));
        }
        return match;
    }

    /** Whether the rule speaks for a sender that uses some ephemeral port. */
    static Match remote(RuleString rule) {
        List<String> values = rule.all(REMOTE);
        Match match = values.isEmpty() ? Match.YES : Match.NO;
        for (String value : values) {
            Matcher range = RANGE.matcher(value);
            boolean below = range.matches() && last(range) < FIRST_EPHEMERAL;
            boolean every = range.matches() && first(range) <= FIRST_EPHEMERAL && last(range) >= 65535;
            match = match.or(below ? Match.NO : every ? Match.YES : Match.UNKNOWN);
        }
        return match;
    }

    private static Match one(String value, int port) {
        Matcher range = RANGE.matcher(value);
        if (range.matches()) {
            return Match.of(first(range) <= port && port <= last(range));
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "*" -> Match.YES;
            // IANA: the RPC endpoint mapper is 135, over HTTP 593.
            case "rpc-epmap" -> port == 135 ? Match.YES : port == 593 ? Match.UNKNOWN : Match.NO;
            case "mdns" -> Match.of(port == 5353);
            case "dhcp" -> Match.of(port == 67 || port == 68 || port == 546 || port == 547);
            // Which ports RPC, Teredo, IP-HTTPS and the like use is known to Windows alone.
            default -> Match.UNKNOWN;
        };
    }

    private static int first(Matcher range) {
        return Integer.parseInt(range.group(1));
    }

    private static int last(Matcher range) {
        return range.group(2) == null ? first(range) : Integer.parseInt(range.group(2));
    }

    /** The ports in one form, so that {@code 7880} and {@code 7881} are the same as {@code 7880-7881}. */
    static Set<String> canonical(RuleString rule) {
        var ports = new BitSet(65536);
        var words = new TreeSet<String>();
        for (String value : rule.all(LOCAL)) {
            Matcher range = RANGE.matcher(value);
            if (range.matches() && first(range) <= last(range) && last(range) <= 65535) {
                ports.set(first(range), last(range) + 1);
            } else {
                words.add(value.toLowerCase(Locale.ROOT));
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
