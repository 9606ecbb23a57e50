package host.linux.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import firewall.linux.netfilter.Lab;
import firewall.linux.netfilter.NamespaceWorld;
import host.read.HostReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import json.Json;
import net.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import process.Command;
import process.Exec;
import process.Ran;
import testing.HelperProcess;
import testing.Result;

/**
 * What {@link RoutingPolicy} says of rules and tables is what the kernel itself says of them, by {@code ip route get}:
 * many of both are drawn at random with a fixed seed and loaded into a network namespace, and both are asked.
 */
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutingLabTest {

    private static final int WORLDS = 80;
    private static final int QUESTIONS = 14;

    /** Two cables to one LAN, a tunnel and a bridge for containers, none of which leads anywhere. */
    private static final String ADAPTERS = """
            ip link set lo up
            for name in eth0 eth1 wg0 br0; do ip link add $name type veth peer name $name-far; \
            ip link set $name up; ip link set $name-far up; done
            ip address add 192.168.1.44/24 dev eth0
            ip address add 192.168.1.45/24 dev eth1
            ip address add 100.64.0.7/10 dev wg0
            ip address add 172.17.0.1/16 dev br0
            sysctl -qw net.ipv4.ip_forward=1
            """;

    /** What is there from the world before goes; what cannot be added, such as an unreachable gateway, is not there. */
    private static final String LOAD = """
            ip rule flush; ip rule add pref 32766 lookup main
            ip rule add pref 32767 lookup default
            for table in 52 101; do ip route flush table $table; done
            ip route flush table main
            ip -force -batch "$1"
            exit 0
            """;

    /** One answer after the other; what is an error stands in its place. */
    private static final String ASK = """
            while read -r words; do ip -json route get $words 2>&1 | tr '\\n' ' '; echo; done <"$1"
            """;

    private static final List<String> OWN = List.of("192.168.1.44", "192.168.1.45", "100.64.0.7", "172.17.0.1");
    private static final List<String> OTHERS = List.of("192.168.1.23", "192.168.1.200", "172.17.0.2", "192.168.20.23",
            "10.1.2.3", "10.200.0.1", "100.64.0.9", "8.8.8.8");
    private static final List<String> NETWORKS = List.of("default", "0.0.0.0/1", "192.168.0.0/16", "192.168.1.0/24",
            "192.168.1.0/25", "192.168.1.128/25", "192.168.1.23", "192.168.16.0/20", "172.17.0.0/16", "10.0.0.0/8",
            "100.64.0.0/10");
    private static final List<String> ADAPTER_NAMES = List.of("eth0", "eth1", "wg0", "br0");
    private static final List<String> TABLES = List.of("main", "52", "101");

    private final Random random = new Random(20_261_130);
    private HelperProcess namespace;
    private List<String> inside;

    @TempDir
    private Path folder;

    @BeforeAll
    void build() throws IOException {
        Lab.required();
        namespace = HelperProcess.start(List.of("unshare", "--net", "sh", "-c", "echo ready; exec cat"));
        namespace.says("ready");
        inside = List.of("nsenter", "--target", String.valueOf(namespace.pid()), "--net");
        run("sh", "-ec", ADAPTERS);
    }

    @AfterAll
    void takeDown() {
        if (namespace != null) {
            namespace.close();
        }
    }

    private Ran run(String... words) {
        var all = new ArrayList<>(inside);
        all.addAll(List.of(words));
        Ran ran = new Exec().run(Command.of(all.getFirst(), all.subList(1, all.size())));
        Result.of(ran).exitedWith(0);
        return ran;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean rarely() {
        return random.nextInt(5) == 0;
    }

    private List<String> world() {
        var lines = new ArrayList<String>();
        for (String name : ADAPTER_NAMES) {
            String network = name.equals("wg0") ? "100.64.0.0/10" : name.equals("br0") ? "172.17.0.0/16"
                    : "192.168.1.0/24";
            if (!rarely()) {
                lines.add("route append " + network + " dev " + name + " metric " + random.nextInt(1, 5) * 100
                        + " table " + (rarely() ? one(TABLES) : "main"));
            }
        }
        for (int i = random.nextInt(1, 9); i > 0; i--) {
            lines.add(route());
        }
        for (int i = random.nextInt(7); i > 0; i--) {
            lines.add(rule(random.nextInt(1, 40) * 10));
        }
        return lines;
    }

    private String route() {
        String table = " table " + one(TABLES) + " metric " + random.nextInt(1, 6) * 100;
        return "route append " + switch (random.nextInt(8)) {
            case 0 -> one(List.of("blackhole ", "unreachable ", "prohibit ", "throw ", "throw ")) + one(NETWORKS) + table;
            case 1 -> one(NETWORKS) + table + " nexthop dev " + one(ADAPTER_NAMES) + " nexthop via 192.168.1."
                    + random.nextInt(1, 5) + " dev eth0";
            case 2 -> "default via 192.168.1.1 dev " + one(List.of("eth0", "eth1")) + table;
            case 3 -> "local " + one(List.of("10.200.0.0/16", "192.168.20.0/24")) + " dev lo" + table;
            case 4 -> one(NETWORKS) + " tos 0x10 dev " + one(ADAPTER_NAMES) + table;
            default -> one(NETWORKS) + " dev " + one(ADAPTER_NAMES) + table;
        };
    }

    private String rule(int priority) {
        var words = new StringBuilder("rule add pref " + priority + (rarely() ? " not" : ""));
        List<String> networks = NETWORKS.subList(1, NETWORKS.size());
        for (String part : List.of(" from ", " to ", " iif ", " fwmark ", " ipproto tcp dport ", " sport ", " uidrange ",
                " oif ", " tos ")) {
            if (random.nextInt(7) == 0) {
                words.append(part).append(switch (part) {
                    case " from ", " to " -> one(networks);
                    case " iif " -> one(List.of("eth0", "br0", "lo", "none9"));
                    case " oif " -> one(ADAPTER_NAMES);
                    case " fwmark " -> one(List.of("0x1", "0xca6c", "0x80000/0xff0000", "0x0/0x1"));
                    case " uidrange " -> one(List.of("0-0", "1000-2000"));
                    case " tos " -> "0x10";
                    default -> one(List.of("8000", "1-100", "40000"));
                });
            }
        }
        return words + switch (random.nextInt(9)) {
            case 0 -> one(List.of(" blackhole", " unreachable", " prohibit"));
            case 1 -> " goto " + one(List.of(100, 200, 32_766));
            case 2 -> " lookup main suppress_prefixlength " + one(List.of(0, 0, 1, 16, 24));
            case 3 -> " nop";
            default -> " lookup " + one(TABLES);
        };
    }

    /** @param words as {@code ip route get} takes them */
    private record Question(String words, RouteKey key) { }

    private Question question() {
        boolean fromOutside = random.nextInt(5) < 3;
        String to = one(fromOutside && !rarely() || !fromOutside ? OTHERS : OWN);
        String in = fromOutside ? one(ADAPTER_NAMES) : RouteKey.HERE;
        Optional<String> from = fromOutside ? Optional.of(one(OTHERS.stream().filter(other -> !other.equals(to)).toList()))
                : rarely() ? Optional.empty() : Optional.of(one(OWN));
        long mark = one(List.of(0, 0, 0, 1, 0xca6c, 0x80000));
        int source = one(List.of(8000, 40_000));
        int destination = one(List.of(80, 8000, 40_000));
        return new Question(to + from.map(own -> " from " + own).orElse("") + (fromOutside ? " iif " + in : "")
                + (mark == 0 ? "" : " mark " + mark) + " ipproto tcp sport " + source + " dport " + destination,
                new RouteKey(InetAddress.ofLiteral(to), from.map(InetAddress::ofLiteral), in, OptionalLong.of(mark),
                        OptionalLong.of(0), Protocol.TCP, OptionalInt.of(source), OptionalInt.of(destination)));
    }

    /** In the model's words: {@code eth0 via 192.168.1.1}, {@code here}, {@code nowhere}. */
    private static Set<String> ofModel(RoutingPolicy policy, RouteKey key) {
        return policy.ends(key).stream().map(end -> switch (end) {
            case RouteEnd.Leaves(NextHop by, TableRoute route, RoutingRule rule) -> accepted(policy, key, by.adapter(),
                    by.adapter() + by.gateway().map(router -> " via " + router).orElse(""));
            case RouteEnd.Stays stays -> accepted(policy, key, RouteKey.HERE, "here");
            case RouteEnd.Refused refused -> "nowhere";
            case RouteEnd.Nowhere nowhere -> "nowhere";
        }).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String accepted(RoutingPolicy policy, RouteKey key, String out, String where) {
        return key.in().equals(RouteKey.HERE) ? where : switch (policy.sender(key, out)) {
            case ACCEPTED -> where;
            case DROPPED -> "nowhere";
            case UNCLEAR -> "unclear";
        };
    }

    private static String ofKernel(String line) throws Exception {
        if (!line.startsWith("[")) {
            return "nowhere";
        }
        JsonObject told = Json.parse(line).getAsJsonArray().get(0).getAsJsonObject();
        return Json.text(told, "type").filter("local"::equals).map(local -> "here").orElseGet(() ->
                Json.text(told, "dev").orElse("?") + Json.text(told, "gateway").map(router -> " via " + router).orElse(""));
    }

    @Test
    void theModelSaysWhatTheKernelSays() throws Exception {
        var differences = new ArrayList<String>();
        var seen = new ArrayList<String>();
        int unclear = 0;
        for (int i = 0; i < WORLDS; i++) {
            List<String> lines = world();
            Path file = Files.write(folder.resolve("world"), lines);
            for (String adapter : List.of("all", "eth0", "eth1", "br0")) {
                lines.add(filter(adapter, i % 2 == 0 ? 0 : one(List.of(0, 0, 1, 2))));
            }
            run("sh", "-c", LOAD, "load", file.toString());
            RoutingPolicy policy = new HostReader(new NamespaceWorld(inside))
                    .routing(ADAPTER_NAMES).toOptional().orElseThrow();
            List<Question> questions = Stream.generate(this::question).limit(QUESTIONS).toList();
            Files.write(file, questions.stream().map(Question::words).toList());
            List<String> answers = run("sh", "-c", ASK, "ask", file.toString()).outText().lines().toList();
            assertEquals(questions.size(), answers.size(), String.join("\n", answers));
            for (int n = 0; n < questions.size(); n++) {
                String kernel = ofKernel(answers.get(n));
                Set<String> model = ofModel(policy, questions.get(n).key());
                seen.add(kernel);
                unclear += model.contains("unclear") ? 1 : 0;
                if (!model.contains(kernel) && !model.contains("unclear")) {
                    differences.add(questions.get(n).words() + ": " + answers.get(n) + ", not " + model + ", with "
                            + policy.rules() + policy.routes().stream().filter(route -> !route.table().equals("local"))
                            .toList() + policy.filter());
                }
            }
        }
        assertEquals(List.of(), differences, differences.size() + " differences");
        var counts = seen.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        for (String end : List.of("here", "nowhere", "eth0", "eth1", "wg0", "br0", "eth0 via 192.168.1.1")) {
            assertTrue(counts.getOrDefault(end, 0L) >= 10, end + " is seen too seldom: " + counts);
        }
        assertTrue(unclear * 50 < seen.size(), unclear + " unclear of " + seen.size());
    }

    private String filter(String adapter, int value) {
        run("sysctl", "-qw", "net.ipv4.conf." + adapter + ".rp_filter=" + value);
        return "rp_filter of " + adapter + " " + value;
    }
}
