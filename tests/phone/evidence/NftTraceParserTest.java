package phone.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.Protocol;
import org.junit.jupiter.api.Test;
import testing.Project;

class NftTraceParserTest {

    private static final List<String> LINES =
            new String(Project.fixture("nft-trace/monitor.txt"), StandardCharsets.UTF_8).lines().toList();

    private static Map<Integer, List<ConnectionProgress>> told(List<String> lines) {
        var text = new NftTraceParser();
        Map<Integer, List<ConnectionProgress>> told = new TreeMap<>();
        lines.stream().map(text::take).flatMap(Optional::stream).forEach(each -> {
            assertEquals(Protocol.TCP, each.attempt().port().protocol());
            assertEquals("192.168.1.23", each.attempt().phone().getHostAddress());
            told.computeIfAbsent(each.attempt().port().number(), port -> new ArrayList<>()).add(each.progress());
        });
        return told;
    }

    @Test
    void everyRuleThatDropsIsNamedForItsPacket() {
        var came = new ConnectionProgress.Came();
        assertEquals(Map.of(
                8000, List.of(came),
                8001, List.of(came, ConnectionProgress.Ended.dropped("tcp dport 8001 drop", "ip filter INPUT")),
                8002, List.of(came, ConnectionProgress.Ended.dropped("policy drop", "ip filter INPUT")),
                8003, List.of(came, ConnectionProgress.Ended.dropped("tcp dport 8003 reject with tcp reset",
                "ip filter INPUT")),
                7880, List.of(came, ConnectionProgress.Ended.dropped("tcp dport 7880 drop", "inet guard in")),
                7881, List.of(came, ConnectionProgress.Ended.dropped("tcp dport 7881 drop", "inet guard in"))),
                told(LINES));
    }

    @Test
    void packetsThatMixAreKeptApart() {
        // All first lines, then all second ones, and so on.
        Map<String, List<String>> packets = new TreeMap<>();
        LINES.forEach(line -> packets.computeIfAbsent(line.split(" ")[2], id -> new ArrayList<>()).add(line));
        List<String> mixed = new ArrayList<>();
        for (int i = 0; i < LINES.size(); i++) {
            for (List<String> packet : packets.values()) {
                if (i < packet.size()) {
                    mixed.add(packet.get(i));
                }
            }
        }
        assertEquals(told(LINES), told(mixed));
    }

    @Test
    void whatSomebodyElseTracesIsNoPhones() {
        assertEquals(Map.of(), told(LINES.stream().filter(line -> !line.contains("packet:")).toList()));
        assertEquals(Map.of(), told(List.of("", "trace id", "trace id 1 a b c",
                "trace id zz ip filter INPUT policy drop")));
    }
}
