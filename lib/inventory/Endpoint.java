package inventory;

import java.util.Optional;

/** One port of one service: the unit that is probed, judged and shown. */
public record Endpoint(Service service, int port) {

    /** {@code 8000/tcp}. */
    public String portText() {
        return port + "/" + service.protocol().id();
    }

    /** How it shows that all is well; empty where the inventory does not say. */
    public Optional<HealthCheck> health() {
        return Optional.ofNullable(service.health().get(port));
    }

    /** The path of the URL to ask, where the inventory says that there is one. */
    public Optional<String> healthPath() {
        return health().flatMap(HealthCheck::path);
    }
}
