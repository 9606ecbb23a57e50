package replay;

import static replay.FieldFault.MIRRORED_WSL;
import static replay.ListenerMachines.refused;
import static replay.ListenerMachines.timedOut;
import static replay.ListenerMachines.well;
import static replay.ListenerMachines.wsl;

import java.util.List;
import path.FindingId;

/** Machines from the field whose services run in WSL in mirrored mode, where this machine sees nothing of them. */
final class MirroredCases {

    /** 192.168.31.7: a service for 1349 that phones reach; a rule for its port. */
    private static final String INVISIBLE = "mirrored-invisible";
    private static final String LAN = "192.168.31.7";
    private static final String LOOPBACK = "127.0.0.1";
    private static final String FIRST = "host: auto\nservices:\n  - name: Snap app\n    port: 1349\n    health: /\n";

    private MirroredCases() { }

    static List<FieldCase> all() {
        return List.of(
                unseen(FieldCase.guilty(MIRRORED_WSL, INVISIBLE))
                        .says("Could not tell whether a service in WSL listens: 1349",
                                "Impossible de dire si un service écoute dans WSL : 1349")
                        .says("jbang verify --phone", "jbang verify --phone").plans(0),
                unseen(FieldCase.guilty(MIRRORED_WSL, refused(refused(FieldCase.like(INVISIBLE, "mirrored-refused"),
                        LAN), LOOPBACK))).plans(0),
                unseen(FieldCase.guilty(MIRRORED_WSL, FieldCase.like(INVISIBLE, "mirrored-container-in-wsl")
                        .inventory("services.yaml", FIRST + "    container: snap\n")))
                        .lacks(FindingId.DOCKER_NOT_INSTALLED).plans(0),
                unseen(FieldCase.guilty(MIRRORED_WSL, FieldCase.like(INVISIBLE, "mirrored-udp").inventory(
                        "services.yaml", "host: auto\nservices:\n  - name: Snap app\n    port: 1349\n"
                                + "    protocol: udp\n").rule("local", "{udp}",
                        "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=1349|Name=Snap app|")))
                        .says("wsl -u root ss -lunp sport = :1349",
                                "wsl -u root ss -lunp sport = :1349").plans(0),
                unseen(FieldCase.guilty(MIRRORED_WSL, FieldCase.like(INVISIBLE, "mirrored-mode-unread")
                        .apply(machine -> machine.answer().add("wsl", ComposedMachine.json("null"))))).plans(0),
                unseen(FieldCase.guilty(MIRRORED_WSL, FieldCase.like(INVISIBLE, "mirrored-kept-by-windows")
                        .writeOem("005-netsh.out", """

                                Protocol tcp Port Exclusion Ranges

                                Start Port    End Port
                                ----------    --------
                                      1300        1399

                                * - Administered port exclusions.

                                """))).lacks(FindingId.PORT_RESERVED).plans(0),
                FieldCase.guilty(MIRRORED_WSL, wsl(FieldCase.like(INVISIBLE, "mirrored-behind-hyperv"), "mirrored",
                                "{\"enabled\":1,\"defaultInboundAction\":4,\"allowHostPolicyMerge\":0}")).exits(20)
                        .finds(FindingId.HYPERV_FIREWALL_BLOCKS).lacks(FindingId.NOTHING_LISTENING)
                        .says("if the service runs, it runs in WSL", "si le service tourne, il tourne dans WSL")
                        .neverSays("yet something answers there", "et pourtant quelque chose répond").plans(30),

                FieldCase.innocent(MIRRORED_WSL, refused(refused(wsl(FieldCase.like(INVISIBLE, "nat-nothing-there"),
                                "nat", "null"), LAN), LOOPBACK)).exits(20).finds(FindingId.NOTHING_LISTENING)
                        .neverSays("service in WSL").plans(0),
                FieldCase.innocent(MIRRORED_WSL, FieldCase.like(INVISIBLE, "mirrored-but-on-windows")
                                .listener("127.0.0.1:1349", "0.0.0.0:0", 13044).apply(machine -> refused(machine, LAN))
                                .apply(machine -> well(machine, LOOPBACK))).exits(20)
                        .finds(FindingId.LISTENING_ON_LOOPBACK).lacks(FindingId.UNKNOWN).plans(0),
                FieldCase.innocent(MIRRORED_WSL, well(timedOut(FieldCase.like(INVISIBLE, "mirrored-and-seen"), LAN),
                                LOOPBACK)).exits(0).lacks(FindingId.UNKNOWN, FindingId.NOTHING_LISTENING).plans(0));
    }

    private static FieldCase unseen(FieldCase unseen) {
        return unseen.exits(30).finds(FindingId.UNKNOWN)
                .lacks(FindingId.NOTHING_LISTENING, FindingId.NO_ANSWER, FindingId.ADDRESS_UNREACHABLE)
                .neverSays("Nothing is listening on", "Rien n'écoute sur", "docker logs");
    }
}
