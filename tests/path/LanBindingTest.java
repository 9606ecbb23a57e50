package path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docker.Container.Status;
import host.Adapter;
import host.AdapterKind;
import host.LanAddress;
import host.windows.WindowsFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.Cidr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import probe.Reply.State;
import process.Fact;
import process.Os;
import text.Language;
import text.Message;
import text.Words;

/** What is said to write so that a phone gets to a service: the address of the LAN, and not every network. */
class LanBindingTest {
    private static final Adapter DOCKER = new Adapter("docker0", "docker0", List.of(Cidr.parse("172.17.0.1/16")),
            Adapter.Link.UP, AdapterKind.CONTAINERS);

    /** A service that the LAN cannot come to, for each reason that an address has to do with. */
    private enum Bound {
        ON_LOOPBACK("127.0.0.1", 8000), ELSEWHERE("0.0.0.0", 9000), ON_OTHER_ADDRESS("10.8.0.2", 8000),
        NOT_AT_ALL("", 0);

        private final String address;
        private final int port;

        Bound(String address, int port) {
            this.address = address;
            this.port = port;
        }

        FakeMachine machine() {
            var given = new FakeMachine();
            return given.containers(port == 0 ? FakeMachine.container("eloquence-api", Status.RUNNING)
                    : FakeMachine.container("eloquence-api", Status.RUNNING,
                            FakeMachine.publication(address, port, 8000)))
                    .listening().answers(State.REFUSED, State.REFUSED);
        }
    }

    private static FakeMachine program() {
        return new FakeMachine().containers().listening(FakeMachine.listener("127.0.0.1", 8000, "java"))
                .answers(State.ANSWERED, State.REFUSED);
    }

    private static List<String> remedies(FakeMachine given, Language language) {
        var words = new Words(language);
        return given.diagnosis().findings().getFirst().remedies().stream().map(Remedy::text).map(words::say).toList();
    }

    private static Stream<String> lines(FakeMachine given) {
        return Stream.of(Language.values()).flatMap(language -> remedies(given, language).stream());
    }

    @ParameterizedTest
    @EnumSource
    void aPortIsPublishedOnTheLanAddress(Bound bound) {
        assertEquals(List.of("Publish it on the LAN address. In the compose file: ports: [\"192.168.1.44:8000:8000\"]; "
                + "with docker run: -p 192.168.1.44:8000:8000",
                "If a router gave this machine 192.168.1.44 (DHCP), it may give it another: reserve it in the router, "
                + "or write the new one here", "Then remove eloquence-api and run it again with that port and its other "
                + "options"), remedies(bound.machine(), Language.ENGLISH));
        assertTrue(remedies(bound.machine(), Language.FRENCH).getFirst()
                .contains("[\"192.168.1.44:8000:8000\"]"));
        assertEquals(0, lines(bound.machine()).filter(line -> line.contains("0.0.0.0")).count());
    }

    /** A port on one address is on the wrong one only where another is known to be the right one. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ON_OTHER_ADDRESS")
    void withoutALanAddressItIsSaidWhatToFillIn(Bound bound) {
        FakeMachine given = bound.machine();
        given.address = new LanAddress.None(Message.of("host.no-lan-address"));
        assertEquals("In the compose file: ports: [\"ADDRESS:8000:8000\"]; for ADDRESS write this machine's address on "
                + "the phone's network", remedies(given, Language.ENGLISH).getFirst());
        assertTrue(remedies(given, Language.FRENCH).getFirst().contains("[\"ADRESSE:8000:8000\"]"));
    }

    @Test
    void aProgramListensOnTheLanAddress() {
        assertEquals(List.of("Start the service on 192.168.1.44 (often --host 192.168.1.44): on the LAN address, not "
                + "on every network of this machine", "If a router gave this machine 192.168.1.44 (DHCP), it may give "
                + "it another: reserve it in the router, or write the new one here"),
                remedies(program(), Language.ENGLISH));
        assertTrue(remedies(program(), Language.FRENCH).getFirst().contains("--host 192.168.1.44"));
        FakeMachine given = program();
        given.address = new LanAddress.None(Message.of("host.no-lan-address"));
        assertEquals(List.of("Start the service on this machine's address on the phone's network (often --host "
                + "ADDRESS)"), remedies(given, Language.ENGLISH));
    }

    /** Where the app has another address, the one that phones can use is written; never one without phones. */
    @Test
    void theAddressIsOneThatPhonesCanUse() {
        var wifi = new LanAddress.Candidate(FakeMachine.WIFI, FakeMachine.WIFI.addresses().getFirst());
        for (LanAddress address : List.of(new LanAddress.NotHere("192.168.1.99", List.of(wifi)),
                new LanAddress.Chosen(DOCKER, DOCKER.addresses().getFirst(), List.of(wifi), false,
                        Optional.of(DOCKER.kind().reason())))) {
            FakeMachine given = Bound.ON_LOOPBACK.machine();
            given.address = address;
            assertTrue(remedies(given, Language.ENGLISH).getFirst().contains("-p 192.168.1.44:8000:8000"));
        }
    }

    /** Whether the adapter asks a router for its address, on Windows, and what is said of that. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"wlan0, A router gave this machine 192.168.1.44 (DHCP)", "other, -",
        "-, If a router gave this machine 192.168.1.44 (DHCP)"})
    void windowsKnowsWhetherTheAddressMoves(String byRouter, String said) {
        FakeMachine given = Bound.ON_LOOPBACK.machine();
        given.os = Os.WINDOWS;
        WindowsFacts none = WindowsFacts.none();
        given.windows = new WindowsFacts(none.reserved(), none.proxies(), none.products(), none.wsl(),
                byRouter == null ? Fact.unknown(Message.verbatim("?")) : Fact.known(Set.of(byRouter)),
                none.wireless(), none.networks(), none.routes());
        List<String> remedies = remedies(given, Language.ENGLISH);
        assertEquals(said == null ? 0 : 1, remedies.stream().filter(line -> line.contains("DHCP")).count());
        assertTrue(said == null || remedies.get(1).startsWith(said), remedies.toString());
        assertEquals(1, remedies.stream().filter(line -> line.startsWith("If Docker refuses this address, as Rancher "
                + "Desktop") && line.contains("[\"8000:8000\"]")).count());
    }
}
