package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import firewall.Flow;
import firewall.linux.netfilter.Lab;
import firewall.linux.netfilter.NamespaceWorld;
import firewall.linux.netfilter.Namespaces;
import firewall.linux.netfilter.RandomRules;
import firewall.linux.netfilter.RuleSets;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import process.Fact;

/**
 * What {@link LinuxPolicy} says of a rule set is what a real connection sees of it: rule sets written by hand for each
 * thing that can go wrong, and many drawn at random with a fixed seed, are loaded into a real kernel and both asked.
 */
@Tag("lab")
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
            "192.168.1.44 192.168.1.44 8000", "192.168.1.44 192.168.1.44 8001", "172.17.0.1 172.17.0.2 80");

    /** Without a rule, in every table of either kind that the kernel has. */
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

    /** All that is told to the host between two rule sets, in one process: the folder, how iptables is called. */
    private static final String LOAD = """
            set -e
            cd "$1"
            nft flush ruleset
            if [ -n "$(cat /proc/net/ip_tables_names)" ]; then iptables-legacy-restore empty; fi
            conntrack -F
            sysctl -qw net.ipv4.ip_forward=1
            while read -r setting; do sysctl -qw "$setting"; done <settings
            "$2-restore" --noflush rules
            nft --file nft
            """;

    /** Two hosts stand beside each other: what never comes has to be waited for. */
    private static final int HOSTS = 2;

    /** Rules in the way that their program takes them; the kernel and the model have to agree about each packet. */
    private record RuleSet(String backend, List<String> lines, String nft, boolean mustKnow) {

        static RuleSet iptables(String backend, String rules) {
            return new RuleSet(backend, rules.lines().toList(), "", true);
        }

        static RuleSet nft(String rules) {
            return new RuleSet("iptables-nft", List.of(), rules, true);
        }

        @Override
        public String toString() {
            return backend + "\n" + String.join("\n", lines) + "\n" + nft;
        }
    }

    /** @param differences one for each packet that the model sees otherwise */
    private record Compared(List<String> differences, int asked, int undecided) {

        static Compared sum(List<Compared> all) {
            return new Compared(all.stream().flatMap(one -> one.differences.stream()).toList(),
                    all.stream().mapToInt(Compared::asked).sum(), all.stream().mapToInt(Compared::undecided).sum());
        }
    }

    /** @param folder of its own, for what its programs read */
    private record Host(Namespaces lab, Path folder) {

        Compared compare(RuleSet rules) throws IOException {
            load(rules);
            // Rules are read while connections are tried: one waits for what never comes, and neither changes anything.
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var phone = CompletableFuture.supplyAsync(() -> lab.connect(true, FROM_PHONE), threads);
                var host = CompletableFuture.supplyAsync(() -> lab.connect(false, FROM_HOST), threads);
                return switch (new RulesReader(new NamespaceWorld(lab.host))
                        .read(Namespaces.adapters().toOptional().orElseThrow())) {
                    case Fact.Known<LinuxPolicy>(LinuxPolicy policy) -> Compared.sum(List.of(
                            compared(rules, policy, "eth0", FROM_PHONE, phone.join()),
                            compared(rules, policy, "lo", FROM_HOST, host.join())));
                    case Fact.Unknown<LinuxPolicy> unknown -> new Compared(List.of(rules + ": " + unknown), 0, 0);
                };
            }
        }

        private void load(RuleSet set) throws IOException {
            var rules = new StringBuilder(PUBLISHED);
            var settings = new StringBuilder();
            for (String line : set.lines) {
                if (line.startsWith("sysctl ")) {
                    settings.append(line.substring(7)).append('\n');
                } else if (line.startsWith("-t ")) {
                    String[] words = line.split(" ", 3);
                    rules.append('*').append(words[1]).append('\n').append(words[2]).append("\nCOMMIT\n");
                } else {
                    rules.append("*filter\n").append(line).append("\nCOMMIT\n");
                }
            }
            Files.writeString(folder.resolve("empty"), EMPTY);
            Files.writeString(folder.resolve("rules"), rules);
            Files.writeString(folder.resolve("settings"), settings);
            Files.writeString(folder.resolve("nft"), set.nft);
            lab.inHost("sh", "-c", LOAD, "load", folder.toString(), set.backend);
        }
    }

    @TempDir
    private static Path folder;
    private final List<Host> hosts = new ArrayList<>();

    @BeforeAll
    void build() throws IOException {
        Lab.required();
        for (int i = 0; i < HOSTS; i++) {
            hosts.add(new Host(new Namespaces(80, 8000, 8001, 8002, 9000),
                    Files.createDirectory(folder.resolve("host" + i))));
        }
    }

    @AfterAll
    void takeDown() {
        hosts.forEach(host -> host.lab.close());
    }

    @Test
    void handWrittenRulesOfIptables() throws Exception {
        var sets = new ArrayList<RuleSet>();
        for (int i = 0; i < RuleSets.IPTABLES.size(); i++) {
            sets.add(RuleSet.iptables("iptables-nft", RuleSets.IPTABLES.get(i)));
            // The same kernel functions behind another interface: a sample shows that it is read as well.
            if (i % 5 == 0) {
                sets.add(RuleSet.iptables("iptables-legacy", RuleSets.IPTABLES.get(i)));
            }
        }
        assertEquals(List.of(), compare(sets).differences());
    }

    @Test
    void handWrittenRulesOfNft() throws Exception {
        assertEquals(List.of(), compare(RuleSets.NFT.stream().map(RuleSet::nft).toList()).differences());
    }

    @Test
    void rulesDrawnAtRandom() throws Exception {
        var sets = new ArrayList<RuleSet>();
        var random = new Random(20_261_123);
        for (int i = 0; i < 30; i++) {
            String backend = random.nextBoolean() ? "iptables-nft" : "iptables-legacy";
            var drawn = new RandomRules(random);
            sets.add(new RuleSet(backend, drawn.iptables(), i % 2 == 0 ? drawn.nft() : "", false));
        }
        Compared compared = compare(sets);
        assertEquals(List.of(), compared.differences());
        assertTrue(compared.undecided() * 10 < compared.asked(),
                compared.undecided() + " undecided of " + compared.asked());
    }

    private Compared compare(List<RuleSet> sets) throws Exception {
        var left = new ConcurrentLinkedQueue<>(sets);
        var compared = new ConcurrentLinkedQueue<Compared>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> all = hosts.stream().map(host -> (Callable<Void>) () -> {
                for (RuleSet next = left.poll(); next != null; next = left.poll()) {
                    compared.add(host.compare(next));
                }
                return null;
            }).toList();
            for (Future<Void> one : threads.invokeAll(all)) {
                one.get();
            }
        }
        return Compared.sum(List.copyOf(compared));
    }

    private static Compared compared(RuleSet rules, LinuxPolicy policy, String adapter, List<String> flows,
            List<String> real) {
        var differences = new ArrayList<String>();
        int undecided = 0;
        for (int i = 0; i < flows.size(); i++) {
            String[] flow = flows.get(i).split(" ");
            Decision decision = policy.decide(new Flow(Protocol.TCP, InetAddress.ofLiteral(flow[0]), adapter,
                    InetAddress.ofLiteral(flow[1]), Integer.parseInt(flow[2]), Optional.empty()));
            String said = switch (decision) {
                case Decision.Allowed allowed -> "open";
                case Decision.Blocked blocked -> blocked.rejected() ? "refused" : "silent";
                case Decision.Undecided unknown -> "unknown";
            };
            if (said.equals("unknown")) {
                undecided++;
            }
            // A rejection is a packet too, which another rule drawn at random may drop on its way back.
            boolean agrees = said.equals(real.get(i)) || !rules.mustKnow && (said.equals("unknown")
                    || said.equals("refused") && real.get(i).equals("silent"));
            if (!agrees) {
                differences.add(flows.get(i) + " is " + real.get(i) + ", not " + said + ", with " + rules + "\n"
                        + decision);
            }
        }
        return new Compared(differences, flows.size(), undecided);
    }
}
