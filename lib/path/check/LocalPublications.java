package path.check;

import inventory.Endpoint;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import path.Cause;
import path.Facts;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.ServicePath;
import path.Severity;
import text.Message;

/**
 * Ports that are open to this machine alone, in an inventory that nobody wrote: a Compose file publishes its database on
 * 127.0.0.1 on purpose, beside an API for everybody. Whether a phone should get there, nobody said; so it is told, as a
 * warning, and not called a failure. Where all ports are so, or a file of services names one, a phone is meant to.
 */
public final class LocalPublications {

    private LocalPublications() { }

    /** Those endpoints: no firewall is to be opened for them. */
    public static Set<Endpoint> of(Facts facts) {
        return Checklist.diagnose(facts, EnumSet.of(Hop.PUBLISHED, Hop.LISTENING), Duration.ZERO).paths().stream()
                .filter(path -> path.hops().stream().anyMatch(hop -> hop.outcome() instanceof Outcome.Warning warning
                        && isLocal(warning.cause()))).map(ServicePath::endpoint).collect(Collectors.toSet());
    }

    static List<ServicePath> judged(Facts facts, List<ServicePath> paths) {
        boolean named = switch (facts.inventory().source().kind()) {
            case COMPOSE_FILE, DOCKER -> false;
            case NAMED_FILE, FOUND_FILE, EXAMPLE -> true;
        };
        if (named || paths.stream().allMatch(path -> local(path).isPresent())) {
            return paths;
        }
        return paths.stream().map(path -> local(path).map(hop -> told(path, hop)).orElse(path)).toList();
    }

    /** The hop where a path ends because of the address that the port is open on, if that is why it ends. */
    private static Optional<HopResult> local(ServicePath path) {
        return path.broken().filter(hop -> path.cause().filter(LocalPublications::isLocal).isPresent());
    }

    private static boolean isLocal(Cause cause) {
        return switch (cause.id()) {
            case PORT_PUBLISHED_ON_LOOPBACK, LISTENING_ON_LOOPBACK -> true;
            default -> false;
        };
    }

    private static ServicePath told(ServicePath path, HopResult local) {
        return new ServicePath(path.endpoint(), path.hops().stream().map(hop -> hop == local ? warning(hop)
                : hop.hop().compareTo(local.hop()) > 0 && hop.hop() != Hop.LOOPBACK
                ? HopResult.of(hop.hop(), new Outcome.Skipped(Message.of("path.hop.local-only"))) : hop).toList());
    }

    private static HopResult warning(HopResult broken) {
        Cause cause = ((Outcome.Problem) broken.outcome()).cause();
        return HopResult.of(broken.hop(), new Outcome.Warning(broken.outcome().text(),
                new Cause(cause.id(), Severity.WARN, cause.confidence(), cause.subject(), cause.specifics(),
                        List.of(Message.of("path.evidence.local-on-purpose")), cause.remedies())));
    }
}
