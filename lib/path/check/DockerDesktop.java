package path.check;

import docker.Container;
import docker.Engine;
import host.LanAddress;
import host.Listener;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.Outcome;
import path.PortListeners;
import path.Remedy;
import path.Severity;
import probe.Reply;
import process.Fact;
import text.Message;

/**
 * What is otherwise where containers run in a virtual machine: a process of this machine opens their ports, and "the
 * host" of a container is that machine (docs.docker.com: "Host network driver"; Docker Desktop, "Change settings",
 * Network).
 */
final class DockerDesktop {

    private DockerDesktop() { }

    static boolean inVirtualMachine(Facts facts) {
        return switch (facts.os()) {
            case WINDOWS, MAC -> true;
            case LINUX, OTHER -> false;
        };
    }

    /** True where Docker Desktop is seen to hold a port that this engine publishes: then it is that engine. */
    static boolean isTheEngine(Facts facts) {
        return facts.docker() instanceof Engine.Running(List<Container> containers)
                && facts.listeners().toOptional().stream().flatMap(List::stream).filter(DockerDesktop::isBackend)
                .anyMatch(listener -> containers.stream().flatMap(container -> container.published().stream())
                        .anyMatch(published -> published.hostPort() == listener.port()));
    }

    private static boolean isBackend(Listener listener) {
        return PortListeners.isDockers(listener) && !listener.program().orElseThrow().equals("docker-proxy");
    }

    /** Docker publishes the port where phones come, and Docker Desktop opens it on this machine's loopback alone. */
    static Optional<Outcome> opensOnLoopback(Checklist checklist, List<Listener> here, Message text) {
        boolean loopback = here.stream().allMatch(Listener::onLoopback)
                && here.stream().anyMatch(DockerDesktop::isBackend);
        return checklist.container().filter(container -> loopback && checklist.containerHasOwnPorts())
                .map(container -> PublishedCheck.ofPort(container.published(), checklist))
                .filter(published -> published.stream().anyMatch(publication -> !isLoopback(publication)))
                .map(published -> new Outcome.Problem(text, bindsLocalhost(checklist, published,
                        String.join(", ", here.stream().map(Listener::address).distinct().toList()))
                        .seen(seen(published, here))));
    }

    /**
     * Docker itself says that the port is on loopback, and nobody asked for that. Where it runs on this machine, its
     * own configuration or its network's may say so; in a virtual machine, Docker Desktop's setting most likely does.
     */
    static Optional<Outcome> publishesOnLoopback(Checklist checklist, Container container,
            List<Container.Publication> inEffect, Message text) {
        List<Container.Publication> asked = PublishedCheck.ofPort(container.requested(), checklist);
        return inVirtualMachine(checklist.facts) && !asked.isEmpty()
                && asked.stream().noneMatch(DockerDesktop::isLoopback)
                && inEffect.stream().allMatch(DockerDesktop::isLoopback)
                ? Optional.of(new Outcome.Problem(text, bindsLocalhost(checklist, asked,
                        inEffect.getFirst().hostAddress()).inferred().seen(seen(inEffect, List.of()))))
                : Optional.empty();
    }

    private static Cause bindsLocalhost(Checklist checklist, List<Container.Publication> wanted, String where) {
        Container container = checklist.container().orElseThrow();
        var ways = new ArrayList<Remedy>();
        ways.add(Remedies.byHand("port-binding-behavior"));
        ways.add(WindowsRemedies.createAgain(container));
        boolean onAll = wanted.stream().anyMatch(publication -> address(publication).isAnyLocalAddress());
        if (onAll) {
            checklist.facts.chosen().map(LanAddress.Chosen::address).ifPresent(lan -> ways.add(
                    Remedies.byHand("publish-by-address", LanBinding.ports(lan.address(), checklist.endpoint,
                            wanted.getFirst().containerPort()))));
        }
        return Cause.observed(FindingId.DESKTOP_BINDS_LOCALHOST, Severity.FAIL, container.name(), container.name(),
                where).fixedBy(ways);
    }

    /** The container's "host" is the virtual machine: what listens there, this machine does not have. */
    static Optional<Outcome> hostNetwork(Checklist checklist, Container container) {
        Facts facts = checklist.facts;
        boolean listened = facts.listenersOf(checklist.endpoint).filter(here -> !here.isEmpty()).isPresent();
        boolean looked = facts.listeners().toOptional().isPresent()
                || facts.loopback().get(checklist.endpoint) instanceof Fact.Known<Reply>;
        if (!inVirtualMachine(facts) || container.status() != Container.Status.RUNNING || listened || !looked
                || ListeningCheck.accepted(checklist) || WslChecks.hides(facts, checklist.endpoint)) {
            return Optional.empty();
        }
        boolean sure = facts.listeners().toOptional().isPresent()
                && checklist.match.filter(ContainerMatch.Match::guessed).isEmpty();
        Cause cause = Cause.observed(FindingId.HOST_NETWORK_IN_VM, Severity.FAIL, container.name(), container.name())
                .seen(Message.of("path.evidence.network-host", container.name()))
                .fixedBy(publishInstead(checklist));
        return Optional.of(new Outcome.Problem(Message.of("path.hop.host-network-in-vm"),
                sure ? cause : cause.inferred()));
    }

    static List<Remedy> publishInstead(Checklist checklist) {
        var ways = new ArrayList<Remedy>();
        ways.add(Remedies.byHand("publish-instead-of-host"));
        ways.addAll(LanBinding.publish(checklist.facts, checklist.endpoint, checklist.endpoint.port()));
        ways.add(Remedies.byHand("host-networking"));
        return ways;
    }

    /** Containers that may serve a port which nobody has here, because they are on the virtual machine's network. */
    static List<Message> onHostNetwork(Facts facts) {
        return inVirtualMachine(facts) && facts.docker() instanceof Engine.Running(List<Container> containers)
                ? containers.stream().filter(container -> container.networkMode().equals("host")
                && container.status() == Container.Status.RUNNING)
                .map(container -> Message.of("path.evidence.network-host", container.name())).toList() : List.of();
    }

    /** Docker says that it publishes the port, and nobody opened it on this machine. */
    static Optional<Cause> notOpened(Checklist checklist, Cause cause) {
        return checklist.container().filter(container -> inVirtualMachine(checklist.facts)
                        && checklist.containerHasOwnPorts())
                .filter(container -> !PublishedCheck.ofPort(container.published(), checklist).isEmpty())
                .map(container -> {
                    var ways = new ArrayList<>(Remedies.recreate(container));
                    ways.add(Remedies.byHand("restart-docker-desktop"));
                    ways.addAll(Remedies.logs(container.name()));
                    var seen = new ArrayList<>(cause.evidence());
                    seen.addAll(seen(PublishedCheck.ofPort(container.published(), checklist), List.of()));
                    return cause.seen(seen).fixedBy(ways);
                });
    }

    private static List<Message> seen(List<Container.Publication> published, List<Listener> here) {
        var seen = new ArrayList<Message>();
        published.forEach(publication -> seen.add(Message.of("path.evidence.docker-publishes",
                PublishedCheck.asDockerWritesIt(publication))));
        here.forEach(listener -> seen.add(ListeningCheck.asSeen(listener)));
        return seen;
    }

    private static boolean isLoopback(Container.Publication publication) {
        return address(publication).isLoopbackAddress();
    }

    private static InetAddress address(Container.Publication publication) {
        return InetAddress.ofLiteral(publication.hostAddress());
    }
}
