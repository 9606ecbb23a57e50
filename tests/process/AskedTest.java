package process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inventory.InventoryFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import path.gather.FactsReader;
import probe.Limits;
import process.recording.ReplayWorld;
import testing.ForwardingWorld;
import testing.Project;

/** Whatever is asked of a machine has its canaries: a new question comes with the answer that nobody may send away. */
class AskedTest {
    /** Numbers and words of the system alone. */
    private static final Set<String> WITHOUT = Set.of("file /proc/net/ip_tables_names", "file /proc/net/ip6_tables_names",
            "file /proc/sys/net/", "netsh interface ipv4 show excludedportrange");
    private static final Pattern FORMAT = Pattern.compile(" --format \\{.*\\}.*");

    private static final class Asked extends ForwardingWorld {
        private final Set<String> lines = new ConcurrentSkipListSet<>();

        Asked(World world) {
            super(world);
        }

        @Override
        public Ran run(Command command) {
            lines.add("run " + command.line());
            return super.run(command);
        }

        @Override
        public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
            lines.add("look " + what);
            return super.observe(what, shape, look);
        }
    }

    @ParameterizedTest
    @CsvSource({"linux-internal-network, linux.txt", "linux-healthy, linux.txt", "windows-guide, windows.txt",
        "windows-mirrored-wsl, windows.txt"})
    void everyQuestionHasItsCanaries(String host, String name) throws IOException {
        var world = new Asked(new ReplayWorld(Project.path("tests/fixtures/hosts/" + host)));
        FactsReader.facts(world, InventoryFile.builtIn(), new Limits(Duration.ofSeconds(2), Duration.ofSeconds(8)));
        String canaries = Project.read("tests/fixtures/canaries/linux.txt")
                + Project.read("tests/fixtures/canaries/" + name);
        var missing = new TreeSet<String>();
        for (String line : world.lines) {
            String start = FORMAT.matcher(line).replaceFirst(" --format ")
                    .replaceFirst("^look (probe |file /sys/class/net/).*", "look $1");
            boolean plain = WITHOUT.stream().anyMatch(known -> line.replaceFirst("^\\w+ ", "").startsWith(known));
            if (!plain && !canaries.contains("\n=== " + start)) {
                missing.add(line);
            }
        }
        assertEquals(Set.of(), missing);
    }
}
