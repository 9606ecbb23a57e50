package path;

import docker.Container;
import docker.Engine;
import host.Adapter;
import host.AdapterKind;
import host.LanAddress;
import inventory.Endpoint;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.Cidr;

/**
 * The port behind a published one, at the container's own address, on a bridge that this machine has.
 *
 * @param bridge the address of this machine on that bridge, from which Docker's proxy connects
 */
public record ContainerPort(Container container, InetAddress address, int port, InetAddress bridge) {

    /** A bridge may have any name, and not look like Docker's. */
    private static final Set<AdapterKind> BRIDGES = Set.of(AdapterKind.CONTAINERS, AdapterKind.INNER_BRIDGE);

    /**
     * Empty where no running container publishes the endpoint, or where its address may be another device's: on the
     * network of a cable or Wi-Fi as well, or, with Docker in a virtual machine, on none of this machine's.
     */
    public static Optional<ContainerPort> of(Endpoint endpoint, Engine docker, List<Adapter> adapters,
            LanAddress.Chosen lan) {
        return published(endpoint, docker)
                .flatMap(container -> container.addresses().stream().map(InetAddress::ofLiteral)
                        .filter(address -> lan.address().isV4() == (address.getAddress().length == 4))
                        .flatMap(address -> bridge(address, adapters).stream()
                                .map(bridge -> new ContainerPort(container, address,
                                        port(container, endpoint), bridge)))
                        .findFirst());
    }

    /** The container that runs, paused or not, and for which Docker publishes the endpoint. */
    public static Optional<Container> published(Endpoint endpoint, Engine docker) {
        return docker instanceof Engine.Running(List<Container> containers) ? containers.stream()
                .filter(container -> on(container, endpoint).findAny().isPresent()).findFirst() : Optional.empty();
    }

    private static int port(Container container, Endpoint endpoint) {
        return on(container, endpoint).findFirst().orElseThrow().containerPort();
    }

    private static Stream<Container.Publication> on(Container container, Endpoint endpoint) {
        return container.published().stream()
                .filter(publication -> publication.isOn(endpoint.service().protocol(), endpoint.port()));
    }

    private static Optional<InetAddress> bridge(InetAddress container, List<Adapter> adapters) {
        List<Adapter> leading = adapters.stream().filter(adapter -> adapter.addresses().stream()
                .anyMatch(own -> own.contains(container))).toList();
        return leading.isEmpty() || !leading.stream().allMatch(adapter -> BRIDGES.contains(adapter.kind()))
                ? Optional.empty() : leading.getFirst().addresses().stream()
                        .filter(own -> own.contains(container)).map(Cidr::inet).findFirst();
    }

    /** As it is written in a sentence: {@code 172.17.0.2:80}. */
    public String text() {
        String literal = address.getHostAddress();
        return (literal.contains(":") ? "[" + literal + "]" : literal) + ":" + port;
    }
}
