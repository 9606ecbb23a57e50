package path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static path.WindowsWalkTest.AROUND_8000;
import static path.WindowsWalkTest.INTO_WSL;
import static path.WindowsWalkTest.PROGRAM;
import static path.WindowsWalkTest.cancelled;
import static path.WindowsWalkTest.hyperV;
import static path.WindowsWalkTest.inWsl;
import static path.WindowsWalkTest.nothing;

import firewall.Decision;
import firewall.LoggedDrop;
import host.Adapter;
import host.AdapterKind;
import host.Profile;
import host.windows.HyperVFirewall;
import host.windows.WindowsFacts;
import java.net.InetAddress;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import probe.Reply.State;
import process.Fact;
import text.Message;

/** What Windows has and nobody is to be blamed for; what is worth a warning; and what is said besides. */
class WindowsBlamelessTest {

    /** @param change what is there, beside a healthy Windows with Docker Desktop */
    record Case(String name, Consumer<FakeMachine> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> harmless() {
        return Stream.of(
                harmless("healthy, the relay beside Docker Desktop", given -> { }),
                harmless("in a range that http.sys gave to the program that listens", given -> given
                        .reserved(new WindowsFacts.PortRange(Protocol.TCP, 8000, 8000, false))),
                harmless("a forwarding that works", given -> given.containers()
                        .listening(FakeMachine.listener("0.0.0.0", 8000, "svchost.exe")).forwarding(INTO_WSL)),
                harmless("mirrored, and this machine cannot reach itself", given -> given
                        .mirrored(Fact.known(hyperV(true, true))).answers(State.ANSWERED, State.TIMED_OUT)),
                harmless("mirrored, but Docker Desktop listens on the Windows side", given -> given
                        .mirrored(Fact.known(hyperV(false, false)))),
                harmless("the Hyper-V firewall is off", given -> inWsl(given,
                        new HyperVFirewall(false, false, false, List.of()))),
                harmless("the Hyper-V firewall lets everything in", given -> inWsl(given, hyperV(true, false))),
                harmless("the Hyper-V firewall has a rule", given -> inWsl(given, hyperV(false, false,
                        new HyperVFirewall.Rule("web", true, Protocol.TCP, List.of("7880-8001"))))),
                harmless("the Hyper-V firewall takes over a rule of ports", given -> {
                    inWsl(given, hyperV(false, true));
                    given.firewall = flow -> new Decision.Allowed(PROGRAM, List.of());
                }),
                harmless("WSL behind NAT: no such firewall", given -> given.listening()),
                harmless("a tunnel that is down, and one of Windows' own", given -> given.adapters =
                List.of(FakeMachine.LO,
                        FakeMachine.WIFI, tunnel("wg0", "10.8.0.2/24", false), tunnel("Teredo", "2001:0:1::1/64", true),
                        tunnel("idle", "169.254.7.7/16", true))),
                harmless("an old line of the log", given -> given.logged(drop("2026-11-21T10:00:00", "192.168.1.23",
                        8000))),
                harmless("a line of the log from elsewhere", given -> given.logged(drop("2026-11-23T09:59:00",
                        "10.0.0.9", 8000))),
                harmless("a line of the log for another port", given -> given.logged(drop("2026-11-23T09:59:00",
                        "192.168.1.23", 9000))));
    }

    private static Case harmless(String name, Consumer<FakeMachine> change) {
        return new Case(name, change);
    }

    private static Adapter tunnel(String name, String address, boolean up) {
        return new Adapter(name, name, List.of(Cidr.parse(address)), up ? Adapter.Link.UP : Adapter.Link.NO_CARRIER,
                AdapterKind.TUNNEL);
    }

    private static LoggedDrop drop(String at, String from, int port) {
        return new LoggedDrop(LocalDateTime.parse(at), Protocol.TCP, InetAddress.ofLiteral(from),
                InetAddress.ofLiteral("192.168.1.44"), port);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void accusesNobodyInVain(Case harmless) {
        FakeMachine given = FakeMachine.windows();
        harmless.change().accept(given);
        Diagnosis diagnosis = given.diagnosis();
        assertEquals(List.of(FindingId.NOT_PROVEN_FROM_A_PHONE), ids(diagnosis));
        assertEquals(Diagnosis.Verdict.OK, diagnosis.verdict());
    }

    private static List<FindingId> ids(Diagnosis diagnosis) {
        return diagnosis.findings().stream().map(Finding::id).toList();
    }

    /** @param severity of the warning that stands before "not proven from a phone" */
    record Warned(String name, Consumer<FakeMachine> change, FindingId id, Severity severity) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Warned> warnings() {
        return Stream.of(
                new Warned("the log shows the phone being dropped, the rules let it in", given -> given.logged(
                        drop("2026-11-23T09:59:00", "192.168.1.23", 8000)), FindingId.DROPS_IN_FIREWALL_LOG,
                        Severity.WARN),
                new Warned("a firewall of another maker", given -> given.products(
                        new WindowsFacts.SecurityProduct("Norton 360", WindowsFacts.SecurityProduct.Kind.FIREWALL)),
                        FindingId.THIRD_PARTY_FIREWALL, Severity.WARN),
                new Warned("an anti-virus program of another maker", given -> given.products(
                        new WindowsFacts.SecurityProduct("Bitdefender Antivirus",
                        WindowsFacts.SecurityProduct.Kind.ANTIVIRUS)),
                        FindingId.THIRD_PARTY_FIREWALL, Severity.INFO),
                new Warned("a tunnel that is up", given -> given.adapters = List.of(FakeMachine.LO, FakeMachine.WIFI,
                        tunnel("wg0", "10.8.0.2/24", true)), FindingId.VPN_ACTIVE, Severity.WARN),
                new Warned("a public network", given -> given.profile = Profile.PUBLIC, FindingId.NETWORK_PUBLIC,
                        Severity.WARN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("warnings")
    void warnsAndBreaksNothing(Warned warned) {
        FakeMachine given = FakeMachine.windows();
        warned.change().accept(given);
        Diagnosis diagnosis = given.diagnosis();
        assertEquals(List.of(warned.id(), FindingId.NOT_PROVEN_FROM_A_PHONE), ids(diagnosis));
        assertEquals(warned.severity(), diagnosis.findings().getFirst().severity());
        assertEquals(warned.severity() == Severity.INFO ? Diagnosis.Verdict.OK : Diagnosis.Verdict.WARN,
                diagnosis.verdict());
    }

    /** Where the rules say that it is blocked, the log's lines are their proof and no finding of their own. */
    @Test
    void theLogProvesABlock() {
        FakeMachine given = FakeMachine.windows().blockedOn("wlan0", FakeMachine.DROP, Decision.Cause.DEFAULT)
                .logged(drop("2026-11-23T09:58:00", "192.168.1.23", 8000),
                        drop("2026-11-23T09:59:00", "192.168.1.23", 8000));
        Diagnosis diagnosis = given.diagnosis();
        assertEquals(List.of(FindingId.FIREWALL_BLOCKS_BY_DEFAULT, FindingId.NOT_PROVEN_FROM_A_PHONE), ids(diagnosis));
        assertEquals(Message.of("path.evidence.logged-drops", "192.168.1.23", 2, List.of(8000),
                "2026-11-23 09:59:00"), diagnosis.findings().getFirst().evidence().getLast());
    }

    @Test
    void whatTheHyperVFirewallSaysIsUnknownAlone() {
        FakeMachine given = FakeMachine.windows().containers().listening()
                .mirrored(Fact.unknown(Message.verbatim("no cmdlet")));
        Diagnosis diagnosis = given.diagnosis();
        assertEquals(Diagnosis.Verdict.UNKNOWN, diagnosis.verdict());
        assertEquals(List.of(FindingId.UNKNOWN, FindingId.NOT_PROVEN_FROM_A_PHONE), ids(diagnosis));
        assertEquals(List.of(Message.verbatim("no cmdlet")), diagnosis.findings().getFirst().evidence());
    }

    /** Microsoft's page has a rule of the Hyper-V firewall as enough; nobody here can see that it is. */
    @Test
    void whatTheHyperVFirewallLetsInIsNotSaidToBeBlocked() {
        for (HyperVFirewall firewall : List.of(hyperV(true, true), hyperV(false, false,
                new HyperVFirewall.Rule("web", true, Protocol.TCP, List.of("8000"))))) {
            Diagnosis diagnosis = inWsl(FakeMachine.windows(), firewall)
                    .blockedOn("wlan0", FakeMachine.DROP, Decision.Cause.DEFAULT).diagnosis();
            assertEquals(Diagnosis.Verdict.UNKNOWN, diagnosis.verdict());
            assertEquals(List.of(FindingId.UNKNOWN, FindingId.NOT_PROVEN_FROM_A_PHONE), ids(diagnosis));
            assertEquals(List.of(Message.of("path.hyperv-alone")), diagnosis.findings().getFirst().evidence());
        }
        Diagnosis unread = FakeMachine.windows().containers().listening().mirrored(Fact.unknown(Message.verbatim(
                "no cmdlet"))).blockedOn("wlan0", FakeMachine.DROP, Decision.Cause.DEFAULT).diagnosis();
        assertEquals(Diagnosis.Verdict.UNKNOWN, unread.verdict());
    }

    /** The port that Docker could not have is named, and so is the way to it. */
    @Test
    void cancelledPublicationsNameTheReservedPort() {
        FakeMachine given = nothing(FakeMachine.windows().containers(cancelled("bridge"))).reserved(AROUND_8000);
        Finding finding = given.diagnosis().findings().getFirst();
        assertEquals(FindingId.PUBLICATIONS_CANCELLED, finding.id());
        assertEquals(List.of(Message.of("path.evidence.reserved", 8000, "7907-8006/tcp")), finding.evidence());
        assertEquals(List.of("path.remedy.free-reserved", "path.remedy.reserve-for-good", "path.remedy.other-port",
                "path.remedy.create-again-by-hand"), finding.remedies().stream().map(remedy -> remedy.text().key()).toList());
    }

    @Test
    void cancelledPublicationsNameWhoHasThePort() {
        FakeMachine given = FakeMachine.windows().containers(cancelled("bridge"))
                .listening(FakeMachine.listener("0.0.0.0", 8000, "python.exe"))
                .answers(State.WRONG_ANSWER, State.WRONG_ANSWER);
        Finding finding = given.diagnosis().findings().getFirst();
        assertEquals(FindingId.PUBLICATIONS_CANCELLED, finding.id());
        assertEquals(List.of(Message.of("path.evidence.listener", "0.0.0.0:8000", "python.exe", 4711L)),
                finding.evidence());
    }

    /** A public network is worth a remedy only where it keeps something out. */
    @Test
    void aPublicNetworkCallsForSomethingOnlyWhereSomethingIsBlocked() {
        FakeMachine open = FakeMachine.windows();
        open.profile = Profile.PUBLIC;
        FakeMachine shut = FakeMachine.windows().blockedOn("wlan0", FakeMachine.DROP, Decision.Cause.DEFAULT);
        shut.profile = Profile.PUBLIC;
        assertEquals(List.of(0, 2), Stream.of(open, shut).map(given -> given.diagnosis().findings().stream()
                .filter(finding -> finding.id() == FindingId.NETWORK_PUBLIC).findFirst().orElseThrow().remedies()
                .size()).toList());
    }
}
