package path.check;

import firewall.Decision;
import firewall.windows.policy.WindowsPolicy;
import firewall.windows.policy.WindowsRule;
import host.Adapter;
import host.LanAddress;
import host.Neighbour;
import host.windows.WindowsFacts.PortProxy;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import net.Cidr;
import path.Facts;
import path.Remedy;
import process.Shell;
import process.ShellCommand;
import text.Message;

/** What a person can do about forwardings of {@code netsh interface portproxy}. They are words: nothing here runs. */
final class ForwardingRemedies {

    private ForwardingRemedies() { }

    /** What a forwarding leads to: which of them decides what is to be done where nothing answers there. */
    private enum Target {
        /** An address of this machine. */
        HERE,
        /** WSL in mirrored mode has this machine's addresses, and the forwarding stands in its way. */
        MIRRORED,
        /** An address where somebody is, beside this machine. */
        THERE,
        /** Where WSL is not any more, as far as anybody knows. */
        WSL
    }

    /**
     * @param alike not empty; from one address to one other, each from a port to the same port
     * @param open  whether the way there may be blocked as well, which has to be told apart first
     */
    static List<Remedy> deadTarget(Facts facts, PortProxy proxy, List<PortProxy> alike, boolean open) {
        return switch (target(facts, proxy)) {
            case MIRRORED -> List.of(delete("delete-mirrored", alike));
            case HERE -> List.of(Remedies.byHand("start-target-here", spot(proxy)), delete("or-delete", alike));
            case THERE -> List.of(lookThere(proxy), delete("or-delete", alike));
            case WSL -> open ? List.of(compare(proxy), forwardAnew(alike)) : List.of(forwardAnew(alike));
        };
    }

    private static Target target(Facts facts, PortProxy proxy) {
        InetAddress to = ForwardedLeg.target(proxy).orElse(null);
        List<Adapter> adapters = facts.adapters().toOptional().orElse(List.of());
        if (facts.mirroredWsl()) {
            return Target.MIRRORED;
        }
        if (to == null) {
            return Target.THERE;
        }
        if (ForwardedLeg.staysHere(facts, proxy)) {
            return Target.HERE;
        }
        boolean lan = facts.chosen().map(LanAddress.Chosen::address).filter(own -> own.contains(to)).isPresent();
        boolean otherMachines = adapters.stream().anyMatch(adapter -> adapter.addresses().stream()
                .anyMatch(address -> address.contains(to)) && !adapter.name().contains("WSL"));
        boolean answers = facts.neighbours().toOptional().stream().flatMap(List::stream)
                .filter(Neighbour::reachable)
                .anyMatch(neighbour -> neighbour.address().equals(to.getHostAddress()));
        return lan || otherMachines || answers ? Target.THERE : Target.WSL;
    }

    static Remedy lookThere(PortProxy proxy) {
        return Remedies.byHand("start-target-there", spot(proxy));
    }

    private static String spot(PortProxy proxy) {
        String address = proxy.connectAddress();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + proxy.connectPort();
    }

    /** Whether it leads to where WSL is now. */
    private static Remedy compare(PortProxy proxy) {
        return new Remedy(Message.of("path.remedy.compare-wsl", proxy.connectAddress()),
                List.of(new ShellCommand(Shell.POWERSHELL, false, "wsl hostname -I"),
                        new ShellCommand(Shell.CMD, false, Shell.CMD.system("wsl") + " hostname -I")));
    }

    /** Forwardings again, to where WSL is now. */
    private static Remedy forwardAnew(List<PortProxy> alike) {
        PortProxy first = alike.getFirst();
        boolean same = alike.stream().allMatch(proxy -> proxy.listenPort() == proxy.connectPort());
        if (!same || !first.kind().equals("v4tov4")) {
            return Remedies.byHand("forward-anew");
        }
        List<String> ports = alike.stream().map(proxy -> String.valueOf(proxy.listenPort())).toList();
        return WindowsRemedies.asAdministrator("forward-anew",
                "$wsl = ((wsl hostname -I) -split ' ')[0]; foreach ($port in " + String.join(", ", ports) + ") { "
                        + line(Shell.POWERSHELL, "delete", first, "$port") + "; "
                        + line(Shell.POWERSHELL, "add", first, "$port")
                        + " connectaddress=$wsl connectport=$port }",
                "for /f %a in ('" + Shell.CMD.system("wsl") + " hostname -I') do for %p in ("
                        + String.join(" ", ports) + ") do ("
                        + line(Shell.CMD, "delete", first, "%p") + " & "
                        + line(Shell.CMD, "add", first, "%p")
                        + " connectaddress=%a connectport=%p)");
    }

    /** @param args of the message */
    static Remedy delete(String key, List<PortProxy> proxies, Object... args) {
        return WindowsRemedies.asAdministrator(key, lines(Shell.POWERSHELL, "; ", proxies),
                lines(Shell.CMD, " & ", proxies), args);
    }

    private static String lines(Shell shell, String then, List<PortProxy> proxies) {
        return proxies.stream().map(proxy -> line(shell, "delete", proxy, String.valueOf(proxy.listenPort())))
                .collect(Collectors.joining(then));
    }

    private static String line(Shell shell, String verb, PortProxy proxy, String port) {
        return shell.system("netsh") + " interface portproxy " + verb + " " + proxy.kind() + " listenaddress="
                + proxy.listenAddress() + " listenport=" + port;
    }

    /**
     * What lets the second connection out, tried on the rules as data first: the local rules that block it go, and
     * where nothing allows it then, a rule of its own does.
     */
    static List<Remedy> letOut(Facts facts, PortProxy proxy, List<PortProxy> alike, ForwardedLeg.Blocked blocked) {
        var steps = new ArrayList<Remedy>();
        if (!blocked.sure()) {
            steps.add(compare(proxy));
        }
        var gone = new LinkedHashSet<String>();
        ForwardedLeg leg = blocked;
        while (leg instanceof ForwardedLeg.Blocked still && !still.by().byDefault()
                && !WindowsPolicy.isOfPolicy(still.by()) && gone.add(still.by().id())) {
            leg = ForwardedLeg.of(facts, blocked.policy().changed(gone, List.of()), proxy);
        }
        if (leg instanceof ForwardedLeg.Blocked still && (!still.by().byDefault()
                || still.decision().cause() == Decision.Cause.POLICY_MANAGED)) {
            steps.addAll(Remedies.askAdministrator());
            return steps;
        }
        gone.forEach(rule -> steps.add(disable(blocked.policy(), rule)));
        if (leg instanceof ForwardedLeg.Blocked) {
            steps.add(allow(alike));
        }
        return steps;
    }

    private static Remedy disable(WindowsPolicy policy, String id) {
        String name = policy.rules().stream()
                .filter(rule -> rule.store() == WindowsRule.Store.LOCAL && rule.id().equals(id))
                .map(WindowsRule::displayName).findFirst().orElse(id);
        return new Remedy(Message.of("path.remedy.disable-outbound", name), List.of(new ShellCommand(
                Shell.POWERSHELL, true, "Disable-NetFirewallRule -Name " + Shell.POWERSHELL.literal(id))));
    }

    private static Remedy allow(List<PortProxy> alike) {
        String ports = alike.stream().map(PortProxy::connectPort).distinct().map(String::valueOf)
                .collect(Collectors.joining(","));
        return WindowsRemedies.asAdministrator("allow-outbound",
                "New-NetFirewallRule -Name 'by-hand-portproxy' -DisplayName 'Port proxy' -Direction Outbound"
                        + " -Program '%SystemRoot%\\System32\\svchost.exe' -Service iphlpsvc -Protocol TCP -RemotePort "
                        + ports + " -Action Allow",
                Shell.CMD.system("netsh") + " advfirewall firewall add rule name=\"Port proxy\" dir=out action=allow"
                        + " program=\"%SystemRoot%\\System32\\svchost.exe\" service=iphlpsvc protocol=TCP remoteport="
                        + ports, ports);
    }

    /**
     * For forwardings of a port that are set up and not in effect: the service that accepts for them does not, or they
     * are for an address that this machine does not have.
     *
     * @param idle not empty
     */
    static Remedy bringBack(Facts facts, List<PortProxy> idle) {
        List<Adapter> adapters = facts.adapters().toOptional().orElse(List.of());
        boolean ours = idle.stream().anyMatch(proxy -> proxy.onAllAddresses() || adapters.stream()
                .flatMap(adapter -> adapter.addresses().stream())
                .anyMatch(own -> own.inet().getHostAddress().equals(proxy.listenAddress())));
        return ours || facts.chosen().isEmpty() ? WindowsRemedies.asAdministrator("restart-ip-helper", List.of(
                new WindowsRemedies.Call("net", "stop iphlpsvc"), new WindowsRemedies.Call("net", "start iphlpsvc")))
                : move(facts, idle);
    }

    /** Has them accept on the address that a phone uses. */
    static Remedy move(Facts facts, List<PortProxy> proxies) {
        String here = facts.chosen().map(LanAddress.Chosen::address).map(Cidr::address).orElse("0.0.0.0");
        return WindowsRemedies.asAdministrator("move-forwarding", moved(Shell.POWERSHELL, "; ", proxies, here),
                moved(Shell.CMD, " & ", proxies, here), here);
    }

    private static String moved(Shell shell, String then, List<PortProxy> proxies, String here) {
        return proxies.stream().map(proxy -> {
            String port = String.valueOf(proxy.listenPort());
            var there = new PortProxy(here, proxy.listenPort(), proxy.connectAddress(), proxy.connectPort());
            return line(shell, "delete", proxy, port) + then + line(shell, "add", there, port) + " connectaddress="
                    + proxy.connectAddress() + " connectport=" + proxy.connectPort();
        }).collect(Collectors.joining(then));
    }
}
