package replay;

import static path.FindingId.CONTAINER_STOPPED;
import static path.FindingId.DOCKER_NOT_INSTALLED;
import static path.FindingId.LISTENING_ON_LOOPBACK;
import static path.FindingId.NOTHING_LISTENING;
import static path.FindingId.PORTPROXY_OUTBOUND_BLOCKED;
import static path.FindingId.PORTPROXY_STALE;
import static path.FindingId.WRONG_PROCESS_LISTENING;
import static replay.FieldFault.HARMFUL_REMEDY;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** Machines from the field: what is advised, and what this PC passes on itself. */
final class RemedyCases {
    private static final String HELD = "portproxy-holds-port";
    static final String NETSH = "008-netsh.out";
    private static final String DELETE = "netsh interface portproxy delete v4tov4 listenaddress=0.0.0.0"
            + " listenport=8086";

    private RemedyCases() { }

    static List<FieldCase> all() {
        return Stream.of(holders(), forwardings(), idle(), OutboundCases.all()).flatMap(List::stream).toList();
    }

    // Who has the port, and what is never to be ended.

    private static List<FieldCase> holders() {
        return List.of(
                held(FieldCase.guilty(HARMFUL_REMEDY, HELD)).plans(40, "-LocalPort 8086")
                        .says("portproxy: 0.0.0.0:8086 -> 172.20.32.1:8086", "portproxy : 0.0.0.0:8086 -> 172.20.32.1")
                        .says(DELETE, DELETE)
                        .says("Do not end svchost.exe", "Ne pas arrêter svchost.exe")
                        .says("Then start influxdb: docker start influxdb", "Puis démarrer influxdb"),
                held(FieldCase.guilty(HARMFUL_REMEDY, nameless("forwarding-without-powershell")))
                        .says(DELETE, DELETE),
                held(FieldCase.guilty(HARMFUL_REMEDY, held("forwarding-and-no-container")
                        .apply(RemedyCases::noContainer)))
                        .says(DELETE, DELETE)
                        .says("docker compose up -d", "docker compose up -d").neverSays("docker start influxdb"),
                held(FieldCase.guilty(HARMFUL_REMEDY, held("forwarding-to-ipv6")
                        .write(NETSH, "\r\nÀ l'écoute sur ipv4 :        Connecté à ipv6 :\r\n\r\n"
                                + "Adresse         Port        Adresse         Port\r\n"
                                + "--------------- ----------  --------------- ----------\r\n"
                                + "*               8086        wsl.local       8086\r\n\r\n")))
                        .says("portproxy delete v4tov6 listenaddress=* listenport=8086",
                                "portproxy delete v4tov6 listenaddress=* listenport=8086"),
                held(FieldCase.guilty(HARMFUL_REMEDY, unforwarded("service-of-windows")))
                        .says("Get-CimInstance Win32_Service -Filter 'ProcessId=5876'", "'ProcessId=5876'")
                        .neverSays("portproxy"),
                held(FieldCase.guilty(HARMFUL_REMEDY, owner("http-sys-holds-port", 4)))
                        .says("netsh http show servicestate", "netsh http show servicestate")
                        .says("System is the kernel", "System est le noyau"),
                held(FieldCase.guilty(HARMFUL_REMEDY, owner("security-of-windows", 1428)))
                        .says("lsass.exe belongs to Windows", "lsass.exe fait partie de Windows"),
                held(FieldCase.guilty(HARMFUL_REMEDY, owner("relay-holds-port", 3888)))
                        .says("wsl -u root ss -ltnp sport = :8086", "wsl -u root ss -ltnp sport = :8086")
                        .says("Do not end wslrelay.exe", "Ne pas arrêter wslrelay.exe"),
                held(FieldCase.guilty(HARMFUL_REMEDY, owner("another-container", 10716)
                        .apply(RemedyCases::anotherContainer)))
                        .says("Docker publishes 8086 for the container old-influx",
                                "Docker publie 8086 pour le conteneur old-influx")
                        .says("docker stop old-influx", "docker stop old-influx"),
                held(FieldCase.guilty(HARMFUL_REMEDY, owner("container-of-another-context", 10716)))
                        .says("docker context ls", "docker context ls")
                        .says("Do not end com.docker.backend.exe", "Ne pas arrêter com.docker.backend.exe"),
                held(FieldCase.guilty(HARMFUL_REMEDY, owner("nobody-knows-who", 31000)))
                        .says("Stop it only if you know what it is", "Ne l'arrêter que si vous savez ce que c'est"),
                FieldCase.guilty(HARMFUL_REMEDY, byHand("started-by-hand")).exits(0).plans(0)
                        .finds(WRONG_PROCESS_LISTENING)
                        .says("Leave it if you started it yourself", "Le laisser si vous l'avez démarré vous-même"),
                FieldCase.guilty(HARMFUL_REMEDY, otherPortHeld("other-port-of-it-held")).exits(20).plans(0)
                        .finds(CONTAINER_STOPPED)
                        .says("0.0.0.0:8087 is in use by svchost.exe", "0.0.0.0:8087 est occupé par svchost.exe")
                        .says("delete v4tov4 listenaddress=0.0.0.0 listenport=8087", "listenport=8087"),
                FieldCase.innocent(HARMFUL_REMEDY, owner("program-holds-port", 13044)).exits(20).plans(0)
                        .finds(WRONG_PROCESS_LISTENING)
                        .says("Stop that process; a service, by its service manager", "Arrêter ce processus")
                        .says("Then start influxdb: docker start influxdb", "Puis démarrer influxdb")
                        .neverSays("portproxy", "svchost.exe"));
    }

    private static FieldCase held(FieldCase field) {
        return field.exits(20).plans(0).finds(WRONG_PROCESS_LISTENING)
                .neverSays("Stop that process", "Arrêter ce processus");
    }

    /** With a rule that lets phones in, so that only what is to be shown is wrong. */
    private static ComposedMachine held(String name) {
        return FieldCase.like(HELD, name).rule("local", "{9C}", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|"
                + "LPort=8086|Name=Influx|");
    }

    private static ComposedMachine unforwarded(String name) {
        return held(name).write(NETSH, "\r\n");
    }

    private static ComposedMachine owner(String name, long pid) {
        return unforwarded(name).edit("002-netstat.out", text -> text.replaceFirst(
                "(0\\.0\\.0\\.0:8086 .*LISTENING +)5876", "$1" + pid));
    }

    private static ComposedMachine nameless(String name) {
        ComposedMachine machine = held(name);
        machine.answer().add("processes", null);
        return machine;
    }

    private static void noContainer(ComposedMachine machine) {
        machine.write("003-docker.out", "").never("docker container");
    }

    private static void anotherContainer(ComposedMachine machine) {
        machine.edit("004-docker.out", text -> text + text.replace("a1a1", "c3c3").replace("influxdb", "old-influx")
                .replaceFirst("\"State\":\\{.*?\\}", "\"State\":{\"Status\":\"running\",\"Running\":true,"
                        + "\"ExitCode\":0,\"Error\":\"\",\"StartedAt\":\"2026-11-20T08:00:00Z\"}")
                .replace("\"Ports\":{}", "\"Ports\":{\"8086/tcp\":[{\"HostIp\":\"0.0.0.0\",\"HostPort\":\"8086\"}]}"));
    }

    /** Nobody named a container in the services file, and what was started answers its health check. */
    private static ComposedMachine byHand(String name) {
        ComposedMachine machine = owner(name, 13044)
                .inventory("services.yaml", "services:\n  - name: Influx\n    port: 8086\n    health: /health\n")
                .never("probe");
        return machine.seen("probe 127.0.0.1 8086 /health", well()).seen("probe 192.168.1.61 8086 /health", well());
    }

    static String well() {
        return "{\"end\":\"known\",\"value\":{\"state\":\"ANSWERED\",\"status\":200,\"detail\":\"\","
                + "\"connect\":\"PT0.0005S\",\"firstByte\":\"PT0.003S\",\"total\":\"PT0.004S\"}}";
    }

    private static ComposedMachine otherPortHeld(String name) {
        return held(name)
                .edit(NETSH, text -> text.replace("8086", "8087"))
                .edit("002-netstat.out", text -> text.replace("0.0.0.0:8086", "0.0.0.0:8087"))
                .container("influxdb", container -> {
                    JsonObject ports = container.getAsJsonObject("HostConfig").getAsJsonObject("PortBindings");
                    ports.add("8087/tcp", ComposedMachine.json("[{\"HostIp\":\"\",\"HostPort\":\"8087\"}]"));
                    return container;
                })
                .probed("127.0.0.1", "8086", "REFUSED", "Connection refused: getsockopt")
                .probed("192.168.1.61", "8086", "REFUSED", "Connection refused: getsockopt");
    }

    // A forwarding that leads nowhere: where it leads says what to do.

    private static List<FieldCase> forwardings() {
        return List.of(
                stale(FieldCase.innocent(HARMFUL_REMEDY, passedOn("forwarding-to-old-wsl", "172.28.23.5")))
                        .says("Recreate the port proxy with WSL's current address", "vers l'adresse actuelle de WSL"),
                stale(FieldCase.guilty(HARMFUL_REMEDY, passedOn("forwarding-to-loopback", "127.0.0.1")))
                        .says("Nothing answers at 127.0.0.1:8086 on this machine: start the service there",
                                "Rien ne répond à 127.0.0.1:8086 sur cette machine")
                        .neverSays("WSL's current address", "l'adresse actuelle de WSL"),
                stale(FieldCase.guilty(HARMFUL_REMEDY, passedOn("forwarding-to-a-neighbour", "192.168.1.23")))
                        .says("See whether the service runs at 192.168.1.23:8086",
                                "Voir si le service tourne à 192.168.1.23:8086")
                        .neverSays("WSL's current address", "l'adresse actuelle de WSL"),
                stale(FieldCase.guilty(HARMFUL_REMEDY, passedOn("forwarding-to-wsl-as-it-is", "172.28.23.5")
                        .edit("007-arp.out", text -> text
                                + "  172.28.23.5           00-15-5d-00-00-07     dynamic   \r\n")))
                        .says("See whether the service runs at 172.28.23.5:8086",
                                "Voir si le service tourne à 172.28.23.5:8086")
                        .neverSays("WSL's current address", "l'adresse actuelle de WSL"),
                stale(FieldCase.guilty(HARMFUL_REMEDY, mirrored("forwarding-beside-mirrored-wsl")))
                        .says("Delete the port proxy: with WSL in mirrored mode none is needed",
                                "Supprimer la redirection : avec WSL en mode miroir il n'en faut pas")
                        .neverSays("WSL's current address", "l'adresse actuelle de WSL"),
                stale(FieldCase.guilty(HARMFUL_REMEDY, passedOn("forwarding-for-a-named-container", "172.28.23.5")
                        .inventory("services.yaml", "services:\n  - name: Influx\n    port: 8086\n"
                                + "    container: influxdb\n"))));
    }

    // A forwarding that does not accept where a phone comes.

    private static List<FieldCase> idle() {
        return List.of(
                FieldCase.guilty(HARMFUL_REMEDY, passedOn("forwarding-without-its-service", "172.28.23.5")
                        .rows(row -> !row.contains(":8086 ")).apply(RemedyCases::refused))
                        .exits(20).plans(0).finds(NOTHING_LISTENING)
                        .says("net stop iphlpsvc", "Redémarrer le service Assistance IP"),
                FieldCase.guilty(HARMFUL_REMEDY, passedOn("forwarding-of-an-old-address", "172.28.23.5")
                        .edit(NETSH, text -> text.replace("0.0.0.0 ", "10.0.0.7"))
                        .rows(row -> !row.contains(":8086 ")).apply(RemedyCases::refused))
                        .exits(20).plans(0).finds(NOTHING_LISTENING)
                        .says("portproxy delete v4tov4 listenaddress=10.0.0.7 listenport=8086; netsh interface"
                                + " portproxy add v4tov4 listenaddress=192.168.1.61 listenport=8086"
                                + " connectaddress=172.28.23.5 connectport=8086", "Recréer la redirection pour qu'elle accepte sur 192.168.1.61"),
                FieldCase.guilty(HARMFUL_REMEDY, passedOn("forwarding-of-loopback", "172.28.23.5")
                        .edit(NETSH, text -> text.replace("0.0.0.0  ", "127.0.0.1"))
                        .edit("002-netstat.out", text -> text.replace("0.0.0.0:8086  ", "127.0.0.1:8086"))
                        .apply(RemedyCases::refused))
                        .exits(20).plans(0).finds(LISTENING_ON_LOOPBACK)
                        .says("listenaddress=192.168.1.61 listenport=8086", "accepte sur 192.168.1.61")
                        .neverSays("--host"),
                FieldCase.guilty(HARMFUL_REMEDY, owner("http-sys-on-loopback", 4).withoutDocker()
                        .inventory("services.yaml", "services:\n  - name: Influx\n    port: 8086\n")
                        .edit("002-netstat.out", text -> text.replace("0.0.0.0:8086  ", "127.0.0.1:8086"))
                        .apply(RemedyCases::refused))
                        .exits(20).plans(0).finds(LISTENING_ON_LOOPBACK)
                        .says("netsh http show iplisten", "netsh http show iplisten").neverSays("--host"),
                FieldCase.innocent(HARMFUL_REMEDY, unforwarded("nobody-listens").withoutDocker()
                        .inventory("services.yaml", "services:\n  - name: Influx\n    port: 8086\n")
                        .rows(row -> !row.contains(":8086 ")).apply(RemedyCases::refused))
                        .exits(20).plans(0).finds(NOTHING_LISTENING)
                        .says("Start the service", "Démarrer le service").neverSays("iphlpsvc", "portproxy"));
    }

    private static void refused(ComposedMachine machine) {
        machine.probed("127.0.0.1", "8086", "REFUSED", "Connection refused: getsockopt")
                .probed("192.168.1.61", "8086", "REFUSED", "Connection refused: getsockopt");
    }

    static FieldCase stale(FieldCase field) {
        return field.exits(20).plans(0).finds(PORTPROXY_STALE)
                .lacks(PORTPROXY_OUTBOUND_BLOCKED, WRONG_PROCESS_LISTENING, DOCKER_NOT_INSTALLED)
                .neverSays("Install Docker", "Installer Docker");
    }

    /** The service is where the forwarding leads, or was; Windows has no Docker. */
    static ComposedMachine passedOn(String name, String target) {
        return held(name).withoutDocker()
                .inventory("services.yaml", "services:\n  - name: Influx\n    port: 8086\n")
                .edit(NETSH, text -> text.replace("172.20.32.1", target));
    }

    private static ComposedMachine mirrored(String name) {
        ComposedMachine machine = passedOn(name, "172.28.23.5");
        machine.answer().getAsJsonObject("wsl").addProperty("networkingMode", "mirrored");
        machine.answer().getAsJsonArray("adapters").remove(3);
        return machine;
    }
}
