package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fact.Fact;
import firewall.Decision;
import firewall.Flow;
import inventory.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What {@link LinuxPolicy} says of a rule set is what a real connection sees of it: rule sets written by hand for each
 * thing that can go wrong, and many drawn at random with a fixed seed, are loaded into a real kernel and both asked.
 */
@Tag("lab")
@Execution(ExecutionMode.SAME_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgreementLabTest {

    /** Container port 80 is published as 8001; 8000 is a process of the host. */
    private static final String PUBLISHED = """
            *nat
            :PREROUTING ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            :DOCKER - [0:0]
            -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
            -A OUTPUT ! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER
            -A DOCKER ! -i docker0 -p tcp -m tcp --dport 8001 -j DNAT --to-destination 172.17.0.2:80
            COMMIT
            *filter
            :INPUT ACCEPT [0:0]
            :FORWARD DROP [0:0]
            :DOCKER - [0:0]
            :DOCKER-USER - [0:0]
            -A FORWARD -j DOCKER-USER
            -A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            -A FORWARD -o docker0 -j DOCKER
            -A FORWARD -i docker0 ! -o docker0 -j ACCEPT
            -A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT
            COMMIT
            """;

    private static final List<String> FROM_PHONE = List.of("192.168.1.23 192.168.1.44 8000",
            "192.168.1.23 192.168.1.44 8001", "192.168.1.23 192.168.1.44 8002", "192.168.1.24 192.168.1.44 8000",
            "192.168.1.24 192.168.1.44 8001");
    private static final List<String> FROM_HOST = List.of("127.0.0.1 127.0.0.1 8000",
            "192.168.1.44 192.168.1.44 8000");

    private static final String EMPTY = """
            *raw
            COMMIT
            *mangle
            COMMIT
            *nat
            COMMIT
            *filter
            :INPUT ACCEPT [0:0]
            :FORWARD ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            COMMIT
            """;

    @TempDir
    private static Path folder;
    private Namespaces lab;
    private final List<String> differences = new ArrayList<>();
    private int asked;
    private int undecided;

    @BeforeAll
    void build() throws IOException {
        Lab.required();
        lab = new Namespaces(80, 8000, 8001, 8002, 9000);
    }

    @BeforeEach
    void nothingFoundYet() {
        differences.clear();
        asked = 0;
        undecided = 0;
    }

    @AfterAll
    void takeDown() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void handWrittenRulesOfIptables() throws IOException {
        for (int i = 0; i < RuleSets.IPTABLES.size(); i++) {
            String rules = RuleSets.IPTABLES.get(i);
            load("iptables-nft", rules.lines().toList());
            compare("iptables-nft\n" + rules, true);
            // The same kernel functions behind another interface: a sample shows that it is read as well.
            if (i % 5 == 0) {
                load("iptables-legacy", rules.lines().toList());
                compare("iptables-legacy\n" + rules, true);
            }
        }
        assertEquals(List.of(), differences);
    }

    @Test
    void handWrittenRulesOfNft() throws IOException {
        for (String rules : RuleSets.NFT) {
            load("iptables-nft", List.of());
            nft(rules);
            compare("nft\n" + rules, true);
        }
        assertEquals(List.of(), differences);
    }

    @Test
    void rulesDrawnAtRandom() throws IOException {
        var random = new Random(20_261_123);
        for (int i = 0; i < 30; i++) {
            String backend = random.nextBoolean() ? "iptables-nft" : "iptables-legacy";
            var drawn = new RandomRules(random);
            List<String> lines = drawn.iptables();
            load(backend, lines);
            String ofNft = i % 2 == 0 ? drawn.nft() : "";
            nft(ofNft);
            compare(backend + "\n" + String.join("\n", lines) + "\n" + ofNft, false);
        }
        assertEquals(List.of(), differences);
        assertTrue(undecided * 10 < asked, undecided + " undecided of " + asked);
    }

    private void clear() throws IOException {
        lab.inHost("nft", "flush", "ruleset");
        if (!lab.inHost("cat", "/proc/net/ip_tables_names").outText().isBlank()) {
            Path file = Files.writeString(folder.resolve("empty"), EMPTY);
            lab.inHost("iptables-legacy-restore", file.toString());
        }
        lab.inHost("conntrack", "-F");
    }

    /** Lines are arguments of iptables, or {@code sysctl NAME=VALUE}. */
    private void load(String backend, List<String> lines) throws IOException {
        clear();
        var all = new StringBuilder(PUBLISHED);
        for (String line : lines) {
            if (line.startsWith("sysctl ")) {
                lab.inHost("sysctl", "-qw", line.substring(7));
            } else if (line.startsWith("-t ")) {
                String[] words = line.split(" ", 3);
                all.append('*').append(words[1]).append('\n').append(words[2]).append("\nCOMMIT\n");
            } else {
                all.append("*filter\n").append(line).append("\nCOMMIT\n");
            }
        }
        restore(backend, all.toString());
    }

    private void restore(String backend, String rules) throws IOException {
        Path file = Files.writeString(folder.resolve("rules"), rules);
        lab.inHost(backend + "-restore", "--noflush", file.toString());
    }

    private void nft(String rules) throws IOException {
        if (!rules.isBlank()) {
            lab.inHost("nft", "--file", Files.writeString(folder.resolve("nft"), rules).toString());
        }
    }

    private void compare(String what, boolean mustKnow) {
        Fact<LinuxPolicy> read = new RuleReading(new NamespaceWorld(lab.host))
                .read(Namespaces.adapters().toOptional().orElseThrow());
        if (!(read instanceof Fact.Known<LinuxPolicy>(LinuxPolicy policy))) {
            differences.add(what + ": " + read);
            return;
        }
        compare(what, mustKnow, policy, true, "eth0", FROM_PHONE);
        compare(what, mustKnow, policy, false, "lo", FROM_HOST);
        lab.inHost("sysctl", "-qw", "net.ipv4.ip_forward=1");
    }

    private void compare(String what, boolean mustKnow, LinuxPolicy policy, boolean phone, String adapter,
            List<String> flows) {
        List<String> real = lab.connect(phone, flows);
        for (int i = 0; i < flows.size(); i++) {
            String[] flow = flows.get(i).split(" ");
            Decision decision = policy.decide(new Flow(Protocol.TCP, InetAddress.ofLiteral(flow[0]), adapter,
                    InetAddress.ofLiteral(flow[1]), Integer.parseInt(flow[2]), Optional.empty()));
            String said = switch (decision) {
                case Decision.Allowed allowed -> "open";
                case Decision.Blocked blocked -> blocked.rejected() ? "refused" : "silent";
                case Decision.Undecided unknown -> "unknown";
            };
            asked++;
            if (said.equals("unknown")) {
                undecided++;
            }
            // A rejection is a packet too, which another rule drawn at random may drop on its way back.
            boolean agrees = said.equals(real.get(i)) || !mustKnow && (said.equals("unknown")
                    || said.equals("refused") && real.get(i).equals("silent"));
            if (!agrees) {
                differences.add(flows.get(i) + " is " + real.get(i) + ", not " + said + ", with " + what + "\n"
                        + decision);
            }
        }
    }
}
