package process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import docker.Container;
import docker.DockerReader;
import docker.Engine;
import firewall.linux.iptables.IptablesSave;
import host.linux.IpLink;
import host.read.Connections;
import inventory.HealthCheck;
import inventory.Inventory;
import inventory.InventoryFile;
import inventory.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import json.Json;
import json.JsonShapeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.recording.RecordingWorld;
import process.recording.Redaction;
import process.recording.ReplayWorld;
import testing.Project;

/**
 * In every field that Docker, the kernel and Windows tell of stands something that nobody else may know. None of it is
 * in a recording, in whatever form; and what is left is enough for the readers.
 */
class CanaryTest {
    /** What is asked there has nothing in it that could be left out. */
    private static final List<String> NAMES_ALONE = List.of("docker ps --all --quiet --no-trunc",
            "docker network ls --no-trunc --format { }");

    @TempDir
    private Path folder;
    private final Canaries canaries = new Canaries();

    /** One answer: of a command or a look. */
    private record Section(String kind, String what, String text) { }

    private static final class Answering implements World {
        private byte[] out = new byte[0];
        private byte[] err = new byte[0];

        @Override
        public Ran run(Command command) {
            return new Ran(command, new Ran.Exited(0), out, err, Duration.ZERO);
        }

        @Override
        public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
            return look.get();
        }

        @Override
        public Os os() {
            return Os.LINUX;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public boolean live() {
            return true;
        }
    }

    private List<Section> sections(String name) {
        var sections = new ArrayList<Section>();
        for (String part : Project.read("tests/fixtures/canaries/" + name).split("(?m)^=== ")) {
            String[] headAndBody = part.split("\n", 2);
            String[] head = headAndBody[0].split(" ", 2);
            if (List.of("run", "err", "look").contains(head[0])) {
                sections.add(new Section(head[0], canaries.in(head[1]), canaries.in(headAndBody[1].strip()) + "\n"));
            }
        }
        return sections;
    }

    private static Command command(String line) {
        return Command.of(line.split(" ")[0]).called(line);
    }

    private Path record(List<Section> sections) throws IOException, JsonShapeException {
        Path recording = folder.resolve("recording");
        var machine = new Answering();
        var world = new RecordingWorld(machine, recording, Redaction.of("someone", "somewhere"));
        for (Section section : sections) {
            byte[] bytes = section.text().getBytes(StandardCharsets.UTF_8);
            machine.out = section.kind().equals("run") ? bytes : new byte[0];
            machine.err = section.kind().equals("err") ? bytes : new byte[0];
            if (section.kind().equals("look")) {
                JsonElement seen = Json.parse(section.text());
                world.observe(section.what(), JsonElement.class, () -> Fact.known(seen));
            } else {
                world.run(command(section.what()));
            }
        }
        return recording;
    }

    private static byte[] everything(Path recording) throws IOException {
        var all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(recording)) {
            for (Path file : files.sorted().toList()) {
                all.writeBytes((file.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
                all.writeBytes(Files.readAllBytes(file));
            }
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux.txt", "windows.txt"})
    void noneGetsOut(String name) throws Exception {
        List<Section> sections = sections(name);
        for (Section section : sections) {
            byte[] bytes = (section.what() + section.text()).getBytes(StandardCharsets.UTF_8);
            assertTrue(NAMES_ALONE.contains(section.what()) || !canaries.foundIn(bytes).isEmpty(), section::toString);
        }
        assertEquals(new TreeSet<>(), new TreeSet<>(canaries.foundIn(everything(record(sections)))));
    }

    /** With {@code --raw} they do: the test looks where they would be. */
    @Test
    void theyAreFoundWhereNothingIsHidden() throws Exception {
        List<Section> sections = sections("linux.txt");
        var all = new StringBuilder();
        sections.forEach(section -> all.append(section.what()).append('\n').append(section.text()));
        long found = canaries.foundIn(all.toString().getBytes(StandardCharsets.UTF_8)).stream()
                .map(line -> line.replaceFirst(" as .*", "")).distinct().count();
        assertTrue(found > 150 && found == canaries.count(), found + " of " + canaries.count());
    }

    @Test
    void whatIsLeftIsEnoughForTheReaders() throws Exception {
        var sections = new ArrayList<>(sections("linux.txt"));
        sections.replaceAll(section -> section.what().startsWith("docker context")
                ? new Section(section.kind(), section.what(), "unix:///var/run/docker.sock\n") : section);
        var replay = new ReplayWorld(record(sections));
        Container web = assertInstanceOf(Engine.Running.class, new DockerReader(replay).read()).containers().getFirst();
        assertEquals(List.of("web", "UNHEALTHY", "", "bridge"), List.of(web.name(), web.health().toString(),
                web.healthLog(), web.networks().getFirst().name()));
        RecordedChoice choice = replay.observe("inventory", RecordedChoice.class, null).toOptional().orElseThrow();
        Inventory services = InventoryFile.of(choice.name(), choice.text());
        assertEquals(List.of("API", "Socket"), services.services().stream().map(Service::name).toList());
        HealthCheck check = services.services().getFirst().health().get(8000);
        assertTrue(replay.looked("probe 192.168.1.44 8000 " + check.text()), check.text());
        assertTrue(replay.looked("resolve " + services.host().orElseThrow()), services::toString);
        assertEquals(1, Connections.ofLinux(replay).toOptional().orElseThrow().stream()
                .filter(one -> one.remote().getHostAddress().startsWith("fe80")).count());
        assertEquals(4, Connections.ofLinux(replay).toOptional().orElseThrow().size());
        assertTrue(IpLink.table(replay.run(command("ip -json -details link")).outText()).toOptional().orElseThrow()
                .keySet().stream().allMatch(name -> name.startsWith("enx0200")));
        String saved = replay.run(command("iptables-nft-save")).outText();
        assertTrue(saved.contains("--comment \"text-8\" -j DROP"), saved);
        assertTrue(saved.lines().count() > 8);
        IptablesSave.parse(saved);
    }

    /** nft names a match of iptables as people name their remarks: {@code {"xt": {"type": "match", "name": "comment"}}}. */
    @ParameterizedTest
    @ValueSource(strings = {"nft --json list ruleset", "nft --handle list ruleset", "iptables-save"})
    void rulesWithoutARemarkStayAsTheyAre(String asked) throws Exception {
        String rules = """
                {"nftables": [{"rule": {"expr": [{"xt": {"type": "match", "name": "comment"}}, {"log": {"prefix": ""}},
                {"match": {"left": {"prefix": {"addr": "10.0.0.0", "len": 8}}, "right": "comment"}}, {"drop": null}]}}]}
                """;
        var replay = new ReplayWorld(record(List.of(new Section("run", asked, rules))));
        assertEquals(rules, replay.run(command(asked)).outText());
    }

    private record RecordedChoice(String from, String name, String text) { }
}
