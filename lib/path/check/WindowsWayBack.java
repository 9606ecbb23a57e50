package path.check;

import host.Adapter;
import host.LanAddress;
import host.Route;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.Outcome;
import path.Severity;
import text.Message;

/**
 * By which adapter the answers to a phone leave: the routes say so, the longest prefix first, then the lowest metric. A
 * tunnel that carries the route of the LAN itself, or a virtual network inside of it, takes them along. Inferred: Windows
 * may hold an answer to the adapter of its own address (strong host model), and a VPN may see to it that it does not.
 */
final class WindowsWayBack {

    /** Worse than any that Windows gives. */
    private static final long UNTOLD = Long.MAX_VALUE;

    private WindowsWayBack() { }

    static Optional<Outcome> outcome(Facts facts, LanAddress.Chosen chosen) {
        List<Route> routes = facts.windows().routes().toOptional().orElse(List.of());
        if (routes.isEmpty() || !chosen.address().isV4()) {
            return Optional.empty();
        }
        List<Route> table = withOwn(routes, chosen);
        Cidr asked = facts.phone().map(phone -> Cidr.parse(phone.address().getHostAddress()))
                .orElse(chosen.address().network());
        List<NetworkParts.Part<Route>> lost = lost(facts, chosen, asked, table);
        return lost.isEmpty() ? Optional.empty() : Optional.of(outcome(facts, chosen, asked, lost, table));
    }

    private static Outcome outcome(Facts facts, LanAddress.Chosen chosen, Cidr asked, List<NetworkParts.Part<Route>> lost,
            List<Route> table) {
        Route by = lost.getFirst().fate();
        boolean all = lost.stream().map(NetworkParts.Part::devices).toList().equals(List.of(asked));
        List<Cidr> devices = lost.stream().map(NetworkParts.Part::devices).toList();
        List<Route> own = table.stream().filter(route -> route.adapter().equals(chosen.adapter().name())
                && route.metric() < UNTOLD).toList();
        List<Message> seen = Stream.concat(lost.stream().map(NetworkParts.Part::fate), Route.to(asked.inet(), own).stream())
                .distinct().map(route -> Message.of("path.evidence.route", route.to(), route.adapter(),
                        route.metric())).toList();
        Message text = Message.of("path.hop.answers-leave-elsewhere", by.adapter());
        Cause cause = Cause.observed(FindingId.ANSWERS_LEAVE_ELSEWHERE, all ? Severity.FAIL : Severity.WARN,
                        by.adapter(), devices.stream().map(WayBack::text).toList(), by.adapter(),
                        chosen.adapter().name())
                .inferred().seen(seen).fixedBy(WindowsRemedies.keepWayBack(by.adapter(),
                        named(facts, by).anyMatch(Adapter::tunnel), WayBack.text(asked)));
        return all ? new Outcome.Problem(text, cause) : new Outcome.Warning(text, cause);
    }

    /** A table without the network's own route was not read whole. */
    private static List<Route> withOwn(List<Route> routes, LanAddress.Chosen chosen) {
        Cidr lan = chosen.address().network();
        boolean told = routes.stream().anyMatch(route -> route.adapter().equals(chosen.adapter().name())
                && route.to().equals(lan));
        return told ? routes : Stream.concat(routes.stream(),
                Stream.of(new Route(lan, chosen.adapter().name(), UNTOLD))).toList();
    }

    private static List<NetworkParts.Part<Route>> lost(Facts facts, LanAddress.Chosen chosen, Cidr network,
            List<Route> table) {
        return new NetworkParts<Route>(part -> table.stream().anyMatch(route -> route.to().prefix() > part.prefix()
                        && part.contains(route.to().inet())),
                part -> Route.to(part.inet(), table).filter(route -> isElsewhere(facts, chosen, route)),
                (one, other) -> one.adapter().equals(other.adapter())).of(network);
    }

    /** Another cable or Wi-Fi leads to the same LAN; what is inside this machine or at the end of a tunnel does not. */
    private static boolean isElsewhere(Facts facts, LanAddress.Chosen chosen, Route route) {
        return !route.adapter().equals(chosen.adapter().name()) && named(facts, route)
                .anyMatch(adapter -> adapter.tunnel() || adapter.virtual());
    }

    private static Stream<Adapter> named(Facts facts, Route route) {
        return facts.adapters().toOptional().stream().flatMap(List::stream)
                .filter(adapter -> adapter.name().equals(route.adapter()));
    }
}
