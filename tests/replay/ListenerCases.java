package replay;

import static replay.FieldFault.SECOND_LEG;
import static replay.FieldFault.TWO_LISTENERS;
import static replay.ListenerMachines.allowed;
import static replay.ListenerMachines.forwarding;
import static replay.ListenerMachines.nobodyOn8080;
import static replay.ListenerMachines.program;
import static replay.ListenerMachines.refused;
import static replay.ListenerMachines.services;
import static replay.ListenerMachines.twoListeners;
import static replay.ListenerMachines.well;

import java.util.List;
import java.util.stream.Stream;
import path.FindingId;

/** Machines from the field: who listens, where, and for whom. */
final class ListenerCases {
    private static final String LAN = "192.168.88.10";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String NODE = "C:\\nodejs\\node.exe";
    private static final String PYTHON = "C:\\Python313\\python.exe";

    private ListenerCases() { }

    static List<FieldCase> all() {
        return Stream.of(taken(), beside(), alone(), forwarded(), SharedForwardingCases.all(),
                        DockerDesktopCases.all(), MirroredCases.all())
                .flatMap(List::stream).toList();
    }

    /** The LAN address is another program's than the service's. */
    private static List<FieldCase> taken() {
        return List.of(
                FieldCase.guilty(TWO_LISTENERS, ListenerMachines.TWO_LISTENERS).exits(20)
                        .finds(FindingId.WRONG_PROCESS_LISTENING).lacks(FindingId.UNHEALTHY_ANSWER)
                        .says("java.exe is using port 8080, which belongs to Shop",
                                "java.exe occupe le port 8080, qui revient à Shop")
                        .says("192.168.88.10:8080 is in use by java.exe (PID 14400)",
                                "192.168.88.10:8080 est occupé par java.exe (PID 14400)")
                        .neverSays("docker logs", "docker start").plans(0, "already allowed"),
                FieldCase.guilty(TWO_LISTENERS, twoListeners("two-listeners-unnamed-process")
                                .withoutProcess("java.exe")).exits(20)
                        .finds(FindingId.WRONG_PROCESS_LISTENING)
                        .says("process 14400 is using port 8080", "processus 14400 occupe le port 8080")
                        .neverSays("com.docker.backend.exe is using")
                        .plans(40, "Nobody can tell whether it is allowed already; a rule for this port settles it"),
                FieldCase.guilty(TWO_LISTENERS, well(twoListeners("two-listeners-answering-alike"), LAN)
                                .inventory("services.yaml", services(8080, "health: /"))).exits(0)
                        .finds(FindingId.WRONG_PROCESS_LISTENING)
                        .says("java.exe is using port 8080", "java.exe occupe le port 8080").plans(0),
                FieldCase.guilty(TWO_LISTENERS, program(well(nobodyOn8080("two-listeners-without-docker"), LOOPBACK),
                                700, NODE).listener("0.0.0.0:8080", "0.0.0.0:0", 700)
                                .listener(LAN + ":8080", "0.0.0.0:0", 14400)).exits(20)
                        .finds(FindingId.WRONG_PROCESS_LISTENING).lacks(FindingId.UNHEALTHY_ANSWER)
                        .says("Move java.exe to another port", "Donner un autre port à java.exe").plans(0),
                FieldCase.guilty(TWO_LISTENERS, program(well(nobodyOn8080("two-listeners-behind-http-sys"), LOOPBACK),
                                700, NODE).listener("0.0.0.0:8080", "0.0.0.0:0", 4)
                                .listener(LOOPBACK + ":8080", "0.0.0.0:0", 700)
                                .apply(machine -> allowed(machine, "Protocol=6|LPort=8080"))).exits(20)
                        .finds(FindingId.WRONG_PROCESS_LISTENING)
                        .says("Start the service on 192.168.88.10", "Démarrer le service sur 192.168.88.10")
                        .says("netsh http show servicestate", "netsh http show servicestate")
                        .neverSays("Move System", "stop it").plans(0),
                FieldCase.guilty(TWO_LISTENERS, twoListeners("two-listeners-docker-on-localhost")
                                .rows(row -> !row.contains(":8080 ")).listener("0.0.0.0:8080", "0.0.0.0:0", 14400)
                                .listener(LOOPBACK + ":8080", "0.0.0.0:0", 10716)).exits(20)
                        .finds(FindingId.WRONG_PROCESS_LISTENING)
                        .says("Move java.exe to another port", "Donner un autre port à java.exe")
                        .neverSays("a specific address wins", "Start the service on").plans(0),
                FieldCase.guilty(TWO_LISTENERS, forwarding(twoListeners("two-listeners-forwarding-to-wsl"), LAN, 8080,
                                "172.28.23.5", 8080).rows(row -> !row.endsWith(" 14400"))
                                .listener(LAN + ":8080", "0.0.0.0:0", 5876).process(5876, "svchost.exe")
                                .apply(machine -> allowed(machine, "Protocol=6|LPort=8080"))).exits(20)
                        .finds(FindingId.WRONG_PROCESS_LISTENING)
                        .says("portproxy delete v4tov4 listenaddress=192.168.88.10 listenport=8080",
                                "portproxy delete v4tov4 listenaddress=192.168.88.10 listenport=8080")
                        .says("Do not end svchost.exe", "Ne pas arrêter svchost.exe")
                        .neverSays("Move svchost.exe", "stop it").plans(0));
    }

    /** Whoever tests on this machine meets another program than a phone does. */
    private static List<FieldCase> beside() {
        return List.of(
                FieldCase.guilty(TWO_LISTENERS, program(well(twoListeners("two-listeners-loopback"), LAN), 700, NODE)
                                .rows(row -> !row.endsWith(" 14400"))
                                .listener(LOOPBACK + ":8080", "0.0.0.0:0", 700)).exits(0)
                        .finds(FindingId.TWO_LISTENERS).lacks(FindingId.WRONG_PROCESS_LISTENING)
                        .says("a phone reaches com.docker.backend.exe (PID 10716), but your own test on"
                                        + " 127.0.0.1:8080 reaches node.exe (PID 700)",
                                "un téléphone atteint com.docker.backend.exe (PID 10716), mais votre propre test sur"
                                        + " 127.0.0.1:8080 atteint node.exe (PID 700)")
                        .says("Test with the address that phones use, 192.168.88.10:8080",
                                "Tester avec l'adresse que les téléphones utilisent, 192.168.88.10:8080").plans(0),
                FieldCase.guilty(TWO_LISTENERS, program(program(well(nobodyOn8080("two-listeners-one-name"), LAN), 700,
                                PYTHON), 701, PYTHON).listener("0.0.0.0:8080", "0.0.0.0:0", 700)
                                .listener("[::1]:8080", "[::]:0", 701)
                                .apply(machine -> allowed(machine, "Protocol=6|LPort=8080"))).exits(0)
                        .finds(FindingId.TWO_LISTENERS)
                        .says("a phone reaches python.exe (PID 700), but your own test on [::1]:8080 reaches"
                                        + " python.exe (PID 701)",
                                "un téléphone atteint python.exe (PID 700), mais votre propre test sur [::1]:8080"
                                        + " atteint python.exe (PID 701)").plans(0),
                FieldCase.guilty(TWO_LISTENERS, program(program(well(well(nobodyOn8080("two-listeners-firewall"), LAN),
                                LOOPBACK), 700, NODE), 701, PYTHON).listener("0.0.0.0:8080", "0.0.0.0:0", 700)
                                .listener(LAN + ":8080", "0.0.0.0:0", 701)
                                .apply(machine -> allowed(machine, "Protocol=6|App=" + NODE))).exits(20)
                        .finds(FindingId.TWO_LISTENERS, FindingId.FIREWALL_BLOCKS_BY_DEFAULT)
                        .says("a phone reaches python.exe", "un téléphone atteint python.exe")
                        .plans(40, "New-NetFirewallRule"),
                FieldCase.guilty(TWO_LISTENERS, program(program(nobodyOn8080("two-listeners-udp"), 700, NODE), 701,
                                PYTHON).inventory("services.yaml", services(5060, "protocol: udp"))
                                .edit("002-netstat.out", text -> text + "  UDP    0.0.0.0:5060           *:*"
                                        + "                                    700\r\n  UDP    " + LAN
                                        + ":5060     *:*                                    701\r\n")
                                .apply(machine -> allowed(machine, "Protocol=17|App=" + NODE))).exits(20)
                        .finds(FindingId.TWO_LISTENERS, FindingId.FIREWALL_BLOCKS_BY_DEFAULT)
                        .says("a phone reaches python.exe", "un téléphone atteint python.exe").plans(40));
    }

    /** One service on several sockets, or a socket that no phone gets to. */
    private static List<FieldCase> alone() {
        return List.of(
                FieldCase.innocent(TWO_LISTENERS, "vite-ipv6-loopback").exits(20)
                        .finds(FindingId.LISTENING_ON_LOOPBACK)
                        .lacks(FindingId.NOTHING_LISTENING, FindingId.TWO_LISTENERS)
                        .says("node.exe listens for 5173 on ::1 only", "node.exe n'écoute pour 5173 que sur ::1")
                        .says("--host", "--host")
                        .neverSays("only only", "Nothing is listening on", "for IPv6 only", "blocks phones")
                        .plans(40, "-LocalPort 5173"),
                FieldCase.innocent(TWO_LISTENERS, well(twoListeners("relay-beside-docker"), LAN)
                                .rows(row -> !row.endsWith(" 14400")).listener("[::1]:8080", "[::]:0", 3888)
                                .listener(LOOPBACK + ":8080", "0.0.0.0:0", 3888).process(3888, "wslrelay.exe"))
                        .exits(0).lacks(FindingId.TWO_LISTENERS, FindingId.WRONG_PROCESS_LISTENING).plans(0),
                FieldCase.innocent(TWO_LISTENERS, well(twoListeners("docker-in-two-processes"), LAN)
                                .rows(row -> !row.endsWith(" 14400")).listener("[::1]:8080", "[::]:0", 3888)
                                .process(3888, "com.docker.backend.exe"))
                        .exits(0).lacks(FindingId.TWO_LISTENERS, FindingId.WRONG_PROCESS_LISTENING).plans(0),
                FieldCase.innocent(TWO_LISTENERS, well(twoListeners("java-on-another-network"), LAN)
                                .rows(row -> !row.endsWith(" 14400"))
                                .listener("10.8.0.2:8080", "0.0.0.0:0", 14400))
                        .exits(0).lacks(FindingId.TWO_LISTENERS, FindingId.WRONG_PROCESS_LISTENING).plans(0),
                FieldCase.innocent(TWO_LISTENERS, forwarding(well(nobodyOn8080("forwarded-to-itself"), LAN), LAN, 8080,
                                LOOPBACK, 8080).listener(LAN + ":8080", "0.0.0.0:0", 5876)
                                .process(5876, "svchost.exe").listener(LOOPBACK + ":8080", "0.0.0.0:0", 14400)
                                .apply(machine -> allowed(machine, "Protocol=6|LPort=8080")))
                        .exits(0).lacks(FindingId.TWO_LISTENERS, FindingId.WRONG_PROCESS_LISTENING).plans(0),
                FieldCase.innocent(TWO_LISTENERS, refused(program(nobodyOn8080("on-the-lan-address-alone"), 700, NODE)
                                .listener(LAN + ":8080", "0.0.0.0:0", 700)
                                .apply(machine -> allowed(machine, "Protocol=6|LPort=8080"))
                                .apply(machine -> well(machine, LAN)), LOOPBACK))
                        .exits(0).lacks(FindingId.TWO_LISTENERS, FindingId.NOTHING_LISTENING).plans(0));
    }

    /** A forwarding of Windows on all addresses, and WSL's relay on [::1]: two programs, one service behind them. */
    private static List<FieldCase> forwarded() {
        return List.of(
                FieldCase.guilty(SECOND_LEG, forwarding(forwardedToWsl("forwarding-beside-relay-stale"), "0.0.0.0",
                                8080, "172.28.23.5", 8080).probed(LOOPBACK, "", "CLOSED", "Connection reset")
                                .probed(LAN, "", "CLOSED", "Connection reset")).exits(20)
                        .finds(FindingId.PORTPROXY_STALE, FindingId.TWO_LISTENERS)
                        .says("a phone reaches svchost.exe (PID 5876), but your own test on [::1]:8080 reaches"
                                        + " wslhost.exe (PID 3888)",
                                "un téléphone atteint svchost.exe (PID 5876), mais votre propre test sur [::1]:8080"
                                        + " atteint wslhost.exe (PID 3888)")
                        .plans(0),
                FieldCase.innocent(SECOND_LEG, well(well(forwarding(forwardedToWsl("forwarding-beside-relay"),
                                "0.0.0.0", 8080, "172.28.23.5", 8080), LAN), LOOPBACK)).exits(0)
                        .lacks(FindingId.TWO_LISTENERS, FindingId.PORTPROXY_STALE)
                        .neverSays("svchost.exe is listening on 0.0.0.0, ::1").plans(0));
    }

    private static ComposedMachine forwardedToWsl(String name) {
        return allowed(nobodyOn8080(name).listener("0.0.0.0:8080", "0.0.0.0:0", 5876).process(5876, "svchost.exe")
                .listener("[::1]:8080", "[::]:0", 3888).process(3888, "wslhost.exe"), "Protocol=6|LPort=8080");
    }
}
