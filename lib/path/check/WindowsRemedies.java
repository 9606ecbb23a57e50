package path.check;

import docker.Container;
import docker.Engine;
import inventory.Endpoint;
import inventory.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;
import path.Facts;
import path.FindingId;
import path.Remedy;
import process.Shell;
import process.ShellCommand;
import text.Message;

/** What a person can do about what only Windows has in the way. They are words: nothing here runs. */
final class WindowsRemedies {

    /** WSL's name for its firewall: the VMCreatorId on learn.microsoft.com/windows/wsl/networking. */
    private static final String WSL = "{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}";

    private WindowsRemedies() { }

    static Remedy asAdministrator(String key, String powershell, String cmd, Object... args) {
        return new Remedy(Message.of("path.remedy." + key, args), List.of(
                new ShellCommand(Shell.POWERSHELL, true, powershell), new ShellCommand(Shell.CMD, true, cmd)));
    }

    /** One command after the other, each of them a program of Windows and its arguments, the same in both shells. */
    static Remedy asAdministrator(String key, List<Call> calls, Object... args) {
        return asAdministrator(key, line(Shell.POWERSHELL, "; ", calls), line(Shell.CMD, " & ", calls), args);
    }

    record Call(String program, String args) { }

    private static String line(Shell shell, String then, List<Call> calls) {
        return calls.stream().map(call -> shell.system(call.program()) + " " + call.args())
                .collect(Collectors.joining(then));
    }

    /**
     * Ranges go with the service that drew them, so stopping it comes first; what is reserved on purpose meanwhile is
     * drawn no more.
     */
    static List<Remedy> freeReserved(Protocol protocol, List<Integer> ports) {
        var stop = new Call("net", "stop winnat");
        var start = new Call("net", "start winnat");
        var keep = new ArrayList<>(List.of(stop));
        ports.forEach(port -> keep.add(new Call("netsh", "interface ipv4 add excludedportrange protocol="
                + protocol.id() + " startport=" + port + " numberofports=1 store=persistent")));
        keep.add(start);
        return List.of(asAdministrator("free-reserved", List.of(stop, start)),
                asAdministrator("reserve-for-good", keep, ports), Remedies.byHand("other-port"));
    }

    /** The container anew, once its ports are free. */
    static Remedy createAgain(Container container) {
        return Remedies.recreate("path.remedy.create-again", "path.remedy.create-again-by-hand", container);
    }

    static List<Remedy> leaveWslBehindRelay() {
        return List.of(Remedies.byHand("publish-with-desktop"), Remedies.byHand("mirrored-mode"),
                Remedies.byHand("portproxy"));
    }

    /** Both shells give all words on to WSL as they are; its root sees whose each socket is. */
    static Remedy lookIntoWsl(String key, Protocol protocol, int port, Object... args) {
        String look = " -u root ss " + (protocol == Protocol.UDP ? "-lunp" : "-ltnp") + " sport = :" + port;
        return new Remedy(Message.of("path.remedy." + key, args), Stream.of(Shell.POWERSHELL, Shell.CMD)
                .map(shell -> new ShellCommand(shell, false, shell.system("wsl") + look)).toList());
    }

    static List<Remedy> lookIntoWsl(Facts facts, List<Endpoint> endpoints) {
        var steps = new ArrayList<Remedy>();
        steps.add(Remedies.jbang("let-phone-tell", "verify", "--phone"));
        endpoints.forEach(endpoint -> steps.add(lookIntoWsl("look-into-wsl", endpoint.service().protocol(),
                endpoint.port(), endpoint.portText())));
        if (facts.docker() instanceof Engine.NotRunning(String said)) {
            steps.addAll(Remedies.startDocker(FindingId.DOCKER_NOT_RUNNING, facts.os(), said));
        }
        return steps;
    }

    /** This firewall has no word for the local subnet, so the network stands there as it is now. */
    static List<Remedy> allowInHyperV(Service service, Cidr lan) {
        String protocol = service.protocol().id();
        String ports = service.ports().stream().map(String::valueOf).collect(Collectors.joining(","));
        return List.of(new Remedy(Message.of("path.remedy.allow-in-hyperv", lan, service.name()), List.of(
                new ShellCommand(Shell.POWERSHELL, true, "New-NetFirewallHyperVRule -Name by-hand-wsl-" + protocol + "-"
                        + service.ports().getFirst() + " -DisplayName " + Shell.POWERSHELL.quote(service.name())
                        + " -Direction Inbound -VMCreatorId '" + WSL + "' -Protocol "
                        + service.protocol().title() + " -LocalPorts " + ports
                        + " -RemoteAddresses " + lan + " -Action Allow"))));
    }

    static List<Remedy> disableInHyperV(String rule) {
        return List.of(new Remedy(Message.of("path.remedy.disable-in-hyperv", rule), List.of(
                new ShellCommand(Shell.POWERSHELL, true, "Disable-NetFirewallHyperVRule -DisplayName "
                        + Shell.POWERSHELL.literal(rule)))));
    }

    /**
     * @param taken   another device has the old address now
     * @param livekit whether a service has to be told its own address
     */
    static List<Remedy> followAddress(String now, boolean taken, boolean livekit) {
        Remedy follow = Remedies.byHand(livekit ? "follow-address-livekit" : "follow-address", now);
        return taken ? List.of(follow) : List.of(Remedies.byHand("reserve-address"), follow);
    }

    static List<Remedy> startFirewall() {
        return List.of(asAdministrator("start-firewall", List.of(new Call("net", "start mpssvc"))));
    }

    static List<Remedy> tryAgainAndReadLog() {
        return List.of(asAdministrator("read-firewall-log",
                "Get-Content $env:SystemRoot\\System32\\LogFiles\\Firewall\\pfirewall.log -Tail 20",
                Shell.CMD.system("findstr") + " DROP %SystemRoot%\\System32\\LogFiles\\Firewall\\pfirewall.log"));
    }

    static List<Remedy> askProduct() {
        return List.of(Remedies.byHand("ask-product"));
    }

    /** Its rules cannot be read here, so that only a phone tells whether it lets one in. */
    static List<Remedy> letProductDecide() {
        return List.of(Remedies.byHand("ask-product"), Remedies.jbang("let-phone-tell", "verify", "--phone"));
    }

    static List<Remedy> letLanPastVpn() {
        return List.of(Remedies.byHand("lan-past-vpn"));
    }

    /**
     * What the program that made the adapter has to be told, and how to see whether it did.
     *
     * @param tunnel else it is a network inside this machine
     */
    static List<Remedy> keepWayBack(String adapter, boolean tunnel, String lan) {
        return List.of(Remedies.byHand(tunnel ? "keep-lan-off-tunnel" : "move-virtual-network", adapter, lan),
                new Remedy(Message.of("path.remedy.see-routes"), List.of(
                        new ShellCommand(Shell.POWERSHELL, false, "Get-NetRoute -AddressFamily IPv4"
                                + " | Sort-Object DestinationPrefix | Format-Table DestinationPrefix,"
                                + " InterfaceAlias, RouteMetric, InterfaceMetric"),
                        new ShellCommand(Shell.CMD, false, Shell.CMD.system("route") + " print -4"))));
    }

    /**
     * @param rulesHelp whether rules keep a phone out here and others would let it in; else there is nothing to do
     * @param listed    whether it is one of the networks whose kind Windows lets anybody change
     */
    static List<Remedy> publicNetwork(boolean rulesHelp, boolean listed) {
        return !rulesHelp ? List.of() : Stream.concat(Stream.of(Remedies.byHand("narrow-rule")), listed
                ? Stream.of(Remedies.jbang("set-private", "fix-firewall", "--set-private")) : Stream.empty()).toList();
    }
}
