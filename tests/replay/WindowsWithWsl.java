package replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** Windows machines without Docker Desktop, whose services run in WSL itself. */
final class WindowsWithWsl {

    private WindowsWithWsl() { }

    static ComposedMachine wslRelayOnly() {
        return WindowsMachines.machine("windows-wslrelay-only").withoutDocker().category(1)
                .rows(row -> !row.endsWith(" 3888"))
                .is("as windows-guide without Docker Desktop: dockerd runs inside WSL, behind its NAT; category"
                        + " Private",
                        "Every service answers on 127.0.0.1, through WSL's relay. Nothing listens on the LAN address,"
                                + " and no firewall rule would change that.")
                .changed("`002-netstat.out`: rows of `com.docker.backend.exe` left out; the relay listens on 127.0.0.1"
                        + " and [::1] as in `netstat/win-fr-netstat-ano-rancher-loopback-only.txt`")
                .changed("by hand: no `docker.exe` and no process of Docker Desktop; on the LAN address the probes are"
                        + " refused; the category")
                .apply(WindowsWithWsl::relay)
                .probed("192.168.1.44", "", "REFUSED", "Connection refused: getsockopt");
    }

    private static void relay(ComposedMachine machine) {
        for (int port : List.of(5002, 7880, 7881, 8000, 8001)) {
            machine.listener("127.0.0.1:" + port, "0.0.0.0:0", 3888).listener("[::1]:" + port, "[::]:0", 3888);
        }
    }

    static ComposedMachine portproxyStale() {
        ComposedMachine machine = GuideRules.on(WindowsMachines.machine("windows-portproxy-stale"), "TRUE", "")
                .withoutDocker()
                .rows(row -> !row.endsWith(" 3888"));
        var table = new StringBuilder("\r\nListen on ipv4:             Connect to ipv4:\r\n\r\n"
                + "Address         Port        Address         Port\r\n"
                + "--------------- ----------  --------------- ----------\r\n");
        for (int port : List.of(5002, 7880, 7881, 8000, 8001)) {
            machine.listener("0.0.0.0:" + port, "0.0.0.0:0", 5876);
            table.append(String.format("%-15s %-11d %-15s %d\r\n", "0.0.0.0", port, "172.28.23.5", port));
        }
        return machine.write("008-netsh.out", table + "\r\n")
                .probed("127.0.0.1", "", "CLOSED", "Connection reset").probed("192.168.1.44", "", "CLOSED",
                        "Connection reset")
                .is("as windows-guide without Docker Desktop: dockerd runs inside WSL, behind its NAT, with forwardings"
                        + " by `netsh interface portproxy`", "WSL got another address at its last start, and the"
                        + " forwardings still lead to the one before. Windows accepts, and closes.")
                .changed("`008-netsh.out`: five rows in the form of the captured `netsh interface portproxy show all`;"
                        + " the listeners in `002-netstat.out` are of svchost, as in"
                        + " `netstat/win-en-netstat-portproxy-listener.txt`")
                .changed(WindowsMachines.FOUR_RULES)
                .changed("by hand: no `docker.exe` and no process of Docker Desktop; the probes are accepted and"
                        + " closed");
    }

    static ComposedMachine mirroredWsl() {
        ComposedMachine machine = GuideRules.on(WindowsMachines.machine("windows-mirrored-wsl"), "TRUE",
                "Profile=Private|")
                .category(1).withoutDocker().rows(row -> !row.endsWith(" 3888")).withoutProcess("wslrelay.exe");
        JsonObject wsl = machine.answer().getAsJsonObject("wsl");
        wsl.addProperty("networkingMode", "mirrored");
        wsl.add("setting", ComposedMachine.json("{\"enabled\":1,\"defaultInboundAction\":4,\"allowHostPolicyMerge\":0}"));
        wsl.add("rules", new JsonArray());
        JsonArray adapters = machine.answer().getAsJsonArray("adapters");
        adapters.remove(3);
        return machine.probed("192.168.1.44", "", "TIMED_OUT", "")
                .edit("007-arp.out", text -> text.substring(0, text.indexOf("\r\nInterface: 172.28")))
                .is("as windows-guide, category Private, without Docker Desktop: dockerd runs in WSL in mirrored mode",
                        "Windows Firewall has the guide's rules, and the Hyper-V firewall in front of WSL does not take"
                                + " them over and has none of its own. That this machine cannot reach its own LAN"
                                + " address is normal in this mode (WSL issue 41284).")
                .changed(WindowsMachines.FOUR_RULES + ", for private networks; the category")
                .changed(WindowsMachines.POWERSHELL + "by hand, the mode, the Hyper-V firewall's settings by the names"
                        + " and numbers of `Get-NetFirewallHyperVVMSetting`; no adapter of WSL's NAT")
                .changed("by hand: no `docker.exe`, no process of Docker Desktop and no listener on the ports; probes"
                        + " of the LAN address are not answered");
    }
}
