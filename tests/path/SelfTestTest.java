package path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docker.Attachment;
import docker.Container;
import docker.Container.Status;
import firewall.linux.netfilter.Rules;
import host.Adapter;
import host.AdapterKind;
import host.Listener;
import inventory.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import probe.Reply.State;
import text.Message;

/**
 * A container's published port, which this machine's own test does not reach as a phone does: rules of Docker with and
 * without their half for this machine, with and without its proxy.
 */
class SelfTestTest {
    private static final String FOR_PHONES = "-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER\n";
    private static final String FOR_THIS_MACHINE =
            "-A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER\n";
    private static final String KILL_SWITCH =
            "-A OUTPUT ! -o tun0 ! -d 192.168.1.0/24 -m addrtype ! --dst-type LOCAL -j REJECT\n";
    private static final List<Attachment> BRIDGE =
            List.of(new Attachment("bridge", "ad3fd22a01ab", List.of("172.17.0.2")));

    /** @param filter rules of the table filter besides Docker's */
    private static FakeMachine machine(String nat, String filter, String holder) {
        FakeMachine given = new FakeMachine().listening(FakeMachine.listener("0.0.0.0", 8000, holder))
                .containers(api(BRIDGE)).on(Rules.ADAPTERS);
        given.rules = Optional.of(Rules.of("*nat\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:DOCKER - [0:0]\n"
                + nat + "-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8000 -j DNAT --to-destination 172.17.0.2:80\n"
                + "COMMIT\n*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n" + filter
                + "COMMIT\n"));
        return given.answers(State.SILENT, State.SILENT);
    }

    private static Container api(List<Attachment> networks) {
        Container c = FakeMachine.container("api", Status.RUNNING, FakeMachine.publication("0.0.0.0", 8000, 80));
        return new Container(c.id(), c.name(), c.composeService(), c.status(), c.health(), c.exitCode(),
                c.outOfMemory(), c.restartCount(), c.startedAt(), c.error(), c.healthLog(), c.requested(),
                c.published(), c.exposed(), networks, c.networkMode(), c.inspected());
    }

    /** Nobody on this machine accepts: only NAT leads to the container. */
    private static FakeMachine withoutProxy(String nat) {
        return machine(nat, "", "dockerd");
    }

    private static FakeMachine asked(FakeMachine given, State answer) {
        given.direct = Optional.of(FakeMachine.reply(answer));
        return given;
    }

    private static List<String> told(FakeMachine given) {
        return given.diagnosis().findings().stream().filter(finding -> finding.severity() != Severity.INFO)
                .map(finding -> finding.id().id()).toList();
    }

    @ParameterizedTest
    @CsvSource({"ANSWERED,", "HELD, answer-not-proven", "REFUSED, nothing-listening-inside", "SILENT, no-answer",
            "CLOSED, closed-without-answer", "WRONG_ANSWER, unhealthy-answer", "TIMED_OUT, unknown"})
    void whereOnlyPhonesAreTranslatedTheContainerIsAsked(State answer, String id) {
        assertEquals(Stream.ofNullable(id).toList(), told(asked(withoutProxy(FOR_PHONES), answer)));
    }

    @Test
    void aConnectionThatDockersDaemonHoldsIsNoAnswer() {
        FakeMachine given = asked(withoutProxy(FOR_PHONES).answers(State.HELD, State.HELD), State.REFUSED);
        assertEquals(List.of("nothing-listening-inside"), told(given));
    }

    @Test
    void aContainerThatNobodyAskedIsNotAccused() {
        FakeMachine given = withoutProxy(FOR_PHONES);
        assertEquals(List.of("unknown"), told(given));
        assertEquals(List.of("jbang verify --phone"), given.diagnosis().findings().getFirst().remedies().stream()
                .flatMap(remedy -> remedy.commands().stream()).map(command -> command.line()).distinct().toList());
    }

    @Test
    void whereNatLeadsNobodyToTheContainerItIsNatThatIsToBlame() {
        FakeMachine given = asked(withoutProxy(FOR_THIS_MACHINE), State.ANSWERED);
        assertEquals(List.of("nat-rules-missing"), told(given.answers(State.ANSWERED, State.ANSWERED)));
        assertEquals(List.of("nat-rules-missing"), told(asked(withoutProxy(""), State.ANSWERED)));
        assertEquals(List.of(), told(machine(FOR_THIS_MACHINE, "", "docker-proxy")
                .answers(State.ANSWERED, State.ANSWERED)), "Docker's proxy serves phones as well");
    }

    @Test
    void aProxyThatPassesNothingOnIsNotOnTheWayOfAPhone() {
        FakeMachine given = machine(FOR_PHONES, "", "docker-proxy");
        assertEquals(List.of(), told(asked(given, State.ANSWERED)));
        assertEquals(List.of("no-answer"), told(asked(given, State.SILENT)));
        assertEquals(List.of("no-answer"), told(asked(machine("", "", "docker-proxy"), State.ANSWERED)),
                "here it is all that phones have");
    }

    @Test
    void whatLeavesThroughTheKillSwitchTellsNothingOfTheContainer() {
        FakeMachine given = machine(FOR_PHONES + FOR_THIS_MACHINE, KILL_SWITCH, "docker-proxy")
                .answers(State.CLOSED, State.REFUSED);
        assertEquals(List.of("unknown"), told(given));
        assertEquals(Optional.empty(), SelfTest.toAsk(given.facts(), endpoint(given)), "the answer would be the same");
        FakeMachine withoutNat = machine("", KILL_SWITCH, "docker-proxy").answers(State.CLOSED, State.CLOSED);
        assertEquals(List.of("firewall-block-rule"), told(withoutNat), "phones depend on the proxy");
    }

    @Test
    void whereTheRulesCannotBeReadNobodyIsAccused() {
        FakeMachine given = withoutProxy(FOR_PHONES).listening(new Listener(Protocol.TCP, "0.0.0.0", 8000,
                Optional.empty(), Optional.empty()));
        given.firewallUnreadable = Optional.of(Message.of("path.hop.not-asked"));
        assertTrue(told(asked(given, State.ANSWERED)).stream().allMatch("unknown"::equals));
        assertEquals(List.of("no-answer"), told(asked(given, State.SILENT)));
    }

    @Test
    void aContainerIsAskedOnlyWhereThisMachinesOwnTestLeavesItOpen() {
        assertTrue(toAsk(withoutProxy(FOR_PHONES)));
        assertTrue(toAsk(machine(FOR_PHONES, "", "docker-proxy")));
        assertTrue(!toAsk(machine(FOR_PHONES + FOR_THIS_MACHINE, "", "docker-proxy")));
        assertTrue(!toAsk(withoutProxy(FOR_PHONES + FOR_THIS_MACHINE)));
    }

    /** No packet leaves for a device that nobody named: where the address may be one of the LAN, nothing is sent. */
    @Test
    void anAddressThatMayBeAnotherDevicesIsNotAsked() {
        FakeMachine lans = withoutProxy(FOR_PHONES).containers(api(List.of(new Attachment("proj", "7f",
                List.of("192.168.1.2"))))).on(with(adapter("br-7f", "192.168.1.1/24", AdapterKind.CONTAINERS)));
        assertTrue(!toAsk(lans));
        FakeMachine virtualMachines = withoutProxy(FOR_PHONES).containers(api(List.of(new Attachment("bridge", "7f",
                List.of("172.20.0.2"))))).on(with());
        assertTrue(!toAsk(virtualMachines));
        FakeMachine stopped = withoutProxy(FOR_PHONES).containers(FakeMachine.container("api", Status.EXITED,
                FakeMachine.publication("0.0.0.0", 8000, 80)));
        assertTrue(!toAsk(stopped));
    }

    @Test
    void thePortIsTheContainersOwn() {
        FakeMachine given = withoutProxy(FOR_PHONES);
        assertEquals("172.17.0.2:80", given.facts().containerPort(endpoint(given)).orElseThrow().text());
    }

    private static boolean toAsk(FakeMachine given) {
        return SelfTest.toAsk(given.facts(), endpoint(given)).isPresent();
    }

    private static Endpoint endpoint(FakeMachine given) {
        return given.facts().inventory().endpoints().getFirst();
    }

    private static List<Adapter> with(Adapter... more) {
        return Stream.concat(Rules.ADAPTERS.stream(), Stream.of(more)).toList();
    }

    private static Adapter adapter(String name, String address, AdapterKind kind) {
        return new Adapter(name, name, List.of(Cidr.parse(address)), Adapter.Link.UP, kind);
    }
}
