package replay;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import testing.Project;

/** The recorded Windows machines, each with the few things that are not as in {@code windows-guide}. */
final class WindowsMachines {
    static final String POWERSHELL = "`006-powershell.exe.out`: ";
    static final String FOUR_RULES = POWERSHELL + "by hand, the guide's four rules as the registry holds such"
            + " rules";

    private static final String LOG = """
            #Version: 1.5
            #Software: Microsoft Windows Firewall
            #Time Format: Local
            #Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin\
            \sicmptype icmpcode info path pid

            2026-11-20 19:40:11 DROP TCP 192.168.1.23 192.168.1.44 40122 8000 60 S 2207211907 0 8192 - - - RECEIVE 4
            2026-11-23 08:58:31 DROP TCP 192.168.1.23 192.168.1.44 51744 8000 60 S 3458995877 0 8192 - - - RECEIVE 4
            2026-11-23 08:58:32 DROP TCP 192.168.1.23 192.168.1.44 51744 8000 60 S 3458995877 0 8192 - - - RECEIVE 4
            2026-11-23 08:58:34 DROP TCP 192.168.1.23 192.168.1.44 51744 8000 60 S 3458995877 0 8192 - - - RECEIVE 4
            2026-11-23 08:59:02 DROP UDP 192.168.1.23 192.168.1.255 137 137 78 - - - - - - - RECEIVE 4
            2026-11-23 09:01:47 DROP TCP 192.168.1.23 192.168.1.44 51802 5002 60 S 1190357712 0 8192 - - - RECEIVE 4
            2026-11-23 09:03:10 DROP TCP 192.168.1.44 203.0.113.9 58396 443 0 - 0 0 0 - - - SEND 11520
            """;

    private WindowsMachines() { }

    static List<ComposedMachine> all() {
        return List.of(popUpBlockRule(), privateRuleOnPublic(), shieldsUp(), policyManaged(), healthyPrivate(),
                healthyDomain(), WindowsWithWsl.wslRelayOnly(), WindowsWithWsl.portproxyStale(),
                WindowsInOtherWords.german(),
                WindowsInOtherWords.french(), bitdefender(), WindowsWithWsl.mirroredWsl(), manyRules(), reservedPort(),
                publicationsCancelled(), addressMoved(), logNamesPhone(), noPowerShell(), vpn(), firewallStopped(),
                programUnknown());
    }

    static ComposedMachine machine(String name) {
        return new ComposedMachine(name).onlyActiveInboundRules();
    }

    private static ComposedMachine popUpBlockRule() {
        return GuideRules.popUp(GuideRules.on(new ComposedMachine("windows-popup-block-rule"), "TRUE", ""))
                .is("as windows-guide: Windows 11 with Docker Desktop, Wi-Fi 192.168.1.44/24, category Public",
                        "The guide's four rules are there, and the phone still gets nothing: Windows once asked whether"
                                + " Docker Desktop's backend may be reached, nobody could answer, and it made two block"
                                + " rules. A block beats every allow.")
                .changed(FOUR_RULES)
                .changed(POWERSHELL + "by hand, two block rules in the form of the pop-up's rules in"
                        + " `firewall-registry/popup-rules-evidence.txt`");
    }

    private static ComposedMachine privateRuleOnPublic() {
        return GuideRules.on(machine("windows-private-rule-on-public"), "TRUE", "Profile=Private|")
                .is("as windows-guide, category Public", "The guide's rules were made at home, for private networks."
                        + " Here Windows takes the Wi-Fi for a public one, and they do not count.")
                .changed(FOUR_RULES + ", for private networks");
    }

    private static ComposedMachine shieldsUp() {
        return GuideRules.on(machine("windows-shields-up"), "TRUE", "").setting("local", "PublicProfile",
                        "DoNotAllowExceptions", 1)
                .is("as windows-guide, category Public", "The guide's rules are there, and somebody ticked \"Block all"
                        + " incoming connections, including those in the list of allowed apps\".")
                .changed(FOUR_RULES)
                .changed(POWERSHELL + "`DoNotAllowExceptions` of the public profile (MS-GPFAS) is 1");
    }

    private static ComposedMachine policyManaged() {
        return GuideRules.on(machine("windows-policy-managed"), "TRUE", "").category(2)
                .setting("policy", "DomainProfile", "EnableFirewall", 1)
                .setting("policy", "DomainProfile", "DefaultInboundAction", 1)
                .setting("policy", "DomainProfile", "AllowLocalPolicyMerge", 0)
                .rule("policy", "{6F1C0B7E-52D4-4A0E-9C38-7B1E5D20A964}", "v2.30|Action=Allow|Active=TRUE|Dir=In|"
                        + "Protocol=6|Profile=Domain|LPort=3389|RA4=10.20.0.0/255.255.0.0|Name=Remote Desktop for IT|")
                .is("as windows-guide, in a company's domain (category DomainAuthenticated)", "The guide's rules are"
                        + " there, and the company's policy makes rules of this machine void.")
                .changed(FOUR_RULES)
                .changed(POWERSHELL + "by hand, the category, three settings of the domain profile under the policy's"
                        + " key (names of MS-GPFAS) and one rule of the policy");
    }

    private static ComposedMachine healthyPrivate() {
        return GuideRules.on(machine("windows-healthy-private"), "TRUE",
                        "Profile=Private|RA4=LocalSubnet|RA6=LocalSubnet|")
                .category(1)
                .is("as windows-guide, category Private", "Nothing is broken: the guide's rules are there, for private"
                        + " networks and the local subnet, and this network is private.")
                .changed(FOUR_RULES + ", for private networks and the local subnet; the category");
    }

    private static ComposedMachine healthyDomain() {
        return GuideRules.on(machine("windows-healthy-domain"), "TRUE", "").category(2)
                .is("as windows-guide, in a company's domain without a policy for the firewall",
                        "Nothing is broken: the guide's rules are there, for every kind of network.")
                .changed(FOUR_RULES + ", for every kind of network; the category");
    }

    private static ComposedMachine bitdefender() {
        ComposedMachine machine = GuideRules.on(machine("windows-bitdefender"), "TRUE", "Profile=Private|").category(1);
        machine.answer().getAsJsonObject("products").add("firewall", ComposedMachine.json(
                "[{\"displayName\":\"Bitdefender Firewall\","
                        + "\"instanceGuid\":\"{5F8E3C0A-7B41-4D26-90AB-2E6C1F7D9384}\"}]"));
        machine.answer().getAsJsonObject("products").getAsJsonArray("antiVirus")
                .add(ComposedMachine.json("{\"displayName\":"
                + "\"Bitdefender Antivirus\",\"instanceGuid\":\"{67B56D2E-4C70-42A8-A0F4-5B9A2C8E1D05}\"}"));
        return machine.is("as windows-guide, category Private, with Bitdefender Total Security beside Defender",
                        "Windows Firewall lets everything in. Whether Bitdefender does, nobody can say from here.")
                .changed(FOUR_RULES + ", for private networks; the category")
                .changed(POWERSHELL + "two products of Bitdefender by hand, in the form of the captured ones");
    }

    /** As many rules as the machine of the slowest published timing has, of real texts under other ids. */
    private static ComposedMachine manyRules() {
        ComposedMachine machine = new ComposedMachine("windows-1091-rules");
        JsonObject rules = machine.answer().getAsJsonObject("rules").getAsJsonObject("local");
        List<String> real = new ArrayList<>(rules.asMap().values().stream().map(text -> text.getAsString()).toList());
        for (int i = 0; rules.size() < 1089; i++) {
            machine.rule("local", String.format("{%08X-0000-4000-8000-%012X}", i, i), real.get(i % real.size()));
        }
        return GuideRules.popUp(machine)
                .is("as windows-guide, with 1,091 rules", "Among 1,091 rules are the two that block Docker Desktop's"
                        + " backend. On such a machine the rule cmdlets take a minute (PS2-Servers issue 83); what"
                        + " is read here is the registry.")
                .changed(POWERSHELL + "the 443 rules, repeated under made-up ids up to 1,089, and two block rules in"
                        + " the form of the pop-up's rules in `firewall-registry/popup-rules-evidence.txt`");
    }

    private static ComposedMachine reservedPort() {
        return GuideRules.on(machine("windows-reserved-port"), "TRUE", "Profile=Private|").category(1)
                .rows(row -> !row.matches("  TCP .*:788[01] .*"))
                .edit("005-netsh.out", WindowsMachines::withLiveKitReserved)
                .container("livekit", container -> {
                    JsonObject state = container.getAsJsonObject("State");
                    state.addProperty("Status", "created");
                    state.addProperty("Running", false);
                    state.addProperty("Pid", 0);
                    state.addProperty("ExitCode", 128);
                    state.addProperty("Error", "ports are not available: exposing port TCP 0.0.0.0:7880 ->"
                            + " 127.0.0.1:0: listen tcp 0.0.0.0:7880: bind: An attempt was made to access a socket in a"
                            + " way forbidden by its access permissions.");
                    state.addProperty("StartedAt", "0001-01-01T00:00:00Z");
                    state.addProperty("FinishedAt", "0001-01-01T00:00:00Z");
                    container.getAsJsonObject("NetworkSettings").add("Ports", new JsonObject());
                    return container;
                })
                .probed("127.0.0.1", "788", "REFUSED", "Connection refused: getsockopt")
                .probed("192.168.1.44", "788", "REFUSED", "Connection refused: getsockopt")
                .is("as windows-guide, category Private", "After a restart Windows keeps 7832-7931 back, and Docker"
                        + " could not start LiveKit. Everything else is well.")
                .changed(FOUR_RULES + ", for private networks; the category")
                .changed("`005-netsh.out`: one more range, by hand")
                .changed("`004-docker.out`: by hand, the container was created and never started, with the error that"
                        + " Docker Desktop gives (for-win issue 3171); its ports have no listener and refuse");
    }

    private static String withLiveKitReserved(String table) {
        return table.replace("     49692       49791\r\n", "      7832        7931\r\n     49692       49791\r\n");
    }

    private static ComposedMachine publicationsCancelled() {
        return GuideRules.on(machine("windows-publications-cancelled"), "TRUE", "Profile=Private|").category(1)
                .rows(row -> !row.matches("  TCP .*:788[01] .*"))
                .edit("005-netsh.out", table -> table.replace("     49692       49791\r\n",
                        "      7881        7980\r\n     49692       49791\r\n"))
                .container("livekit", container -> {
                    container.getAsJsonObject("NetworkSettings").add("Ports", new JsonObject());
                    return container;
                })
                .probed("127.0.0.1", "788", "REFUSED", "Connection refused: getsockopt")
                .probed("192.168.1.44", "788", "REFUSED", "Connection refused: getsockopt")
                .is("as windows-guide, category Private", "LiveKit runs, and Docker dropped both its ports: Windows"
                        + " keeps 7881 back, and one port that cannot be had takes the others with it.")
                .changed(FOUR_RULES + ", for private networks; the category")
                .changed("`005-netsh.out`: one more range, by hand")
                .changed("`004-docker.out`: by hand, `PortBindings` full and `Ports` empty in a running container"
                        + " (open-nvr issue 299); its ports have no listener and refuse");
    }

    private static ComposedMachine addressMoved() {
        ComposedMachine machine = GuideRules.on(machine("windows-address-moved"), "TRUE", "Profile=Private|")
                .category(1);
        machine.wifi().getAsJsonArray("addresses").get(1).getAsJsonObject().addProperty("address", "192.168.1.57");
        return machine.never("probe 192.168.1.44")
                .inventory("services.yaml", "host: 192.168.1.44\n" + Project.read("runbook/services.yaml")
                        .replaceAll("(?m)^(#.*|host:.*)\n", ""))
                .edit("007-arp.out", text -> text.replace("Interface: 192.168.1.44", "Interface: 192.168.1.57"))
                .edit("002-netstat.out", text -> text.replace("192.168.1.44:", "192.168.1.57:"))
                .is("as windows-guide, category Private, Wi-Fi 192.168.1.57/24 given by the router", "The app has"
                        + " 192.168.1.44 built in, and so has the inventory. Since the router was restarted this"
                        + " machine has 192.168.1.57.")
                .changed(FOUR_RULES + ", for private networks; the category")
                .changed("by hand: the Wi-Fi's address in every file, no probes of the old one, `host: 192.168.1.44` in"
                        + " the inventory");
    }

    private static ComposedMachine logNamesPhone() {
        ComposedMachine machine = GuideRules.on(machine("windows-log-names-phone"), "TRUE", "Profile=Private|")
                .category(1);
        machine.answer().addProperty("elevated", true);
        machine.answer().getAsJsonObject("logging").getAsJsonObject("local").getAsJsonObject("StandardProfile")
                .addProperty("LogDroppedPackets", "1");
        var lines = new JsonArray();
        for (String line : LOG.lines().toList()) {
            lines.add(line);
        }
        var log = new JsonObject();
        log.addProperty("path", "C:\\WINDOWS\\system32\\LogFiles\\Firewall\\pfirewall.log");
        log.addProperty("state", "read");
        log.add("lines", lines);
        machine.answer().getAsJsonArray("drops").add(log);
        return machine.is("as windows-guide, category Private, `diagnose` with an administrator's rights; its clock is"
                        + " an hour ahead of Greenwich",
                        "The guide's rules are there now. The firewall's log shows that"
                        + " the phone was dropped a quarter of an hour ago: before they were made, or something else"
                        + " drops.")
                .changed(FOUR_RULES + ", for private networks; the category")
                .changed(POWERSHELL + "by hand, log switched on and lines in the form of the captured"
                        + " `pfirewall/win-pfirewall-excerpt-drop-tcp-receive.log`, with the newer column `pid`");
    }

    private static ComposedMachine noPowerShell() {
        return new ComposedMachine("windows-no-powershell")
                .answered("powershell", "{\"end\":\"not-started\",\"cause\":\"Cannot run program"
                        + " \\\"C:\\\\WINDOWS\\\\System32\\\\WindowsPowerShell\\\\v1.0\\\\powershell.exe\\\":"
                        + " CreateProcess error=1260, This program is blocked by group policy. For more information,"
                        + " contact your system administrator\"}")
                .never("probe 192.168.1.44")
                .is("as windows-guide; a policy of its administrators forbids PowerShell", "What PowerShell would have"
                        + " said is unknown: addresses, adapters, the firewall. What netstat, docker and the ports say"
                        + " is known.")
                .changed("the PowerShell call cannot be started: Windows error 1260, ERROR_ACCESS_DISABLED_BY_POLICY"
                        + " (Win32 system error codes), in the JDK's words; no probes of an address that nobody told");
    }

    private static ComposedMachine vpn() {
        ComposedMachine machine = GuideRules.on(machine("windows-vpn"), "TRUE", "Profile=Private|").category(1);
        machine.answer().getAsJsonArray("adapters").add(ComposedMachine.json("{\"index\":63,\"name\":\"work\","
                + "\"description\":\"WireGuard Tunnel\",\"guid\":\"{0D7B2E61-3C94-4F58-8A1B-9E6D5C04F2A7}\","
                + "\"type\":53,\"status\":1,\"virtual\":true,\"dhcp\":false,\"addresses\":["
                + "{\"address\":\"10.66.0.7\",\"prefix\":32}]}"));
        machine.answer().getAsJsonArray("routes").add(ComposedMachine.json("{\"index\":63,\"metric\":5}"));
        return machine.is("as windows-guide, category Private, with a WireGuard tunnel that takes all traffic",
                        "Everything is let in. The answers to the phone may go into the tunnel.")
                .changed(FOUR_RULES + ", for private networks; the category")
                .changed(POWERSHELL + "by hand, one adapter and its default route");
    }

    private static ComposedMachine programUnknown() {
        ComposedMachine machine = GuideRules.popUp(GuideRules.on(new ComposedMachine("windows-program-unknown"),
                "TRUE", ""));
        return machine.withoutProcess("com.docker.backend.exe").is("as windows-guide, category Public, read while Docker Desktop restarts", "The guide's rules"
                        + " let everything in, and the pop-up's rules block one program. Whether that program listens"
                        + " cannot be told: Windows no longer lists the process that netstat named.")
                .changed(FOUR_RULES)
                .changed(POWERSHELL + "by hand, two block rules in the form of the pop-up's rules in"
                        + " `firewall-registry/popup-rules-evidence.txt`; without the process"
                        + " `com.docker.backend.exe`");
    }

    private static ComposedMachine firewallStopped() {
        ComposedMachine machine = GuideRules.on(machine("windows-firewall-stopped"), "TRUE", "Profile=Private|")
                .category(1);
        machine.answer().addProperty("running", false);
        return machine.is("as windows-guide, category Private; the service of Windows Firewall does not run",
                        "The guide's rules are there, and nobody applies them. What gets in cannot be told.")
                .changed(FOUR_RULES + ", for private networks; the category")
                .changed(POWERSHELL + "by hand, the service `mpssvc` does not run");
    }
}
