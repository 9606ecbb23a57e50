package path.check;

import docker.Container;
import docker.Engine;
import firewall.Policy;
import host.LanAddress;
import host.Listener;
import inventory.Endpoint;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import path.Diagnosis;
import path.Facts;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.ServicePath;
import text.Message;

/** The check list: walks the path of one endpoint, hop by hop, over facts that are already known. */
public final class Checklist {

    private record Check(Hop hop, Function<Checklist, HopResult> look) { }

    private static final List<Check> CHECKS = List.of(
            new Check(Hop.CONTAINER, ContainerCheck::check),
            new Check(Hop.PUBLISHED, PublishedCheck::check),
            new Check(Hop.LISTENING, ListeningCheck::check),
            new Check(Hop.LOOPBACK, AnswerChecks::checkLoopback),
            new Check(Hop.ADDRESS, AnswerChecks::checkAddress),
            new Check(Hop.FIREWALL, FirewallCheck::check),
            new Check(Hop.PHONE, PhoneCheck::check));

    final Facts facts;
    final Endpoint endpoint;
    final Optional<ContainerMatch.Match> match;
    private Optional<LanDevices> devices = Optional.empty();

    private Checklist(Facts facts, Endpoint endpoint) {
        this.facts = facts;
        this.endpoint = endpoint;
        boolean served = facts.wellAnswered(endpoint)
                || facts.listenersOf(endpoint).filter(found -> !found.isEmpty()).isPresent();
        this.match = facts.docker() instanceof Engine.Running(List<Container> containers)
                ? ContainerMatch.find(containers, endpoint, served) : Optional.empty();
    }

    /** Judges every endpoint of the inventory by these facts, looking at these hops only. */
    public static Diagnosis diagnose(Facts facts, Set<Hop> hops, Duration took) {
        return diagnose(facts, hops, Set.of(), took);
    }

    /** @param leftOut hops that are to be left out of these: nothing is said of them, neither good nor bad */
    public static Diagnosis diagnose(Facts facts, Set<Hop> hops, Set<Hop> leftOut, Duration took) {
        List<ServicePath> paths = LocalPublications.judged(facts, facts.inventory().endpoints().stream()
                .map(endpoint -> of(facts, endpoint, hops, leftOut)).toList());
        Set<Hop> looked = hops.isEmpty() ? EnumSet.noneOf(Hop.class) : EnumSet.copyOf(hops);
        looked.removeAll(leftOut);
        return new Diagnosis(facts.startedAt(), took, Diagnosis.machine(facts), facts.inventory().source(), paths,
                Findings.of(facts, paths, looked));
    }

    /** The path of this endpoint; a hop that is not wanted is skipped, whatever is known of it. */
    public static ServicePath of(Facts facts, Endpoint endpoint, Set<Hop> wanted) {
        return of(facts, endpoint, wanted, Set.of());
    }

    private static ServicePath of(Facts facts, Endpoint endpoint, Set<Hop> wanted, Set<Hop> leftOut) {
        var checklist = new Checklist(facts, endpoint);
        return PhoneOverrides.of(new ServicePath(endpoint, CHECKS.stream()
                .map(check -> !wanted.contains(check.hop())
                        ? HopResult.of(check.hop(), new Outcome.Skipped(Message.of("path.hop.not-asked")))
                        : leftOut.contains(check.hop()) ? leftOut(check.hop()) : check.look().apply(checklist))
                .toList()));
    }

    private static HopResult leftOut(Hop hop) {
        return HopResult.of(hop, new Outcome.Skipped(Outcome.Skipped.Reason.LEFT_OUT,
                Message.of("path.hop.left-out", hop.id())));
    }

    /** What phones said of this endpoint, whether or not the run is about that. */
    static Outcome phone(Facts facts, Endpoint endpoint) {
        return PhoneCheck.check(new Checklist(facts, endpoint)).outcome();
    }

    /** What is known of this endpoint, for a question beside its path. */
    static Checklist over(Facts facts, Endpoint endpoint) {
        return new Checklist(facts, endpoint);
    }

    /** What the firewall does with the devices of the LAN: where rules name many of them, too much to ask twice. */
    LanDevices devices(LanAddress.Chosen chosen, Policy policy) {
        if (devices.isEmpty()) {
            devices = Optional.of(LanDevices.of(policy, chosen, device -> facts.flow(endpoint, chosen, device)));
        }
        return devices.get();
    }

    Optional<Container> container() {
        return match.map(ContainerMatch.Match::container);
    }

    boolean containerRuns() {
        return container().filter(container -> container.status() == Container.Status.RUNNING).isPresent();
    }

    /** True for a container whose ports are its own, so that Docker has to publish them. */
    boolean containerHasOwnPorts() {
        return containerRuns() && container().filter(c -> !c.networkMode().equals("host")).isPresent();
    }

    /** True for a container that runs on the network of its host. */
    boolean onHostNetwork() {
        return containerRuns() && container().filter(c -> c.networkMode().equals("host")).isPresent();
    }

    /**
     * A listener on the port that cannot be the container's: the container does not run, or does not exist although
     * the inventory names it, so Docker listens for nobody there.
     */
    Optional<Listener> stranger() {
        boolean expected = endpoint.service().container().isPresent() || match.isPresent();
        if (!expected || !(facts.docker() instanceof Engine.Running) || container().filter(Checklist::holdsItsPorts)
                .isPresent()) {
            return Optional.empty();
        }
        return facts.listenerOf(endpoint)
                .or(() -> facts.listenersOf(endpoint).stream().flatMap(List::stream).findFirst());
    }

    /** A paused container keeps its proxy; a restarting one has it most of the time. */
    private static boolean holdsItsPorts(Container container) {
        return switch (container.status()) {
            case RUNNING, PAUSED, RESTARTING, REMOVING, OTHER -> true;
            case CREATED, EXITED, DEAD -> false;
        };
    }
}
