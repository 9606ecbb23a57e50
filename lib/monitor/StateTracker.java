package monitor;

import docker.Usage;
import inventory.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import monitor.EndpointState.State;
import path.Cause;
import path.Diagnosis;
import path.FindingId;
import path.HopResult;
import path.Outcome;
import path.ServicePath;
import path.Severity;
import text.Message;

/**
 * Turns rounds into happenings. Knows nothing of clocks and sockets: the same rounds always give the same happenings.
 * Not thread-safe; rounds come one after the other.
 */
public final class StateTracker {

    /** Failures in a row before an alarm: one lost packet or one restart is no outage (Gatus has the same default). */
    public static final int FAILURES_TO_ALARM = 3;

    /** Passes in a row before the all-clear: a flapping service stays down. */
    public static final int PASSES_TO_CLEAR = 2;

    /** Percent of what a container may use: the kernel ends it at 100. */
    static final int MEMORY_HIGH = 90;

    /** So far back, so that a container at the edge is told once. */
    static final int MEMORY_WELL = 80;

    private final Set<String> shortOfMemory = new HashSet<>();
    private final Map<Endpoint, EndpointState> healths = new LinkedHashMap<>();
    /** Those that have answered with bytes at least once. */
    private final Set<Endpoint> answered = new HashSet<>();
    private Optional<Instant> offlineSince = Optional.empty();
    private Optional<Message> notice = Optional.empty();

    /** What is known of each endpoint, in the order of the inventory. */
    public Map<Endpoint, EndpointState> healths() {
        return Collections.unmodifiableMap(healths);
    }

    public boolean offline() {
        return offlineSince.isPresent();
    }

    /** True while at least one endpoint is down. */
    public boolean alarmed() {
        return healths.values().stream().anyMatch(health -> health.state() == State.DOWN);
    }

    /** What this round changes: for the services, then for the memory of the containers. */
    public List<MonitorEvent> round(RoundLoop.Round round) {
        var happenings = new ArrayList<>(round(round.diagnosis()));
        if (!round.notice().equals(notice)) {
            notice = round.notice();
            notice.ifPresent(text -> happenings.add(new MonitorEvent.Noticed(round.diagnosis().startedAt(), text)));
        }
        round.memory().forEach(usage -> judge(usage, round.diagnosis().startedAt()).ifPresent(happenings::add));
        return happenings;
    }

    private Optional<MonitorEvent> judge(Usage usage, Instant now) {
        if (usage.percent() >= MEMORY_HIGH) {
            return shortOfMemory.add(usage.container()) ? Optional.of(new MonitorEvent.MemoryHigh(now, usage))
                    : Optional.empty();
        }
        boolean again = usage.percent() < MEMORY_WELL && shortOfMemory.remove(usage.container());
        return again ? Optional.of(new MonitorEvent.MemoryWell(now, usage)) : Optional.empty();
    }

    /** What this round changes for the services. A round without a network of this machine's own changes nothing else. */
    List<MonitorEvent> round(Diagnosis diagnosis) {
        Instant now = diagnosis.startedAt();
        var happenings = new ArrayList<MonitorEvent>();
        if (diagnosis.machine().address().isEmpty() && !wrongAddress(diagnosis)) {
            if (offlineSince.isEmpty()) {
                offlineSince = Optional.of(now);
                happenings.add(new MonitorEvent.Offline(now));
            }
            return happenings;
        }
        offlineSince.ifPresent(since -> happenings.add(new MonitorEvent.Online(now, Duration.between(since, now))));
        offlineSince = Optional.empty();
        diagnosis.paths().forEach(path -> judge(path, now).ifPresent(happenings::add));
        return happenings;
    }

    /** An app that asks the wrong machine is a fault of its own: there is a network, and nobody is offline. */
    private static boolean wrongAddress(Diagnosis diagnosis) {
        return diagnosis.findings().stream().anyMatch(finding -> switch (finding.id()) {
            case ADDRESS_NOT_HERE, ADDRESS_IS_LOOPBACK -> true;
            default -> false;
        });
    }

    /** True while nothing is down, and of at least one endpoint it is not known whether a phone gets there. */
    public boolean unsure() {
        return !alarmed() && healths.values().stream().anyMatch(health -> health.state() == State.UNKNOWN);
    }

    private Optional<MonitorEvent> judge(ServicePath path, Instant now) {
        Endpoint endpoint = path.endpoint();
        EndpointState before = healths.getOrDefault(endpoint,
                new EndpointState(State.NEW, 0, State.NEW, now, Optional.empty()));
        Optional<HopResult> broken = path.broken().or(() -> fellSilent(path));
        if (path.answers()) {
            answered.add(endpoint);
        }
        Optional<Cause> found = broken.map(StateTracker::cause);
        State seen = broken.isPresent() ? State.DOWN : path.unknown().isEmpty() ? State.UP : State.UNKNOWN;
        Optional<Cause> cause = found.or(() -> seen == State.UP ? Optional.empty() : before.cause());
        if (seen == before.state()) {
            healths.put(endpoint, new EndpointState(seen, 0, seen, before.since(), cause));
            return broken.flatMap(hop -> otherCause(endpoint, hop, before, now));
        }
        int against = seen == before.towards() ? before.against() + 1 : 1;
        if (against < needed(before.state(), seen)) {
            healths.put(endpoint, new EndpointState(before.state(), against, seen, before.since(),
                    cause.or(before::cause)));
            return Optional.empty();
        }
        healths.put(endpoint, new EndpointState(seen, 0, seen, now, found));
        return Optional.of(switch (seen) {
            case DOWN -> new MonitorEvent.Down(now, endpoint, broken.orElseThrow(), found.orElseThrow());
            case UNKNOWN, NEW -> new MonitorEvent.Unknown(now, endpoint, path.unknown().getFirst());
            case UP -> before.state() == State.DOWN
                    ? new MonitorEvent.Cleared(now, endpoint, Duration.between(before.since(), now))
                    : new MonitorEvent.Up(now, endpoint);
        });
    }

    /** One look at a port that holds a connection proves nothing; an earlier one at the same port says what is missing. */
    private Optional<HopResult> fellSilent(ServicePath path) {
        return answered.contains(path.endpoint()) ? path.unproven().map(result -> {
            Message text = Message.of("path.hop.fell-silent");
            return new HopResult(result.hop(), new Outcome.Problem(text,
                    Cause.observed(FindingId.NO_ANSWER, Severity.FAIL, "", text)), result.reply());
        }) : Optional.empty();
    }

    private static Cause cause(HopResult broken) {
        return ((Outcome.Problem) broken.outcome()).cause();
    }

    /** Rounds in a row that it takes to believe it. */
    static int needed(State from, State to) {
        return switch (to) {
            case DOWN -> FAILURES_TO_ALARM;
            case UP -> from == State.NEW ? 1 : PASSES_TO_CLEAR;
            case UNKNOWN, NEW -> switch (from) {
                case NEW -> 1;
                case DOWN -> PASSES_TO_CLEAR;
                case UP, UNKNOWN -> FAILURES_TO_ALARM;
            };
        };
    }

    private static Optional<MonitorEvent> otherCause(Endpoint endpoint, HopResult broken, EndpointState before,
            Instant now) {
        boolean same = before.cause().filter(old -> old.id() == cause(broken).id()).isPresent();
        return same ? Optional.empty()
                : Optional.of(new MonitorEvent.OtherCause(now, endpoint, broken, cause(broken)));
    }
}
