package path;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import process.Fact;

/**
 * What became of the page that a phone was to open on this machine.
 *
 * @param port       of the page, TCP
 * @param offered    the addresses of this machine at which it was offered, the likeliest first
 * @param waited     how long it was there
 * @param opened     the devices that opened it
 * @param turnedAway the devices that asked for it from a network that this machine is not in, and did not get it
 * @param arrivals   whoever sent anything to that port, whatever became of it; unknown where this machine could not
 *                   watch
 * @param became     what became of the packets of those who sent some, as far as that was seen
 * @param program    the full path of the program that serves it: rules of Windows can depend on it
 * @param letIn      true where a rule was made in this run to let phones reach it, so that older rules do not decide
 */
public record PageVisit(int port, List<InetAddress> offered, Duration waited, Set<InetAddress> opened,
        Set<InetAddress> turnedAway, Fact<Set<InetAddress>> arrivals, Map<InetAddress, PacketFate> became,
        Optional<String> program, boolean letIn) {

    public PageVisit {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port);
        }
        offered = List.copyOf(offered);
        opened = Set.copyOf(opened);
        turnedAway = Set.copyOf(turnedAway);
        became = Map.copyOf(became);
    }
}
