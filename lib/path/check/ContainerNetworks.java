package path.check;

import docker.Attachment;
import docker.Container;
import docker.Network;
import host.Adapter;
import inventory.Endpoint;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Protocol;
import path.Cause;
import path.FindingId;
import path.Outcome;
import path.PortListeners;
import path.Remedy;
import path.Severity;
import probe.Reply;
import process.Fact;
import process.Os;
import text.Message;

/**
 * What Docker's networks have to do with a port that no phone reaches: Docker publishes ports of a container on the
 * network that leads outside, so one that is on none of that kind has none (docs.docker.com, "Networking").
 */
final class ContainerNetworks {

    /** A container on an overlay network is reached over this one, of which Docker does not tell an address. */
    private static final String GATEWAY_OF_OVERLAYS = "docker_gwbridge";

    /** Docker's default network, which every engine has. */
    private static final String DEFAULT = "bridge";

    private ContainerNetworks() { }

    /** Why a container that runs has none of the ports that it asked for; empty where its networks do not tell. */
    static Optional<Outcome> withoutPorts(Container container, Endpoint endpoint) {
        List<Attachment> networks = container.networks();
        if (!container.lacksItsPorts()) {
            return Optional.empty();
        }
        if (networks.isEmpty()) {
            String usual = container.networkMode().equals("default") ? DEFAULT : container.networkMode();
            return problem(Message.of("path.hop.without-network"), FindingId.CONTAINER_WITHOUT_NETWORK, container,
                    List.of(), List.of(), List.of(connect("connect-again", usual, container)));
        }
        List<Network> known = networks.stream().flatMap(network -> network.found().stream()).toList();
        if (known.size() < networks.size()) {
            return Optional.empty();
        }
        List<String> names = known.stream().map(Network::name).toList();
        if (known.stream().allMatch(Network::internal)) {
            return problem(Message.of("path.hop.network-internal", names), FindingId.NETWORK_INTERNAL, container,
                    List.of(names), known.stream().map(ContainerNetworks::seen).toList(), openToTheLan(container));
        }
        List<String> own = networks.stream().filter(network -> network.found().filter(Network::givesLanAddress)
                .isPresent()).flatMap(network -> network.addresses().stream()).toList();
        return known.stream().allMatch(network -> network.internal() || network.givesLanAddress()) && !own.isEmpty()
                ? problem(Message.of("path.hop.network-own-address", own), FindingId.NETWORK_PUBLISHES_NOTHING,
                        container, List.of(names, own), known.stream().map(ContainerNetworks::seen).toList(),
                        Stream.concat(Stream.of(Remedies.byHand("use-containers-address", own.stream()
                                        .map(address -> address + ":" + port(container, endpoint)).toList())),
                                moveToBridge(container, known)).toList())
                : Optional.empty();
    }

    /** What keeps a stopped container from being started again: a network of its own that is no more. */
    static Optional<Cause> gone(Container container) {
        return container.networks().stream().filter(Attachment::gone).findFirst().map(network -> Cause
                .observed(FindingId.NETWORK_MISSING, Severity.FAIL, container.name(), container.name(),
                        network.name())
                .seen(Message.of("path.evidence.network-gone", network.name(), shortId(network.id())))
                .fixedBy(container.composeService().isPresent()
                        ? List.of(Remedies.recreate("path.remedy.recreate-network", "", container))
                        : List.of(Remedies.anywhere("leave-network", List.of("docker", "network", "disconnect",
                                "--force", network.name(), container.name()), container.name(), network.name()),
                                connect("connect-other", DEFAULT, container),
                                Remedies.anywhere("then-start", List.of("docker", "start", container.name()),
                                        container.name()))));
    }

    /**
     * The bridge of a container's network, deleted behind Docker's back: Docker publishes on, and no packet reaches
     * the container. Told only where Docker's own process on this machine has the port: elsewhere the networks are
     * those of a virtual machine, or of a user's own engine.
     */
    static Optional<Outcome> bridgeGone(Checklist checklist, Container container) {
        List<Adapter> adapters = checklist.facts.adapters().toOptional().orElse(List.of());
        List<InetAddress> addresses = container.addresses().stream().map(InetAddress::ofLiteral).toList();
        boolean local = checklist.facts.os() == Os.LINUX && checklist.endpoint.service().protocol() == Protocol.TCP
                && checklist.facts.adaptersRead() && !heard(checklist.facts.loopback().get(checklist.endpoint))
                && !heard(checklist.facts.lan().get(checklist.endpoint))
                && checklist.facts.listenersOf(checklist.endpoint).stream().flatMap(List::stream)
                        .anyMatch(listener -> PortListeners.isProxy(listener) || PortListeners.isDaemon(listener));
        boolean led = addresses.isEmpty() || adapters.stream().anyMatch(adapter ->
                adapter.name().equals(GATEWAY_OF_OVERLAYS) || isBridgeOf(container, adapter.name())
                        || adapter.addresses().stream().anyMatch(own -> addresses.stream().anyMatch(own::contains)));
        if (!local || led) {
            return Optional.empty();
        }
        List<String> names = container.networks().stream().map(Attachment::name).toList();
        List<Remedy> steps = List.of(Remedies.restartDocker("bridge-again"),
                Remedies.anywhere("then-start", List.of("docker", "start", container.name()), container.name()));
        return problem(Message.of("path.hop.bridge-gone", names), FindingId.BRIDGE_MISSING, container, List.of(names),
                List.of(Message.of("path.evidence.no-adapter-to", container.addresses())), steps);
    }

    /** As Docker names it where nobody else does; one may have no address (inhibit_ipv4). */
    private static boolean isBridgeOf(Container container, String adapter) {
        return container.networks().stream().anyMatch(network -> adapter.equals(network.name().equals(DEFAULT)
                ? "docker0" : "br-" + shortId(network.id())));
    }

    /** Somebody answered, who can only be the container. */
    private static boolean heard(Fact<Reply> reply) {
        return reply != null && reply.toOptional().filter(seen -> seen.took().isPresent()).isPresent();
    }

    private static Optional<Outcome> problem(Message text, FindingId id, Container container, List<Object> specifics,
            List<Message> seen, List<Remedy> steps) {
        Object[] all = Stream.concat(Stream.of(container.name()), specifics.stream()).toArray();
        return Optional.of(new Outcome.Problem(text, Cause.observed(id, Severity.FAIL, container.name(), all)
                .seen(seen).fixedBy(steps)));
    }

    /** The port that the container asked to have published for the endpoint. */
    private static int port(Container container, Endpoint endpoint) {
        return container.requested().stream().filter(publication ->
                        publication.isOn(endpoint.service().protocol(), endpoint.port()))
                .map(Container.Publication::containerPort).findFirst().orElse(endpoint.port());
    }

    /** At once, and for good. */
    private static List<Remedy> openToTheLan(Container container) {
        return List.of(connect("connect-other", DEFAULT, container), container.composeService()
                .map(service -> Remedies.byHand("keep-network-compose", service))
                .orElseGet(() -> Remedies.byHand("keep-network")));
    }

    /** As long as it has an address of the LAN, its answers to a phone leave by that one. */
    private static Stream<Remedy> moveToBridge(Container container, List<Network> networks) {
        return Stream.concat(Stream.of(connect("connect-instead", DEFAULT, container)),
                networks.stream().filter(Network::givesLanAddress).map(network -> Remedies.anywhere("leave-own-address",
                        List.of("docker", "network", "disconnect", network.name(), container.name()),
                        container.name(), network.name())));
    }

    private static Remedy connect(String key, String network, Container container) {
        return Remedies.anywhere(key, List.of("docker", "network", "connect", network, container.name()),
                container.name(), network);
    }

    private static Message seen(Network network) {
        return Message.of(network.internal() ? "path.evidence.network-internal" : "path.evidence.network-driver",
                network.name(), network.driver());
    }

    private static String shortId(String id) {
        return id.substring(0, Math.min(12, id.length()));
    }
}
