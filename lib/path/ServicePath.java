package path;

import inventory.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * The whole path of one endpoint.
 *
 * @param hops one result for every {@link Hop}, in order
 */
public record ServicePath(Endpoint endpoint, List<HopResult> hops) {

    public ServicePath {
        hops = List.copyOf(hops);
    }

    public HopResult at(Hop hop) {
        return hops.get(hop.ordinal());
    }

    /** The first hop that a phone cannot get past. */
    public Optional<HopResult> broken() {
        return hops.stream().filter(result -> result.outcome() instanceof Outcome.Problem).findFirst();
    }

    /** Why it is broken; empty where it is not. */
    public Optional<Cause> cause() {
        return broken().map(result -> ((Outcome.Problem) result.outcome()).cause());
    }

    /** True where no hop was looked at, each for a reason: then nothing is known of it, neither good nor bad. */
    public boolean untested() {
        return hops.stream().allMatch(result -> result.outcome() instanceof Outcome.Skipped);
    }

    /**
     * The hops of which nothing could be told and that no later hop makes up for: a service that answers with bytes
     * runs and listens, whether or not Docker told us so.
     */
    public List<HopResult> unknown() {
        int proven = -1;
        for (Hop answering : List.of(Hop.LOOPBACK, Hop.ADDRESS)) {
            if (at(answering).outcome() instanceof Outcome.Ok) {
                proven = answering.ordinal();
            }
        }
        int last = proven;
        return hops.stream()
                .filter(result -> result.outcome() instanceof Outcome.Unknown && result.hop().ordinal() > last)
                .toList();
    }
}
