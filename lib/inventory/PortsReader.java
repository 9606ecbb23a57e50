package inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.Protocol;
import text.Message;

/** Reads the ports of one service after the other, and knows which are taken. */
final class PortsReader {
    /** Every port costs a probe; this many still end within the time-out, and {@code 1-65535} is a slip. */
    static final int MOST = 4096;

    private final Mistakes mistakes;
    private final Map<String, String> takenBy = new HashMap<>();
    private int asked;

    PortsReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** @return the ports that are good and free; all others are mistakes by now */
    List<Integer> read(Map<String, Yaml> service, Yaml.Place place, Protocol protocol, String name) {
        Yaml one = service.get("port");
        Yaml many = service.get("ports");
        if (one != null && many != null) {
            mistakes.add(many.place(), Message.of("inventory.port-and-ports"));
            return List.of();
        }
        return switch (one == null ? many : one) {
            case null -> {
                mistakes.add(place, Message.of("inventory.no-port"));
                yield List.of();
            }
            case Yaml.Items(List<Yaml> entries, Yaml.Place at) when one != null || entries.isEmpty() -> {
                mistakes.add(at, Message.of(one != null ? "inventory.port-list" : "inventory.no-port"));
                yield List.of();
            }
            case Yaml.Items(List<Yaml> entries, Yaml.Place at) -> {
                var ports = new ArrayList<Integer>();
                entries.forEach(entry -> ports.addAll(entry(entry, true, protocol, name)));
                yield ports;
            }
            case Yaml single -> entry(single, one == null, protocol, name);
        };
    }

    private List<Integer> entry(Yaml entry, boolean ranges, Protocol protocol, String name) {
        if (!(entry instanceof Yaml.Text written) || written.nothing()) {
            mistakes.add(entry.place(), Message.of("inventory.port-shape"));
            return List.of();
        }
        return switch (PortEntry.of(written.value().strip(), ranges)) {
            case PortEntry.Wrong(Message why) -> {
                mistakes.add(written.place(), why);
                yield List.of();
            }
            case PortEntry.Ports(int first, int last) -> free(first, last, protocol, name, written.place());
        };
    }

    /** One port has one owner; the same number over TCP and over UDP is two ports. */
    private List<Integer> free(int first, int last, Protocol protocol, String name, Yaml.Place place) {
        boolean before = asked > MOST;
        asked += last - first + 1;
        if (asked > MOST) {
            asked = MOST + 1;
            if (!before) {
                mistakes.add(place, Message.of("inventory.too-many-ports", Integer.toString(MOST)));
            }
            return List.of();
        }
        var free = new ArrayList<Integer>();
        boolean told = false;
        for (int port = first; port <= last; port++) {
            String end = port + "/" + protocol.id();
            String owner = takenBy.putIfAbsent(end, name);
            if (owner == null) {
                free.add(port);
            } else if (!told) {
                mistakes.add(place, Message.of("inventory.port-twice", end, owner));
                told = true;
            }
        }
        return free;
    }
}
