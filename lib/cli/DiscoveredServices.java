package cli;

import docker.Container;
import docker.Engine;
import inventory.Inventory;
import inventory.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.Protocol;
import text.Message;

/** {@code --discover}: the services of a machine are what Docker publishes, or was asked to publish. */
final class DiscoveredServices {

    private DiscoveredServices() { }

    /** @throws ExitException when Docker does not answer or publishes nothing: there is nothing to look at then */
    static Inventory inventory(Engine docker) {
        Inventory inventory = switch (docker) {
            case Engine.Running(List<Container> containers) -> inventory(containers);
            case Engine.NotInstalled() -> throw noDocker(Message.of("cli.docker-not-installed"));
            case Engine.NotRunning(String said) -> throw noDocker(Message.of("cli.docker-not-running", said));
            case Engine.NoPermission(String said) -> throw noDocker(Message.of("cli.docker-no-permission", said));
            case Engine.Unclear(Message cause) -> throw noDocker(cause);
        };
        if (inventory.services().isEmpty()) {
            throw noDocker(Message.of("cli.docker-publishes-nothing"));
        }
        return inventory;
    }

    private static ExitException noDocker(Message why) {
        return new ExitException(ExitCode.UNKNOWN, Message.of("cli.discover-failed", why));
    }

    /**
     * One service for each container and protocol with a port on the host, in the order of the containers. A stopped
     * container counts with the ports it asks for, unless a running one has them now. Nothing says how to ask for
     * health, so none is asked.
     */
    static Inventory inventory(List<Container> containers) {
        Set<String> taken = new HashSet<>();
        Set<String> names = new HashSet<>();
        var services = new ArrayList<Service>();
        for (boolean running : new boolean[] {true, false}) {
            for (Container container : containers) {
                if (running != !container.published().isEmpty()) {
                    continue;
                }
                for (Protocol protocol : Protocol.values()) {
                    List<Integer> ports = ports(running ? container.published() : container.requested(), protocol)
                            .stream().filter(port -> taken.add(port + "/" + protocol.id())).toList();
                    if (!ports.isEmpty()) {
                        services.add(new Service(name(container, protocol, names), ports, protocol, Optional.empty(),
                                Optional.of(container.name())));
                    }
                }
            }
        }
        return new Inventory(Optional.empty(), services, "docker");
    }

    private static TreeSet<Integer> ports(List<Container.Publication> publications, Protocol protocol) {
        var ports = new TreeSet<Integer>();
        for (Container.Publication publication : publications) {
            // Port 0 asks Docker for any free port: which, is known only once the container runs.
            if (publication.protocol() == protocol && publication.hostPort() > 0) {
                ports.add(publication.hostPort());
            }
        }
        return ports;
    }

    /** The Compose service where it is the only one of that name, else the container; UDP is told apart. */
    private static String name(Container container, Protocol protocol, Set<String> names) {
        String suffix = protocol == Protocol.UDP ? " (udp)" : "";
        String service = container.composeService().orElse(container.name()) + suffix;
        if (names.add(service.toLowerCase(Locale.ROOT))) {
            return service;
        }
        String own = container.name() + suffix;
        names.add(own.toLowerCase(Locale.ROOT));
        return own;
    }
}
