package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docker.BridgeNetwork;
import host.Adapter;
import host.AdapterKind;
import host.LanAddress;
import host.linux.routing.RoutingPolicy;
import host.linux.routing.RoutingRule;
import host.linux.routing.SenderFilter;
import host.linux.routing.TableRoute;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.Cidr;
import org.junit.jupiter.api.Test;
import path.Diagnosis;
import path.FakeMachine;
import path.Finding;
import path.Hop;
import path.LinuxFacts;
import path.Outcome;
import path.Phone;
import path.Severity;
import probe.Reply;
import process.Fact;
import text.Message;

/** What the routes of Linux do to a phone, told from data alone. */
class LinuxWayBackTest {
    private static final Adapter DOCKER0 = adapter("docker0", "172.17.0.1/16", AdapterKind.CONTAINERS);
    private static final Adapter TUN = adapter("tun0", "10.8.0.2/24", AdapterKind.TUNNEL);
    private static final Adapter CABLE = adapter("eth0", "192.168.1.45/24", AdapterKind.ETHERNET);
    private static final Adapter OTHER_LAN = adapter("eth1", "10.20.30.40/24", AdapterKind.ETHERNET);
    private static final Adapter POOL = adapter("br-0123456789ab", "192.168.16.1/20", AdapterKind.CONTAINERS);

    private static final String FIRST = "{'priority':0,'src':'all','table':'local'}";
    private static final String LAST = "{'priority':32766,'src':'all','table':'main'}";
    private static final String LAN = "{'dst':'192.168.1.0/24','dev':'wlan0','metric':600,'flags':[]}";
    private static final String CONTAINERS = "{'dst':'172.17.0.0/16','dev':'docker0','flags':[]}";
    private static final String ALL = "{'dst':'default','gateway':'192.168.1.1','dev':'wlan0','flags':[]}";
    private static final String OWN =
            "{'type':'local','dst':'192.168.1.44','dev':'wlan0','table':'local','flags':[]}";

    private final FakeMachine given = new FakeMachine();
    private final List<String> rules = new ArrayList<>(List.of(FIRST));
    private final List<String> routes = new ArrayList<>(List.of(OWN, LAN, CONTAINERS, ALL));
    private SenderFilter filter = new SenderFilter(Map.of(), Map.of(), OptionalLong.empty());
    private Fact<List<BridgeNetwork>> networks = Fact.known(List.of());
    private List<Adapter> more = List.of();

    private static Adapter adapter(String name, String address, AdapterKind kind) {
        return new Adapter(name, name, List.of(Cidr.parse(address)), Adapter.Link.UP, kind);
    }

    /** @param text a row of {@code ip -json}, with single quotes */
    private LinuxWayBackTest rule(String text) {
        rules.add(text);
        return this;
    }

    private LinuxWayBackTest route(String text) {
        routes.add(text);
        return this;
    }

    private static String json(List<String> rows) {
        return rows.stream().collect(Collectors.joining(",", "[", "]")).replace('\'', '"');
    }

    /** Forwarded to the container by the firewall, as Docker's rules do. */
    private LinuxWayBackTest container() {
        given.arrivesAt = Optional.of(new InetSocketAddress("172.17.0.2", 8000));
        return this;
    }

    private LinuxWayBackTest process() {
        given.containers().listening(FakeMachine.listener("0.0.0.0", 8000, "python3"));
        return this;
    }

    private LinuxWayBackTest with(Adapter... others) {
        more = List.of(others);
        return this;
    }

    private LinuxWayBackTest from(String phone) {
        given.phone = Optional.of(new Phone(InetAddress.ofLiteral(phone), Fact.unknown(Message.verbatim("-"))));
        return this;
    }

    private Diagnosis diagnosis() {
        rules.add(LAST);
        given.adapters = Stream.concat(given.adapters.stream(), Stream.concat(Stream.of(DOCKER0), more.stream()))
                .toList();
        given.linux = new LinuxFacts(Fact.known(new RoutingPolicy(RoutingRule.list(json(rules)).toOptional()
                .orElseThrow(), TableRoute.table(json(routes)).toOptional().orElseThrow(), filter)), networks);
        return given.diagnosis();
    }

    private static String told(Diagnosis diagnosis) {
        return diagnosis.findings().stream().filter(finding -> finding.severity() != Severity.INFO)
                .map(finding -> finding.id().id() + " " + finding.severity().id()).collect(Collectors.joining(", "));
    }

    private String told() {
        return told(diagnosis());
    }

    private static List<String> lines(Diagnosis diagnosis) {
        return diagnosis.findings().stream().map(Finding::remedies).flatMap(List::stream)
                .flatMap(remedy -> remedy.commands().stream()).map(command -> command.line()).toList();
    }

    private Outcome address(Diagnosis diagnosis) {
        return diagnosis.paths().getFirst().at(Hop.ADDRESS).outcome();
    }

    @Test
    void anOrdinaryMachineIsWell() {
        assertEquals("", container().told());
    }

    /** As many distributions set it. */
    @Test
    void strictFiltersAreNoFaultByThemselves() {
        filter = new SenderFilter(Map.of("all", SenderFilter.STRICT), Map.of(), OptionalLong.of(3));
        assertEquals("", container().told());
    }

    /** The app has this machine's address in the tunnel, where nobody else is known. */
    @Test
    void anAddressWithoutANetworkIsNotJudged() {
        Adapter tailscale = adapter("tailscale0", "100.64.0.7/32", AdapterKind.TUNNEL);
        given.address = new LanAddress.Chosen(tailscale, tailscale.addresses().getFirst(), List.of(), false,
                Optional.of(Message.of("host.kind.tunnel")));
        assertEquals("address-without-phones warn", process().with(tailscale)
                .route("{'type':'local','dst':'100.64.0.7','dev':'tailscale0','table':'local','flags':[]}").told());
    }

    @Test
    void whatWasNotReadIsNoFault() {
        container();
        given.adapters = Stream.concat(given.adapters.stream(), Stream.of(DOCKER0)).toList();
        assertEquals("", told(given.diagnosis()));
    }

    /** Docker's proxy fails for the same reason: only the routes are to blame. */
    @Test
    void anExitNodeTakesTheAnswersAndTheContainerIsNotToBlame() {
        given.answers(Reply.State.SILENT, Reply.State.TIMED_OUT);
        var diagnosis = container().with(TUN).rule("{'priority':5270,'src':'all','table':'52'}")
                .route("{'dst':'default','dev':'tun0','table':'52','flags':[]}").diagnosis();
        assertEquals("answers-leave-elsewhere fail", told(diagnosis));
        assertEquals(List.of("sudo ip rule add to 192.168.1.0/24 lookup main",
                "sudo ip rule add to 172.17.0.0/16 lookup main", "ip route get 192.168.1.128 from 192.168.1.44"),
                lines(diagnosis));
    }

    @Test
    void aSourceRuleWithoutTheContainersNetwork() {
        given.answers(Reply.State.ANSWERED, Reply.State.TIMED_OUT);
        given.loopback = FakeMachine.answered(200, 4);
        var diagnosis = container().rule("{'priority':100,'src':'192.168.1.0','srclen':24,'table':'101'}")
                .route("{'dst':'192.168.1.0/24','dev':'wlan0','table':'101','flags':[]}")
                .route("{'dst':'default','gateway':'192.168.1.1','dev':'wlan0','table':'101','flags':[]}").diagnosis();
        assertEquals("requests-not-routed fail", told(diagnosis));
        assertTrue(lines(diagnosis).containsAll(List.of("sudo ip route add 172.17.0.0/16 dev docker0 table 101",
                "sudo ip rule add to 172.17.0.0/16 lookup main")), lines(diagnosis).toString());
    }

    /** The phone's packets have the phone's address: only this machine's own test goes astray. */
    @Test
    void aSourceRuleForTheOwnAddressSpoilsTheTestAlone() {
        given.answers(Reply.State.ANSWERED, Reply.State.TIMED_OUT);
        given.loopback = FakeMachine.answered(200, 4);
        var diagnosis = container().rule("{'priority':100,'src':'192.168.1.44','table':'101'}")
                .route("{'dst':'192.168.1.0/24','dev':'wlan0','table':'101','flags':[]}")
                .route("{'dst':'default','gateway':'192.168.1.1','dev':'wlan0','table':'101','flags':[]}").diagnosis();
        assertEquals("", told(diagnosis));
        assertInstanceOf(Outcome.Skipped.class, address(diagnosis));
    }

    /** A kill switch for what this machine sends itself: the container may be well, and nobody knows. */
    @Test
    void whereNoTestGetsToTheContainerNothingIsSaidOfIt() {
        given.answers(Reply.State.SILENT, Reply.State.TIMED_OUT);
        var diagnosis = container().rule("{'priority':100,'src':'all','dst':'172.17.0.0','dstlen':16,'iif':'lo',"
                + "'action':'prohibit'}").diagnosis();
        assertEquals("unknown warn", told(diagnosis));
        assertInstanceOf(Outcome.Unknown.class, address(diagnosis));
    }

    @Test
    void aDockerNetworkOfThePhonesAddressesIsNamed() {
        networks = Fact.known(List.of(new BridgeNetwork("pool", POOL.name(), List.of("192.168.16.0/20"))));
        given.host = Optional.of("192.168.1.44");
        var diagnosis = process().with(POOL).from("192.168.20.23")
                .route("{'dst':'192.168.16.0/20','dev':'br-0123456789ab','flags':[]}").diagnosis();
        assertEquals("answers-leave-elsewhere fail, phone-on-other-network warn", told(diagnosis));
        assertTrue(lines(diagnosis).contains("docker network rm pool"), lines(diagnosis).toString());
    }

    /** The same while the phone is an emulator in that very network. */
    @Test
    void aContainerMayBeThePhone() {
        given.host = Optional.of("192.168.1.44");
        assertEquals("phone-behind-other-adapter warn", container().from("172.17.0.2").told());
    }

    @Test
    void aMemberOfTheTunnelIsAnsweredByIt() {
        given.host = Optional.of("192.168.1.44");
        assertEquals("vpn-active warn, phone-behind-other-adapter warn", process().with(TUN).from("10.8.0.9")
                .route("{'dst':'10.8.0.0/24','dev':'tun0','flags':[]}").told());
    }

    /** Behind a route of its own there may be this very phone. */
    @Test
    void aRouteToThePhonesNetworkIsAWarning() {
        assertEquals("answers-leave-elsewhere warn, vpn-active warn, phone-on-other-network warn", process().with(TUN)
                .from("192.168.20.23").route("{'dst':'192.168.16.0/20','dev':'tun0','flags':[]}").told());
    }

    @Test
    void anotherNetworksRouterMayOrMayNotKnowTheWay() {
        var diagnosis = process().with(OTHER_LAN).rule("{'priority':100,'src':'192.168.1.44','table':'9'}")
                .route("{'dst':'default','gateway':'10.20.30.1','dev':'eth1','table':'9','flags':[]}").diagnosis();
        assertInstanceOf(Outcome.Unknown.class, address(diagnosis));
    }

    /** Tailscale's own rules: its packets have a mark, and whether the firewall marks others was not read. */
    @Test
    void whatDependsOnAMarkThatIsNotKnownIsUnknown() {
        given.firewallUnreadable = Optional.of(Message.verbatim("no"));
        var diagnosis = process().with(TUN)
                .rule("{'priority':5210,'src':'all','fwmark':'0x80000','fwmask':'0xff0000','table':'main'}")
                .rule("{'priority':5270,'src':'all','table':'52'}")
                .route("{'dst':'default','dev':'tun0','table':'52','flags':[]}").diagnosis();
        assertInstanceOf(Outcome.Unknown.class, address(diagnosis));
    }

    /** The LAN's route is in the table of a virtual router, which may be this network's. */
    @Test
    void aVirtualRouterIsNotJudged() {
        routes.remove(LAN);
        assertInstanceOf(Outcome.Unknown.class, address(process().with(TUN)
                .rule("{'priority':1000,'src':'all','l3mdev':null}")
                .route("{'dst':'192.168.1.0/24','dev':'wlan0','table':'10','flags':[]}")
                .route("{'dst':'192.168.0.0/16','dev':'tun0','flags':[]}").diagnosis()));
    }

    private void twoAdapters(int mode, int ignored, OptionalLong dropped) {
        filter = new SenderFilter(Map.of("all", mode), Map.of("all", ignored), dropped);
        process().with(CABLE).route("{'dst':'192.168.1.0/24','dev':'eth0','metric':100,'flags':[]}");
    }

    @Test
    void aLooseFilterDropsNothing() {
        twoAdapters(SenderFilter.LOOSE, 0, OptionalLong.of(7));
        assertEquals("", told());
    }

    @Test
    void aStrictOneDropsWhatIsAnsweredByTheOther() {
        twoAdapters(SenderFilter.STRICT, 1, OptionalLong.of(0));
        var diagnosis = diagnosis();
        assertEquals("reverse-path-filter fail", told(diagnosis));
        assertEquals(List.of("sudo sysctl -w net.ipv4.conf.wlan0.rp_filter=2"), lines(diagnosis));
    }

    /** The other adapter tells phones that it has this address; the kernel's counter says that some did not ask. */
    @Test
    void whereTheOtherSpeaksForItTheCounterDecides() {
        twoAdapters(SenderFilter.STRICT, 0, OptionalLong.of(0));
        assertEquals("reverse-path-filter warn", told());
    }

    @Test
    void whatTheKernelHasDroppedIsAFailure() {
        twoAdapters(SenderFilter.STRICT, 0, OptionalLong.of(12));
        assertEquals("reverse-path-filter fail", told());
    }

    @Test
    void severalWaysOfOneRouteHaveToAgree() {
        routes.remove(LAN);
        assertEquals("", process().with(CABLE)
                .route("{'dst':'192.168.1.0/24','nexthops':[{'dev':'wlan0','flags':[]},{'dev':'eth0','flags':[]}]}")
                .told());
    }

    @Test
    void ofSeveralWaysOneIntoATunnelLeavesItOpen() {
        routes.remove(LAN);
        assertInstanceOf(Outcome.Unknown.class, address(process().with(TUN)
                .route("{'dst':'192.168.1.0/24','nexthops':[{'dev':'wlan0','flags':[]},{'dev':'tun0','flags':[]}]}")
                .diagnosis()));
    }

    /** A bridge without a container has no carrier, and takes the packets all the same. */
    @Test
    void aDeadRouteIsPassedOverAndOneWithoutCarrierIsNot() {
        networks = Fact.known(List.of());
        route("{'dst':'192.168.1.0/24','dev':'br-0123456789ab','metric':0,'flags':['dead','linkdown']}");
        assertEquals("", process().with(POOL).told());
    }
}
