package path.check;

import host.LanAddress;
import host.Listener;
import host.windows.WindowsFacts.PortProxy;
import inventory.Endpoint;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.Outcome;
import path.PortListeners;
import path.Severity;
import probe.Reply;
import process.Fact;
import text.Message;

/**
 * A forwarding that {@code netsh interface portproxy} set up: svchost (iphlpsvc) accepts in this machine's name and
 * connects onwards. WSL gets another address at its next start, and the forwarding still leads to the old one; or
 * Windows Firewall does not let that second connection out.
 */
public final class PortProxyCheck {

    private PortProxyCheck() { }

    /** The blame, where the port is a forwarding's and nothing came back through it. */
    static Optional<Outcome> leadsNowhere(Checklist checklist, InetAddress address, Message text, Message evidence) {
        Facts facts = checklist.facts;
        return proxy(facts, checklist.endpoint, address).map(proxy -> switch (ForwardedLeg.of(facts, proxy)) {
            case ForwardedLeg.Blocked blocked -> cutOff(checklist, proxy, blocked, text, evidence);
            case ForwardedLeg.Passes passes -> stale(checklist, proxy, text, List.of(), evidence);
            case ForwardedLeg.Open(Message why) -> stale(checklist, proxy, text,
                    List.of(Message.of("path.evidence.outbound-open", why)), evidence);
        });
    }

    /** The same where it is not known that nothing comes back: only what surely does not get through is blamed. */
    static Optional<Outcome> cannotGoOn(Checklist checklist, InetAddress address, Message text, Message evidence) {
        Facts facts = checklist.facts;
        return proxy(facts, checklist.endpoint, address).flatMap(proxy -> ForwardedLeg.of(facts, proxy)
                instanceof ForwardedLeg.Blocked blocked && blocked.sure()
                ? Optional.of(cutOff(checklist, proxy, blocked, text, evidence)) : Optional.empty());
    }

    /** What cannot be proven here may be so because of where a forwarding leads: then that is to be looked at too. */
    static Cause onTheWay(Checklist checklist, InetAddress address, Cause cause) {
        return proxy(checklist.facts, checklist.endpoint, address).map(proxy -> cause
                .seen(Stream.concat(cause.evidence().stream(), Stream.of(seen(proxy))).toList())
                .fixedBy(Stream.concat(Stream.of(ForwardingRemedies.lookThere(proxy)), cause.remedies().stream())
                        .toList())).orElse(cause);
    }

    /** True where a forwarding has the port on the address that a phone uses, so that no container does. */
    static boolean takes(Checklist checklist) {
        return checklist.facts.chosen().map(LanAddress.Chosen::address).map(Cidr::inet)
                .flatMap(address -> proxy(checklist.facts, checklist.endpoint, address)).isPresent()
                && checklist.facts.listenersOf(checklist.endpoint).filter(here -> !here.isEmpty()).isPresent();
    }

    /** True where what is sent to the LAN address is forwarded otherwise than what is sent to 127.0.0.1. */
    static boolean anotherOnLan(Checklist checklist) {
        Optional<PortProxy> own = proxy(checklist.facts, checklist.endpoint, AnswerChecks.LOOPBACK);
        Optional<PortProxy> lan = checklist.facts.chosen()
                .flatMap(chosen -> proxy(checklist.facts, checklist.endpoint, chosen.address().inet()));
        return own.isPresent() && lan.isPresent() && !own.equals(lan);
    }

    private static Outcome stale(Checklist checklist, PortProxy proxy, Message text, List<Message> open,
            Message evidence) {
        String target = proxy.connectAddress();
        Cause cause = Cause.observed(FindingId.PORTPROXY_STALE, Severity.FAIL, target, target)
                .seen(Stream.of(List.of(seen(proxy)), open, List.of(evidence)).flatMap(List::stream).toList())
                .fixedBy(Stream.concat(SharedPort.behind(checklist).map(behind -> ForwardingRemedies.delete("uncover",
                                List.of(proxy), ListeningCheck.program(behind), checklist.endpoint.port())).stream(),
                        ForwardingRemedies.deadTarget(checklist.facts, proxy, alike(checklist, proxy),
                                !open.isEmpty()).stream()).toList());
        return problem(checklist, text, open.isEmpty() ? cause : cause.inferred());
    }

    private static Outcome cutOff(Checklist checklist, PortProxy proxy, ForwardedLeg.Blocked blocked, Message text,
            Message evidence) {
        String target = proxy.connectAddress();
        Message how = blocked.by().byDefault()
                ? Message.of(blocked.sure() ? "path.outbound.default" : "path.outbound.default-perhaps",
                        blocked.by().where())
                : Message.of(blocked.sure() ? "path.outbound.rule" : "path.outbound.rule-perhaps",
                        blocked.by().name());
        Cause cause = Cause.observed(FindingId.PORTPROXY_OUTBOUND_BLOCKED, Severity.FAIL, target, target, how)
                .seen(Stream.of(List.of(seen(proxy), Message.of("path.evidence.rule", blocked.by().where(),
                                blocked.by().text())),
                        blocked.decision().notes(),
                        blocked.adapter().map(adapter -> Message.of("firewall-windows.category-unknown", adapter))
                                .stream().toList(),
                        List.of(evidence)).flatMap(List::stream).toList())
                .fixedBy(ForwardingRemedies.letOut(checklist.facts, proxy, alike(checklist, proxy), blocked));
        return problem(checklist, text, blocked.sure() ? cause : cause.inferred());
    }

    private static Outcome problem(Checklist checklist, Message text, Cause cause) {
        return new Outcome.Problem(text, checklist.facts.listeners().toOptional().isPresent() ? cause
                : cause.inferred());
    }

    static Message seen(PortProxy proxy) {
        return Message.of("path.evidence.portproxy", proxy.listenAddress() + ":" + proxy.listenPort(),
                proxy.connectAddress() + ":" + proxy.connectPort());
    }

    /**
     * What becomes of the second connection, where a forwarding has the port and not a byte comes back; empty where
     * none has.
     */
    public static Optional<ForwardedLeg> onwards(Facts facts, Endpoint endpoint) {
        Fact<Reply> reply = facts.lan().get(endpoint);
        boolean answered = reply != null && reply.toOptional()
                .filter(seen -> seen.took().isPresent() || seen.part().isPresent()).isPresent();
        return facts.chosen().filter(chosen -> !answered)
                .flatMap(chosen -> proxy(facts, endpoint, chosen.address().inet()))
                .map(proxy -> ForwardedLeg.of(facts, proxy));
    }

    private static Optional<PortProxy> proxy(Facts facts, Endpoint endpoint, InetAddress address) {
        return of(facts, endpoint.service().protocol(), endpoint.port()).stream()
                .filter(proxy -> covers(proxy, address)
                        && mayAccept(facts, endpoint, proxy, address))
                .min(Comparator.comparing(proxy -> proxy.onAllAddresses()));
    }

    /** The forwardings of one port. */
    static List<PortProxy> of(Facts facts, Protocol protocol, int port) {
        return facts.windows().proxies().toOptional().stream().flatMap(List::stream)
                .filter(proxy -> protocol == Protocol.TCP && proxy.listenPort() == port).toList();
    }

    /** The forwardings of the inventory's ports that lead to the same address: if that is wrong, it is for all. */
    private static List<PortProxy> alike(Checklist checklist, PortProxy proxy) {
        List<PortProxy> alike = checklist.facts.windows().proxies().toOptional().stream()
                .flatMap(List::stream)
                .filter(other -> other.listenAddress().equals(proxy.listenAddress())
                        && other.connectAddress().equals(proxy.connectAddress())
                        && other.listenPort() == other.connectPort())
                .filter(other -> checklist.facts.inventory().endpoints().stream()
                        .anyMatch(endpoint -> endpoint.port() == other.listenPort()))
                .toList();
        return alike.contains(proxy) ? alike : List.of(proxy);
    }

    private static boolean covers(PortProxy proxy, InetAddress address) {
        return proxy.kind().startsWith(address instanceof Inet4Address ? "v4" : "v6")
                && (proxy.onAllAddresses() || proxy.listenAddress().equals(address.getHostAddress()));
    }

    /**
     * A forwarding that is set up but not in effect has no listener: then somebody else has the port, or nobody. One
     * for all addresses gets nothing of what is sent to an address that another program is bound to.
     */
    private static boolean mayAccept(Facts facts, Endpoint endpoint, PortProxy proxy, InetAddress address) {
        return facts.listenersOf(endpoint).map(here -> new PortListeners(here).taking(address).stream()
                .anyMatch(listener -> isServiceHost(listener) && proxy.isOf(listener))).orElse(true);
    }

    private static boolean isServiceHost(Listener listener) {
        return listener.program().map(program -> program.equalsIgnoreCase("svchost.exe")).orElse(true);
    }
}
