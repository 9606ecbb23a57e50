package path.check;

import host.Listener;
import host.windows.WindowsFacts;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import path.Cause;
import path.FindingId;
import path.Outcome;
import path.Severity;
import text.Message;

/**
 * A forwarding that {@code netsh interface portproxy} set up: svchost (iphlpsvc) accepts in this machine's name and
 * connects onwards. WSL gets another address at its next start, and the forwarding still leads to the old one.
 */
final class PortProxyCheck {

    private PortProxyCheck() { }

    /** The blame, where the port is a forwarding's and nothing came back through it. */
    static Optional<Outcome> leadsNowhere(Checklist checklist, InetAddress address, Message text, Message evidence) {
        return proxy(checklist, address).map(proxy -> {
            String target = proxy.connectAddress();
            Cause cause = Cause.observed(FindingId.PORTPROXY_STALE, Severity.FAIL, target, target)
                    .seen(Message.of("path.evidence.portproxy", proxy.listenAddress() + ":" + proxy.listenPort(),
                            target + ":" + proxy.connectPort()), evidence)
                    .fixedBy(WindowsRemedies.forwardAnew(alike(checklist, proxy)));
            return new Outcome.Problem(text, checklist.facts.listeners().toOptional().isPresent() ? cause
                    : cause.inferred());
        });
    }

    /** The forwarding that has the port at this address of this machine, if one has. */
    static Optional<WindowsFacts.PortProxy> proxy(Checklist checklist, InetAddress address) {
        return checklist.facts.windows().proxies().toOptional().stream().flatMap(List::stream)
                .filter(proxy -> proxy.listenPort() == checklist.endpoint.port()
                && covers(proxy.listenAddress(), address))
                .filter(proxy -> checklist.endpoint.service().protocol() == Protocol.TCP
                && mayListen(checklist, address))
                .findFirst();
    }

    /** The forwardings of the inventory's ports that lead to the same address: if that is wrong, it is for all. */
    private static List<WindowsFacts.PortProxy> alike(Checklist checklist, WindowsFacts.PortProxy proxy) {
        List<WindowsFacts.PortProxy> alike = checklist.facts.windows().proxies().toOptional().stream()
                .flatMap(List::stream)
                .filter(other -> other.listenAddress().equals(proxy.listenAddress())
                        && other.connectAddress().equals(proxy.connectAddress())
                        && other.listenPort() == other.connectPort())
                .filter(other -> checklist.facts.inventory().endpoints().stream()
                        .anyMatch(endpoint -> endpoint.port() == other.listenPort()))
                .toList();
        return alike.contains(proxy) ? alike : List.of(proxy);
    }

    private static boolean covers(String listenAddress, InetAddress address) {
        return listenAddress.equals("*") || listenAddress.equals("0.0.0.0")
                || listenAddress.equals(address.getHostAddress());
    }

    /** A forwarding that is set up but not in effect has no listener: then somebody else has the port, or nobody. */
    private static boolean mayListen(Checklist checklist, InetAddress address) {
        return checklist.facts.listenersOf(checklist.endpoint).map(here -> here.stream()
                .filter(listener -> listener.onAllAddresses() || listener.address().equals(address.getHostAddress()))
                .anyMatch(PortProxyCheck::isServiceHost)).orElse(true);
    }

    static boolean isServiceHost(Listener listener) {
        return listener.program().map(program -> program.equalsIgnoreCase("svchost.exe")).orElse(true);
    }
}
