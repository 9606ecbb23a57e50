package path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docker.Container;
import docker.Engine;
import host.windows.HyperVFirewall;
import inventory.Endpoint;
import inventory.Service;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import org.junit.jupiter.api.Test;
import probe.Reply.State;
import process.Fact;
import process.Os;
import text.Message;

/** Where a service is on the other side of a virtual machine: what is said of what this machine does not see. */
class UnseenByThisMachineTest {
    private static final Message LOST = Message.verbatim("no netstat");

    /** No process of Windows has the port, and no test from here gets through. */
    private static FakeMachine mirrored() {
        return FakeMachine.windows().containers().listening()
                .mirrored(Fact.known(new HyperVFirewall(true, true, true, List.of())))
                .answers(State.TIMED_OUT, State.TIMED_OUT);
    }

    private static List<FindingId> ids(Diagnosis diagnosis) {
        return diagnosis.findings().stream().map(Finding::id).toList();
    }

    private static List<String> remedies(Diagnosis diagnosis) {
        return diagnosis.findings().getFirst().remedies().stream().map(remedy -> remedy.text().key()).toList();
    }

    @Test
    void aServiceInMirroredWslIsNotMissing() {
        Diagnosis diagnosis = mirrored().diagnosis();
        assertEquals(Diagnosis.Verdict.UNKNOWN, diagnosis.verdict());
        assertEquals(List.of(FindingId.UNKNOWN, FindingId.NOT_PROVEN_FROM_A_PHONE), ids(diagnosis));
        assertEquals(List.of("path.remedy.let-phone-tell", "path.remedy.look-into-wsl"), remedies(diagnosis));
    }

    @Test
    void norIsOneWhoseListenersCouldNotBeRead() {
        FakeMachine given = mirrored();
        given.listeners = Fact.unknown(LOST);
        assertEquals(Diagnosis.Verdict.UNKNOWN, given.diagnosis().verdict());
        assertFalse(ids(given.diagnosis()).contains(FindingId.NO_ANSWER));
    }

    @Test
    void aPhoneSettlesItByItsWordAlone() {
        FakeMachine given = mirrored();
        given.phoneFacts = new PhoneFacts(List.of(new PhoneReport(FakeMachine.NOW.plusSeconds(3),
                InetAddress.ofLiteral("192.168.1.23"), new Endpoint(given.service, 8000),
                InetAddress.ofLiteral("192.168.1.44"), PhoneReport.How.BROWSER,
                new PhoneAttempt.GotThrough(Duration.ofMillis(12), Duration.ofMillis(40), 5), Fact.unknown(LOST))),
                Fact.known(List.of()), Optional.empty());
        assertEquals(Diagnosis.Verdict.WARN, given.diagnosis().verdict());
        assertEquals(List.of(FindingId.PHONE_WORD_ALONE), ids(given.diagnosis()));
    }

    @Test
    void dockerDesktopMayBeWhatIsMissing() {
        FakeMachine given = mirrored();
        given.docker = new Engine.NotRunning("the pipe is not there");
        assertEquals(Diagnosis.Verdict.UNKNOWN, given.diagnosis().verdict());
        assertEquals("path.remedy.start-docker-desktop", remedies(given.diagnosis()).getLast());
        assertEquals(FindingId.DOCKER_NOT_RUNNING,
                ids(given.answers(State.REFUSED, State.REFUSED).diagnosis()).getFirst());
    }

    /** Its ports are opened on the Windows side, in mirrored mode too. */
    @Test
    void whatDockerDesktopDidNotOpenIsMissing() {
        FakeMachine given = mirrored().containers(FakeMachine.api(), FakeMachine.container("web",
                Container.Status.RUNNING, FakeMachine.publication("0.0.0.0", 80, 80)))
                .listening(FakeMachine.listener("0.0.0.0", 80, "com.docker.backend.exe"));
        assertEquals(FindingId.NOTHING_LISTENING, ids(given.diagnosis()).getFirst());
    }

    @Test
    void theHyperVFirewallBlocksWhateverIsThere() {
        FakeMachine given = mirrored().mirrored(Fact.known(new HyperVFirewall(true, false, false, List.of())));
        Finding finding = given.diagnosis().findings().getFirst();
        assertEquals(FindingId.HYPERV_FIREWALL_BLOCKS, finding.id());
        assertEquals(List.of(Message.of("path.evidence.maybe-in-wsl", List.of(8000))), finding.evidence());
    }

    private static Container onHostNetwork(List<Container.Publication> none) {
        Container c = FakeMachine.api();
        return new Container(c.id(), c.name(), c.composeService(), c.status(), c.health(), 0, false, 0,
                c.startedAt(), "", "", none, none, List.of(8000), List.of(), "host", true);
    }

    /** Listeners of macOS are not read: that the port is refused is all there is. */
    @Test
    void theHostOfAContainerIsTheVirtualMachineOnMacOsToo() {
        FakeMachine given = new FakeMachine().named("eloquence-api").containers(onHostNetwork(List.of()))
                .answers(State.REFUSED, State.REFUSED);
        given.os = Os.MAC;
        given.listeners = Fact.unknown(LOST);
        Finding finding = given.diagnosis().findings().getFirst();
        assertEquals(FindingId.HOST_NETWORK_IN_VM, finding.id());
        assertEquals(Confidence.INFERRED, finding.confidence());
        given.service = new Service("Voice", List.of(8000), Protocol.UDP, Optional.empty(),
                Optional.of("eloquence-api"));
        assertFalse(ids(given.diagnosis()).contains(FindingId.HOST_NETWORK_IN_VM), "nobody looked at it");
    }

    @Test
    void onLinuxItIsThisMachine() {
        FakeMachine given = new FakeMachine().named("eloquence-api").containers(onHostNetwork(List.of())).listening()
                .answers(State.REFUSED, State.REFUSED);
        assertEquals(FindingId.NOTHING_LISTENING, ids(given.diagnosis()).getFirst());
    }

    /** A kernel that translates has no process on the port; Windows has no such kernel. */
    @Test
    void noKernelTranslatesUnderDockerDesktop() {
        FakeMachine given = FakeMachine.windows().listening();
        assertEquals("path.hop.no-process", heard(given).outcome().text().key());
        assertEquals("path.hop.translated", heard(new FakeMachine().listening()).outcome().text().key());
        FakeMachine besides = FakeMachine.windows().listening(FakeMachine.listener("127.0.0.1", 8000, "node.exe"))
                .answers(State.ANSWERED, State.REFUSED);
        assertTrue(ids(besides.diagnosis()).contains(FindingId.LISTENING_ON_LOOPBACK));
    }

    private static HopResult heard(FakeMachine given) {
        return given.diagnosis().paths().getFirst().at(Hop.LISTENING);
    }
}
