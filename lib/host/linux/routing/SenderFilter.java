package host.linux.routing;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How far Linux doubts the senders of what comes in (ip-sysctl of the kernel's documentation). Of what holds for
 * {@link #ALL} adapters and for one, the higher number counts.
 *
 * @param modes   rp_filter by adapter: 0 off, 1 strict, 2 loose
 * @param ignored arp_ignore by adapter: with 0 an adapter answers for the addresses of the others too
 * @param dropped packets that strict or loose filters have dropped since the start; empty where that was not read
 */
public record SenderFilter(Map<String, Integer> modes, Map<String, Integer> ignored, OptionalLong dropped) {

    public static final String ALL = "all";
    public static final int OFF = 0;
    public static final int STRICT = 1;
    public static final int LOOSE = 2;

    /** Two lines of {@code /proc/net/netstat}, the second with the numbers for the names of the first. */
    private static final Pattern COUNTERS = Pattern.compile("TcpExt: ([A-Z].*)\nTcpExt: (\\d.*)");
    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
    private static final String DROPPED = "IPReversePathFilter";

    public SenderFilter {
        modes = Map.copyOf(modes);
        ignored = Map.copyOf(ignored);
    }

    /** The count of {@code IPReversePathFilter} in {@code /proc/net/netstat}; empty where it has none. */
    public static OptionalLong dropped(String netstat) {
        return COUNTERS.matcher(netstat).results().map(SenderFilter::counter).findFirst().orElse(OptionalLong.empty());
    }

    private static OptionalLong counter(MatchResult lines) {
        int place = List.of(lines.group(1).split(" ")).indexOf(DROPPED);
        String[] numbers = lines.group(2).split(" ");
        return place >= 0 && place < numbers.length && COUNT.matcher(numbers[place]).matches()
                ? OptionalLong.of(Long.parseLong(numbers[place])) : OptionalLong.empty();
    }

    public int mode(String adapter) {
        return of(modes, adapter);
    }

    /** Whether the adapter tells others that it has the addresses of this machine's other adapters. */
    public boolean speaksForOthers(String adapter) {
        return of(ignored, adapter) == OFF;
    }

    private static int of(Map<String, Integer> values, String adapter) {
        return Math.max(values.getOrDefault(ALL, OFF), values.getOrDefault(adapter, OFF));
    }
}
