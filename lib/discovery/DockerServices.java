package discovery;

import docker.Container;
import inventory.Inventory;
import inventory.Service;
import inventory.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.Protocol;
import text.Message;

/** The services of a machine as Docker publishes them, or was asked to publish them. */
final class DockerServices {

    private DockerServices() { }

    /**
     * One service for each container and protocol with a port on the host, in the order of the containers. A stopped
     * container counts with the ports it asks for, unless a running one has them now. Nothing says how to ask for
     * health, so none is asked.
     */
    static Inventory all(List<Container> containers) {
        return inventory(containers, List.of());
    }

    /**
     * The same without the containers that are stopped: they may have been so for months. One that Docker keeps
     * restarting is none of them.
     */
    static Inventory running(List<Container> containers) {
        List<Container> running = containers.stream().filter(DockerServices::runs).toList();
        List<Object> left = containers.stream()
                .filter(container -> !runs(container) && !container.requested().isEmpty())
                .<Object>map(Container::name).toList();
        return inventory(running, left.isEmpty() ? List.of() : List.of(Message.of("discovery.stopped-left-out", left)));
    }

    private static boolean runs(Container container) {
        return switch (container.status()) {
            case RUNNING, PAUSED, RESTARTING -> true;
            case CREATED, REMOVING, EXITED, DEAD, OTHER -> false;
        };
    }

    private static Inventory inventory(List<Container> containers, List<Message> notes) {
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
        return new Inventory(Optional.empty(), services, Source.docker().with(notes));
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
