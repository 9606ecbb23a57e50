package host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import host.Adapter.Link;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import process.Fact;
import text.Language;
import text.Message;
import text.Words;

class LanAddressTest {
    private static final Adapter ETH = adapter("eth0", AdapterKind.ETHERNET, "192.168.1.44/24", "fe80::1/64",
            "2001:db8::44/64");
    private static final Adapter DOCKER = adapter("docker0", AdapterKind.CONTAINERS, "172.17.0.1/16");
    private static final Adapter SPOT = adapter("ap0", AdapterKind.HOTSPOT, "10.42.0.1/24");

    private static List<Cidr> cidrs(String... texts) {
        return Arrays.stream(texts).map(Cidr::parse).toList();
    }

    private static Adapter adapter(String name, AdapterKind kind, String... addresses) {
        return new Adapter(name, name, cidrs(addresses), Link.UP, kind);
    }

    private static Adapter without(Link link, String name, AdapterKind kind, String... addresses) {
        return new Adapter(name, name, cidrs(addresses), link, kind);
    }

    private static List<Adapter> adapters(String names) {
        return Stream.of(names.split(" ")).map(name -> switch (name) {
            case "lo" -> adapter("lo", AdapterKind.LOOPBACK, "127.0.0.1/8", "::1/128");
            case "eth0" -> ETH;
            case "wlan0" -> adapter("wlan0", AdapterKind.WIFI, "192.168.1.45/24");
            case "docker0" -> DOCKER;
            case "veth-lan" -> adapter("veth-lan", AdapterKind.VETH, "192.168.1.44/24");
            case "tun0" -> adapter("tun0", AdapterKind.TUNNEL, "10.8.0.2/24");
            case "usb0" -> adapter("usb0", AdapterKind.TETHER, "192.168.42.7/24");
            case "switch" -> adapter("switch", AdapterKind.HYPERV_SWITCH, "192.168.1.46/24");
            case "ap0" -> SPOT;
            case "eth9" -> without(Link.NO_CARRIER, "eth9", AdapterKind.ETHERNET, "192.168.9.9/24");
            case "wlan9" -> without(Link.NO_CARRIER, "wlan9", AdapterKind.WIFI);
            case "eth1" -> adapter("eth1", AdapterKind.ETHERNET, "169.254.7.7/16", "fe80::7/64");
            case "eth7" -> without(Link.UNREAD, "eth7", AdapterKind.ETHERNET);
            case "tun7" -> without(Link.UNREAD, "tun7", AdapterKind.TUNNEL);
            case "eth2" -> adapter("eth2", AdapterKind.ETHERNET);
            default -> throw new IllegalArgumentException(name);
        }).toList();
    }

    private static LanAddress choose(String names, String routes, String... neighbours) {
        return LanAddress.choose(adapters(names), routes(routes), Stream.of(neighbours)
                .map(address -> new Neighbour(address, "ap0", true)).toList(), Optional.empty());
    }

    private static List<String> routes(String names) {
        return names.equals("-") ? List.of() : List.of(names.split(" "));
    }

    /** Adapters in the order of the system, those of default routes, the address that is chosen, ambiguous? */
    @ParameterizedTest
    @CsvSource({
        "lo eth0, eth0, 192.168.1.44, false",
        "docker0 lo eth0, eth0, 192.168.1.44, false",
        "docker0 lo eth0, -, 192.168.1.44, false",
        "eth0 wlan0, wlan0, 192.168.1.45, false",
        "eth0 wlan0, wlan0 eth0, 192.168.1.45, false",
        "wlan0 eth0, -, 192.168.1.44, true",
        "eth0 wlan0, tun0, 192.168.1.44, true",
        "eth0 wlan0, tun0 wlan0, 192.168.1.45, false",
        "tun0 eth0 docker0, tun0, 192.168.1.44, false",
        "lo docker0 veth-lan, veth-lan, 192.168.1.44, false",
        "lo usb0 docker0, usb0, 192.168.42.7, false",
        "lo usb0 eth0, eth0 usb0, 192.168.1.44, false",
        "switch eth9, switch, 192.168.1.46, false",
        "switch eth0, eth0, 192.168.1.44, false",
        "eth9 wlan0, -, 192.168.1.45, false",
        "ap0 eth0, eth0, 192.168.1.44, false",
        "eth1 wlan0, -, 192.168.1.45, false"})
    void theAddressAPhoneShouldUse(String names, String route, String address, boolean ambiguous) {
        var chosen = assertInstanceOf(LanAddress.Chosen.class, choose(names, route));
        assertEquals(address, chosen.address().address());
        assertEquals(ambiguous, chosen.ambiguous());
        assertTrue(chosen.adapter().addresses().contains(chosen.address()));
        assertFalse(chosen.others().contains(new LanAddress.Candidate(chosen.adapter(), chosen.address())));
        assertTrue(chosen.open());
    }

    @Test
    void theOthersAreWhereAPhoneCanBeTooBestFirst() {
        var chosen = assertInstanceOf(LanAddress.Chosen.class,
                choose("docker0 ap0 wlan0 eth0 tun0 veth-lan switch", "eth0", "10.42.0.17"));
        assertEquals(List.of("192.168.1.45", "2001:db8::44", "10.42.0.1"),
                chosen.others().stream().map(other -> other.address().address()).toList());
    }

    /** Adapters, default routes, and what is against each of them, the ones that are out first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "lo | - |",
        "lo eth9 | - | eth9 (192.168.9.9): the cable is out",
        "lo docker0 eth9 | eth9 | eth9 (192.168.9.9): the cable is out; docker0 (172.17.0.1): a network for containers"
                + " inside this machine",
        "wlan9 tun0 | tun0 | wlan9: not connected to a Wi-Fi network; tun0 (10.8.0.2): a VPN: a phone is there only if"
                + " it is in the same VPN",
        "lo veth-lan | - | veth-lan (192.168.1.44): a link to a container of this machine",
        "switch | - | switch (192.168.1.46): a Hyper-V switch for virtual machines of this machine",
        "ap0 | - | ap0 (10.42.0.1): a hotspot with nobody in it",
        "eth1 | - | eth1 (169.254.7.7): no DHCP server gave it an address; it assigned this one itself",
        "eth2 | - | eth2: it has no address"})
    void noneWithTheReasons(String names, String route, String reasons) {
        var none = assertInstanceOf(LanAddress.None.class, choose(names, route));
        var words = new Words(Language.ENGLISH);
        assertEquals(reasons == null ? "" : reasons, String.join("; ", none.reasons().stream().map(words::say)
                .toList()));
    }

    /** Nobody can say that there is no LAN, nor that an address is not here, where an adapter was not read. */
    @ParameterizedTest
    @CsvSource({"lo eth7, , host.lan-unread", "eth0 eth7, 192.168.7.7, host.lan-unread",
        "lo tun7, , host.no-lan-address"})
    void anAdapterThatCouldNotBeReadMayBeTheLan(String names, String wanted, String why) {
        var none = assertInstanceOf(LanAddress.None.class,
                LanAddress.choose(adapters(names), List.of(), List.of(), Optional.ofNullable(wanted)));
        assertEquals(why, none.why().key());
        assertInstanceOf(LanAddress.Chosen.class, choose("eth7 eth0", "eth0"));
    }

    /** A kind that a phone can never be behind is never chosen, whatever address and route it has. */
    @ParameterizedTest
    @EnumSource
    void theTableDecides(AdapterKind kind) {
        List<Adapter> only = List.of(adapter("x", kind, "192.168.1.44/24"));
        List<Neighbour> somebody = List.of(new Neighbour("192.168.1.23", "x", true));
        assertEquals(kind.phones() == AdapterKind.Phones.LAN, isChosen(only, List.of(), List.of()));
        assertEquals(switch (kind.phones()) {
            case LAN, ROUTED, VISITED -> true;
            case MEMBERS, NEVER -> false;
        }, isChosen(only, List.of("x"), List.of()));
        assertEquals(switch (kind.phones()) {
            case LAN, VISITED -> true;
            case ROUTED, MEMBERS, NEVER -> false;
        }, isChosen(only, List.of(), somebody));
        assertFalse(isChosen(List.of(without(Link.NO_CARRIER, "x", kind, "192.168.1.44/24")), List.of("x"), somebody));
        for (Language language : Language.values()) {
            assertFalse(new Words(language).say(kind.reason()).isBlank());
        }
    }

    private static boolean isChosen(List<Adapter> adapters, List<String> routes, List<Neighbour> neighbours) {
        return LanAddress.choose(adapters, routes, neighbours, Optional.empty()) instanceof LanAddress.Chosen;
    }

    @Test
    void aHotspotIsOfUseWhileSomebodyIsInIt() {
        assertInstanceOf(LanAddress.Chosen.class, choose("docker0 ap0", "-", "10.42.0.17"));
        assertInstanceOf(LanAddress.None.class, choose("docker0 ap0", "-", "192.168.1.23"));
        assertInstanceOf(LanAddress.None.class, LanAddress.choose(List.of(SPOT), List.of(),
                List.of(new Neighbour("10.42.0.17", "ap0", false), new Neighbour("10.42.0.17", "eth0", true)),
                Optional.empty()));
    }

    private static LanAddress wanted(String names, String route, String wanted) {
        return LanAddress.choose(adapters(names), routes(route), List.of(), Optional.of(wanted));
    }

    @Test
    void theAppsAddressIsTakenAtItsWord() {
        var chosen = assertInstanceOf(LanAddress.Chosen.class, wanted("eth0 wlan0", "wlan0", "192.168.1.44"));
        assertEquals(ETH, chosen.adapter());
        assertFalse(chosen.ambiguous());
        assertEquals(Optional.empty(), chosen.against());
        assertInstanceOf(LanAddress.Chosen.class, wanted("eth0", "-", "2001:db8:0:0::44"));
    }

    /** Adapters, the address the app has, whether phones can be met there all the same, and what is against it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "eth0 docker0 | 172.17.0.1 | false | a network for containers inside this machine",
        "eth9 tun0 | 10.8.0.2 | true | a VPN: a phone is there only if it is in the same VPN",
        "eth0 tun0 | 10.8.0.2 | true | a VPN: a phone is there only if it is in the same VPN",
        "eth0 ap0 | 10.42.0.1 | true | a hotspot with nobody in it",
        "eth0 switch | 192.168.1.46 | false | a Hyper-V switch for virtual machines of this machine",
        "wlan0 eth1 | 169.254.7.7 | false | no DHCP server gave it an address; it assigned this one itself",
        "wlan0 eth9 | 192.168.9.9 | false | the cable is out"})
    void atItsWordWithWhatIsAgainstIt(String names, String wanted, boolean open, String against) {
        var chosen = assertInstanceOf(LanAddress.Chosen.class, wanted(names, "eth0", wanted));
        assertEquals(wanted, chosen.address().address());
        assertEquals(open, chosen.open());
        assertEquals(against, new Words(Language.ENGLISH).say(chosen.against().orElseThrow()));
    }

    /** With the cable out, no address of this machine is the app's fault. */
    @ParameterizedTest
    @CsvSource({"192.168.9.9", "172.17.0.1", "192.168.1.99", "pc.lan"})
    void withoutAnyNetworkThatIsTheReason(String wanted) {
        assertInstanceOf(LanAddress.None.class, wanted("lo docker0 eth9", "-", wanted));
    }

    @Test
    void anAddressOfAnotherMachineComesWithWhatCouldBeMeant() {
        var missing = assertInstanceOf(LanAddress.NotHere.class, wanted("lo docker0 eth0", "eth0", "192.168.1.99"));
        assertEquals("192.168.1.99", missing.wanted());
        assertEquals(List.of("192.168.1.44", "2001:db8::44"), missing.candidates().stream()
                .map(candidate -> candidate.address().address()).toList());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "localhost", "LOCALHOST", "::1", "127.8.8.8", "0.0.0.0", "app.localhost"})
    void onAPhoneLocalhostIsThePhone(String wanted) {
        assertEquals(new LanAddress.Loopback(wanted), wanted("lo eth0", "eth0", wanted));
        assertEquals(new LanAddress.Loopback(wanted), wanted("lo eth9", "-", wanted));
    }

    @Test
    void aNameIsWhatItResolvesTo() {
        assertEquals("192.168.1.45", address(named(Fact.known(List.of("2001:db8::9", "192.168.1.45")))));
        assertInstanceOf(LanAddress.NotHere.class, named(Fact.known(List.of("192.0.2.80"))));
        Message why = Message.of("host.name-unknown", "pc.lan");
        assertEquals(new LanAddress.Unresolved("pc.lan", why), named(Fact.unknown(why)));
    }

    /** Debian resolves a machine's own name to 127.0.1.1, systemd-resolved and Windows to all that it has. */
    @ParameterizedTest
    @CsvSource({"127.0.1.1, 192.168.1.44", "172.17.0.1, 192.168.1.44", "172.17.0.1 192.168.1.45, 192.168.1.45",
        "127.0.1.1 172.17.0.1 192.168.1.44 192.168.1.45, 192.168.1.44"})
    void aNameThatMeansThisMachineLeavesTheChoiceToUs(String resolved, String address) {
        assertEquals(address, address(named(Fact.known(List.of(resolved.split(" "))))));
    }

    @Test
    void aNameThatMeansThisMachineWithoutANetwork() {
        assertInstanceOf(LanAddress.None.class, LanAddress.choose(adapters("lo docker0 eth9"), List.of(), List.of(),
                Optional.of("pc.lan"), name -> Fact.known(List.of("172.17.0.1", "192.168.9.9"))));
    }

    private static String address(LanAddress address) {
        return assertInstanceOf(LanAddress.Chosen.class, address).address().address();
    }

    private static LanAddress named(Fact<List<String>> resolved) {
        return LanAddress.choose(adapters("docker0 eth0 wlan0"), List.of("eth0"), List.of(), Optional.of("pc.lan"),
                name -> resolved);
    }

    @Test
    void withoutAResolverANameIsNotLookedUp() {
        assertInstanceOf(LanAddress.Unresolved.class, wanted("eth0", "-", "pc.lan"));
    }

    private static LanAddress forPhone(String phone, String wanted) {
        return LanAddress.choose(List.of(of("eth0", AdapterKind.ETHERNET, "10.20.30.40/24"),
                        of("wlan0", AdapterKind.WIFI, "192.168.1.44/24"), of("ap0", AdapterKind.HOTSPOT,
                                "192.168.137.1/24"), of("vboxnet0", AdapterKind.MACHINES, "192.168.56.1/24")),
                List.of("eth0"), List.of(), Optional.of(InetAddress.ofLiteral(phone)), Optional.ofNullable(wanted),
                name -> Fact.unknown(Message.verbatim("?")));
    }

    private static Adapter of(String name, AdapterKind kind, String address) {
        return new Adapter(name, name, List.of(Cidr.parse(address)), Link.UP, kind);
    }

    /** The address in the network of that phone, whatever the default route says; a person's word counts more. */
    @ParameterizedTest
    @CsvSource({
        "10.20.30.7, , 10.20.30.40", "192.168.1.23, , 192.168.1.44", "192.168.137.87, , 192.168.137.1",
        "192.168.56.101, , 192.168.56.1", "100.64.0.9, , 10.20.30.40", "192.168.1.44, , 10.20.30.40",
        "192.168.1.23, 10.20.30.40, 10.20.30.40"
    })
    void thePhonesOwnNetworkIsMeant(String phone, String wanted, String expected) {
        var chosen = assertInstanceOf(LanAddress.Chosen.class, forPhone(phone, wanted));
        assertEquals(expected, chosen.address().address());
        assertTrue(chosen.against().isEmpty());
    }

    /** An emulator is a phone behind an adapter that has none otherwise. */
    @Test
    void aDeviceThatIsNamedIsBehindAnyAdapter() {
        assertTrue(assertInstanceOf(LanAddress.Chosen.class, forPhone("192.168.56.101", "192.168.56.1")).open());
        assertFalse(assertInstanceOf(LanAddress.Chosen.class, forPhone("192.168.1.23", "192.168.56.1")).open());
    }
}
