package firewall.windows.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import firewall.Flow;
import firewall.Rule;
import firewall.windows.WindowsFirewall;
import host.Adapter;
import host.AdapterKind;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import process.Fact;
import testing.Project;

/** The table in {@code fixtures/firewall-windows/decisions.txt}: rule sets, flows, answers and where each is written. */
class DecisionFileTest {
    private static final String FILE = "firewall-windows/decisions.txt";
    private static final List<Adapter> ADAPTERS = List.of(adapter("Wi-Fi", "192.168.1.44/24", "fe80::44/64",
            "2001:db8:1::44/64"), adapter("Ethernet", "10.9.0.7/16"), adapter("vEthernet", "172.28.0.1/20"));

    private static Adapter adapter(String name, String... addresses) {
        return new Adapter(name, name, Stream.of(addresses).map(Cidr::parse).toList(),
                Adapter.Link.UP, AdapterKind.ETHERNET);
    }

    /** @param answer as it stands behind the arrow */
    private record Row(int line, String machine, Flow flow, String answer, String because) { }

    private final Map<String, FakeWindows> machines = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    DecisionFileTest() {
        List<String> lines = new String(Project.fixture(FILE), StandardCharsets.UTF_8).lines().toList();
        String machine = null;
        boolean networks = false;
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" {2,}|(?<=^(?:machine|rule|setting)) ");
            FakeWindows windows = machines.get(machine);
            switch (words[0]) {
                case "machine" -> {
                    machine = words[1];
                    networks = false;
                    assertEquals(null, machines.put(machine, new FakeWindows()), "line " + (i + 1));
                }
                case "network" -> {
                    if (!networks) {
                        windows.networks.clear();
                        windows.adapters.clear();
                    }
                    networks = true;
                    windows.network(words[1], List.of("public", "private", "domain").indexOf(words[2]), words[3],
                            Integer.parseInt(words[4]));
                }
                case "setting" -> windows.profiles.get(words[1])
                        .computeIfAbsent(words[2], key -> new LinkedHashMap<>())
                        .put(words[3].substring(0, words[3].indexOf('=')),
                        words[3].substring(words[3].indexOf('=') + 1));
                case "rule" -> assertEquals(null, windows.rules.get(words[1]).put(words[2], words[3]));
                case "tcp", "udp" -> rows.add(new Row(i + 1, machine, flow(words),
                        lines.get(i).substring(lines.get(i).indexOf("=> ") + 3), lines.get(i + 1).strip()));
                default -> assertTrue(machine == null || lines.get(i).isBlank() || lines.get(i).startsWith("  "),
                        "line " + (i + 1));
            }
        }
    }

    private static Flow flow(String[] words) {
        InetAddress from = InetAddress.ofLiteral(words[1]);
        Optional<String> program = words[3].equals("-") ? Optional.empty()
                : Optional.of(words[3].equals("docker") ? FakeWindows.DOCKER : words[3]);
        Adapter adapter = ADAPTERS.stream().filter(one -> one.name().equals(words[4])).findFirst().orElseThrow();
        InetAddress to = adapter.addresses().stream().map(Cidr::inet)
                .filter(own -> own.getAddress().length == from.getAddress().length
                        && own.isLinkLocalAddress() == from.isLinkLocalAddress()).findFirst().orElseThrow();
        return new Flow(Protocol.valueOf(words[0].toUpperCase(Locale.ROOT)), from, words[4], to,
                Integer.parseInt(words[2]), program);
    }

    private static String said(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> "allowed by " + named(allowed.by());
            case Decision.Blocked blocked -> blocked.cause() + " by " + named(blocked.by());
            case Decision.Undecided undecided -> "undecided: " + undecided.rules().stream().map(Rule::id)
                    .collect(Collectors.joining(" "));
        };
    }

    private static String named(Rule rule) {
        return "\"" + rule.name() + "\", " + rule.id() + ", " + rule.where();
    }

    @TestFactory
    Stream<DynamicContainer> everyFlowIsDecidedAsItIsWritten() {
        return machines.keySet().stream().map(machine -> DynamicContainer.dynamicContainer(machine, rows.stream()
                .filter(row -> row.machine().equals(machine)).map(row -> DynamicTest.dynamicTest(
                        "line " + row.line() + ": " + row.because(),
                        () -> assertEquals(row.answer(), said(policy(machine).decide(row.flow())))))));
    }

    private WindowsPolicy policy(String machine) {
        return switch (new WindowsFirewall(machines.get(machine), ADAPTERS).policy()) {
            case Fact.Known<WindowsPolicy>(WindowsPolicy policy) -> policy;
            case Fact.Unknown<WindowsPolicy>(var cause) -> throw new AssertionError(cause);
        };
    }

    @Test
    void everyRowSaysWhereItIsWrittenAndThereAreEnoughOfThem() {
        assertTrue(rows.size() >= 60, String.valueOf(rows.size()));
        for (Row row : rows) {
            assertTrue(row.because().matches("(rules|filter origin|captures|MS-FASP|MS-GPFAS|RFC|Windows file names"
                    + "|microsoft/WSL|Firewall CSP|INetFwPolicy2|[GS]et-Net\\w+)[ :,].{20,}"), row.toString());
        }
        Map<Class<?>, Long> answers = rows.stream().collect(Collectors.groupingBy(
                row -> policy(row.machine()).decide(row.flow()).getClass(), Collectors.counting()));
        assertTrue(answers.size() == 3 && answers.values().stream().allMatch(count -> count >= 10), answers.toString());
    }

    @Test
    void noRuleOfTheTableIsMisspelt() {
        machines.keySet().forEach(machine -> assertEquals(0, policy(machine).unreadable(), machine));
    }
}
