package inventory;

import java.util.List;
import java.util.Optional;

/**
 * The services of one machine.
 *
 * @param host   the address the app has built in; empty for {@code auto}, the address this machine has on its LAN
 * @param source where it was read from, for messages: a file, {@code docker} or {@code built in}
 */
public record Inventory(Optional<String> host, List<Service> services, String source) {

    public Inventory {
        services = List.copyOf(services);
    }

    /** One entry per service and port, in the order of the file. */
    public List<Endpoint> endpoints() {
        return services.stream()
                .flatMap(service -> service.ports().stream().map(port -> new Endpoint(service, port)))
                .toList();
    }
}
