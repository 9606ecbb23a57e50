package path.check;

import docker.Container;
import host.windows.WindowsFacts;
import inventory.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Protocol;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.Outcome;
import path.Remedy;
import path.Severity;
import text.Message;

/**
 * A port that Windows keeps back for NAT: it draws ranges anew at every start, and no program may listen in them. Its
 * table also lists ports that a program of this machine holds through http.sys, so only a port that nobody has counts.
 * Ranges with {@code *} are reserved on purpose, against such draws, and a program may well listen there (Microsoft
 * KB 812873: for whoever asks for the port by its number).
 */
final class ReservedPorts {

    private ReservedPorts() { }

    /** The range that keeps the port back, where Windows told us and nobody listens on it. */
    static Optional<WindowsFacts.PortRange> range(Facts facts, Protocol protocol, int port) {
        boolean nobody = facts.listenersOf(protocol, port).filter(List::isEmpty).isPresent();
        return facts.windows().reserved().toOptional().filter(known -> nobody).stream().flatMap(List::stream)
                .filter(range -> !range.administered() && range.protocol() == protocol && range.contains(port))
                .findFirst();
    }

    static Optional<WindowsFacts.PortRange> range(Checklist checklist) {
        return range(checklist.facts, checklist.endpoint.service().protocol(), checklist.endpoint.port());
    }

    /** True for a container that Docker could not start at all: one that ran and ended has another reason. */
    static boolean stopped(Checklist checklist, Container container) {
        boolean neverRan = container.status() == Container.Status.CREATED || !container.error().isBlank();
        return neverRan && range(checklist).isPresent();
    }

    static Outcome problem(Checklist checklist, WindowsFacts.PortRange range) {
        // That a bind fails here is documented. That the service would listen otherwise is seen only where Docker
        // tried and said so.
        List<Message> said = checklist.container().filter(container -> !container.error().isBlank())
                .map(container -> Message.of("path.evidence.docker-said", container.error().strip()))
                .stream().toList();
        Cause cause = Cause.observed(FindingId.PORT_RESERVED, Severity.FAIL, text(range), text(range))
                .seen(said)
                .fixedBy(Stream.concat(free(checklist, range).stream(), checklist.container()
                        .map(WindowsRemedies::createAgain).stream()).toList());
        return new Outcome.Problem(Message.of("path.hop.port-reserved", text(range)),
                said.isEmpty() ? cause.inferred() : cause);
    }

    static String text(WindowsFacts.PortRange range) {
        return range.from() + "-" + range.to() + "/" + range.protocol().id();
    }

    /** Who or what has one of the ports that a container asked for, in words; empty where nothing is seen. */
    static List<Message> culprits(Checklist checklist, Container container) {
        return container.requested().stream().filter(wish -> wish.hostPort() > 0).distinct()
                .flatMap(wish -> range(checklist.facts, wish.protocol(), wish.hostPort())
                        .map(range -> Message.of("path.evidence.reserved", wish.hostPort(), text(range)))
                        .map(Stream::of).orElseGet(() -> held(checklist, wish)))
                .distinct().toList();
    }

    private static Stream<Message> held(Checklist checklist, Container.Publication wish) {
        return checklist.facts.listenersOf(wish.protocol(), wish.hostPort()).stream().flatMap(List::stream).limit(1)
                .flatMap(here -> new PortHolder(checklist.facts, wish.protocol(), wish.hostPort(), here).told()
                        .stream());
    }

    /** How to get at those ports. */
    static List<Remedy> ways(Checklist checklist, Container container) {
        return container.requested().stream().filter(wish -> wish.hostPort() > 0).distinct()
                .flatMap(wish -> range(checklist.facts, wish.protocol(), wish.hostPort())
                        .map(range -> free(checklist, range).stream())
                        .orElseGet(() -> checklist.facts.listenersOf(wish.protocol(), wish.hostPort())
                                .filter(here -> !here.isEmpty())
                                .stream().flatMap(here -> new PortHolder(checklist.facts, wish.protocol(),
                                        wish.hostPort(), here.getFirst()).free().stream())))
                .distinct().toList();
    }

    /** All ports of the inventory that this range keeps back, at once: the service is to be stopped once only. */
    private static List<Remedy> free(Checklist checklist, WindowsFacts.PortRange range) {
        List<Integer> ports = checklist.facts.inventory().endpoints().stream()
                .filter(endpoint -> endpoint.service().protocol() == range.protocol())
                .map(Endpoint::port).filter(range::contains).distinct().sorted().toList();
        return WindowsRemedies.freeReserved(range.protocol(), ports);
    }
}
