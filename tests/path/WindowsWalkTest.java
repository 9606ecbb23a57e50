package path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import docker.Container;
import docker.Container.Health;
import docker.Container.Status;
import firewall.Decision;
import firewall.Rule;
import host.Adapter;
import host.AdapterKind;
import host.LanAddress;
import host.windows.HyperVFirewall;
import host.windows.WindowsFacts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import probe.Reply.State;
import process.Fact;
import text.Message;

/** What only Windows has in the way, one thing at a time: which hop is blamed, for what, and how sure that is. */
public class WindowsWalkTest {

    /** @param change what is different from a healthy Windows with Docker Desktop */
    record Case(String name, Consumer<FakeMachine> change, Hop brokenAt, FindingId cause, Confidence confidence) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final WindowsFacts.PortRange AROUND_8000 = new WindowsFacts.PortRange(Protocol.TCP, 7907, 8006, false);
    static final WindowsFacts.PortProxy INTO_WSL = new WindowsFacts.PortProxy("0.0.0.0", 8000, "172.28.23.5", 8000);
    public static final Rule PROGRAM = new Rule("{1}", "Docker Desktop Backend", "v2.10|App=...|", "PersistentStore",
            false);

    private static Case seen(String name, Consumer<FakeMachine> change, Hop at, FindingId id) {
        return new Case(name, change, at, id, Confidence.OBSERVED);
    }

    private static Case guessed(String name, Consumer<FakeMachine> change, Hop at, FindingId id) {
        return new Case(name, change, at, id, Confidence.INFERRED);
    }

    static Stream<Case> broken() {
        return Stream.of(
                seen("the relay of WSL alone", given -> relayed(given), Hop.LISTENING, FindingId.WSL_RELAY_ONLY),
                seen("its older name, and a container that Windows sees", given -> given
                        .listening(FakeMachine.listener("127.0.0.1", 8000, "wslhost.exe"),
                                FakeMachine.listener("::1", 8000, "wslhost.exe"))
                        .answers(State.ANSWERED, State.REFUSED), Hop.LISTENING, FindingId.WSL_RELAY_ONLY),
                seen("on loopback, but not WSL's", given -> given.containers()
                        .listening(FakeMachine.listener("127.0.0.1", 8000, "python.exe"))
                        .answers(State.ANSWERED, State.REFUSED), Hop.LISTENING, FindingId.LISTENING_ON_LOOPBACK),

                guessed("reserved, and nobody listens", given -> nothing(given.containers()).reserved(AROUND_8000),
                        Hop.LISTENING, FindingId.PORT_RESERVED),
                seen("reserved, and Docker says so", given -> nothing(given.containers(
                        refused(Status.CREATED, "bind: An attempt was made to access a socket in a way forbidden")))
                        .reserved(AROUND_8000), Hop.LISTENING, FindingId.PORT_RESERVED),
                seen("reserved, but its container ran and crashed", given -> nothing(given.containers(
                        refused(Status.EXITED, ""))).reserved(AROUND_8000), Hop.CONTAINER,
                        FindingId.CONTAINER_STOPPED),
                seen("nobody listens, and other ports are reserved", given -> nothing(given.containers())
                        .reserved(new WindowsFacts.PortRange(Protocol.TCP, 8001, 8100, false),
                                new WindowsFacts.PortRange(Protocol.UDP, 7907, 8006, false)), Hop.LISTENING,
                        FindingId.NOTHING_LISTENING),
                seen("nobody listens, and it is reserved on purpose", given -> nothing(given.containers())
                        .reserved(new WindowsFacts.PortRange(Protocol.TCP, 8000, 8000, true)), Hop.LISTENING,
                        FindingId.NOTHING_LISTENING),

                seen("all publications cancelled", given -> nothing(given.containers(cancelled("bridge"))),
                        Hop.PUBLISHED, FindingId.PUBLICATIONS_CANCELLED),
                seen("no publication, for it has no network", given -> nothing(given.containers(cancelled("none"))),
                        Hop.PUBLISHED, FindingId.PORT_NOT_PUBLISHED),

                seen("a forwarding that leads nowhere", given -> given.containers()
                        .listening(FakeMachine.listener("0.0.0.0", 8000, "svchost.exe")).forwarding(INTO_WSL)
                        .answers(State.CLOSED, State.CLOSED), Hop.LOOPBACK, FindingId.PORTPROXY_STALE),
                seen("a forwarding of the LAN address only", given -> given.containers()
                        .listening(FakeMachine.listener("192.168.1.44", 8000, "svchost.exe"),
                                FakeMachine.listener("127.0.0.1", 8000, "wslrelay.exe"))
                        .forwarding(new WindowsFacts.PortProxy("192.168.1.44", 8000, "172.28.23.5", 8000))
                        .answers(State.ANSWERED, State.SILENT), Hop.ADDRESS, FindingId.PORTPROXY_STALE),
                guessed("a forwarding, and nobody knows who listens", given -> {
                    given.containers().forwarding(INTO_WSL).answers(State.CLOSED, State.CLOSED);
                    given.listeners = Fact.unknown(Message.verbatim("denied"));
                }, Hop.LOOPBACK, FindingId.PORTPROXY_STALE),
                seen("a forwarding that is not in effect", given -> given.forwarding(INTO_WSL)
                        .answers(State.CLOSED, State.CLOSED), Hop.LOOPBACK, FindingId.CLOSED_WITHOUT_ANSWER),
                seen("a forwarding of another port", given -> given.containers()
                        .listening(FakeMachine.listener("0.0.0.0", 8000, "svchost.exe"))
                        .forwarding(new WindowsFacts.PortProxy("0.0.0.0", 8001, "172.28.23.5", 8000))
                        .answers(State.CLOSED, State.CLOSED), Hop.LOOPBACK, FindingId.CLOSED_WITHOUT_ANSWER),
                seen("a forwarding to a service that answers badly", given -> given.containers()
                        .listening(FakeMachine.listener("0.0.0.0", 8000, "svchost.exe")).forwarding(INTO_WSL)
                        .answers(State.WRONG_ANSWER, State.WRONG_ANSWER), Hop.LOOPBACK, FindingId.UNHEALTHY_ANSWER),

                guessed("the Hyper-V firewall blocks by default", given -> inWsl(given, hyperV(false, false)),
                        Hop.FIREWALL, FindingId.HYPERV_FIREWALL_BLOCKS),
                guessed("its own rule is for another port", given -> inWsl(given, hyperV(false, false,
                        new HyperVFirewall.Rule("web", true, Protocol.TCP, List.of("80", "7000-7999")))),
                        Hop.FIREWALL, FindingId.HYPERV_FIREWALL_BLOCKS),
                guessed("its own rule blocks", given -> inWsl(given, hyperV(true, true,
                        new HyperVFirewall.Rule("no", false, Protocol.TCP, List.of("8000")),
                        new HyperVFirewall.Rule("yes", true, Protocol.TCP, List.of()))), Hop.FIREWALL,
                        FindingId.HYPERV_FIREWALL_BLOCKS),
                guessed("a program's rule is not taken over", given -> {
                    inWsl(given, hyperV(false, true));
                    given.firewall = flow -> new Decision.Allowed(PROGRAM, List.of());
                    given.carriedOver = Optional.of(new Decision.Blocked(FakeMachine.DEFAULT_ALLOW, false,
                            Decision.Cause.DEFAULT, List.of()));
                }, Hop.FIREWALL, FindingId.HYPERV_FIREWALL_BLOCKS),
                guessed("the other firewall's default is not taken over", given -> inWsl(given, hyperV(false, true)),
                        Hop.FIREWALL, FindingId.HYPERV_FIREWALL_BLOCKS),
                seen("Windows Firewall blocks before it", given -> inWsl(given, hyperV(false, false))
                        .blockedOn("wlan0", FakeMachine.DROP, Decision.Cause.DEFAULT), Hop.FIREWALL,
                        FindingId.FIREWALL_BLOCKS_BY_DEFAULT),
                seen("Windows Firewall blocks, and so does the Hyper-V firewall", given ->
                        inWsl(given, hyperV(false, true)).blockedOn("wlan0", FakeMachine.DROP, Decision.Cause.DEFAULT),
                        Hop.FIREWALL, FindingId.FIREWALL_BLOCKS_BY_DEFAULT),
                seen("Windows Firewall blocks, and the Hyper-V firewall is off", given -> inWsl(given,
                        new HyperVFirewall(false, true, true, List.of())).blockedOn("wlan0", FakeMachine.DROP,
                        Decision.Cause.DEFAULT), Hop.FIREWALL, FindingId.FIREWALL_BLOCKS_BY_DEFAULT),
                seen("mirrored, and not well on 127.0.0.1 either", given -> given
                        .mirrored(Fact.known(hyperV(true, true))).answers(State.CLOSED, State.REFUSED), Hop.LOOPBACK,
                        FindingId.CLOSED_WITHOUT_ANSWER),

                guessed("the router gave another address", given -> notHere(given, FakeMachine.WIFI).dhcp("wlan0"),
                        Hop.ADDRESS, FindingId.ADDRESS_MOVED),
                seen("not here, and no address is from a router", given -> notHere(given, FakeMachine.WIFI),
                Hop.ADDRESS,
                        FindingId.ADDRESS_NOT_HERE),
                seen("not here, and the router's network is another", given -> notHere(given, new Adapter("wlan0",
                        "wlan0", List.of(Cidr.parse("10.0.0.7/24")), Adapter.Link.UP, AdapterKind.WIFI))
                        .dhcp("wlan0"),
                        Hop.ADDRESS, FindingId.ADDRESS_NOT_HERE),
                seen("not here, and only a switch for virtual machines is in that network", given ->
                        chosenFrom(given, new Adapter("wlan0", "wlan0", List.of(Cidr.parse("10.0.0.7/24")),
                                Adapter.Link.UP, AdapterKind.WIFI), new Adapter("vEthernet (x)", "x",
                                List.of(Cidr.parse("192.168.1.1/24")), Adapter.Link.UP, AdapterKind.HYPERV_SWITCH))
                                .dhcp("vEthernet (x)"), Hop.ADDRESS, FindingId.ADDRESS_NOT_HERE));
    }

    static FakeMachine nothing(FakeMachine given) {
        return given.listening().answers(State.REFUSED, State.REFUSED);
    }

    private static FakeMachine relayed(FakeMachine given) {
        return given.containers().listening(FakeMachine.listener("127.0.0.1", 8000, "wslrelay.exe"))
                .answers(State.ANSWERED, State.REFUSED);
    }

    private static Container refused(Status status, String error) {
        Container c = FakeMachine.container("eloquence-api", status, FakeMachine.publication("0.0.0.0", 8000, 8000));
        return new Container(c.id(), c.name(), c.composeService(), c.status(), Health.NONE, c.exitCode(),
                false, 0, c.startedAt(), error, "", c.requested(), List.of(), c.exposed(), c.networks(),
                c.networkMode(), true);
    }

    static Container cancelled(String networkMode) {
        Container c = FakeMachine.api();
        return new Container(c.id(), c.name(), c.composeService(), c.status(), c.health(), 0, false, 0,
                c.startedAt(), "", "", c.requested(), List.of(), c.exposed(), c.networks(), networkMode,
                true);
    }

    /** A service of WSL in mirrored mode: no process of Windows listens, and it answers. */
    static FakeMachine inWsl(FakeMachine given, HyperVFirewall firewall) {
        given.firewall = flow -> new Decision.Allowed(FakeMachine.DEFAULT_ALLOW, List.of());
        return given.containers().listening().mirrored(Fact.known(firewall));
    }

    static HyperVFirewall hyperV(boolean allowsInbound, boolean merges, HyperVFirewall.Rule... rules) {
        return new HyperVFirewall(true, allowsInbound, merges, List.of(rules));
    }

    private static FakeMachine chosenFrom(FakeMachine given, Adapter... adapters) {
        given.address = LanAddress.choose(List.of(adapters), List.of(adapters[0].name()), List.of(),
                Optional.of("192.168.1.99"));
        return given;
    }

    static FakeMachine notHere(FakeMachine given, Adapter adapter) {
        given.address = new LanAddress.NotHere("192.168.1.99",
                List.of(new LanAddress.Candidate(adapter, adapter.addresses().getFirst())));
        return given;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void blamesWhatIsInTheWay(Case broken) {
        FakeMachine given = FakeMachine.windows();
        broken.change().accept(given);
        Diagnosis diagnosis = given.diagnosis();
        ServicePath path = diagnosis.paths().getFirst();
        assertEquals(Optional.of(broken.brokenAt()), path.broken().map(HopResult::hop));
        Finding first = diagnosis.findings().getFirst();
        assertEquals(broken.cause() + " " + broken.confidence(), first.id() + " " + first.confidence());
    }
}
