package host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import process.Fact;
import text.Message;

class LanAddressTest {
    private static final Adapter LO = new Adapter("lo", "lo", cidrs("127.0.0.1/8", "::1/128"), true, true, false,
            false);
    private static final Adapter ETH = physical("eth0", "192.168.1.44/24", "fe80::1/64", "2001:db8::44/64");
    private static final Adapter WIFI = physical("wlan0", "192.168.1.45/24");
    private static final Adapter DOCKER = new Adapter("docker0", "docker0", cidrs("172.17.0.1/16"), true, false, true,
            false);
    private static final Adapter VETH = new Adapter("veth-lan", "veth-lan", cidrs("192.168.1.44/24"), true, false, true,
            false);
    private static final Adapter VPN = new Adapter("tun0", "tun0", cidrs("10.8.0.2/24"), true, false, false, true);
    private static final Adapter DOWN = new Adapter("eth9", "eth9", cidrs("192.168.9.9/24"), false, false, false,
            false);
    private static final Adapter APIPA = physical("eth1", "169.254.7.7/16");

    private static List<Cidr> cidrs(String... texts) {
        return Arrays.stream(texts).map(Cidr::parse).toList();
    }

    private static Adapter physical(String name, String... addresses) {
        return new Adapter(name, name, cidrs(addresses), true, false, false, false);
    }

    private static List<Adapter> adapters(String names) {
        return Stream.of(names.split(" ")).map(name -> switch (name) {
            case "lo" -> LO;
            case "eth0" -> ETH;
            case "wlan0" -> WIFI;
            case "docker0" -> DOCKER;
            case "veth-lan" -> VETH;
            case "tun0" -> VPN;
            case "eth9" -> DOWN;
            case "eth1" -> APIPA;
            default -> throw new IllegalArgumentException(name);
        }).toList();
    }

    /** Adapters in the order of the system, adapter of the default route, the address that is chosen, ambiguous? */
    @ParameterizedTest
    @CsvSource({
        "lo eth0, eth0, 192.168.1.44, false",
        "docker0 lo eth0, eth0, 192.168.1.44, false",
        "docker0 lo eth0, -, 192.168.1.44, false",
        "eth0 wlan0, wlan0, 192.168.1.45, false",
        "eth0 wlan0, -, 192.168.1.44, true",
        "eth0 wlan0, tun0, 192.168.1.44, true",
        "tun0 eth0 docker0, tun0, 192.168.1.44, false",
        "lo docker0 veth-lan, veth-lan, 192.168.1.44, false",
        "lo veth-lan, -, 192.168.1.44, false",
        "lo tun0, tun0, 10.8.0.2, false",
        "eth9 wlan0, -, 192.168.1.45, false",
        "eth1 wlan0, -, 192.168.1.45, false",
        "eth1 lo, -, 169.254.7.7, false"})
    void theAddressAPhoneShouldUse(String names, String route, String address, boolean ambiguous) {
        Optional<String> adapter = route.equals("-") ? Optional.empty() : Optional.of(route);
        var chosen = assertInstanceOf(LanAddress.Chosen.class,
                LanAddress.choose(adapters(names), adapter, Optional.empty()));
        assertEquals(address, chosen.address().address());
        assertEquals(ambiguous, chosen.ambiguous());
        assertTrue(chosen.adapter().addresses().contains(chosen.address()));
        assertFalse(chosen.others().contains(new LanAddress.Candidate(chosen.adapter(), chosen.address())));
    }

    @Test
    void theOthersAreTheRestBestFirst() {
        var chosen = assertInstanceOf(LanAddress.Chosen.class,
                LanAddress.choose(adapters("docker0 eth0 tun0"), Optional.of("eth0"), Optional.empty()));
        assertEquals(List.of("2001:db8::44", "172.17.0.1", "10.8.0.2", "fe80::1"),
                chosen.others().stream().map(other -> other.address().address()).toList());
    }

    @Test
    void noNetworkAtAll() {
        assertInstanceOf(LanAddress.None.class,
                LanAddress.choose(adapters("lo eth9"), Optional.empty(), Optional.empty()));
    }

    @Test
    void theAppsAddressIsTakenAtItsWord() {
        var chosen = assertInstanceOf(LanAddress.Chosen.class, LanAddress.choose(adapters("eth0 wlan0 docker0"),
                Optional.of("wlan0"), Optional.of("172.17.0.1")));
        assertEquals(DOCKER, chosen.adapter());
        assertFalse(chosen.ambiguous());
        assertInstanceOf(LanAddress.Chosen.class, LanAddress.choose(adapters("eth0"), Optional.empty(),
                Optional.of("2001:db8:0:0::44")));
    }

    @Test
    void anAddressOfAnotherMachineComesWithWhatCouldBeMeant() {
        var missing = assertInstanceOf(LanAddress.NotHere.class, LanAddress.choose(adapters("lo eth0"),
                Optional.of("eth0"), Optional.of("192.168.1.99")));
        assertEquals("192.168.1.99", missing.wanted());
        assertEquals("192.168.1.44", missing.candidates().getFirst().address().address());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "localhost", "LOCALHOST", "::1", "127.8.8.8", "0.0.0.0", "app.localhost"})
    void onAPhoneLocalhostIsThePhone(String wanted) {
        assertEquals(new LanAddress.Loopback(wanted),
                LanAddress.choose(adapters("lo eth0"), Optional.of("eth0"), Optional.of(wanted)));
    }

    @Test
    void aNameIsWhatItResolvesTo() {
        assertEquals("192.168.1.45", named(Fact.known(List.of("2001:db8::9", "192.168.1.45"))) instanceof
                LanAddress.Chosen chosen ? chosen.address().address() : "");
        assertInstanceOf(LanAddress.NotHere.class, named(Fact.known(List.of("192.0.2.80"))));
        Message why = Message.of("host.name-unknown", "pc.lan");
        assertEquals(new LanAddress.Unresolved("pc.lan", why), named(Fact.unknown(why)));
    }

    @Test
    void aNameThatMeansThisMachineLeavesTheChoiceToUs() {
        assertEquals("192.168.1.44", named(Fact.known(List.of("127.0.1.1"))) instanceof
                LanAddress.Chosen chosen ? chosen.address().address() : "");
    }

    private static LanAddress named(Fact<List<String>> resolved) {
        return LanAddress.choose(adapters("eth0 wlan0"), Optional.of("eth0"), Optional.of("pc.lan"), name -> resolved);
    }

    @Test
    void withoutAResolverANameIsNotLookedUp() {
        assertInstanceOf(LanAddress.Unresolved.class,
                LanAddress.choose(adapters("eth0"), Optional.empty(), Optional.of("pc.lan")));
    }
}
