package path;

import host.Cidr;
import host.PortProxy;
import inventory.Endpoint;
import inventory.Protocol;
import java.util.List;
import java.util.Locale;
import process.Paste;
import process.Shell;
import text.Message;

/** What a person can do about what only Windows has in the way. They are words: nothing here runs. */
final class WindowsRemedies {

    /** WSL's name for its firewall: the VMCreatorId on learn.microsoft.com/windows/wsl/networking. */
    private static final String WSL = "{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}";

    private WindowsRemedies() { }

    private static Remedy asAdministrator(String key, String powershell, String cmd, Object... args) {
        return new Remedy(Message.of("path.remedy." + key, args), List.of(
                new Paste(Shell.POWERSHELL, true, powershell), new Paste(Shell.CMD, true, cmd)));
    }

    /** One command after the other, each of them the same in both shells. */
    private static Remedy asAdministrator(String key, List<String> lines, Object... args) {
        return asAdministrator(key, String.join("; ", lines), String.join(" & ", lines), args);
    }

    /**
     * Ranges go with the service that drew them, so stopping it comes first; what is reserved on purpose meanwhile is
     * drawn no more.
     */
    static List<Remedy> freeReserved(Protocol protocol, int port) {
        String keep = "netsh interface ipv4 add excludedportrange protocol=" + protocol.id() + " startport=" + port
                + " numberofports=1 store=persistent";
        return List.of(
                asAdministrator("free-reserved", List.of("net stop winnat", "net start winnat")),
                asAdministrator("reserve-for-good", List.of("net stop winnat", keep, "net start winnat"), port),
                Remedies.byHand("other-port"));
    }

    static List<Remedy> leaveWslBehindRelay() {
        return List.of(Remedies.byHand("publish-with-desktop"), Remedies.byHand("mirrored-mode"),
                Remedies.byHand("portproxy"));
    }

    /** The forwarding again, to where WSL is now; empty commands for listen addresses that are names. */
    static List<Remedy> forwardAnew(PortProxy proxy) {
        boolean plain = proxy.listenAddress().matches("\\*|[0-9.]+|[0-9A-Fa-f:]+");
        String kind = (proxy.listenAddress().contains(":") ? "v6" : "v4") + "tov4";
        String listen = kind + " listenaddress=" + proxy.listenAddress() + " listenport=" + proxy.listenPort();
        String delete = "netsh interface portproxy delete " + listen;
        String add = "netsh interface portproxy add " + listen + " connectport=" + proxy.connectPort()
                + " connectaddress=";
        return !plain ? List.of(Remedies.byHand("forward-anew")) : List.of(asAdministrator("forward-anew",
                delete + "; " + add + "$(((wsl hostname -I) -split ' ')[0])",
                delete + " & for /f %a in ('wsl hostname -I') do " + add + "%a"),
                asAdministrator("drop-forwarding", List.of(delete)));
    }

    /** This firewall has no word for the local subnet, so the network stands there as it is now. */
    static List<Remedy> allowInHyperV(Endpoint endpoint, Cidr lan) {
        String protocol = endpoint.service().protocol().id();
        return List.of(new Remedy(Message.of("path.remedy.allow-in-hyperv", lan), List.of(
                new Paste(Shell.POWERSHELL, true, "New-NetFirewallHyperVRule -Name by-hand-wsl-" + protocol + "-"
                        + endpoint.port() + " -DisplayName " + Shell.POWERSHELL.quote(endpoint.service().name())
                        + " -Direction Inbound -VMCreatorId '" + WSL + "' -Protocol "
                        + protocol.toUpperCase(Locale.ROOT) + " -LocalPorts " + endpoint.port()
                        + " -RemoteAddresses " + lan + " -Action Allow"))));
    }

    static List<Remedy> followAddress(String now) {
        return List.of(Remedies.byHand("reserve-address"), Remedies.byHand("follow-address", now));
    }

    static List<Remedy> startFirewall() {
        return List.of(asAdministrator("start-firewall", List.of("net start mpssvc")));
    }

    static List<Remedy> tryAgainAndReadLog() {
        return List.of(asAdministrator("read-firewall-log",
                "Get-Content $env:SystemRoot\\System32\\LogFiles\\Firewall\\pfirewall.log -Tail 20",
                "findstr DROP %SystemRoot%\\System32\\LogFiles\\Firewall\\pfirewall.log"));
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
