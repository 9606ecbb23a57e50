package path.check;

import docker.Container;
import docker.Container.Health;
import docker.Container.Status;
import docker.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import path.Cause;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.Severity;
import text.Message;

/** Does Docker say the container runs, and is healthy? */
final class ContainerCheck {

    /**
     * Docker starts a failing container again after 100 ms, then twice that, and forgets the delay once it has run
     * for ten seconds (docs.docker.com, "Start containers automatically"): a container that was restarted and is
     * younger than this may be between two crashes.
     */
    private static final Duration PROVEN_AFTER = Duration.ofSeconds(10);

    private ContainerCheck() { }

    static HopResult check(Checklist checklist) {
        return HopResult.of(Hop.CONTAINER, outcome(checklist));
    }

    private static Outcome outcome(Checklist checklist) {
        return switch (checklist.facts.docker()) {
            case Engine.Running running -> withDocker(checklist);
            case Engine.NotInstalled(Optional<Message> leftOut) ->
                withoutDocker(checklist, FindingId.DOCKER_NOT_INSTALLED, leftOut);
            case Engine.NotRunning(String said) -> withoutDocker(checklist, FindingId.DOCKER_NOT_RUNNING,
                    Optional.of(said).filter(words -> !words.isEmpty()).map(Message::verbatim));
            case Engine.NoPermission(String said) ->
                new Outcome.Unknown(Message.of("path.hop.docker-no-permission"));
            case Engine.Unclear(Message cause) -> new Outcome.Unknown(cause);
        };
    }

    /**
     * Docker is not there. That breaks a service whose container the inventory names; of another one it is only
     * likely, and only where nothing listens.
     */
    private static Outcome withoutDocker(Checklist checklist, FindingId id, Optional<Message> said) {
        boolean named = checklist.endpoint.service().container().isPresent();
        if (checklist.facts.wellAnswered(checklist.endpoint) || elsewhere(checklist, id)) {
            return new Outcome.Skipped(Message.of("path.hop." + id.id()));
        }
        boolean silent = checklist.facts.listenersOf(checklist.endpoint).filter(List::isEmpty).isPresent();
        // Docker inside WSL needs no client on this side.
        boolean mayBeInWsl = WslChecks.hides(checklist.facts, checklist.endpoint)
                && (id == FindingId.DOCKER_NOT_INSTALLED
                || !named && !ListeningCheck.refused(checklist.facts.loopback(), checklist));
        if (mayBeInWsl || !named && (id == FindingId.DOCKER_NOT_INSTALLED || !silent)) {
            return new Outcome.Skipped(Message.of("path.hop." + id.id()));
        }
        Optional<PortHolder> holder = checklist.facts.listenersOf(checklist.endpoint).stream().flatMap(List::stream)
                .map(listener -> PortHolder.of(checklist.facts, checklist.endpoint, listener))
                .filter(held -> !held.forContainers()).findFirst();
        Cause cause = Cause.observed(id, Severity.FAIL, "docker")
                .seen(Stream.concat(said.stream(), holder.stream().flatMap(held -> held.told().stream())).toList())
                .fixedBy(Stream.concat(holder.stream().flatMap(held -> held.free().stream()),
                        Remedies.startDocker(id, checklist.facts.os(), checklist.facts.docker()
                                instanceof Engine.NotRunning(String words) ? words : "").stream()).toList());
        return new Outcome.Problem(Message.of("path.hop." + id.id()), named ? cause : cause.inferred());
    }

    /** A container of WSL is no business of the Docker that Windows has, or has not. */
    private static boolean elsewhere(Checklist checklist, FindingId id) {
        return PortProxyCheck.takes(checklist) || WslChecks.onlyRelayed(checklist.facts, checklist.endpoint)
                || id == FindingId.DOCKER_NOT_INSTALLED && checklist.facts.mirroredWsl();
    }

    private static Outcome withDocker(Checklist checklist) {
        Optional<String> named = checklist.endpoint.service().container();
        if (checklist.match.isPresent()) {
            return state(checklist, checklist.match.get().container());
        }
        if (named.isEmpty()) {
            return new Outcome.Skipped(Message.of("path.hop.no-container"));
        }
        Message text = Message.of("path.hop.container-missing", named.get());
        if (checklist.stranger().isPresent()) {
            return asBackground(checklist, text);
        }
        return new Outcome.Problem(text, Cause
                .observed(FindingId.CONTAINER_MISSING, Severity.FAIL, named.get(), named.get())
                .fixedBy(Remedies.createContainer()));
    }

    private static Outcome state(Checklist checklist, Container container) {
        String name = container.name();
        return switch (container.status()) {
            case RUNNING -> running(checklist, container);
            case PAUSED -> new Outcome.Problem(Message.of("path.hop.paused"),
                    Cause.observed(FindingId.CONTAINER_PAUSED, Severity.FAIL, name, name)
                            .fixedBy(Remedies.docker("unpause", name)));
            case RESTARTING -> restarting(container);
            case CREATED, EXITED, DEAD, REMOVING -> stopped(checklist, container);
            case OTHER -> new Outcome.Unknown(Message.of("path.hop.container-state-unknown", name));
        };
    }

    private static Outcome running(Checklist checklist, Container container) {
        String name = container.name();
        boolean answers = checklist.facts.wellAnswered(checklist.endpoint);
        boolean young = container.startedAt()
                .filter(start -> Duration.between(start, checklist.facts.startedAt()).compareTo(PROVEN_AFTER) < 0)
                .isPresent();
        if (container.restartCount() > 0 && young && !answers) {
            return restarting(container);
        }
        if (container.health() == Health.UNHEALTHY) {
            return new Outcome.Problem(Message.of("path.hop.unhealthy"),
                    Cause.observed(FindingId.CONTAINER_UNHEALTHY, Severity.FAIL, name, name)
                            .seen(said("path.evidence.health-log", container.healthLog()))
                            .fixedBy(Remedies.logs(name)));
        }
        if (container.health() == Health.STARTING && !answers) {
            return new Outcome.Warning(Message.of("path.hop.starting"),
                    Cause.observed(FindingId.CONTAINER_STARTING, Severity.WARN, name, name)
                            .fixedBy(Remedies.logs(name)));
        }
        return new Outcome.Ok(Message.of("path.hop.running", name));
    }

    private static Outcome restarting(Container container) {
        String name = container.name();
        return new Outcome.Problem(Message.of("path.hop.restarting"),
                Cause.observed(FindingId.CONTAINER_RESTARTING, Severity.FAIL, name, name)
                        .seen(end(container))
                        .fixedBy(Remedies.logs(name)));
    }

    private static Outcome stopped(Checklist checklist, Container container) {
        String name = container.name();
        Message text = container.status() == Status.CREATED ? Message.of("path.hop.never-started")
                : container.inspected() || container.status() == Status.EXITED
                ? Message.of("path.hop.stopped", container.exitCode()) : Message.of("path.hop.not-running");
        if (checklist.stranger().isPresent()) {
            return asBackground(checklist, text);
        }
        if (ReservedPorts.stopped(checklist, container)) {
            return new Outcome.Skipped(Message.of("path.hop.port-kept-back", text, checklist.endpoint.port()));
        }
        Optional<Cause> gone = ContainerNetworks.gone(container);
        if (gone.isPresent()) {
            return new Outcome.Problem(text, checklist.match.filter(ContainerMatch.Match::guessed).isPresent()
                    ? gone.get().inferred() : gone.get());
        }
        Cause cause = Cause.observed(FindingId.CONTAINER_STOPPED, Severity.FAIL, name, name, text)
                .seen(Stream.concat(why(container).stream(), ReservedPorts.culprits(checklist, container).stream())
                        .toList())
                .fixedBy(Remedies.startContainer(container, ReservedPorts.ways(checklist, container)));
        return new Outcome.Problem(text, checklist.match.filter(ContainerMatch.Match::guessed).isPresent()
                ? cause.inferred() : cause);
    }

    /** The container cannot run while somebody else has its port: that is told at the hop of the listener. */
    private static Outcome asBackground(Checklist checklist, Message text) {
        return new Outcome.Skipped(Message.of("path.hop.port-taken", text, checklist.endpoint.port()));
    }

    private static List<Message> end(Container container) {
        var seen = new ArrayList<>(why(container));
        seen.addFirst(Message.of("path.evidence.exit-code", container.exitCode()));
        if (container.inspected()) {
            seen.addFirst(Message.of("path.evidence.restarts", container.restartCount()));
        }
        return seen;
    }

    private static List<Message> why(Container container) {
        var seen = new ArrayList<Message>();
        if (container.outOfMemory()) {
            seen.add(Message.of("path.evidence.out-of-memory"));
        }
        seen.addAll(said("path.evidence.docker-said", container.error()));
        return seen;
    }

    private static List<Message> said(String key, String words) {
        return words.isBlank() ? List.of() : List.of(Message.of(key, words.strip()));
    }
}
