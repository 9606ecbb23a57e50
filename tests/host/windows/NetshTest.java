package host.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import process.Ran;
import testing.Mutations;
import testing.Project;

public class NetshTest {

    private static String text(String fixture) {
        return Ran.decode(Project.fixture(fixture));
    }

    private static <T> List<T> known(Fact<List<T>> fact) {
        return switch (fact) {
            case Fact.Known<List<T>>(List<T> rows) -> rows;
            case Fact.Unknown<List<T>>(var cause) -> throw new AssertionError(cause);
        };
    }

    /** Rows and administered rows of each capture, counted in the files. */
    @ParameterizedTest
    @CsvSource({"win-de-excludedportrange-2-after-winnat-restart.txt, 7, 1",
        "win-de-excludedportrange-2-before-winnat-restart.txt, 15, 1", "win-en-excludedportrange-empty.txt, 0, 0",
        "win-ja-excludedportrange.txt, 3, 1", "win10-en-excludedportrange-hyperv.txt, 7, 0"})
    void everyRangeInEveryLanguage(String fixture, int ranges, int administered) {
        List<WindowsFacts.PortRange> rows = known(Netsh.reserved(text("ports/" + fixture)));
        assertEquals(ranges, rows.size());
        assertEquals(administered, rows.stream().filter(WindowsFacts.PortRange::administered).count());
    }

    @Test
    void aRangeIsReadAsItStands() {
        List<WindowsFacts.PortRange> rows = known(Netsh.reserved(text("ports/win-ja-excludedportrange.txt")));
        assertEquals(List.of(new WindowsFacts.PortRange(Protocol.TCP, 5357, 5357, false),
                new WindowsFacts.PortRange(Protocol.TCP, 50000, 50059, true),
                new WindowsFacts.PortRange(Protocol.TCP, 55676, 55775, false)), rows);
        assertTrue(rows.get(1).contains(50059) && !rows.get(1).contains(50060));
    }

    @Test
    void theGermanHeadInTheCodePageOfItsConsole() {
        String german = text("ports/win-de-excludedportrange-2-before-winnat-restart.txt");
        byte[] console = german.replace("\n", "\r\n").getBytes(Charset.forName("IBM850"));
        assertEquals(Netsh.reserved(german), Netsh.reserved(Ran.decode(console)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Der Befehl wurde nicht gefunden.", "----- -----\n 70000 70001", "----- -----\n 9 8"})
    void whatIsNoTableIsNotAnEmptyOne(String text) {
        assertInstanceOf(Fact.Unknown.class, Netsh.reserved(text));
    }

    @Test
    void everyForwarding() {
        assertEquals(List.of(new WindowsFacts.PortProxy("192.168.226.64", 2222, "10.4.226.215", 22)),
                known(Netsh.proxies(text("ports/win-en-portproxy-show-all-1.txt"))));
        assertEquals(List.of(new WindowsFacts.PortProxy("10.129.42.198", 8080, "172.16.5.25", 3389)),
                known(Netsh.proxies(text("ports/win-en-portproxy-show-v4tov4-2.txt"))));
    }

    /** Made by hand: two tables, a forwarding of every address, one to a name, one over IPv6. */
    @Test
    void forwardingsOfEveryKind() {
        assertEquals(List.of(new WindowsFacts.PortProxy("*", 8000, "172.28.20.7", 8000),
                new WindowsFacts.PortProxy("0.0.0.0", 80, "wsl.local", 80),
                new WindowsFacts.PortProxy("::", 5002, "172.28.20.7", 5002)), known(Netsh.proxies("""

                \u00c9couter sur ipv4 :         Se connecter \u00e0 ipv4 :

                Adresse         Port        Adresse         Port
                --------------- ----------  --------------- ----------
                *               8000        172.28.20.7     8000
                0.0.0.0         80          wsl.local       80

                \u00c9couter sur ipv6 :         Se connecter \u00e0 ipv4 :

                Adresse         Port        Adresse         Port
                --------------- ----------  --------------- ----------
                ::              5002        172.28.20.7     5002
                """)));
        assertEquals(List.of(), known(Netsh.proxies("\r\n")));
        assertInstanceOf(Fact.Unknown.class, Netsh.proxies("The following command was not found"));
        assertInstanceOf(Fact.Unknown.class, Netsh.proxies("---- ----\n1.2.3.4 80 5.6.7.8 70000"));
    }

    @ParameterizedTest
    @CsvSource({"win-netsh-wlan-interfaces-de.txt, WLAN, 43", "win-netsh-wlan-interfaces-en.txt, Wi-Fi, 42",
        "win-netsh-wlan-interfaces-es.txt, Wi-Fi, 81", "win-netsh-wlan-interfaces-fr.txt, Wi-Fi, 80"})
    void theNetworkAnAdapterIsIn(String fixture, String adapter, int signal) {
        assertEquals(List.of(new WindowsFacts.WirelessLink(adapter, "SSID-1", Optional.of(signal))),
                Netsh.links(text("wlan/" + fixture)));
    }

    /** Each kind has a table of its own: what deletes an entry has to name it, and * is an address of either. */
    @Test
    void aForwardingIsOfTheKindThatStandsAboveIt() {
        List<String> kinds = known(Netsh.proxies("""

                Écouter sur ipv4 :          Connecter à ipv6 :

                Adresse         Port        Adresse         Port
                --------------- ----------  --------------- ----------
                *               8000        wsl.local       8000

                Écouter sur ipv6 :          Connecter à ipv4 :

                Adresse         Port        Adresse         Port
                --------------- ----------  --------------- ----------
                *               8001        172.28.20.7     8001
                """)).stream().map(WindowsFacts.PortProxy::kind).toList();
        assertEquals(List.of("v4tov6", "v6tov4"), kinds);
    }

    /** The label of the name is changed in this one: the place of the name tells it all the same. */
    @Test
    void labelsDoNotMatter() {
        assertEquals(List.of(new WindowsFacts.WirelessLink("Wi-Fi", "SomeSSID-X", Optional.of(42))),
                Netsh.links(text("wlan/win-netsh-wlan-interfaces-no-match.txt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wlan/win11-de-netsh-wlan-interfaces-disconnected.txt",
        "wlan/win-netsh-wlan-networks-de.txt",
        "wlan/win-netsh-wlan-networks-es.txt", "wlan/win-netsh-wlan-networks-fr.txt"})
    void networksInTheAirAreNoneThatWeAreIn(String fixture) {
        assertEquals(List.of(), Netsh.links(text(fixture)));
    }

    @Test
    void twoAdaptersAndANameWithAColon() {
        String two = text("wlan/win-netsh-wlan-interfaces-fr.txt").replace("SSID-1", "Chez nous : 5 GHz") + "\n\n"
                + text("wlan/win11-de-netsh-wlan-interfaces-disconnected.txt") + "\n\n"
                + text("wlan/win-netsh-wlan-interfaces-de.txt").replace("WLAN", "WLAN 2");
        assertEquals(List.of(new WindowsFacts.WirelessLink("Wi-Fi", "Chez nous : 5 GHz", Optional.of(80)),
                new WindowsFacts.WirelessLink("WLAN 2", "SSID-1", Optional.of(43))), Netsh.links(two));
    }

    static Stream<String> captures() {
        return Stream.of("ports", "wlan").flatMap(kind -> Project.files("tests/fixtures/" + kind, ".txt").stream());
    }

    @ParameterizedTest
    @MethodSource("captures")
    void mutilatedOutputNeverInvents(String file) {
        byte[] real = Project.fixture(file.substring("tests/fixtures/".length()));
        for (byte[] original : List.of(real, Ran.decode(real).getBytes(Charset.forName("IBM850")))) {
            for (byte[] bytes : Mutations.of(original, 200, 29)) {
                String text = Ran.decode(bytes);
                Netsh.reserved(text).toOptional().orElse(List.of()).forEach(range ->
                        holds(bytes, "" + range.from(), "" + range.to()));
                Netsh.proxies(text).toOptional().orElse(List.of()).forEach(proxy ->
                        holds(bytes, "" + proxy.listenPort(), "" + proxy.connectPort(), proxy.connectAddress(),
                                proxy.listenAddress()));
                Netsh.links(text).forEach(link -> {
                    assertTrue(text.contains(link.ssid()) && text.contains(link.adapter()), link::toString);
                    link.signal().ifPresent(signal -> holds(bytes, "" + signal));
                });
            }
        }
    }

    /** Each of them stands in these bytes. */
    public static void holds(byte[] bytes, String... words) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertTrue(Arrays.stream(words).allMatch(text::contains), () -> String.join(" ", words) + " in " + text);
    }
}
