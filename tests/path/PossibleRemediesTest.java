package path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docker.Container;
import docker.Container.Status;
import docker.Engine;
import host.Adapter;
import host.AdapterKind;
import host.LanAddress;
import host.Listener;
import host.Neighbour;
import host.Profile;
import host.windows.HyperVFirewall;
import host.windows.WindowsFacts;
import inventory.Endpoint;
import inventory.Service;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probe.Reply.State;
import process.Fact;
import process.Os;
import process.ShellCommand;
import text.Message;

/** What is advised is possible on that machine, enough, and harms nothing: machines where the usual advice is not. */
class PossibleRemediesTest {

    private static Finding first(FakeMachine given) {
        return given.diagnosis().findings().getFirst();
    }

    private static List<String> keys(FakeMachine given) {
        return first(given).remedies().stream().map(remedy -> remedy.text().key().substring("path.remedy.".length()))
                .toList();
    }

    private static String commands(FakeMachine given) {
        return first(given).remedies().stream().flatMap(remedy -> remedy.commands().stream())
                .map(ShellCommand::line).collect(Collectors.joining("\n"));
    }

    private static FakeMachine linux(String holder) {
        return new FakeMachine().named("eloquence-api").containers(FakeMachine.container("eloquence-api",
                Status.EXITED, FakeMachine.publication("0.0.0.0", 8000, 8000)))
                .listening(FakeMachine.listener("0.0.0.0", 8000, holder));
    }

    @ParameterizedTest
    @CsvSource({"nginx, who-listens stop-it then-start", "systemd, stop-socket-unit then-start",
        "docker-proxy, container-elsewhere then-start"})
    void onLinuxWhatServesOthersIsNotEnded(String holder, String expected) {
        FakeMachine given = linux(holder);
        assertEquals(FindingId.WRONG_PROCESS_LISTENING, first(given).id());
        assertEquals(List.of(expected.split(" ")), keys(given));
    }

    @Test
    void theOtherContainerIsStopped() {
        FakeMachine given = linux("docker-proxy").containers(FakeMachine.container("eloquence-api", Status.EXITED),
                FakeMachine.container("old", Status.RUNNING, FakeMachine.publication("0.0.0.0", 8000, 80)));
        assertTrue(commands(given).contains("docker stop old\n"), commands(given));
    }

    @Test
    void aListenerOfUdpIsLookedForAmongThoseOfUdp() {
        for (Os os : List.of(Os.LINUX, Os.WINDOWS)) {
            FakeMachine given = linux("media");
            given.os = os;
            given.service = new Service("Media", List.of(8000), Protocol.UDP, Optional.empty(),
                    Optional.of("eloquence-api"));
            given.listening(new Listener(Protocol.UDP, "0.0.0.0", 8000, Optional.of(4711L), Optional.of("media")));
            String commands = commands(given);
            assertTrue(commands.contains("ss -lunp") || commands.contains("Get-NetUDPEndpoint"), commands);
            assertFalse(commands.contains("-ltnp") || commands.contains("Get-NetTCPConnection"), commands);
        }
    }

    @Test
    void whatWasStartedByHandAndAnswersMayStay() {
        FakeMachine given = linux("java");
        given.service = new Service(given.service.name(), given.service.ports(), given.service.protocol(),
                given.service.health(), Optional.empty());
        assertEquals(Severity.WARN, first(given).severity());
        assertEquals("leave-on-purpose", keys(given).getFirst());
    }

    @ParameterizedTest
    @CsvSource({"DEAD, recreate-dead-by-hand", "REMOVING, recreate-dead-by-hand", "EXITED, docker-start logs",
        "CREATED, docker-start logs"})
    void dockerStartsNoContainerThatItIsAboutToRemove(Status status, String expected) {
        FakeMachine given = new FakeMachine().containers(FakeMachine.container("eloquence-api", status,
                FakeMachine.publication("0.0.0.0", 8000, 8000))).listening()
                .answers(State.REFUSED, State.REFUSED);
        assertEquals(FindingId.CONTAINER_STOPPED, first(given).id());
        assertEquals(List.of(expected.split(" ")), keys(given));
    }

    @Test
    void oneServiceOfComposeIsMadeAnewAndNoOther() {
        Container plain = FakeMachine.container("shop-api-1", Status.RUNNING);
        Container container = new Container(plain.id(), plain.name(), Optional.of("api"),
                plain.status(), plain.health(), 0, false, 0, plain.startedAt(), "", "",
                List.of(FakeMachine.publication("0.0.0.0", 8000, 8000)), List.of(), List.of(), plain.networks(),
                "bridge", true);
        FakeMachine given = new FakeMachine().containers(container).listening()
                .answers(State.REFUSED, State.REFUSED);
        assertEquals(FindingId.PUBLICATIONS_CANCELLED, first(given).id());
        assertTrue(commands(given).contains("docker compose up -d --force-recreate api"), commands(given));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "LINUX | Cannot connect to the Docker daemon at unix:///var/run/docker.sock. | sudo systemctl start docker",
        "LINUX | Cannot connect to the Docker daemon at unix:///run/user/1000/docker.sock. |"
                + " systemctl --user start docker",
        "LINUX | failed to connect at unix://~/.docker/desktop/docker.sock |"
                + " systemctl --user start docker-desktop",
        "MAC | Cannot connect to Podman. Please verify your connection | podman machine start"})
    void dockerIsStartedAsItWasInstalled(Os os, String said, String expected) {
        FakeMachine given = new FakeMachine().named("eloquence-api").listening()
                .answers(State.REFUSED, State.REFUSED);
        given.os = os;
        given.docker = new Engine.NotRunning(said);
        assertEquals(FindingId.DOCKER_NOT_RUNNING, first(given).id());
        assertEquals(List.of(expected), commands(given).lines().distinct().toList());
    }

    @Test
    void whereSomebodyElseHasThePortStartingDockerIsNotEnough() {
        FakeMachine given = FakeMachine.windows().named("eloquence-api")
                .listening(FakeMachine.listener("0.0.0.0", 8000, "java.exe"))
                .answers(State.WRONG_ANSWER, State.WRONG_ANSWER);
        given.docker = new Engine.NotRunning("pipe/dockerDesktopLinuxEngine");
        assertEquals(List.of("who-listens", "stop-it", "start-docker-desktop"), keys(given));
    }

    @Test
    void anAllowRuleDoesNotHelpAgainstABlockOfTheHyperVFirewall() {
        var no = new HyperVFirewall.Rule("no", false, Protocol.TCP, List.of("8000"));
        var yes = new HyperVFirewall.Rule("yes", true, Protocol.TCP, List.of());
        assertEquals(List.of("disable-in-hyperv"), keys(WindowsWalkTest.inWsl(FakeMachine.windows(),
                WindowsWalkTest.hyperV(false, false, no, yes))));
        assertEquals(List.of("disable-in-hyperv", "allow-in-hyperv"), keys(WindowsWalkTest.inWsl(
                FakeMachine.windows(), WindowsWalkTest.hyperV(false, false, no))));
        assertEquals(List.of("allow-in-hyperv"), keys(WindowsWalkTest.inWsl(FakeMachine.windows(),
                WindowsWalkTest.hyperV(false, false))));
    }

    @Test
    void anAddressThatAnotherDeviceHasIsNotReserved() {
        FakeMachine free = WindowsWalkTest.notHere(FakeMachine.windows(), FakeMachine.WIFI).dhcp("wlan0");
        assertEquals(List.of("reserve-address", "follow-address"), keys(free));
        FakeMachine taken = WindowsWalkTest.notHere(FakeMachine.windows(), FakeMachine.WIFI).dhcp("wlan0");
        String old = (String) first(free).summary().args().get(2);
        taken.neighbours = List.of(new Neighbour(old, "wlan0", true));
        assertEquals(List.of("follow-address"), keys(taken));
    }

    /** The container's log says nothing of a program that answers in its place. */
    @Test
    void nobodyLooksInsideAContainerForAnotherProgram() {
        FakeMachine given = FakeMachine.windows().containers(FakeMachine.api())
                .listening(FakeMachine.listener("0.0.0.0", 8000, "java.exe")).answers(State.CLOSED, State.CLOSED);
        assertFalse(keys(given).contains("bind-inside-container"), () -> keys(given).toString());
        FakeMachine docker = FakeMachine.windows().containers(FakeMachine.api()).answers(State.CLOSED, State.CLOSED);
        assertTrue(keys(docker).contains("bind-inside-container"), () -> keys(docker).toString());
    }

    /** A service that keeps silent may be one that a forwarding does not reach. */
    @Test
    void silenceBehindAForwardingMayBeItsTargets() {
        FakeMachine given = FakeMachine.windows().containers()
                .listening(FakeMachine.listener("0.0.0.0", 8000, "svchost.exe"))
                .forwarding(new WindowsFacts.PortProxy("0.0.0.0", 8000, "172.28.23.5", 8000))
                .answers(State.HELD, State.HELD);
        assertEquals(FindingId.ANSWER_NOT_PROVEN, first(given).id());
        assertEquals("start-target-there", keys(given).getFirst());
    }

    @Test
    void theWifiOfAnotherNetworkIsNotTheOneToJoin() {
        FakeMachine given = FakeMachine.windows();
        given.phone = Optional.of(new Phone(InetAddress.ofLiteral("10.9.8.7"), Fact.unknown(Message.verbatim("-"))));
        assertEquals("join-wifi-of", joined(given, "wlan0"));
        assertEquals("join-same-wifi", joined(given, "Wi-Fi 2"));
    }

    private static String joined(FakeMachine given, String adapter) {
        given.windows = new WindowsFacts(given.windows.reserved(), given.windows.proxies(), given.windows.products(),
                given.windows.wsl(), given.windows.dhcp(),
                Fact.known(Optional.of(new WindowsFacts.WirelessLink(adapter, "Guests", Optional.empty()))),
                given.windows.networks(), given.windows.routes());
        return given.diagnosis().findings().stream()
                .filter(finding -> finding.id() == FindingId.PHONE_ON_OTHER_NETWORK)
                .map(finding -> finding.remedies().getFirst().text().key().substring("path.remedy.".length()))
                .findFirst().orElseThrow();
    }

    /** A rule that a policy made, nobody here can disable. */
    @Test
    void aPolicyOfTheHyperVFirewallIsItsAdministrators() {
        var reach = new HyperVFirewall.Reach(List.of("8000"), List.of(), List.of(), List.of(),
                EnumSet.of(Profile.PUBLIC, Profile.PRIVATE, Profile.DOMAIN), false, true);
        assertEquals("ask-administrator", keys(WindowsWalkTest.inWsl(FakeMachine.windows(), WindowsWalkTest.hyperV(
                true, true, new HyperVFirewall.Rule("no", false, 1, Protocol.TCP, reach)))).getFirst());
    }

    /** Who comes by the VPN would be cut off without it. */
    @Test
    void aTunnelThatThePhoneIsInIsNotInItsWay() {
        var tunnel = new Adapter("tailscale0", "Tailscale", List.of(Cidr.parse("100.101.102.103/32")),
                Adapter.Link.UP, AdapterKind.TUNNEL);
        FakeMachine given = FakeMachine.windows();
        given.adapters = List.of(FakeMachine.LO, FakeMachine.WIFI, tunnel);
        assertTrue(hasVpn(given));
        given.address = new LanAddress.Chosen(tunnel, tunnel.addresses().getFirst(), List.of(), false);
        assertFalse(hasVpn(given));
    }

    private static boolean hasVpn(FakeMachine given) {
        return given.diagnosis().findings().stream().anyMatch(finding -> finding.id() == FindingId.VPN_ACTIVE);
    }

    /** By the rules that are known here it would have come in, so that no other rule helps. */
    @Test
    void whatNoRuleHereDroppedNoRuleLetsIn() {
        assertEquals(List.of("see-rules"), keys(dropped(FakeMachine.windows())));
        assertEquals(List.of("ask-product"), keys(dropped(FakeMachine.windows().products(
                new WindowsFacts.SecurityProduct("Other", WindowsFacts.SecurityProduct.Kind.FIREWALL)))));
        FakeMachine unread = FakeMachine.windows();
        unread.firewallUnreadable = Optional.of(Message.verbatim("no"));
        assertEquals(List.of("fix-firewall-plan"), keys(dropped(unread)));
    }

    private static FakeMachine dropped(FakeMachine given) {
        var endpoint = new Endpoint(given.service, given.service.ports().getFirst());
        var word = new PhoneReport(FakeMachine.NOW.plusSeconds(3), InetAddress.ofLiteral("192.168.1.23"), endpoint,
                InetAddress.ofLiteral("192.168.1.44"), PhoneReport.How.BROWSER,
                new PhoneAttempt.TimedOut(Duration.ofSeconds(5)),
                Fact.known(new PacketFate.Dropped("{7}", "Windows Filtering Platform", Confidence.OBSERVED)));
        given.phoneFacts = new PhoneFacts(List.of(word), Fact.known(List.of()), Optional.empty());
        assertEquals(FindingId.DROPPED_ON_ARRIVAL, first(given).id());
        return given;
    }
}
