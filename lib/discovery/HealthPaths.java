package discovery;

import docker.Container;
import inventory.Endpoint;
import inventory.HealthCheck;
import inventory.Inventory;
import inventory.Service;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.Protocol;
import probe.Limits;
import probe.Prober;
import probe.Reply;
import process.Tasks;
import process.World;

/**
 * Learns by a GET, which changes nothing (RFC 9110, 9.2.1), where a service that nobody described answers well. Asked
 * are addresses of this machine only.
 */
final class HealthPaths {
    /** The usual path for health, and the one that every server has. */
    private static final List<HealthCheck> CHECKS =
            List.of(new HealthCheck.HttpGet("/health"), new HealthCheck.HttpGet("/"));

    /** Ranges of ports are for media streams and speak no HTTP. */
    private static final int MOST_PORTS = 50;

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final Prober prober;
    private final Limits limits;
    private final List<Container> containers;

    /** @param containers that may publish on one address only */
    HealthPaths(World world, Limits limits, List<Container> containers) {
        this.prober = new Prober(world);
        this.limits = limits;
        this.containers = List.copyOf(containers);
    }

    /** The same services, each port with the path that it answers well; without one where there is none. */
    Inventory learned(Inventory inventory) {
        List<Endpoint> open = inventory.endpoints().stream()
                .filter(endpoint -> endpoint.service().protocol() == Protocol.TCP && endpoint.health().isEmpty())
                .limit(MOST_PORTS).toList();
        Map<Endpoint, Future<Optional<HealthCheck>>> checks = new HashMap<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            open.forEach(endpoint -> checks.put(endpoint, threads.submit(() -> check(endpoint.port()))));
            return new Inventory(inventory.host(), inventory.services().stream()
                    .map(service -> learned(service, checks)).toList(), inventory.source());
        }
    }

    private static Service learned(Service service, Map<Endpoint, Future<Optional<HealthCheck>>> checks) {
        var health = new HashMap<>(service.health());
        service.ports().forEach(port -> Optional.ofNullable(checks.get(new Endpoint(service, port)))
                .flatMap(Tasks::result).ifPresent(check -> health.put(port, check)));
        return new Service(service.name(), service.ports(), service.protocol(), health, service.container());
    }

    private Optional<HealthCheck> check(int port) {
        for (InetAddress address : addresses(port)) {
            for (HealthCheck check : CHECKS) {
                Optional<Reply> http = prober.probe(address, port, Optional.of(check), limits).toOptional()
                        .filter(reply -> reply.status() > 0);
                // One that leads elsewhere is none: the port is judged by what it is asked first.
                if (http.filter(reply -> reply.state() == Reply.State.ANSWERED).isPresent()) {
                    return Optional.of(check);
                }
                if (http.isEmpty()) {
                    break; // No HTTP: another path would not be answered either.
                }
            }
        }
        return Optional.empty();
    }

    /** The loopback address, and the one that Docker publishes the port on: it can be no other machine's. */
    private Set<InetAddress> addresses(int port) {
        var addresses = new LinkedHashSet<>(Set.of(LOOPBACK));
        containers.stream().flatMap(container -> container.published().stream())
                .filter(published -> published.isOn(Protocol.TCP, port))
                .map(Container.Publication::hostAddress).filter(address -> !address.isEmpty())
                .map(InetAddress::ofLiteral).filter(address -> !address.isAnyLocalAddress())
                .forEach(addresses::add);
        return addresses;
    }
}
