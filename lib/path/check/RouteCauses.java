package path.check;

import host.linux.routing.RouteEnd;
import host.linux.routing.RoutingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.Cidr;
import path.Cause;
import path.FindingId;
import path.Outcome;
import path.Severity;
import text.Message;

/** What the routes of Linux do to a phone, as a result of the hop: which rule and which route, and what helps. */
final class RouteCauses {

    private RouteCauses() { }

    /** @param asked the phone, or all devices of its network */
    static Optional<Outcome> outcome(LinuxWayBack way, Cidr asked) {
        List<NetworkParts.Part<LinuxWayBack.Fate>> all = way.lost(asked);
        List<NetworkParts.Part<LinuxWayBack.Fate>> told = all.stream()
                .filter(part -> !(part.fate() instanceof LinuxWayBack.Fate.Unclear)).toList();
        if (told.isEmpty()) {
            return all.stream().filter(part -> part.devices().equals(asked)).map(NetworkParts.Part::fate).findFirst()
                    .map(fate -> new Outcome.Unknown(Message.of("path.hop.way-back-unclear", ends(fate))));
        }
        LinuxWayBack.Fate fate = told.getFirst().fate();
        List<Cidr> devices = told.stream().filter(part -> part.fate().equals(fate)).map(NetworkParts.Part::devices)
                .toList();
        boolean whole = devices.equals(List.of(asked)) || told.size() == all.size() && covers(way, all, asked);
        return Optional.of(outcome(way, asked, fate, devices, whole));
    }

    /** Parts with causes of their own that are the whole network together. */
    private static boolean covers(LinuxWayBack way, List<NetworkParts.Part<LinuxWayBack.Fate>> parts, Cidr asked) {
        return parts.stream().mapToDouble(part -> Math.pow(2, asked.prefix() - part.devices().prefix())).sum() >= 1;
    }

    private static List<String> ends(LinuxWayBack.Fate fate) {
        return fate instanceof LinuxWayBack.Fate.Unclear(List<RouteEnd> ends)
                ? ends.stream().map(RouteCauses::text).distinct().toList() : List.of();
    }

    private static Outcome outcome(LinuxWayBack way, Cidr asked, LinuxWayBack.Fate fate, List<Cidr> devices,
            boolean whole) {
        List<String> named = devices.stream().map(WayBack::text).toList();
        String own = way.chosen().adapter().name();
        RouteRemedies remedies = new RouteRemedies(way, asked, devices.getFirst());
        return switch (fate) {
            case LinuxWayBack.Fate.Elsewhere(RouteEnd.Leaves end, Severity severity) -> result(
                    Message.of("path.hop.answers-leave-elsewhere", end.by().adapter()),
                    cause(FindingId.ANSWERS_LEAVE_ELSEWHERE, whole ? severity : Severity.WARN, end.by().adapter(),
                            named, adapter(way, end.by().adapter()), own)
                            .seen(evidence(end)).fixedBy(remedies.elsewhere(end)));
            case LinuxWayBack.Fate.Nowhere(RouteEnd end) -> result(Message.of("path.hop.answers-not-routed"),
                    cause(FindingId.ANSWERS_NOT_ROUTED, whole ? Severity.FAIL : Severity.WARN, text(end), named,
                            reason(end)).seen(evidence(end)).fixedBy(remedies.notRouted()));
            case LinuxWayBack.Fate.Unrouted(RouteEnd end) -> {
                Optional<Cidr> network = way.target().network();
                Message instead = LinuxWayBack.out(end).isEmpty() ? reason(end)
                        : Message.of("path.leaves-by", ((RouteEnd.Leaves) end).by().toString());
                yield result(Message.of("path.hop.requests-not-routed", instead),
                        cause(FindingId.REQUESTS_NOT_ROUTED, whole ? Severity.FAIL : Severity.WARN, text(end), instead,
                                network.map(Cidr::toString).orElse(way.target().address().getHostAddress()))
                                .seen(evidence(end)).fixedBy(remedies.requestsNotRouted(end)));
            }
            case LinuxWayBack.Fate.Doubted(String in, RouteEnd back, Severity severity) -> result(
                    Message.of("path.hop.reverse-path-filter", in),
                    cause(FindingId.REVERSE_PATH_FILTER, whole ? severity : Severity.WARN, in, in,
                            way.policy().filter().mode(in), back(back)).seen(evidence(back))
                            .fixedBy(remedies.doubted(in)));
            case LinuxWayBack.Fate.Unclear unclear ->
                new Outcome.Unknown(Message.of("path.hop.way-back-unclear", ends(unclear)));
        };
    }

    private static Cause cause(FindingId id, Severity severity, String subject, Object... specifics) {
        return Cause.observed(id, severity, subject, specifics).inferred();
    }

    private static Outcome result(Message text, Cause cause) {
        return cause.severity() == Severity.FAIL ? new Outcome.Problem(text, cause) : new Outcome.Warning(text, cause);
    }

    /** The adapter, and whose it is. */
    private static Message adapter(LinuxWayBack way, String adapter) {
        return way.network(adapter).map(network -> Message.of("path.adapter-of-docker", adapter, network.name()))
                .orElse(Message.verbatim(adapter));
    }

    private static Message back(RouteEnd end) {
        return LinuxWayBack.out(end).isEmpty() ? reason(end)
                : Message.of("path.leaves-by", LinuxWayBack.out(end));
    }

    private static Message reason(RouteEnd end) {
        return end instanceof RouteEnd.Nowhere ? Message.of("path.no-route") : Message.verbatim(text(end));
    }

    /** What decides, in the words of ip. */
    private static String text(RouteEnd end) {
        return switch (end) {
            case RouteEnd.Leaves leaves -> leaves.route().toString();
            case RouteEnd.Stays stays -> stays.route().toString();
            case RouteEnd.Refused refused -> refused.route().map(Object::toString).orElse(refused.rule().toString());
            case RouteEnd.Nowhere nowhere -> "-";
        };
    }

    private static List<Message> evidence(RouteEnd end) {
        var seen = new ArrayList<Message>();
        rule(end).ifPresent(rule -> seen.add(Message.of("path.evidence.routing-rule", rule.toString())));
        boolean ruleAlone = end instanceof RouteEnd.Refused refused && refused.route().isEmpty();
        if (!ruleAlone && !(end instanceof RouteEnd.Nowhere)) {
            seen.add(Message.of("path.evidence.table-route", text(end)));
        }
        return seen;
    }

    private static Optional<RoutingRule> rule(RouteEnd end) {
        return switch (end) {
            case RouteEnd.Leaves leaves -> Optional.of(leaves.rule());
            case RouteEnd.Stays stays -> Optional.of(stays.rule());
            case RouteEnd.Refused refused -> Optional.of(refused.rule());
            case RouteEnd.Nowhere nowhere -> Optional.empty();
        };
    }
}
