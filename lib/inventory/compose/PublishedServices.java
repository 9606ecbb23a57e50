package inventory.compose;

import docker.Container;
import inventory.Inventory;
import inventory.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.PortRange;
import net.Protocol;
import text.Message;

/** Makes an inventory of a project: each port of the host that a service is published on, and what was left out. */
final class PublishedServices {
    /** As many as a file of services may hold. */
    private static final int MOST_PORTS = 4096;

    private final Project project;
    private final Supplier<List<Container>> containers;
    private final List<Service> services = new ArrayList<>();
    private final Notes notes = new Notes();
    private final Map<String, String> takenBy = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    private PublishedServices(Project project, Supplier<List<Container>> containers) {
        this.project = project;
        this.containers = containers;
    }

    /** A port of the host, and the container's behind it. */
    private record Port(int host, int container) { }

    /** @param containers those that there are; asked for only where the file leaves a port for Docker to choose */
    static ComposeResult of(Project project, String source, Supplier<List<Container>> containers,
            List<Message> before) {
        var published = new PublishedServices(project, containers);
        before.forEach(published.notes::add);
        project.services().forEach(published::add);
        return published.services.isEmpty() ? new ComposeResult.NothingPublished(source, published.notes.all())
                : new ComposeResult.Published(new Inventory(Optional.empty(), published.services, source),
                        published.notes.all());
    }

    private void add(ComposeService service) {
        List<Ports.Mapping> mappings = mappings(service);
        if (service.replicas() == 0) {
            if (!mappings.isEmpty()) {
                notes.add("inventory.compose-no-replica", service.name());
            }
            return;
        }
        if (service.onHost() && mappings.isEmpty()) {
            notes.add("inventory.compose-host-network", service.name());
        }
        HealthTest health = HealthTest.of(service);
        boolean asked = false;
        for (Protocol protocol : Protocol.values()) {
            List<Port> ports = mappings.stream().filter(mapping -> mapping.protocol().equals(protocol.id()))
                    .flatMap(mapping -> ports(service, mapping).stream()).distinct()
                    .filter(port -> free(service, port.host(), protocol)).toList();
            boolean http = health instanceof HealthTest.Http && protocol == Protocol.TCP;
            int checked = health instanceof HealthTest.Http(int port, String path) ? port : -1;
            List<Port> well = ports.stream().filter(port -> http && port.container() == checked).toList();
            asked |= !well.isEmpty();
            put(service, well, protocol, health);
            put(service, ports.stream().filter(port -> !well.contains(port)).toList(), protocol,
                    new HealthTest.Other());
        }
        mappings.stream().map(Ports.Mapping::protocol).filter(protocol -> Stream.of(Protocol.values())
                .noneMatch(known -> known.id().equals(protocol))).distinct()
                .forEach(protocol -> notes.add("inventory.compose-protocol", service.name(), protocol));
        if (!mappings.isEmpty() && !asked) {
            noteUnused(service, health);
        }
    }

    private void noteUnused(ComposeService service, HealthTest health) {
        switch (health) {
            case HealthTest.Https() -> notes.add("inventory.compose-https", service.name());
            case HealthTest.Http(int port, String path) ->
                notes.add("inventory.compose-health-elsewhere", service.name(), Integer.toString(port));
            case HealthTest.Other() -> { }
        }
    }

    /** In the host's network nothing is published: what the service says of its ports are the host's. */
    private static List<Ports.Mapping> mappings(ComposeService service) {
        if (!service.onHost()) {
            return service.ports();
        }
        var own = new ArrayList<>(service.exposed());
        own.addAll(service.ports());
        return own.stream().map(mapping -> new Ports.Mapping(
                Optional.of(PortRange.of(mapping.container())), mapping.container(),
                mapping.protocol())).toList();
    }

    private List<Port> ports(ComposeService service, Ports.Mapping mapping) {
        if (mapping.hostPort().isPresent()) {
            return List.of(new Port(mapping.hostPort().get(), mapping.container()));
        }
        List<Port> chosen = containers.get().stream().filter(container -> isOf(service, container))
                .flatMap(container -> container.published().stream())
                .filter(one -> one.containerPort() == mapping.container() && one.hostPort() > 0
                        && one.protocol().id().equals(mapping.protocol())
                        && mapping.host().stream().allMatch(range -> range.first() == 0
                                || range.first() <= one.hostPort() && one.hostPort() <= range.last()))
                .map(one -> new Port(one.hostPort(), mapping.container())).distinct().toList();
        if (chosen.isEmpty()) {
            String port = mapping.container() + "/" + mapping.protocol();
            notes.add("inventory.compose-docker-chooses", service.name(), port, project.container(service));
        }
        return chosen;
    }

    /** By Compose's label, and by the project's name in front of its own, which tells two projects apart. */
    private boolean isOf(ComposeService service, Container container) {
        return container.name().equals(project.container(service))
                || container.composeService().filter(service.name()::equals).isPresent()
                && container.name().startsWith(project.name());
    }

    private boolean free(ComposeService service, int port, Protocol protocol) {
        String end = port + "/" + protocol.id();
        if (takenBy.size() >= MOST_PORTS && !takenBy.containsKey(end)) {
            notes.add("inventory.compose-too-many-ports", Integer.toString(MOST_PORTS));
            return false;
        }
        String owner = takenBy.putIfAbsent(end, service.name());
        if (owner != null && !owner.equals(service.name())) {
            notes.add("inventory.compose-port-twice", service.name(), end, owner);
        }
        return owner == null;
    }

    private void put(ComposeService service, List<Port> ports, Protocol protocol, HealthTest health) {
        if (!ports.isEmpty()) {
            List<Integer> numbers = ports.stream().map(Port::host).sorted().toList();
            String container = project.container(service);
            services.add(new Service(name(service.name().isBlank() ? container : service.name(), numbers.getFirst(), protocol), numbers, protocol,
                    health instanceof HealthTest.Http(int port, String path) ? Optional.of(path) : Optional.empty(),
                    Optional.of(container)));
        }
    }

    /** The service's own name, and where it has several entries what tells this one apart. */
    private String name(String own, int port, Protocol protocol) {
        String plain = protocol == Protocol.UDP ? own + " (udp)" : own;
        // Windows compares the names of its rules without regard to case.
        if (names.add(plain.toLowerCase(Locale.ROOT))) {
            return plain;
        }
        String numbered = own + " (" + port + "/" + protocol.id() + ")";
        names.add(numbered.toLowerCase(Locale.ROOT));
        return numbered;
    }
}
