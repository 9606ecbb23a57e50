package replay;

import java.nio.charset.StandardCharsets;
import java.util.List;
import testing.Project;

/** Windows in German and in French: what its tools print changes, what is said of it must not. */
final class WindowsInOtherWords {
    private static final String FOUR_RULES = "`006-powershell.exe.out`: by hand, ";

    private WindowsInOtherWords() { }

    static ComposedMachine german() {
        ComposedMachine machine = new ComposedMachine("windows-german").onlyActiveInboundRules();
        machine.wifi().addProperty("name", "WLAN");
        List.of(5002, 8000, 8001).forEach(port -> machine.rule("local",
                "{71F0C2D8-44A6-4E1B-9D35-0C8E6B2A" + port + "}",
                "v2.30|Action=Allow|Active=FALSE|Dir=In|Protocol=6|Profile=Public|LPort=" + port
                        + "|RA4=LocalSubnet|Name=Eloquence für das WLAN|"));
        machine.rule("local", "{71F0C2D8-44A6-4E1B-9D35-0C8E6B2A7880}", "v2.30|Action=Allow|Active=FALSE|Dir=In|"
                + "Protocol=6|Profile=Public|LPort2_10=7880-7881|RA4=LocalSubnet|Name=Eloquence für das WLAN|");
        return machine
                .writeOem("002-netstat.out", machine.text("002-netstat.out")
                        .replace("Active Connections", "Aktive Verbindungen")
                        .replaceFirst("  Proto .*\r\n",
                                "  Proto  Lokale Adresse         Remoteadresse          Status           PID\r\n")
                        .replace("LISTENING ", "ABHÖREN   ").replace("ESTABLISHED ", "HERGESTELLT "))
                .writeOem("005-netsh.out", capture("ports/win-de-excludedportrange-2-before-winnat-restart.txt"))
                .writeOem("009-netsh.out", ofThisMachine(capture("wlan/win-netsh-wlan-interfaces-de.txt")))
                .writeOem("007-arp.out", machine.text("007-arp.out").replace("Interface:", "Schnittstelle:")
                        .replace("  Internet Address      Physical Address      Type",
                                "  Internetadresse       Physische Adresse     Typ")
                        .replace("dynamic   ", "dynamisch ").replace("static    ", "statisch  "))
                .is("a German Windows 11 with Docker Desktop, WLAN 192.168.1.44/24, category Public",
                        "Somebody made a rule for the ports and switched it off again.")
                .changed("`002-netstat.out`: in the words of the capture `netstat/win-de-netstat-ano.utf8.txt`,"
                        + " code page 850")
                .changed("`005-netsh.out`: the capture `ports/win-de-excludedportrange-2-before-winnat-restart.txt`;"
                        + " `009-netsh.out`: the capture `wlan/win-netsh-wlan-interfaces-de.txt` with this machine's"
                        + " adapter and network; both in code page 850")
                .changed("`007-arp.out`: in German by hand")
                .changed(FOUR_RULES + "the adapter's name, and four rules that are switched off");
    }

    static ComposedMachine french() {
        ComposedMachine machine = new ComposedMachine("windows-french").onlyActiveInboundRules().category(1)
                .rule("local", "SNMPTRAP-In-UDP", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=17|Profile=Private|"
                        + "Profile=Public|LPort=162|RA4=LocalSubnet|App=%SystemRoot%\\system32\\snmptrap.exe|"
                        + "Svc=SNMPTRAP|Name=Service d’interruption SNMP (UDP entrant)|EmbedCtxt=Interruption SNMP|")
                .rule("local", "{2C6E90B4-7F15-4D83-A9E2-51B7C04D8F36}", "v2.30|Action=Allow|Active=TRUE|Dir=In|"
                        + "Protocol=6|Profile=Private|LPort=8000|RA4=LocalSubnet|Name=API Éloquence (réseau privé)|");
        return machine
                .writeOem("002-netstat.out", machine.text("002-netstat.out")
                        .replace("Active Connections", "Connexions actives")
                        .replaceFirst("  Proto .*\r\n",
                                "  Proto  Adresse locale         Adresse distante       État\r\n"))
                .writeOem("009-netsh.out", ofThisMachine(capture("wlan/win-netsh-wlan-interfaces-fr.txt")
                        .replace('’', '\'').lines().skip(1).reduce("", (all, line) -> all + line + "\n")))
                .writeOem("005-netsh.out", machine.text("005-netsh.out")
                        .replaceFirst("(?s)^.*?(?=\r\n-)", "Protocole tcp Plages d'exclusion de ports\r\n\r\n"
                                + "Port de début    Port de fin")
                        .replaceFirst("\\* - .*", "* - Exclusions de ports administrées."))
                .writeOem("007-arp.out", machine.text("007-arp.out").replace("Interface: ", "Interface : ")
                        .replace("  Internet Address      Physical Address      Type",
                                "  Adresse Internet      Adresse physique      Type")
                        .replace("dynamic   ", "dynamique ").replace("static    ", "statique  "))
                .is("a French Windows 11 with Docker Desktop, Wi-Fi 192.168.1.44/24, category Private",
                        "One service has its rule, with a French name; the other three were forgotten.")
                .changed("`002-netstat.out`: in the words of the capture `netstat/win-fr-netstat-abo-excerpt.txt`"
                        + " (states are English there), code page 850")
                .changed("`009-netsh.out`: the capture `wlan/win-netsh-wlan-interfaces-fr.txt` with this machine's"
                        + " adapter and network, code page 850")
                .changed("`005-netsh.out` and `007-arp.out`: in French by hand")
                .changed(FOUR_RULES + "the category, the rule of `firewall-ps/win-fr-Show-NetFirewallRule-excerpt.txt`"
                        + " (switched on), and a rule for port 8000");
    }

    /** What a published capture left out or replaced, filled in for this machine. */
    private static String ofThisMachine(String capture) {
        return capture.replaceAll("(?m)^(\\s*GUID\\s*:).*", "$1 3e8b5a70-9d42-4f16-8a0e-6c7d21b4f805")
                .replace("fe:dc:ba:09:87:01", "02:00:00:00:00:03").replace("fe:dc:ba:09:87:02", "02:00:00:00:00:01")
                .replaceAll("(?m): (SSID-1|Profile1 2|SomeProfile)$", ": network-1")
                .replaceAll(": Intel\\(R\\) .*", ": Intel(R) Wi-Fi 6E AX211 160MHz");
    }

    private static String capture(String file) {
        return new String(Project.fixture(file), StandardCharsets.UTF_8);
    }
}
