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

    /** What is known of each endpoint, in the order of the inventory. */
    public Map<Endpoint, EndpointState> healths() {
        return Collections.unmodifiableMap(healths);
    }

    public boolean offline() {
        return offlineSince.isPresent();
    }

    /** True while at least one endpoint is down. */
    public boolean alarmed() {
        return healths.values().stream().anyMatch(health -> health.state() == EndpointState.State.DOWN);
    }

    /** What this round changes: for the services, then for the memory of the containers. */
    public List<MonitorEvent> round(RoundLoop.Round round) {
        var happenings = new ArrayList<>(round(round.diagnosis()));
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

    private Optional<MonitorEvent> judge(ServicePath path, Instant now) {
        Endpoint endpoint = path.endpoint();
        EndpointState before = healths.getOrDefault(endpoint,
                new EndpointState(EndpointState.State.NEW, 0, now, Optional.empty()));
        Optional<HopResult> broken = path.broken().or(() -> fellSilent(path));
        if (path.answers()) {
            answered.add(endpoint);
        }
        return broken.isPresent() ? failed(endpoint, before, broken.get(), now) : passed(endpoint, before, now);
    }

    /** One look at a port that holds a connection proves nothing; an earlier one at the same port says what is missing. */
    private Optional<HopResult> fellSilent(ServicePath path) {
        return answered.contains(path.endpoint()) ? path.unproven().map(result -> {
            Message text = Message.of("path.hop.fell-silent");
            return new HopResult(result.hop(), new Outcome.Problem(text,
                    Cause.observed(FindingId.NO_ANSWER, Severity.FAIL, "", text)), result.reply());
        }) : Optional.empty();
    }

    private Optional<MonitorEvent> failed(Endpoint endpoint, EndpointState before, HopResult broken, Instant now) {
        Cause cause = ((Outcome.Problem) broken.outcome()).cause();
        if (before.state() == EndpointState.State.DOWN) {
            healths.put(endpoint, new EndpointState(EndpointState.State.DOWN, 0, before.since(), Optional.of(cause)));
            boolean same = before.cause().filter(old -> old.id() == cause.id()).isPresent();
            return same ? Optional.empty()
                    : Optional.of(new MonitorEvent.OtherCause(now, endpoint, broken, cause));
        }
        int failures = before.against() + 1;
        if (failures < FAILURES_TO_ALARM) {
            healths.put(endpoint, new EndpointState(before.state(), failures, before.since(), Optional.of(cause)));
            return Optional.empty();
        }
        healths.put(endpoint, new EndpointState(EndpointState.State.DOWN, 0, now, Optional.of(cause)));
        return Optional.of(new MonitorEvent.Down(now, endpoint, broken, cause));
    }

    private Optional<MonitorEvent> passed(Endpoint endpoint, EndpointState before, Instant now) {
        return switch (before.state()) {
            case NEW -> {
                healths.put(endpoint, new EndpointState(EndpointState.State.UP, 0, now, Optional.empty()));
                yield Optional.of(new MonitorEvent.Up(now, endpoint));
            }
            case UP -> {
                healths.put(endpoint, new EndpointState(EndpointState.State.UP, 0, before.since(), Optional.empty()));
                yield Optional.empty();
            }
            case DOWN -> {
                int passes = before.against() + 1;
                if (passes < PASSES_TO_CLEAR) {
                    healths.put(endpoint, new EndpointState(EndpointState.State.DOWN, passes, before.since(),
                            before.cause()));
                    yield Optional.empty();
                }
                healths.put(endpoint, new EndpointState(EndpointState.State.UP, 0, now, Optional.empty()));
                yield Optional.of(new MonitorEvent.Cleared(now, endpoint, Duration.between(before.since(), now)));
            }
        };
    }
}
