package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import firewall.LoggedDrop;
import host.Profile;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import process.Fact;
import process.Ran;
import testing.Mutations;
import testing.Project;

class FirewallLogTest {
    private static final String HEAD = "#Fields: date time action protocol src-ip dst-ip src-port dst-port size"
            + " tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path";

    private static List<LoggedDrop> drops(String log) {
        return FirewallLog.parse(Ran.decode(Project.fixture("pfirewall/" + log)).lines());
    }

    /** Lines with DROP, TCP or UDP, and RECEIVE, counted in the files with awk. */
    @ParameterizedTest
    @CsvSource({"pfirewall-sample-with-comments.log, 36", "plaso-windows_firewall.log, 8",
        "win-pfirewall-excerpt-drop-tcp-receive.log, 43"})
    void everyInboundDrop(String log, int drops) {
        assertEquals(drops, drops(log).size());
    }

    @Test
    void aDropIsReadAsItStands() {
        assertEquals(drop("2020-10-14T09:53:33", Protocol.TCP, "192.168.6.95", "192.168.6.81", 139),
                drops("win-pfirewall-excerpt-drop-tcp-receive.log").getFirst());
        assertEquals(List.of(drop("2005-04-11T08:05:57", Protocol.UDP, "123.45.78.90", "123.156.78.255", 137),
                drop("2005-04-11T08:05:57", Protocol.UDP, "123.45.78.90", "255.255.255.255", 2234)),
                drops("plaso-windows_firewall.log").subList(0, 2));
    }

    private static LoggedDrop drop(String at, Protocol protocol, String from, String to, int port) {
        return new LoggedDrop(LocalDateTime.parse(at), protocol, InetAddress.ofLiteral(from), InetAddress.ofLiteral(to),
                port);
    }

    /** Newer versions append the process; a protocol may be a number (both reported). */
    @Test
    void columnsAreNamedByTheHead() {
        LoggedDrop phone = drop("2026-11-23T08:13:58", Protocol.TCP, "192.168.1.23", "192.168.1.44", 8000);
        assertEquals(List.of(phone), FirewallLog.parse(Stream.of(HEAD + " pid",
                "2026-11-23 08:13:58 DROP TCP 192.168.1.23 192.168.1.44 51744 8000 60 S 1 0 64240 - - - RECEIVE 4")));
        assertEquals(List.of(phone), FirewallLog.parse(Stream.of("#Fields: date time action protocol dst-ip src-ip"
                + " src-port dst-port path",
                "2026-11-23 08:13:58 DROP 6 192.168.1.44 192.168.1.23 51744 8000 RECEIVE")));
        assertEquals(List.of(phone), FirewallLog.parse(Stream.of(
                "2026-11-23 08:13:58 DROP TCP 192.168.1.23 192.168.1.44 51744 8000 60 S 1 0 64240 - - - RECEIVE")));
    }

    @Test
    void whatIsNoInboundDropIsPassedOver() {
        assertEquals(List.of(), FirewallLog.parse(Stream.of(HEAD,
                "2026-11-23 08:13:58 ALLOW TCP 192.168.1.23 192.168.1.44 51744 8000 60 S 1 0 64240 - - - RECEIVE",
                "2026-11-23 08:13:58 DROP TCP 192.168.1.44 192.168.1.23 8000 51744 60 S 1 0 64240 - - - SEND",
                "2026-11-23 08:13:58 DROP ICMP 192.168.1.23 192.168.1.44 - - 60 - - - - 8 0 - RECEIVE",
                "2026-11-23 08:13:58 DROP TCP 192.168.1.23 192.168.1.44 51744 8000", "",
                "2026-11-23 08:13:58 DROP TCP phone 192.168.1.44 51744 8000 60 S 1 0 64240 - - - RECEIVE",
                "2005-04-11 08:52:26 INFO-EVENTS-LOST - - - - - - - - - - - - 59 -")));
    }

    /** Which profile is asked about, what each store says, the state of the file, and who asks. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PUBLIC  | PublicProfile:1 |                 | read    | false | known",
        "PUBLIC  | PublicProfile:0 |                 | read    | true  | firewall-windows.log-off",
        "PUBLIC  |                 |                 | read    | true  | firewall-windows.log-off",
        "PRIVATE | PublicProfile:1 |                 | read    | true  | firewall-windows.log-off",
        "PRIVATE | StandardProfile:1 |               | read    | true  | known",
        "DOMAIN  | DomainProfile:1 |                 | read    | true  | known",
        "NONE    | DomainProfile:1 |                 | read    | true  | known",
        "PUBLIC  | PublicProfile:1 | PublicProfile:0 | read    | true  | firewall-windows.log-off",
        "PUBLIC  | PublicProfile:0 | PublicProfile:1 | read    | true  | known",
        "PUBLIC  |                 | StandardProfile:1 | read  | true  | known",
        "PUBLIC  | PublicProfile:1 |                 | denied  | false | firewall-windows.log-denied",
        "PUBLIC  | PublicProfile:1 |                 | missing | false | firewall-windows.log-denied",
        "PUBLIC  | PublicProfile:1 |                 | missing | true  | firewall-windows.log-missing",
        "PUBLIC  | PublicProfile:1 |                 | unreadable | true | firewall-windows.log-unreadable",
        "PUBLIC  | null            |                 | read    | true  | firewall-windows.log-unreadable"})
    void whyThereIsNothingToTell(Profile profile, String local, String policy, String state, boolean elevated,
            String expected) {
        var answer = new JsonObject();
        if (!"null".equals(local)) {
            var logging = new JsonObject();
            logging.add("local", store(local));
            logging.add("policy", store(policy));
            logging.add("mdm", new JsonObject());
            answer.add("logging", logging);
        }
        answer.addProperty("elevated", elevated);
        answer.add("drops", JsonParser.parseString("""
                [{"path":"x","state":"%s","lines":["2026-11-23 08:13:58 DROP TCP 192.168.1.23 192.168.1.44 \
                51744 8000 60 S 1 0 64240 - - - RECEIVE"]}]""".formatted(state)));
        assertEquals(expected, switch (FirewallLog.drops(answer, profile)) {
            case Fact.Known<List<LoggedDrop>>(List<LoggedDrop> drops) -> drops.size() == 1 ? "known" : "" + drops;
            case Fact.Unknown<List<LoggedDrop>>(var cause) -> cause.key();
        });
    }

    private static JsonElement store(String profile) {
        var store = new JsonObject();
        if (profile != null) {
            var values = new JsonObject();
            values.addProperty("LogDroppedPackets", profile.substring(profile.indexOf(':') + 1));
            store.add(profile.substring(0, profile.indexOf(':')), values);
        }
        return store;
    }

    static Stream<String> logs() {
        return Project.files("tests/fixtures/pfirewall", ".log").stream();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void aDamagedLogNeverInventsADrop(String file) {
        for (byte[] bytes : Mutations.of(Project.fixture(file.substring("tests/fixtures/".length())), 200, 41)) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            for (LoggedDrop drop : FirewallLog.parse(Ran.decode(bytes).lines())) {
                assertTrue(Stream.of("DROP", drop.from().getHostAddress(), drop.to().getHostAddress(), "" + drop.port(),
                        drop.at().toLocalDate().toString()).allMatch(text::contains), () -> drop + " in " + text);
            }
        }
    }
}
