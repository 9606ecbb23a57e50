package phone.cable;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.Cidr;
import net.IpAddresses;

/**
 * What the phone's shell said to a {@link ShellScript}. Lines without its mark are none of ours: adb's own remarks, a
 * greeting, anything.
 *
 * @param tool      what it could try with
 * @param attempts  in the order in which they ended
 * @param route     by which way the phone would send, and with which address of its own
 * @param addresses of all its adapters that are up, without loopback
 * @param emulated  it is an emulator, and says so
 * @param complete  it came to its end; else something cut it short
 */
record ShellAnswer(Tool tool, List<NcAttempt> attempts, Optional<Route> route, List<Cidr> addresses, boolean emulated,
        boolean complete) {

    /** What the phone has to connect with. */
    enum Tool { CONNECTS, LINGERS, TOO_OLD, NONE }

    /** {@code 192.168.1.44 dev wlan0 table 1030 src 192.168.1.23 uid 2000}, as iproute2 says it. */
    record Route(String device, InetAddress source) { }

    private static final Pattern ROUTE = Pattern.compile(".*?\\bdev (\\S{1,15})\\b.*?\\bsrc ([0-9a-fA-F.:]+).*");

    /** {@code inet 192.168.1.23/24 brd 192.168.1.255 scope global wlan0}. */
    private static final Pattern ADDRESS = Pattern.compile("inet6? ([0-9a-fA-F.:]+/\\d{1,3})\\b.*");

    ShellAnswer {
        attempts = List.copyOf(attempts);
        addresses = List.copyOf(addresses);
    }

    static ShellAnswer parse(String said) {
        List<String> lines = said.lines().map(String::strip).filter(line -> line.startsWith(ShellScript.MARK))
                .map(line -> line.substring(ShellScript.MARK.length())).toList();
        return new ShellAnswer(tool(lines),
                lines.stream().flatMap(line -> NcAttempt.parse(line).stream()).toList(),
                lines.stream().filter(line -> line.startsWith("route ")).flatMap(line -> route(line).stream())
                        .findFirst(),
                lines.stream().filter(line -> line.startsWith("addr ")).flatMap(line -> address(line).stream())
                        .distinct().toList(),
                lines.stream().anyMatch(line -> line.matches("qemu .*\\b1\\b.*")),
                lines.contains("begin") && lines.contains("end"));
    }

    private static Tool tool(List<String> lines) {
        return lines.contains("nc -z") ? Tool.CONNECTS : lines.contains("nc -q 1") ? Tool.LINGERS
                : lines.contains("no-nc old") ? Tool.TOO_OLD : Tool.NONE;
    }

    private static Optional<Route> route(String line) {
        Matcher found = ROUTE.matcher(line);
        try {
            return found.matches()
                    ? Optional.of(new Route(found.group(1), IpAddresses.address(found.group(2)))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Cidr> address(String line) {
        Matcher found = ADDRESS.matcher(line.substring("addr ".length()));
        try {
            return (found.matches() ? Optional.of(Cidr.parse(found.group(1))) : Optional.<Cidr>empty())
                    .filter(address -> !address.inet().isLoopbackAddress() && !address.inet().isLinkLocalAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The address with which it sends: by its own routes, or else the first that it has. */
    Optional<InetAddress> source() {
        return route.map(Route::source).or(() -> addresses.stream().map(Cidr::inet).findFirst());
    }

    /** The tries of each port. */
    Map<Integer, List<NcAttempt>> byPort() {
        return attempts.stream().collect(Collectors.groupingBy(NcAttempt::port));
    }

    /** Two parts of one answer, each about other ports. */
    ShellAnswer and(ShellAnswer later) {
        var all = new ArrayList<>(attempts);
        all.addAll(later.attempts());
        return new ShellAnswer(tool, all, route.or(later::route), addresses, emulated, complete && later.complete());
    }
}
