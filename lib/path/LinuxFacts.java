package path;

import docker.BridgeNetwork;
import host.linux.routing.RoutingPolicy;
import java.util.List;
import process.Fact;
import text.Message;

/**
 * What only a Linux can have in the way.
 *
 * @param routing  where it sends what it sends
 * @param networks Docker's own; asked for only where routes make a difference between them
 */
public record LinuxFacts(Fact<RoutingPolicy> routing, Fact<List<BridgeNetwork>> networks) {

    /** Where nothing could be read, for one and the same reason. */
    public static LinuxFacts unknown(Message why) {
        return new LinuxFacts(Fact.unknown(why), Fact.unknown(why));
    }
}
