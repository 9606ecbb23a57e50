package path.check;

import docker.Engine;
import host.Listener;
import host.windows.WindowsFacts;
import inventory.Endpoint;
import inventory.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** The process System, in whose name http.sys listens for other programs. */
    private static final long KERNEL = 4;

    private WindowsRemedies() { }

    private static Remedy asAdministrator(String key, String powershell, String cmd, Object... args) {
        return new Remedy(Message.of("path.remedy." + key, args), List.of(
                new ShellCommand(Shell.POWERSHELL, true, powershell), new ShellCommand(Shell.CMD, true, cmd)));
    }

    /** One command after the other, each of them a program of Windows and its arguments, the same in both shells. */
    private static Remedy asAdministrator(String key, List<Call> calls, Object... args) {
        return asAdministrator(key, line(Shell.POWERSHELL, "; ", calls), line(Shell.CMD, " & ", calls), args);
    }

    private record Call(String program, String args) { }

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
    static Remedy createAgain(String container) {
        return Remedies.anywhere("create-again", List.of("docker", "compose", "up", "-d", "--force-recreate"),
                container);
    }

    static List<Remedy> leaveWslBehindRelay() {
        return List.of(Remedies.byHand("publish-with-desktop"), Remedies.byHand("mirrored-mode"),
                Remedies.byHand("portproxy"));
    }

    /**
     * Forwardings again, to where WSL is now.
     *
     * @param alike not empty; from one address to one other, each from a port to the same port
     */
    static List<Remedy> forwardAnew(List<WindowsFacts.PortProxy> alike) {
        String address = alike.getFirst().listenAddress();
        boolean same = alike.stream().allMatch(proxy -> proxy.listenPort() == proxy.connectPort());
        if (!same || !address.matches("\\*|[0-9.]+")) {
            return List.of(Remedies.byHand("forward-anew"));
        }
        List<String> ports = alike.stream().map(proxy -> String.valueOf(proxy.listenPort())).toList();
        return List.of(asAdministrator("forward-anew",
                "$wsl = ((wsl hostname -I) -split ' ')[0]; foreach ($port in " + String.join(", ", ports) + ") { "
                        + forwarding(Shell.POWERSHELL, "delete", address, "$port") + "; "
                        + forwarding(Shell.POWERSHELL, "add", address, "$port")
                        + " connectaddress=$wsl connectport=$port }",
                "for /f %a in ('" + Shell.CMD.system("wsl") + " hostname -I') do for %p in ("
                        + String.join(" ", ports) + ") do ("
                        + forwarding(Shell.CMD, "delete", address, "%p") + " & "
                        + forwarding(Shell.CMD, "add", address, "%p")
                        + " connectaddress=%a connectport=%p)"));
    }

    private static String forwarding(Shell shell, String verb, String address, String port) {
        return shell.system("netsh") + " interface portproxy " + verb + " v4tov4 listenaddress=" + address
                + " listenport=" + port;
    }

    /** Both shells give all words on to WSL as they are. */
    static List<Remedy> lookIntoWsl(Facts facts, List<Endpoint> endpoints) {
        var steps = new ArrayList<Remedy>();
        steps.add(Remedies.jbang("let-phone-tell", "verify", "--phone"));
        endpoints.forEach(endpoint -> steps.add(new Remedy(
                Message.of("path.remedy.look-into-wsl", endpoint.portText()),
                Stream.of(Shell.POWERSHELL, Shell.CMD).map(shell -> new ShellCommand(shell, false, shell.system("wsl")
                        + " ss -ln" + (endpoint.service().protocol() == Protocol.UDP ? "u" : "t") + " sport = :"
                        + endpoint.port())).toList())));
        if (facts.docker() instanceof Engine.NotRunning) {
            steps.addAll(Remedies.startDocker(FindingId.DOCKER_NOT_RUNNING, facts.os()));
        }
        return steps;
    }

    /** The program that has the LAN address goes, or moves: a forwarding of Windows by a command. */
    static List<Remedy> freeAddress(Listener taker, Optional<WindowsFacts.PortProxy> forwarding) {
        String spot = ListeningCheck.spot(taker);
        Optional<WindowsFacts.PortProxy> plain = forwarding.filter(proxy ->
                (proxy.listenAddress() + proxy.connectAddress()).matches("[*0-9.]+"));
        if (plain.isPresent()) {
            String address = plain.get().listenAddress();
            String port = String.valueOf(plain.get().listenPort());
            return List.of(asAdministrator("remove-forwarding", forwarding(Shell.POWERSHELL, "delete", address, port),
                    forwarding(Shell.CMD, "delete", address, port), spot));
        }
        if (taker.pid().filter(pid -> pid == KERNEL).isPresent()) {
            return List.of(asAdministrator("who-is-behind-http", List.of(new Call("netsh", "http show servicestate")),
                    spot));
        }
        return List.of(Remedies.byHand(taker.onAllAddresses() ? "free-port" : "free-address",
                ListeningCheck.program(taker), spot));
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

    static List<Remedy> followAddress(String now) {
        return List.of(Remedies.byHand("reserve-address"), Remedies.byHand("follow-address", now));
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

    static List<Remedy> letLanPastVpn() {
        return List.of(Remedies.byHand("lan-past-vpn"));
    }

    /** @param rulesHelp whether rules keep a phone out here and others would let it in; else there is nothing to do */
    static List<Remedy> publicNetwork(boolean rulesHelp) {
        return !rulesHelp ? List.of() : List.of(Remedies.byHand("narrow-rule"),
                Remedies.jbang("set-private", "fix-firewall", "--set-private"));
    }
}
