package inventory;

import java.util.List;
import java.util.Optional;

/**
 * The services of one machine.
 *
 * @param host the address the app has built in; empty for {@code auto}, the address this machine has on its LAN
 */
public record Inventory(Optional<String> host, List<Service> services, Source source) {

    public Inventory {
        services = List.copyOf(services);
    }

    /** What stands in this file, which somebody named. */
    public Inventory(Optional<String> host, List<Service> services, String file) {
        this(host, services, Source.named(file));
    }

    /** The same services, found otherwise. */
    public Inventory from(Source other) {
        return new Inventory(host, services, other);
    }

    /** One entry per service and port, in the order of the file. */
    public List<Endpoint> endpoints() {
        return services.stream()
                .flatMap(service -> service.ports().stream().map(port -> new Endpoint(service, port)))
                .toList();
    }
}
