package host.linux.routing;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import net.Cidr;

/**
 * All rules and tables for IPv4, and how far each adapter doubts the senders of what comes in.
 *
 * @param rules in the order in which the kernel asks them
 */
public record RoutingPolicy(List<RoutingRule> rules, List<TableRoute> routes, SenderFilter filter) {

    public RoutingPolicy {
        rules = List.copyOf(rules);
        routes = List.copyOf(routes);
    }

    /** The same machine with one rule more, asked right after the first, where {@code ip rule add} puts it. */
    public RoutingPolicy with(RoutingRule rule) {
        var more = new ArrayList<>(rules);
        more.add(Math.min(1, more.size()), rule);
        return new RoutingPolicy(more, routes, filter);
    }

    /** The same machine with one route more. */
    public RoutingPolicy with(TableRoute route) {
        return new RoutingPolicy(rules, Stream.concat(routes.stream(), Stream.of(route)).toList(), filter);
    }

    /** The same machine with another rp_filter of this adapter. */
    public RoutingPolicy with(String adapter, int mode) {
        Map<String, Integer> modes = new HashMap<>(filter.modes());
        modes.put(adapter, mode);
        return new RoutingPolicy(rules, routes, new SenderFilter(modes, filter.ignored(), filter.dropped()));
    }

    /** Everywhere that the packet may go, as far as is known: one end where it is certain. */
    public Set<RouteEnd> ends(RouteKey key) {
        var ends = new LinkedHashSet<RouteEnd>();
        ask(0, key, ends);
        return ends;
    }

    private void ask(int first, RouteKey key, Set<RouteEnd> ends) {
        for (int i = first; i < rules.size(); i++) {
            RoutingRule rule = rules.get(i);
            Optional<Boolean> matches = rule.isFor(key);
            if (matches.equals(Optional.of(false))) {
                continue;
            }
            boolean settled = switch (rule.action()) {
                case RoutingRule.Action.Nothing() -> false;
                case RoutingRule.Action.Refuse refuse -> {
                    ends.add(new RouteEnd.Refused(Optional.empty(), rule));
                    yield true;
                }
                case RoutingRule.Action.Goto(int priority) -> jump(i, priority, key, ends);
                case RoutingRule.Action.Lookup(String table) -> look(table, rule, key, ends);
                case RoutingRule.Action.LookupOfVrf() -> lookOfVrf(rule, key, ends);
            };
            if (settled && matches.isPresent()) {
                return;
            }
        }
        ends.add(new RouteEnd.Nowhere());
    }

    /** A rule that leads to none is passed over. */
    private boolean jump(int from, int priority, RouteKey key, Set<RouteEnd> ends) {
        for (int i = from + 1; i < rules.size(); i++) {
            if (rules.get(i).priority() == priority) {
                ask(i, key, ends);
                return true;
            }
        }
        return false;
    }

    /** A virtual router's table is one that no rule names. Whose it is, is not known: it may have an answer. */
    private boolean lookOfVrf(RoutingRule rule, RouteKey key, Set<RouteEnd> ends) {
        List<RoutingRule.Action> named = rules.stream().map(RoutingRule::action).toList();
        routes.stream().map(TableRoute::table).distinct()
                .filter(table -> !named.contains(new RoutingRule.Action.Lookup(table)))
                .forEach(table -> look(table, rule, key, ends));
        return false;
    }

    /** @return whether the table has an answer, so that no other is asked */
    private boolean look(String table, RoutingRule rule, RouteKey key, Set<RouteEnd> ends) {
        List<TableRoute> fitting = routes.stream()
                .filter(route -> route.table().equals(table) && route.isFor(key.to()))
                .sorted(TableRoute.ORDER).toList();
        for (TableRoute route : fitting) {
            switch (route.type()) {
                case THROW -> {
                    return false;
                }
                case BLACKHOLE, UNREACHABLE, PROHIBIT -> {
                    ends.add(new RouteEnd.Refused(Optional.of(route), rule));
                    return true;
                }
                case LOCAL, BROADCAST, ANYCAST, MULTICAST -> {
                    if (route.to().prefix() <= rule.suppressed()) {
                        return false;
                    }
                    ends.add(new RouteEnd.Stays(route, rule));
                    return !rule.suppressesGroup();
                }
                case UNICAST -> {
                    List<NextHop> alive = route.nextHops().stream().filter(hop -> !hop.dead()).toList();
                    if (alive.isEmpty()) {
                        continue;
                    }
                    if (route.to().prefix() <= rule.suppressed()) {
                        return false;
                    }
                    alive.forEach(hop -> ends.add(new RouteEnd.Leaves(hop, route, rule)));
                    return !rule.suppressesGroup();
                }
            }
        }
        return false;
    }

    /** What the kernel makes of a sender. */
    public enum Sender { ACCEPTED, DROPPED, UNCLEAR }

    /**
     * Whether the kernel takes a packet that comes in by an adapter, or drops it for where an answer would leave
     * (fib_validate_source in net/ipv4/fib_frontend.c; RFC 3704).
     *
     * @param out where it goes: {@link RouteKey#HERE} for this machine itself
     */
    public Sender sender(RouteKey key, String out) {
        int mode = filter.mode(key.in());
        // The mark counts only where src_valid_mark is on.
        var seen = new LinkedHashSet<Sender>();
        for (RouteKey back : List.of(key.reversed(out), key.reversed(out).marked(OptionalLong.of(0)))) {
            ends(back).forEach(end -> seen.add(sender(end, key.in(), mode)));
        }
        return seen.size() == 1 ? seen.iterator().next() : Sender.UNCLEAR;
    }

    private static Sender sender(RouteEnd end, String in, int mode) {
        boolean accepted = switch (end) {
            case RouteEnd.Leaves(NextHop by, TableRoute route, RoutingRule rule) ->
                route.uses(in) || mode != SenderFilter.STRICT;
            case RouteEnd.Stays stays -> false;
            case RouteEnd.Refused refused -> mode == SenderFilter.OFF;
            case RouteEnd.Nowhere nowhere -> mode == SenderFilter.OFF;
        };
        return accepted ? Sender.ACCEPTED : Sender.DROPPED;
    }

    /** Parts of a network that a route or a rule treats apart from the rest of it; this machine's own addresses aside. */
    public List<Cidr> within(Cidr network) {
        return Stream.concat(routes.stream().filter(TableRoute::leadsOut).map(TableRoute::to), rules.stream().flatMap(RoutingRule::networks))
                .filter(part -> part.prefix() > network.prefix() && network.contains(part.inet())).distinct().toList();
    }
}
