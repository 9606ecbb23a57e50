package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docker.Container;
import docker.Container.Health;
import docker.Container.Status;
import docker.Engine;
import firewall.Decision;
import firewall.Rule;
import host.LanAddress;
import host.Listener;
import host.Neighbour;
import inventory.Service;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import path.Cause;
import path.Diagnosis;
import path.FakeMachine;
import path.Finding;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.ServicePath;
import path.Severity;
import probe.Reply.State;
import text.Message;

/** One fact changed at a time: which hop is blamed, and for what. */
class ChecklistTest {

    /** @param change what is different from a healthy machine */
    record Case(String name, Consumer<FakeMachine> change, Hop brokenAt, FindingId cause) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> broken() {
        return Stream.of(
                new Case("container stopped", given -> stopped(given, Status.EXITED), Hop.CONTAINER,
                        FindingId.CONTAINER_STOPPED),
                new Case("container created and never started", given -> stopped(given, Status.CREATED), Hop.CONTAINER,
                        FindingId.CONTAINER_STOPPED),
                new Case("named container missing", given -> nothing(given.containers().named("eloquence-api")),
                        Hop.CONTAINER, FindingId.CONTAINER_MISSING),
                new Case("restarting", given -> stopped(given, Status.RESTARTING), Hop.CONTAINER,
                        FindingId.CONTAINER_RESTARTING),
                new Case("between two crashes", given -> given
                        .containers(FakeMachine.with(FakeMachine.api(), Health.NONE, 4, false,
                        FakeMachine.NOW.minusSeconds(2)))
                        .answers(State.CLOSED, State.REFUSED), Hop.CONTAINER, FindingId.CONTAINER_RESTARTING),
                new Case("paused", given -> given
                        .containers(FakeMachine.container("eloquence-api", Status.PAUSED,
                                FakeMachine.publication("0.0.0.0", 8000, 8000)))
                        .answers(State.SILENT, State.SILENT), Hop.CONTAINER, FindingId.CONTAINER_PAUSED),
                new Case("unhealthy by its own check", given -> given.containers(
                        FakeMachine.with(FakeMachine.api(), Health.UNHEALTHY, 0, false,
                        FakeMachine.NOW.minusSeconds(99))),
                        Hop.CONTAINER, FindingId.CONTAINER_UNHEALTHY),
                new Case("published on loopback", given -> given
                        .containers(FakeMachine.container("eloquence-api", Status.RUNNING,
                                FakeMachine.publication("127.0.0.1", 8000, 8000)))
                        .listening(FakeMachine.listener("127.0.0.1", 8000, "docker-proxy"))
                        .answers(State.ANSWERED, State.REFUSED), Hop.PUBLISHED, FindingId.PORT_PUBLISHED_ON_LOOPBACK),
                new Case("published on another port", given -> nothing(given.containers(FakeMachine.container(
                        "eloquence-api", Status.RUNNING, FakeMachine.publication("0.0.0.0", 9000, 8000)))),
                        Hop.PUBLISHED, FindingId.PORT_PUBLISHED_ELSEWHERE),
                new Case("not published", given -> nothing(given.containers(
                        FakeMachine.container("eloquence-api", Status.RUNNING))), Hop.PUBLISHED,
                        FindingId.PORT_NOT_PUBLISHED),
                new Case("published for IPv6 only", given -> given
                        .containers(FakeMachine.container("eloquence-api", Status.RUNNING,
                                FakeMachine.publication("::", 8000, 8000)))
                        .answers(State.REFUSED, State.REFUSED), Hop.PUBLISHED,
                        FindingId.PORT_PUBLISHED_ON_OTHER_ADDRESS),
                new Case("nothing listens", given -> nothing(given.containers()), Hop.LISTENING,
                        FindingId.NOTHING_LISTENING),
                new Case("host process on loopback", given -> given.containers()
                        .listening(FakeMachine.listener("127.0.0.1", 8000, "java"))
                        .answers(State.ANSWERED, State.REFUSED), Hop.LISTENING, FindingId.LISTENING_ON_LOOPBACK),
                new Case("host process for IPv6 only", given -> given.containers()
                        .listening(FakeMachine.listener("::", 8000, "java"))
                        .answers(State.REFUSED, State.REFUSED), Hop.LISTENING, FindingId.LISTENING_ON_OTHER_ADDRESS),
                new Case("another process has the port of a stopped container", given -> stopped(given, Status.EXITED)
                        .listening(FakeMachine.listener("0.0.0.0", 8000, "python3"))
                        .answers(State.WRONG_ANSWER, State.WRONG_ANSWER), Hop.LISTENING,
                        FindingId.WRONG_PROCESS_LISTENING),
                new Case("another process answers for a named container", given -> given.named("eloquence-api")
                        .containers().listening(FakeMachine.listener("0.0.0.0", 8000, "python3")), Hop.LISTENING,
                        FindingId.WRONG_PROCESS_LISTENING),
                new Case("accepts, then closes", given -> given.answers(State.CLOSED, State.REFUSED), Hop.LOOPBACK,
                        FindingId.CLOSED_WITHOUT_ANSWER),
                new Case("accepts, then silence", given -> given.answers(State.SILENT, State.SILENT), Hop.LOOPBACK,
                        FindingId.NO_ANSWER),
                new Case("503", given -> given.answers(State.WRONG_ANSWER, State.WRONG_ANSWER), Hop.LOOPBACK,
                        FindingId.UNHEALTHY_ANSWER),
                new Case("not on the LAN address", given -> given.answers(State.ANSWERED, State.REFUSED), Hop.ADDRESS,
                        FindingId.ADDRESS_UNREACHABLE),
                new Case("address of another machine", given -> given.address = new LanAddress.NotHere("192.168.1.99",
                        List.of(new LanAddress.Candidate(FakeMachine.WIFI, Cidr.parse("192.168.1.44/24")))),
                        Hop.ADDRESS,
                        FindingId.ADDRESS_NOT_HERE),
                new Case("localhost built into the app", given -> given.address = new LanAddress.Loopback("localhost"),
                        Hop.ADDRESS, FindingId.ADDRESS_IS_LOOPBACK),
                new Case("no network", given -> given.address = new LanAddress.None(Message.verbatim("down")),
                        Hop.ADDRESS, FindingId.NO_LAN_ADDRESS),
                new Case("a rule blocks", given -> given.blockedOn("wlan0", FakeMachine.DROP,
                Decision.Cause.BLOCK_RULE),
                        Hop.FIREWALL, FindingId.FIREWALL_BLOCK_RULE),
                new Case("a rule blocks the machine's own test too", given -> given.containers()
                        .listening(FakeMachine.listener("0.0.0.0", 8000, "java"))
                        .answers(State.TIMED_OUT, State.TIMED_OUT)
                        .blockedOn("lo", FakeMachine.DROP, Decision.Cause.BLOCK_RULE)
                        .blockedOn("wlan0", FakeMachine.DROP, Decision.Cause.BLOCK_RULE), Hop.FIREWALL,
                        FindingId.FIREWALL_BLOCK_RULE),
                new Case("blocked by default", given -> given.blockedOn("wlan0", FakeMachine.DROP,
                Decision.Cause.DEFAULT),
                        Hop.FIREWALL, FindingId.FIREWALL_BLOCKS_BY_DEFAULT),
                new Case("no forwarding", given -> given.blockedOn("wlan0", FakeMachine.DROP,
                        Decision.Cause.FORWARDING_OFF), Hop.FIREWALL, FindingId.FORWARDING_OFF),
                new Case("led to another port", given -> given.arrivesAt =
                        Optional.of(new InetSocketAddress("192.168.1.44", 9999)), Hop.FIREWALL,
                        FindingId.PORT_REDIRECTED),
                new Case("led to an address that the container no longer has", given -> given.arrivesAt =
                        Optional.of(new InetSocketAddress("172.17.0.9", 8000)), Hop.FIREWALL,
                        FindingId.PORT_REDIRECTED),
                new Case("Docker is not running", given -> nothing(given).docker =
                        new Engine.NotRunning("Cannot connect"), Hop.CONTAINER, FindingId.DOCKER_NOT_RUNNING),
                new Case("Docker not installed, container named", given -> nothing(given.named("eloquence-api")).docker
                        = new Engine.NotInstalled(), Hop.CONTAINER, FindingId.DOCKER_NOT_INSTALLED));
    }

    private static FakeMachine stopped(FakeMachine given, Status status) {
        Container container = FakeMachine.container("eloquence-api", status,
                FakeMachine.publication("0.0.0.0", 8000, 8000));
        return nothing(given.containers(container));
    }

    private static FakeMachine nothing(FakeMachine given) {
        return given.listening().answers(State.REFUSED, State.REFUSED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void blamesTheFirstBrokenHop(Case broken) {
        var given = new FakeMachine();
        broken.change().accept(given);
        Diagnosis diagnosis = given.diagnosis();
        ServicePath path = diagnosis.paths().getFirst();
        assertEquals(Optional.of(broken.brokenAt()), path.broken().map(HopResult::hop));
        assertEquals(Optional.of(broken.cause()), path.cause().map(Cause::id));
        assertEquals(broken.cause(), diagnosis.findings().getFirst().id());
        assertEquals(Severity.FAIL, diagnosis.findings().getFirst().severity());
        assertEquals(Diagnosis.Verdict.FAIL, diagnosis.verdict());
    }

    /** Looks dangerous, is harmless. */
    static Stream<Case> harmless() {
        return Stream.of(
                new Case("healthy", given -> { }, null, null),
                new Case("the firewall stops only the machine's own test on 127.0.0.1", given -> {
                    given.loopback = FakeMachine.reply(State.TIMED_OUT);
                    given.blockedOn("lo", FakeMachine.DROP, Decision.Cause.BLOCK_RULE);
                    given.arrivesAt = Optional.of(new InetSocketAddress("172.17.0.2", 8000));
                }, null, null),
                new Case("Docker without its proxy: nobody listens, and it answers", given -> given.listening(), null,
                        null),
                new Case("translated to its container", given -> given.arrivesAt =
                        Optional.of(new InetSocketAddress("172.17.0.2", 80)), null, null),
                new Case("a host process, no container", given -> given.containers()
                        .listening(FakeMachine.listener("::", 8000, "java")), null, null),
                new Case("listens on the LAN address only", given -> given.containers()
                        .listening(FakeMachine.listener("192.168.1.44", 8000, "java"))
                        .answers(State.REFUSED, State.ANSWERED), null, null),
                new Case("Docker's proxy is dead, the kernel translates on", given -> given.listening()
                        .answers(State.REFUSED, State.ANSWERED), null, null),
                new Case("Docker is not running, a host process answers", given -> given.docker =
                        new Engine.NotRunning("Cannot connect"), null, null),
                new Case("an old stopped container beside the new one", given -> given.containers(
                        FakeMachine.container("old", Status.EXITED, FakeMachine.publication("0.0.0.0", 8000, 8000)),
                        FakeMachine.api()),
                        null, null),
                new Case("another container, stopped, exposes the port too", given ->
                given.containers(FakeMachine.api(),
                        FakeMachine.container("other", Status.EXITED)), null, null),
                new Case("rules for a device that is not here", given -> {
                    given.exceptions = List.of(Cidr.parse("192.168.1.99/32"));
                    given.firewall = flow -> flow.from().getHostAddress().equals("192.168.1.99")
                            ? new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.BLOCK_RULE, List.of())
                            : new Decision.Allowed(FakeMachine.DEFAULT_ALLOW, List.of());
                }, null, null),
                new Case("starting, and answers already", given -> given.containers(
                        FakeMachine.with(FakeMachine.api(), Health.STARTING, 0, false,
                        FakeMachine.NOW.minusSeconds(3))), null, null),
                new Case("restarted once, and answers", given -> given.containers(
                        FakeMachine.with(FakeMachine.api(), Health.NONE, 1, false, FakeMachine.NOW.minusSeconds(3))),
                        null, null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void accusesNobodyInVain(Case harmless) {
        var given = new FakeMachine();
        harmless.change().accept(given);
        Diagnosis diagnosis = given.diagnosis();
        assertEquals(List.of(FindingId.NOT_PROVEN_FROM_A_PHONE),
                diagnosis.findings().stream().map(Finding::id).toList());
        assertEquals(Diagnosis.Verdict.OK, diagnosis.verdict());
    }

    /** A row of docker ps does not say what the container asked for, nor how often it was started again. */
    @Test
    void whatDockerPsLeavesOutIsNotMadeUp() {
        assertInstanceOf(Outcome.Unknown.class, listed(Hop.PUBLISHED, Status.RUNNING));
        assertInstanceOf(Outcome.Problem.class,
                listed(Hop.PUBLISHED, Status.RUNNING, FakeMachine.publication("0.0.0.0", 9000, 8000)));
        var restarting = assertInstanceOf(Outcome.Problem.class, listed(Hop.CONTAINER, Status.RESTARTING));
        assertEquals(List.of(Message.of("path.evidence.exit-code", 1)), restarting.cause().evidence());
        assertEquals(Message.of("path.hop.not-running"), listed(Hop.CONTAINER, Status.DEAD).text());
    }

    private static Outcome listed(Hop hop, Status status, Container.Publication... published) {
        Container container = FakeMachine.listed(FakeMachine.container("eloquence-api", status, published));
        return nothing(new FakeMachine().named("eloquence-api").containers(container)).diagnosis().paths().getFirst()
                .at(hop).outcome();
    }

    @Test
    void aFirewallThatCannotBeReadIsNeitherOpenNorClosed() {
        var given = new FakeMachine();
        given.firewallUnreadable = Optional.of(Message.verbatim("needs root"));
        Diagnosis diagnosis = given.diagnosis();
        assertEquals(Diagnosis.Verdict.UNKNOWN, diagnosis.verdict());
        assertEquals(FindingId.UNKNOWN, diagnosis.findings().getFirst().id());
        assertEquals(List.of(Message.verbatim("needs root")), diagnosis.findings().getFirst().evidence());
    }

    @Test
    void dockerThatMayNotBeAskedIsAWarningWhereTheServiceAnswers() {
        var given = new FakeMachine();
        given.docker = new Engine.NoPermission("permission denied");
        Diagnosis diagnosis = given.diagnosis();
        assertEquals(FindingId.DOCKER_NO_PERMISSION, diagnosis.findings().getFirst().id());
        assertEquals("unknown", diagnosis.paths().getFirst().at(Hop.CONTAINER).outcome().id());
        assertEquals(Diagnosis.Verdict.WARN, diagnosis.verdict());
    }

    @Test
    void aSlowAnswerIsAWarning() {
        var given = new FakeMachine();
        given.loopback = FakeMachine.answered(200, 5000);
        given.lan = FakeMachine.answered(200, 5000);
        Diagnosis diagnosis = given.diagnosis();
        assertEquals(FindingId.SLOW_ANSWER, diagnosis.findings().getFirst().id());
        assertEquals(Diagnosis.Verdict.WARN, diagnosis.verdict());
    }

    @Test
    void aRuleAgainstADeviceThatIsHereIsAWarning() {
        var given = new FakeMachine();
        given.neighbours = List.of(new Neighbour("192.168.1.23", "wlan0", true));
        given.exceptions = List.of(Cidr.parse("192.168.1.23/32"));
        given.firewall = flow -> flow.from().getHostAddress().equals("192.168.1.23")
                ? new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.BLOCK_RULE, List.of())
                : new Decision.Allowed(FakeMachine.DEFAULT_ALLOW, List.of());
        assertEquals(FindingId.FIREWALL_BLOCKS_SOME_DEVICES, given.diagnosis().findings().getFirst().id());
    }

    @Test
    void aRuleForNearlyAllOfTheLanIsNoException() {
        var given = new FakeMachine();
        given.exceptions = List.of(Cidr.parse("192.168.1.128/25"), Cidr.parse("192.168.1.64/26"));
        given.firewall = flow -> given.exceptions.stream().anyMatch(cidr -> cidr.contains(flow.from()))
                ? new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.BLOCK_RULE, List.of())
                : new Decision.Allowed(FakeMachine.DEFAULT_ALLOW, List.of());
        assertEquals(FindingId.FIREWALL_BLOCK_RULE, given.diagnosis().findings().getFirst().id());
    }

    @Test
    void whatCannotBeDecidedNamesTheRule() {
        var given = new FakeMachine();
        given.firewall = flow -> new Decision.Undecided(Message.verbatim("match u32"),
                List.of(new Rule("id", "name", "-A INPUT -m u32 -j DROP", "filter INPUT", false)));
        Diagnosis diagnosis = given.diagnosis();
        assertEquals(Diagnosis.Verdict.UNKNOWN, diagnosis.verdict());
        Finding finding = diagnosis.findings().getFirst();
        assertEquals(List.of(Message.verbatim("match u32")), finding.evidence());
        assertEquals(List.of("-A INPUT -m u32 -j DROP"), finding.rules().stream().map(Rule::text).toList());
        assertEquals(List.of("path.remedy.see-rules", "path.remedy.let-phone-tell"),
                finding.remedies().stream().map(step -> step.text().key()).toList());
    }

    @Test
    void udpIsJudgedByItsListenerAndTheFirewallOnly() {
        var given = new FakeMachine();
        given.service = new Service("media", List.of(7882), Protocol.UDP, Optional.empty(), Optional.empty());
        given.containers().listening(new Listener(Protocol.UDP, "0.0.0.0", 7882, Optional.empty(),
                Optional.empty()));
        Diagnosis diagnosis = given.diagnosis();
        assertEquals(Diagnosis.Verdict.OK, diagnosis.verdict());
        assertEquals("skipped", diagnosis.paths().getFirst().at(Hop.LOOPBACK).outcome().id());
    }

    @Test
    void oneRuleThatBlocksTwoPortsIsOneFinding() {
        var given = new FakeMachine().blockedOn("wlan0", FakeMachine.DROP, Decision.Cause.BLOCK_RULE);
        given.service = new Service("LiveKit", List.of(7880, 7881), Protocol.TCP, Optional.empty(), Optional.empty());
        given.containers().listening(FakeMachine.listener("0.0.0.0", 7880, "livekit"),
                FakeMachine.listener("0.0.0.0", 7881, "livekit"));
        List<Finding> findings = given.diagnosis().findings();
        assertEquals(List.of(FindingId.FIREWALL_BLOCK_RULE, FindingId.NOT_PROVEN_FROM_A_PHONE),
                findings.stream().map(Finding::id).toList());
        assertEquals(2, findings.getFirst().endpoints().size());
        assertEquals(List.of("LiveKit"), findings.getFirst().services());
    }
}
