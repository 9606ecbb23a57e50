package replay;

import static replay.FieldFault.DOCKER_DESKTOP;
import static replay.FieldFault.HARMFUL_REMEDY;
import static replay.FieldFault.SECOND_LEG;
import static replay.FieldFault.TWO_LISTENERS;
import static replay.ListenerMachines.allowed;
import static replay.ListenerMachines.nobodyOn8080;
import static replay.ListenerMachines.program;
import static replay.ListenerMachines.twoListeners;
import static replay.ListenerMachines.well;

import java.util.List;
import java.util.stream.Stream;
import path.FindingId;

/** Machines from the field: a forwarding of Windows and another program have one port, each on its own address. */
final class SharedForwardingCases {
    private static final String LAN = "192.168.88.10";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String WSL = "172.28.23.5";
    private static final String DELETE = "netsh interface portproxy delete v4tov4 listenaddress=" + LAN
            + " listenport=8080";
    private static final String NODE = "C:\\nodejs\\node.exe";

    private SharedForwardingCases() { }

    static List<FieldCase> all() {
        return Stream.of(before(), behind(), unnamed()).flatMap(List::stream).toList();
    }

    /** The forwarding has the LAN address. */
    private static List<FieldCase> before() {
        return List.of(
                FieldCase.guilty(TWO_LISTENERS, onLan(twoListeners("dead-forwarding-before-docker"),
                                LAN + " 8080 " + WSL + " 8080", "10.0.0.7 8080 " + WSL + " 8080")
                                .rows(row -> !row.endsWith(" 14400")).apply(SharedForwardingCases::dead)).exits(20)
                        .finds(FindingId.WRONG_PROCESS_LISTENING)
                        .lacks(FindingId.PORTPROXY_STALE, FindingId.TWO_LISTENERS)
                        .says("portproxy: 192.168.88.10:8080 -> 172.28.23.5:8080",
                                "portproxy : 192.168.88.10:8080 -> 172.28.23.5:8080")
                        .says(DELETE, DELETE).neverSays("10.0.0.7", "docker logs").plans(0),
                FieldCase.guilty(TWO_LISTENERS, onLan(twoListeners("forwarding-to-another-port-here"),
                                LAN + " 8080 127.0.0.1 3000").rows(row -> !row.endsWith(" 14400"))).exits(20)
                        .finds(FindingId.WRONG_PROCESS_LISTENING).lacks(FindingId.UNHEALTHY_ANSWER)
                        .says(DELETE, DELETE).neverSays("docker logs").plans(0),
                FieldCase.innocent(TWO_LISTENERS, onLan(twoListeners("forwarding-to-the-container"),
                                LAN + " 8080 127.0.0.1 8080").rows(row -> !row.endsWith(" 14400"))).exits(20)
                        .finds(FindingId.UNHEALTHY_ANSWER)
                        .lacks(FindingId.WRONG_PROCESS_LISTENING, FindingId.TWO_LISTENERS).plans(0),
                FieldCase.guilty(TWO_LISTENERS, onLan(onAll(nobodyOn8080("two-forwardings-of-one-port")),
                                "0.0.0.0 8080 " + WSL + " 8080", LAN + " 8080 172.28.99.9 8080")
                                .apply(SharedForwardingCases::dead).probed(LOOPBACK, "", "CLOSED", "reset"))
                        .exits(20).finds(FindingId.PORTPROXY_STALE).lacks(FindingId.TWO_LISTENERS)
                        .says("forwards 8080 to 172.28.99.9", "envoie 8080 vers 172.28.99.9")
                        .neverSays("listenaddress=0.0.0.0", "forwards 8080 to 172.28.23.5").plans(0),
                FieldCase.guilty(SECOND_LEG, onLan(node(nobodyOn8080("dead-forwarding-before-a-program"))
                                .listener("0.0.0.0:8080", "0.0.0.0:0", 700), LAN + " 8080 " + WSL + " 8080")
                                .apply(SharedForwardingCases::dead)).exits(20)
                        .finds(FindingId.PORTPROXY_STALE, FindingId.TWO_LISTENERS)
                        .says("If node.exe is the service, delete the port proxy",
                                "Si node.exe est le service, supprimer la redirection")
                        .says(DELETE, DELETE)
                        .says("your own test on 127.0.0.1:8080 reaches node.exe",
                                "votre propre test sur 127.0.0.1:8080 atteint node.exe")
                        .neverSays("own test on 0.0.0.0", "propre test sur 0.0.0.0").plans(0),
                FieldCase.innocent(SECOND_LEG, onLan(node(nobodyOn8080("dead-forwarding-and-a-program-of-localhost"))
                                .listener(LOOPBACK + ":8080", "0.0.0.0:0", 700), LAN + " 8080 " + WSL + " 8080")
                                .apply(SharedForwardingCases::dead)).exits(20)
                        .finds(FindingId.PORTPROXY_STALE, FindingId.TWO_LISTENERS)
                        .neverSays("is the service, delete", "est le service, supprimer").plans(0));
    }

    /** The forwarding is for all addresses, and another program has the LAN address. */
    private static List<FieldCase> behind() {
        return List.of(
                FieldCase.innocent(SECOND_LEG, node(onAll(forwardings(nobodyOn8080("dead-forwarding-behind-a-program"),
                                "0.0.0.0 8080 " + WSL + " 8080"))).listener(LAN + ":8080", "0.0.0.0:0", 700)
                                .apply(SharedForwardingCases::dead).probed(LOOPBACK, "", "CLOSED", "reset"))
                        .exits(20).finds(FindingId.CLOSED_WITHOUT_ANSWER, FindingId.TWO_LISTENERS)
                        .lacks(FindingId.PORTPROXY_STALE)
                        .says("a phone reaches node.exe", "un téléphone atteint node.exe")
                        .neverSays("netsh interface portproxy").plans(0),
                FieldCase.innocent(SECOND_LEG, node(onAll(forwardings(nobodyOn8080("cut-forwarding-behind-a-program"),
                                "0.0.0.0 8080 " + WSL + " 8080"))).listener(LAN + ":8080", "0.0.0.0:0", 700)
                                .rule("local", "{9D}", "v2.30|Action=Block|Active=TRUE|Dir=Out|Protocol=6|"
                                        + "Name=Keep in|")
                                .apply(SharedForwardingCases::dead).probed(LOOPBACK, "", "CLOSED", "reset"))
                        .exits(20).finds(FindingId.CLOSED_WITHOUT_ANSWER).lacks(FindingId.PORTPROXY_OUTBOUND_BLOCKED)
                        .neverSays("Keep in").plans(0).neverPlans("its own outbound connection"));
    }

    /** Where PowerShell is forbidden no process has a name: the socket tells whether it is a forwarding's. */
    private static List<FieldCase> unnamed() {
        return List.of(
                FieldCase.guilty(HARMFUL_REMEDY, forwardings(twoListeners("nameless-program-before-a-forwarding"),
                                "0.0.0.0 8080 " + WSL + " 8080").rows(row -> !row.endsWith(" 10716"))
                                .listener("0.0.0.0:8080", "0.0.0.0:0", 5876)
                                .apply(machine -> machine.answer().add("processes", null))).exits(20)
                        .finds(FindingId.WRONG_PROCESS_LISTENING)
                        .says("process 14400 is using port 8080", "processus 14400 occupe le port 8080")
                        .says("Stop it only if you know what it is", "Ne l'arrêter que si vous savez ce que c'est")
                        .neverSays("netsh interface portproxy").plans(0),
                FieldCase.guilty(HARMFUL_REMEDY, forwardings(twoListeners("nameless-forwarding-before-a-program"),
                                LAN + " 8080 " + WSL + " 8080")
                                .apply(machine -> machine.answer().add("processes", null))).exits(20)
                        .finds(FindingId.WRONG_PROCESS_LISTENING).says(DELETE, DELETE)
                        .neverSays("Stop it only").plans(0),
                FieldCase.guilty(DOCKER_DESKTOP, forwardings(twoListeners("docker-did-not-open-beside-a-forwarding"),
                                LAN + " 8080 " + WSL + " 8080").rows(row -> !row.contains(":8080 "))
                                .probed(LAN, "", "REFUSED", "refused").probed(LOOPBACK, "", "REFUSED", "refused"))
                        .exits(20).finds(FindingId.NOTHING_LISTENING)
                        .says("Docker reports 0.0.0.0:8080->80/tcp", "Docker indique 0.0.0.0:8080->80/tcp")
                        .says("portproxy: 192.168.88.10:8080", "portproxy : 192.168.88.10:8080")
                        .says("restart Docker Desktop", "redémarrer Docker Desktop").neverSays("iphlpsvc").plans(0));
    }

    private static ComposedMachine forwardings(ComposedMachine machine, String... each) {
        var text = new StringBuilder("\nListen on ipv4:             Connect to ipv4:\n\n"
                + "Address         Port        Address         Port\n"
                + "--------------- ----------  --------------- ----------\n");
        for (String forwarding : each) {
            text.append("%-15s %-11s %-15s %s\n".formatted((Object[]) forwarding.split(" ")));
        }
        return allowed(machine.writeOem("008-netsh.out", text.append('\n').toString()), "Protocol=6|LPort=8080");
    }

    private static ComposedMachine onLan(ComposedMachine machine, String... each) {
        return forwardings(machine, each).process(5876, "svchost.exe")
                .listener(LAN + ":8080", "0.0.0.0:0", 5876);
    }

    private static ComposedMachine onAll(ComposedMachine machine) {
        return machine.process(5876, "svchost.exe").listener("0.0.0.0:8080", "0.0.0.0:0", 5876);
    }

    private static ComposedMachine node(ComposedMachine machine) {
        return program(machine, 700, NODE);
    }

    /** Nothing comes back from the LAN address. */
    private static void dead(ComposedMachine machine) {
        well(machine.probed(LAN, "", "CLOSED", "Connection reset"), LOOPBACK);
    }
}
