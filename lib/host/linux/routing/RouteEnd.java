package host.linux.routing;

import java.util.Optional;

/** Where the kernel sends a packet. */
public sealed interface RouteEnd {

    /** It leaves by this adapter. @param rule by which the table was asked */
    record Leaves(NextHop by, TableRoute route, RoutingRule rule) implements RouteEnd { }

    /** It is for this machine. */
    record Stays(TableRoute route, RoutingRule rule) implements RouteEnd { }

    /** A route or a rule says that nothing goes there. @param route empty where the rule itself says so */
    record Refused(Optional<TableRoute> route, RoutingRule rule) implements RouteEnd { }

    /** No table has a route there. */
    record Nowhere() implements RouteEnd { }
}
