package path.check;

import docker.Container;
import docker.Container.Status;
import docker.Engine;
import host.LanAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.Remedy;
import path.Severity;
import text.Message;

/** Is the container's port published where the LAN can come? */
final class PublishedCheck {

    private PublishedCheck() { }

    static HopResult check(Checklist checklist) {
        return HopResult.of(Hop.PUBLISHED, outcome(checklist));
    }

    private static Outcome outcome(Checklist checklist) {
        if (!(checklist.facts.docker() instanceof Engine.Running)) {
            return new Outcome.Skipped(Message.of("path.hop.docker-unseen"));
        }
        if (checklist.match.isEmpty()) {
            return new Outcome.Skipped(Message.of("path.hop.no-container"));
        }
        Container container = checklist.match.get().container();
        if (container.networkMode().equals("host")) {
            return DockerDesktop.hostNetwork(checklist, container)
                    .orElseGet(() -> new Outcome.Skipped(Message.of("path.hop.host-network")));
        }
        boolean alive = container.status() == Status.RUNNING || container.status() == Status.PAUSED;
        return alive ? judge(checklist, container) : new Outcome.Skipped(Message.of("path.hop.container-not-running"));
    }

    private static Outcome judge(Checklist checklist, Container container) {
        List<Container.Publication> here = ofPort(container.published(), checklist);
        if (here.isEmpty()) {
            return missing(checklist, container);
        }
        Message text = Message.of("path.hop.published", here.getFirst().hostAddress(), checklist.endpoint.port());
        if (here.stream().anyMatch(publication -> reaches(publication, checklist.facts))) {
            return ContainerNetworks.bridgeGone(checklist, container).orElse(new Outcome.Ok(text));
        }
        Optional<Outcome> desktops = DockerDesktop.publishesOnLoopback(checklist, container, here, text);
        if (desktops.isPresent()) {
            return desktops.get();
        }
        boolean loopback = here.stream().allMatch(publication -> address(publication).isLoopbackAddress());
        FindingId id = loopback ? FindingId.PORT_PUBLISHED_ON_LOOPBACK : FindingId.PORT_PUBLISHED_ON_OTHER_ADDRESS;
        return new Outcome.Problem(text, Cause
                .observed(id, Severity.FAIL, container.name(), container.name(), addresses(here))
                .seen(here.stream().map(PublishedCheck::asDockerWritesIt).toList())
                .fixedBy(LanBinding.publish(checklist.facts, checklist.endpoint, here.getFirst().containerPort())));
    }

    private static Outcome missing(Checklist checklist, Container container) {
        Optional<Container> other = ((Engine.Running) checklist.facts.docker()).containers().stream()
                .filter(candidate -> ContainerMatch.publishes(candidate.published(), checklist.endpoint))
                .findFirst();
        if (other.isPresent()) {
            return new Outcome.Ok(Message.of("path.hop.published-by", other.get().name()));
        }
        if (checklist.facts.wellAnswered(checklist.endpoint)) {
            return new Outcome.Skipped(Message.of("path.hop.served-by-host"));
        }
        Stream<Container.Publication> all = container.published().stream()
                .filter(publication -> publication.protocol() == checklist.endpoint.service().protocol());
        List<Container.Publication> samePort = all.filter(publication -> publication.containerPort() ==
                checklist.endpoint.port()
                || checklist.endpoint.service().ports().size() == 1 && container.published().size() <= 2).toList();
        boolean guessed = checklist.match.filter(ContainerMatch.Match::guessed).isPresent();
        if (!samePort.isEmpty()) {
            Container.Publication first = samePort.getFirst();
            Cause cause = Cause.observed(FindingId.PORT_PUBLISHED_ELSEWHERE, Severity.FAIL, container.name(),
                            container.name(), first.hostPort())
                    .seen(samePort.stream().map(PublishedCheck::asDockerWritesIt).toList())
                    .fixedBy(LanBinding.publish(checklist.facts, checklist.endpoint, first.containerPort()));
            return new Outcome.Problem(Message.of("path.hop.published-elsewhere", first.hostPort()),
                    guessed ? cause.inferred() : cause);
        }
        if (!container.inspected()) {
            // It may have asked for the port and not got it, or use the network of the host or of another container.
            return new Outcome.Unknown(Message.of("path.hop.published-unseen"));
        }
        boolean asked = ContainerMatch.publishes(container.requested(), checklist.endpoint);
        Optional<Outcome> withoutPorts = asked ? ContainerNetworks.withoutPorts(container, checklist.endpoint)
                : Optional.empty();
        if (withoutPorts.isPresent()) {
            return withoutPorts.get();
        }
        if (asked && container.published().isEmpty() && !container.networkMode().equals("none")) {
            return cancelled(checklist, container);
        }
        Cause cause = Cause.observed(FindingId.PORT_NOT_PUBLISHED, Severity.FAIL, container.name(), container.name())
                .seen(asked && container.networkMode().equals("none")
                        ? List.of(Message.of("path.evidence.network-none")) : List.of())
                .fixedBy(asked ? Remedies.recreate(container)
                        : LanBinding.publish(checklist.facts, checklist.endpoint, checklist.endpoint.port()));
        return new Outcome.Problem(Message.of("path.hop.not-published"), guessed ? cause.inferred() : cause);
    }

    /**
     * Docker Desktop cancels all publications of a container when one of its ports cannot be bound, and lets the
     * container run on (open-nvr#299): what was asked for then stands in HostConfig only.
     */
    private static Outcome cancelled(Checklist checklist, Container container) {
        List<Remedy> ways = new ArrayList<>(ReservedPorts.ways(checklist, container));
        ways.addAll(ways.isEmpty() ? Remedies.recreate(container) : List.of(WindowsRemedies.createAgain(container)));
        return new Outcome.Problem(Message.of("path.hop.cancelled"), Cause
                .observed(FindingId.PUBLICATIONS_CANCELLED, Severity.FAIL, container.name(), container.name())
                .seen(ReservedPorts.culprits(checklist, container))
                .fixedBy(ways));
    }

    static List<Container.Publication> ofPort(List<Container.Publication> publications, Checklist checklist) {
        return publications.stream().filter(publication -> publication.isOn(
                checklist.endpoint.service().protocol(), checklist.endpoint.port())).toList();
    }

    private static boolean reaches(Container.Publication publication, Facts facts) {
        InetAddress bound = address(publication);
        Optional<InetAddress> lan = facts.chosen().map(LanAddress.Chosen::address).map(Cidr::inet);
        if (bound.isAnyLocalAddress()) {
            // Docker binds [::] for IPv6 only, and 0.0.0.0 in a publication of its own.
            return lan.isEmpty() || lan.get().getAddress().length == bound.getAddress().length;
        }
        return lan.isPresent() ? bound.equals(lan.get()) : !bound.isLoopbackAddress();
    }

    private static InetAddress address(Container.Publication publication) {
        return InetAddress.ofLiteral(publication.hostAddress());
    }

    private static String addresses(List<Container.Publication> publications) {
        return String.join(", ", publications.stream().map(Container.Publication::hostAddress).distinct().toList());
    }

    static Message asDockerWritesIt(Container.Publication publication) {
        return Message.verbatim(publication.hostAddress() + ":" + publication.hostPort() + "->"
                + publication.containerPort() + "/" + publication.protocol().id());
    }
}
