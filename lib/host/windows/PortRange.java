package host.windows;

import net.Protocol;

/**
 * Ports that Windows keeps back, so that no program may listen on them of its own accord.
 *
 * @param administered reserved on purpose ({@code *} in netsh's table); others are drawn anew at every start
 */
public record PortRange(Protocol protocol, int from, int to, boolean administered) {

    public PortRange {
        if (from < 1 || to < from || to > 65535) {
            throw new IllegalArgumentException("not a range of ports: " + from + "-" + to);
        }
    }

    public boolean contains(int port) {
        return from <= port && port <= to;
    }
}
