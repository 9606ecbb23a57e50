package replay;

import static replay.FieldFault.PROGRAM_NOT_KNOWN;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import path.FindingId;

/** Machines from the field: programs and services that the firewall has to judge without their name. */
final class ProgramCases {
    private static final String HTTP_SYS = "http-sys-no-rule";
    private static final String MIRRORED = "mirrored-needs-port-rule";
    private static final String VITE = "vite-ipv6-loopback";
    private static final String FORWARDED = "portproxy-holds-port";
    private static final String NODE = "C:\\Users\\user\\AppData\\Local\\nvm\\v20.12.2\\node.exe";

    private ProgramCases() { }

    static List<FieldCase> all() {
        return Stream.of(ofTheKernel(), inWsl(), notStarted(), onLoopback(), forwarded(), namedByItsFileAlone())
                .flatMap(List::stream).toList();
    }

    private static FieldCase blocked(FieldCase guilty, int port) {
        return guilty.exits(20).finds(FindingId.FIREWALL_BLOCKS_BY_DEFAULT).lacks(FindingId.UNKNOWN)
                .says("The firewall blocks phones on " + port, "Le pare-feu bloque les téléphones sur " + port)
                .plans(40, "New-NetFirewallRule", "-LocalPort " + port + " ");
    }

    private static List<FieldCase> ofTheKernel() {
        return List.of(
                blocked(FieldCase.guilty(PROGRAM_NOT_KNOWN, HTTP_SYS), 8088).neverSays("WiFiDirect", "IPHTTPS"),
                blocked(FieldCase.guilty(PROGRAM_NOT_KNOWN, moved("http-sys-domain", 9090).category(2)), 9090),
                blocked(FieldCase.guilty(PROGRAM_NOT_KNOWN, moved("http-sys-443", 443)), 443),
                FieldCase.innocent(PROGRAM_NOT_KNOWN, FieldCase.like(HTTP_SYS, "http-sys-own-rule")
                        .rule("local", "{1}", allow("LPort=8088|App=System|Name=Reports|"))).exits(0).plans(0),
                FieldCase.innocent(PROGRAM_NOT_KNOWN, tunnel(moved("http-sys-ip-https", 443))).exits(30)
                        .finds(FindingId.UNKNOWN).lacks(FindingId.FIREWALL_BLOCKS_BY_DEFAULT)
                        .says("CoreNet-IPHTTPS-In", "CoreNet-IPHTTPS-In")
                        .plans(40, "New-NetFirewallRule", "a rule for this port settles it"));
    }

    private static List<FieldCase> inWsl() {
        return List.of(
                blocked(FieldCase.guilty(PROGRAM_NOT_KNOWN, MIRRORED), 3000).lacks(FindingId.NOTHING_LISTENING)
                        .says("one for the port does: the Hyper-V firewall takes it over",
                                "une règle pour le port compte : le pare-feu Hyper-V la reprend")
                        .neverSays("Nothing is listening"),
                blocked(FieldCase.guilty(PROGRAM_NOT_KNOWN, FieldCase.like(MIRRORED, "mirrored-program-rule")
                        .rule("local", "{1}", allow("App=" + NODE + "|Name=Node.js|"))), 3000),
                blocked(FieldCase.guilty(PROGRAM_NOT_KNOWN, hyperV("mirrored-firewall-off", 0, 4, 1)), 3000),
                FieldCase.guilty(PROGRAM_NOT_KNOWN, hyperV("mirrored-without-merge", 1, 4, 0)).exits(20)
                        .finds(FindingId.FIREWALL_BLOCKS_BY_DEFAULT)
                        .says("New-NetFirewallHyperVRule", "New-NetFirewallHyperVRule")
                        .plans(20, "the Hyper-V firewall in front of WSL decides").neverPlans("New-NetFirewallRule"),
                FieldCase.innocent(PROGRAM_NOT_KNOWN, FieldCase.like(MIRRORED, "mirrored-port-rule")
                        .rule("local", "{1}", allow("Profile=Private|LPort2_10=2999-3001|Name=Dev|"))).exits(0)
                        .lacks(FindingId.FIREWALL_BLOCKS_BY_DEFAULT, FindingId.UNKNOWN).plans(0),
                FieldCase.innocent(PROGRAM_NOT_KNOWN, hyperV("mirrored-let-in-by-hyperv", 1, 2, 1)).exits(30)
                        .finds(FindingId.UNKNOWN).lacks(FindingId.FIREWALL_BLOCKS_BY_DEFAULT)
                        .plans(40, "New-NetFirewallRule"));
    }

    private static List<FieldCase> notStarted() {
        return List.of(
                FieldCase.guilty(PROGRAM_NOT_KNOWN, dockerAway("docker-not-started").inventory("services.yaml",
                                "host: auto\nservices:\n  - name: API\n    port: 8000\n    container: api\n"))
                        .exits(20).finds(FindingId.DOCKER_NOT_RUNNING).says(" BLOCKED ", " BLOQUÉ ")
                        .neverSays("BLOCKED?").plans(40, "New-NetFirewallRule", "-LocalPort 8000 "),
                FieldCase.guilty(PROGRAM_NOT_KNOWN, dockerAway("docker-not-started-nobody-named")).exits(20)
                        .finds(FindingId.DOCKER_NOT_RUNNING).says("BLOCKED?", "BLOQUÉ ?")
                        .plans(40, "New-NetFirewallRule", "-LocalPort 7880,7881 "),
                FieldCase.innocent(PROGRAM_NOT_KNOWN,
                        GuideRules.on(dockerAway("docker-not-started-rules-there"), "TRUE", "")).exits(20)
                        .finds(FindingId.DOCKER_NOT_RUNNING).neverSays("BLOCKED").plans(0),
                FieldCase.innocent(PROGRAM_NOT_KNOWN, GuideRules.popUp(GuideRules.on(
                        dockerAway("docker-not-started-popup"), "TRUE", ""))).exits(20)
                        .finds(FindingId.DOCKER_NOT_RUNNING).neverSays("BLOCKED").plans(30)
                        .neverPlans("New-NetFirewallRule", "Disable-NetFirewallRule"),
                FieldCase.guilty(PROGRAM_NOT_KNOWN, stopped("container-stopped")).exits(20)
                        .finds(FindingId.CONTAINER_STOPPED).neverSays("BLOCKED?")
                        .says("8000 stopped - nothing nothing fails BLOCKED",
                                "8000 arrêté - rien rien échec BLOQUÉ")
                        .plans(40, "New-NetFirewallRule", "-LocalPort 8000 "),
                FieldCase.guilty(PROGRAM_NOT_KNOWN, gone("server-not-started")).exits(20)
                        .finds(FindingId.NOTHING_LISTENING).says("BLOCKED?", "BLOQUÉ ?")
                        .plans(40, "New-NetFirewallRule", "-LocalPort 5173 "),
                FieldCase.innocent(PROGRAM_NOT_KNOWN, gone("server-not-started-rule-there")
                        .rule("local", "{1}", allow("LPort=5173|Name=Vite|"))).exits(20)
                        .finds(FindingId.NOTHING_LISTENING).neverSays("BLOCKED").plans(0),
                FieldCase.innocent(PROGRAM_NOT_KNOWN, gone("server-not-started-may-be-blocked")
                        .rule("local", "{1}", allow("LPort=5173|Name=Vite|"))
                        .rule("local", "{2}", allow("App=" + NODE + "|Name=Node.js|").replace("=Allow", "=Block")))
                        .exits(20).finds(FindingId.NOTHING_LISTENING).neverSays("BLOCKED").plans(30)
                        .neverPlans("New-NetFirewallRule"));
    }

    private static List<FieldCase> onLoopback() {
        return List.of(
                FieldCase.guilty(PROGRAM_NOT_KNOWN, FieldCase.like(VITE, "loopback-only")).exits(20)
                        .finds(FindingId.LISTENING_ON_LOOPBACK).says(" BLOCKED ", " BLOQUÉ ").neverSays("BLOCKED?")
                        .plans(40, "New-NetFirewallRule", "-LocalPort 5173 "),
                FieldCase.innocent(PROGRAM_NOT_KNOWN, FieldCase.like(VITE, "loopback-only-program-rule")
                        .rule("local", "{1}", allow("App=" + NODE + "|Name=Node.js|"))).exits(20)
                        .finds(FindingId.LISTENING_ON_LOOPBACK).neverSays("BLOCKED").plans(0));
    }

    private static List<FieldCase> forwarded() {
        return List.of(
                blocked(FieldCase.guilty(PROGRAM_NOT_KNOWN, forwarding("forwarding-well")), 8086),
                FieldCase.innocent(PROGRAM_NOT_KNOWN, forwarding("forwarding-own-rule").rule("local", "{1}",
                        allow("App=%SystemRoot%\\System32\\svchost.exe|Svc=iphlpsvc|Name=Forward|"))).exits(0)
                        .plans(0));
    }

    /** A service of another account: Windows tells its file's name and no folder, and apps have rules for any port. */
    private static List<FieldCase> namedByItsFileAlone() {
        return List.of(
                FieldCase.guilty(PROGRAM_NOT_KNOWN, ofAccount("service-of-another-account")).exits(30)
                        .finds(FindingId.UNKNOWN).lacks(FindingId.FIREWALL_BLOCKS_BY_DEFAULT)
                        .says("Or see a rule for the port, whichever program listens: jbang fix-firewall",
                                "Ou voir une règle pour le port, quel que soit le programme qui écoute : jbang"
                                        + " fix-firewall")
                        .plans(40, "a rule for this port settles it", "New-NetFirewallRule", "-LocalPort 8088 "),
                FieldCase.innocent(PROGRAM_NOT_KNOWN, ofAccount("service-of-another-account-rule-there")
                        .rule("local", "{1}", allow("LPort=8088|Name=Reports|"))).exits(0).plans(0),
                FieldCase.innocent(PROGRAM_NOT_KNOWN, ofAccount("service-of-another-account-may-be-blocked")
                        .rule("local", "{1}", allow("LPort=8088|Name=Reports|"))
                        .rule("local", "{2}", allow("App=D:\\old\\FoxitConnectedPDFService.exe|Name=Old|")
                                .replace("=Allow", "=Block"))).exits(30).finds(FindingId.UNKNOWN)
                        .plans(30).neverPlans("New-NetFirewallRule").neverSays("see a rule for the port"));
    }

    private static ComposedMachine ofAccount(String name) {
        return FieldCase.like(HTTP_SYS, name).edit("002-netstat.out", text -> text
                .replaceAll("(:8088 .*LISTENING +)4\\b", "$16804"));
    }

    private static String allow(String conditions) {
        return "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|" + conditions;
    }

    /** The service of http.sys on another port. */
    private static ComposedMachine moved(String name, int port) {
        return port(FieldCase.like(HTTP_SYS, name), "Reports", 8088, port);
    }

    private static ComposedMachine port(ComposedMachine machine, String service, int from, int to) {
        return machine.inventory("services.yaml",
                        "host: auto\nservices:\n  - name: " + service + "\n    port: " + to + "\n    health: /\n")
                .edit("002-netstat.out", text -> text.replace(String.format("%-9s", ":" + from),
                        String.format("%-9s", ":" + to)))
                .apply(changed -> List.of("127.0.0.1", "192.168.1.72", "192.168.1.61").forEach(address -> changed.answered(
                        "probe " + address + " " + from, "{\"what\":\"probe " + address + " " + to
                                + " /\",\"end\":\"known\",\"value\":{\"state\":\"ANSWERED\",\"status\":200,"
                                + "\"detail\":\"\",\"connect\":\"PT0.0005S\",\"firstByte\":\"PT0.0027S\","
                                + "\"total\":\"PT0.003S\"}}")));
    }

    private static ComposedMachine tunnel(ComposedMachine machine) {
        machine.answer().getAsJsonArray("adapters").add(ComposedMachine.json("{\"index\":40,\"name\":\"iphttpsinterface\","
                + "\"description\":\"Microsoft IP-HTTPS Platform Adapter\",\"guid\":"
                + "\"{0D1C2B3A-4455-4677-8899-AABBCCDDEEFF}\",\"type\":131,\"status\":1,\"virtual\":true,"
                + "\"dhcp\":false,\"addresses\":[]}"));
        return machine;
    }

    private static ComposedMachine hyperV(String name, int enabled, int inbound, int merge) {
        ComposedMachine machine = FieldCase.like(MIRRORED, name);
        JsonObject wsl = machine.answer().getAsJsonObject("wsl");
        wsl.add("setting", ComposedMachine.json("{\"enabled\":" + enabled + ",\"defaultInboundAction\":" + inbound
                + ",\"allowHostPolicyMerge\":" + merge + "}"));
        wsl.add("rules", new JsonArray());
        return machine;
    }

    /** Docker Desktop is there and has not been started. */
    private static ComposedMachine dockerAway(String name) {
        return new ComposedMachine(name).answered("docker ps", "{\"end\":\"exit\",\"code\":1,"
                + "\"err\":\"003-docker.err\",\"tookMillis\":90}")
                .write("003-docker.err", "error during connect: Get"
                        + " \"http://%2F%2F.%2Fpipe%2FdockerDesktopLinuxEngine/v1.47/containers/json?all=1\": open"
                        + " //./pipe/dockerDesktopLinuxEngine: The system cannot find the file specified.\n")
                .never("docker container").withoutProcess("com.docker.backend.exe")
                .withoutProcess("com.docker.build.exe").withoutProcess("Docker Desktop.exe")
                .withoutProcess("wslrelay.exe").rows(row -> !row.endsWith(" 10716") && !row.endsWith(" 3888"))
                .probed("127.0.0.1", "", "REFUSED", "Connection refused: getsockopt")
                .probed("192.168.1.44", "", "REFUSED", "Connection refused: getsockopt");
    }

    private static ComposedMachine stopped(String name) {
        return new ComposedMachine(name).container("api-backend", container -> {
            JsonObject state = container.getAsJsonObject("State");
            state.addProperty("Status", "exited");
            state.addProperty("Running", false);
            return container;
        }).rows(row -> !row.contains(":8000 ")).probed("127.0.0.1", "8000", "REFUSED", "Connection refused: getsockopt")
                .probed("192.168.1.44", "8000", "REFUSED", "Connection refused: getsockopt");
    }

    /** The dev server was ended. */
    private static ComposedMachine gone(String name) {
        return FieldCase.like(VITE, name).rows(row -> !row.contains(":5173 "))
                .probed("127.0.0.1", "", "REFUSED", "Connection refused: getsockopt")
                .probed("192.168.1.67", "", "REFUSED", "Connection refused: getsockopt");
    }

    /** The forwarding leads to a service that answers, and no container asks for the port. */
    private static ComposedMachine forwarding(String name) {
        return port(FieldCase.like(FORWARDED, name).withoutDocker(), "Influx", 8086, 8086);
    }
}
