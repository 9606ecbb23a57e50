package inventory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.Protocol;

/**
 * One service that a phone wants to reach.
 *
 * @param name      free text; also the display name of the firewall rule that lets it in
 * @param ports     1 to 65535, at least one, none twice
 * @param health    how each port shows that all is well; a port without an entry has to show by itself what it speaks
 * @param container name of the container, or of the Compose service, that should serve it
 */
public record Service(String name, List<Integer> ports, Protocol protocol, Map<Integer, HealthCheck> health,
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
        health = Map.copyOf(health);
        if (!ports.containsAll(health.keySet())) {
            throw new IllegalArgumentException("a health check of no port: " + name);
        }
    }

    /** @param health of every port, as in a services file, such as {@code /health} */
    public Service(String name, List<Integer> ports, Protocol protocol, Optional<String> health,
            Optional<String> container) {
        this(name, ports, protocol, health.map(HealthCheck::of).map(check -> everywhere(ports, check))
                .orElse(Map.of()), container);
    }

    private static Map<Integer, HealthCheck> everywhere(List<Integer> ports, HealthCheck check) {
        return ports.stream().distinct().collect(Collectors.toMap(Function.identity(), port -> check));
    }

    private static void requirePort(int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
    }
}
