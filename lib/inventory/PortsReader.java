package inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import net.Protocol;
import text.Message;

/** Reads the ports of one service after the other, and knows which are taken. */
final class PortsReader {
    /** Every port costs a probe; this many still end within the time-out, and {@code 1-65535} is a slip. */
    static final int MOST = 4096;

    private final Mistakes mistakes;
    private final BiFunction<Yaml.Fields, Protocol, Optional<Port>> entries;
    private final Map<String, String> takenBy = new HashMap<>();
    private int asked;

    /** One entry as written: a number or a range, and how these ports show that they are well, where it says so. */
    record Port(Yaml.Text number, Optional<HealthCheck> health) { }

    /** @param entries reads an entry that has keys */
    PortsReader(Mistakes mistakes, BiFunction<Yaml.Fields, Protocol, Optional<Port>> entries) {
        this.mistakes = mistakes;
        this.entries = entries;
    }

    /** @return the ports that are good and free, in the order of the file; all others are mistakes by now */
    Map<Integer, Optional<HealthCheck>> read(Map<String, Yaml> service, Yaml.Place place, Protocol protocol,
            String name) {
        Yaml one = service.get("port");
        Yaml many = service.get("ports");
        if (one != null && many != null) {
            mistakes.add(many.place(), Message.of("inventory.port-and-ports"));
            return Map.of();
        }
        return switch (one == null ? many : one) {
            case null -> {
                mistakes.add(place, Message.of("inventory.no-port"));
                yield Map.of();
            }
            case Yaml.Items(List<Yaml> written, Yaml.Place at) when one != null || written.isEmpty() -> {
                mistakes.add(at, Message.of(one != null ? "inventory.port-list" : "inventory.no-port"));
                yield Map.of();
            }
            case Yaml.Items(List<Yaml> written, Yaml.Place at) -> {
                var ports = new LinkedHashMap<Integer, Optional<HealthCheck>>();
                written.forEach(entry -> ports.putAll(entry(entry, true, protocol, name)));
                yield ports;
            }
            case Yaml.Fields keys -> {
                mistakes.add(keys.place(), Message.of("inventory.port-shape"));
                yield Map.of();
            }
            case Yaml single -> entry(single, one == null, protocol, name);
        };
    }

    private Map<Integer, Optional<HealthCheck>> entry(Yaml entry, boolean ranges, Protocol protocol, String name) {
        return switch (entry) {
            case Yaml.Text number when !number.nothing() ->
                ports(new Port(number, Optional.empty()), ranges, protocol, name);
            case Yaml.Fields keys -> entries.apply(keys, protocol)
                    .map(port -> ports(port, ranges, protocol, name)).orElse(Map.of());
            case Yaml other -> {
                mistakes.add(other.place(), Message.of("inventory.port-shape"));
                yield Map.of();
            }
        };
    }

    private Map<Integer, Optional<HealthCheck>> ports(Port written, boolean ranges, Protocol protocol, String name) {
        Yaml.Place place = written.number().place();
        return switch (PortEntry.of(written.number().value().strip(), ranges)) {
            case PortEntry.Wrong(Message why) -> {
                mistakes.add(place, why);
                yield Map.of();
            }
            case PortEntry.Ports(int first, int last) -> {
                var ports = new LinkedHashMap<Integer, Optional<HealthCheck>>();
                free(first, last, protocol, name, place).forEach(port -> ports.put(port, written.health()));
                yield ports;
            }
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
