package discovery;

import docker.Container;
import inventory.Inventory;
import inventory.Service;
import inventory.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.Protocol;
import text.Message;

/** The services of a machine as Docker publishes them, or was asked to publish them. */
final class DockerServices {

    /** As many as a services file may name. */
    private static final int MOST_PORTS = 4096;

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
        var found = new ArrayList<Service>();
        for (boolean running : new boolean[] {true, false}) {
            for (Container container : containers) {
                if (running != !container.published().isEmpty()) {
                    continue;
                }
                for (Protocol protocol : Protocol.values()) {
                    List<Integer> ports = ports(running ? container.published() : container.requested(), protocol)
                            .stream().filter(port -> taken.add(port + "/" + protocol.id())).toList();
                    if (!ports.isEmpty()) {
                        found.add(new Service(name(container, protocol, names), ports, protocol, Optional.empty(),
                                Optional.of(container.name())));
                    }
                }
            }
        }
        List<Service> services = few(found);
        List<Message> all = new ArrayList<>(notes);
        List<Object> cut = IntStream.range(0, found.size())
                .filter(i -> services.get(i).ports().size() < found.get(i).ports().size())
                .<Object>mapToObj(i -> found.get(i).name()).toList();
        if (!cut.isEmpty()) {
            all.add(Message.of("discovery.too-many-ports", MOST_PORTS, cut));
        }
        return new Inventory(Optional.empty(), services, Source.docker().with(all));
    }

    /** The same services with as many ports as one run tests; a whole range of one leaves the others theirs. */
    private static List<Service> few(List<Service> services) {
        var few = new ArrayList<>(services);
        int left = MOST_PORTS;
        int todo = services.size();
        for (int i : IntStream.range(0, services.size()).boxed()
                .sorted(Comparator.comparing(index -> services.get(index).ports().size())).toList()) {
            Service service = services.get(i);
            int share = Math.min(service.ports().size(), Math.max(1, left / todo));
            few.set(i, new Service(service.name(), service.ports().subList(0, share), service.protocol(),
                    Optional.empty(), service.container()));
            left -= share;
            todo--;
        }
        return few;
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
        String service = container.composeService().filter(label -> !label.isBlank()).orElse(container.name()) + suffix;
        if (names.add(service.toLowerCase(Locale.ROOT))) {
            return service;
        }
        String own = container.name() + suffix;
        names.add(own.toLowerCase(Locale.ROOT));
        return own;
    }
}
