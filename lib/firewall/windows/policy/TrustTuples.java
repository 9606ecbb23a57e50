package firewall.windows.policy;

import firewall.Ternary;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The condition {@code TTK2_27=WFDKmDriver} and its kin: traffic of a trust tuple with one of these marks. A tuple is
 * two addresses and two ports that a program of this machine is sending between at the moment and has named to the
 * firewall (MS-FASP 3.1.1, 3.1.6.7); the marks are for a printer, display, dock or other device over Wi-Fi Direct, for
 * sharing with a device held near, and for what Teredo asks of a router by UPnP (MS-FASP 2.2.97, MS-GPFAS 2.2.2.20). A
 * device of the LAN that opens a connection to a service is none of these.
 */
final class TrustTuples {
    private static final Map<String, Set<String>> MARKS = Map.of(
            "ttk", Set.of("proximity", "proxsharing"),
            "ttk2_22", Set.of("wfdprint", "wfddisplay", "wfddevices"),
            "ttk2_27", Set.of("wfdkmdriver", "upnp"),
            "ttk2_28", Set.of("wfdcdpsvc"));

    private TrustTuples() { }

    static boolean isKey(String key) {
        return MARKS.containsKey(key.toLowerCase(Locale.ROOT));
    }

    /** Of several marks one is enough; what a mark means that no document has cannot be told. */
    static Ternary match(RuleString rule) {
        Ternary match = null;
        for (RuleString.Entry entry : rule.entries()) {
            Set<String> marks = MARKS.get(entry.key().toLowerCase(Locale.ROOT));
            if (marks != null) {
                Ternary one = marks.contains(entry.value().toLowerCase(Locale.ROOT)) ? Ternary.NO : Ternary.UNKNOWN;
                match = match == null ? one : match.or(one);
            }
        }
        return match == null ? Ternary.YES : match;
    }
}
