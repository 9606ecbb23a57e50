package path;

import docker.Container;
import docker.Engine;
import host.Listener;
import inventory.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import text.Message;

/** The check list: walks the path of one endpoint, hop by hop, over facts that are already known. */
public final class Walk {

    private record Check(Hop hop, Function<Walk, HopResult> look) { }

    private static final List<Check> CHECKS = List.of(
            new Check(Hop.CONTAINER, ContainerHop::check),
            new Check(Hop.PUBLISHED, PublishedHop::check),
            new Check(Hop.LISTENING, ListeningHop::check),
            new Check(Hop.LOOPBACK, AnswerHops::checkLoopback),
            new Check(Hop.ADDRESS, AnswerHops::checkAddress),
            new Check(Hop.FIREWALL, FirewallHop::check),
            new Check(Hop.PHONE, PhoneHop::check));

    final Facts facts;
    final Endpoint endpoint;
    final Optional<Matching.Match> match;

    private Walk(Facts facts, Endpoint endpoint) {
        this.facts = facts;
        this.endpoint = endpoint;
        boolean served = facts.wellAnswered(endpoint)
                || facts.listenersOf(endpoint).filter(found -> !found.isEmpty()).isPresent();
        this.match = facts.docker() instanceof Engine.Running(List<Container> containers)
                ? Matching.find(containers, endpoint, served) : Optional.empty();
    }

    /** The path of this endpoint; a hop that is not wanted is skipped, whatever is known of it. */
    public static ServicePath of(Facts facts, Endpoint endpoint, Set<Hop> wanted) {
        var walk = new Walk(facts, endpoint);
        return Overruling.of(new ServicePath(endpoint, CHECKS.stream()
                .map(check -> wanted.contains(check.hop()) ? check.look().apply(walk)
                        : HopResult.of(check.hop(), new Outcome.Skipped(Message.of("path.hop.not-asked"))))
                .toList()));
    }

    /** What phones said of this endpoint, whether or not the run is about that. */
    static Outcome phone(Facts facts, Endpoint endpoint) {
        return PhoneHop.check(new Walk(facts, endpoint)).outcome();
    }

    Optional<Container> container() {
        return match.map(Matching.Match::container);
    }

    boolean containerRuns() {
        return container().filter(container -> container.status() == Container.Status.RUNNING).isPresent();
    }

    /** True for a container whose ports are its own, so that Docker has to publish them. */
    boolean containerHasOwnPorts() {
        return containerRuns() && container().filter(c -> !c.networkMode().equals("host")).isPresent();
    }

    /**
     * A listener on the port that cannot be the container's: the container does not run, or does not exist although
     * the inventory names it, so Docker listens for nobody there.
     */
    Optional<Listener> stranger() {
        boolean expected = endpoint.service().container().isPresent() || match.isPresent();
        if (!expected || !(facts.docker() instanceof Engine.Running) || container().filter(Walk::holdsItsPorts)
                .isPresent()) {
            return Optional.empty();
        }
        return facts.listenersOf(endpoint).stream().flatMap(List::stream).findFirst();
    }

    /** A paused container keeps its proxy; a restarting one has it most of the time. */
    private static boolean holdsItsPorts(Container container) {
        return switch (container.status()) {
            case RUNNING, PAUSED, RESTARTING, REMOVING, OTHER -> true;
            case CREATED, EXITED, DEAD -> false;
        };
    }
}
