package inventory;

import java.util.List;
import java.util.Optional;
import net.Protocol;

/**
 * One service that a phone wants to reach.
 *
 * @param name      free text; also the display name of the firewall rule that lets it in
 * @param ports     1 to 65535, at least one, none twice
 * @param health    path of a URL that answers 2xx or 3xx when all is well, such as {@code /health}
 * @param container name of the container, or of the Compose service, that should serve it
 */
public record Service(String name, List<Integer> ports, Protocol protocol, Optional<String> health,
        Optional<String> container) {

    public Service {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a service needs a name");
        }
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("a service needs a port: " + name);
        }
        ports.forEach(Service::requirePort);
        ports = List.copyOf(ports);
    }

    private static void requirePort(int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }
}
