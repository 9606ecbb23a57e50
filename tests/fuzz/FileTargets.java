package fuzz;

import change.journal.ChangeKinds;
import change.journal.Journal;
import change.journal.JournalCodec;
import docker.Container;
import docker.Engine;
import inventory.InventoryFile;
import inventory.InventoryProblem;
import inventory.compose.ComposeFiles;
import inventory.compose.ComposeReader;
import inventory.compose.ComposeResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import process.Command;
import process.Os;
import process.recording.ReplayException;
import process.recording.ReplayWorld;
import state.ProcessLock;
import state.StateException;
import state.StateFolder;
import testing.FakeWorld;
import testing.Project;

/** Files that lie where others may write: what a user hands over, and what this program left there itself. */
final class FileTargets {
    private static final Supplier<Engine> NO_CONTAINERS = () -> new Engine.Running(List.<Container>of());
    private static final JournalCodec CODEC = ChangeKinds.all();
    private static final String JOURNAL = """
            {"journal":2,"at":"2026-11-22T10:15:00Z","run":"20261122-101500-3f9a","script":"fix-firewall",\
            "lease":"confirm","until":"2026-11-22T10:17:00Z"}
            {"journal":1,"at":"2026-11-22T10:15:00Z","run":"20261122-101500-3f9a","step":"1.1","event":"intended",\
            "script":"fix-firewall","kind":"adb-reverse","change":{"adb":"adb","serial":"R5CT10ABCDE",\
            "phone":"Pixel","port":8000}}
            {"journal":1,"at":"2026-11-22T10:15:01Z","run":"20261122-101500-3f9a","step":"1.1","event":"done",\
            "script":"fix-firewall","kind":"adb-reverse","change":{"adb":"adb","serial":"R5CT10ABCDE",\
            "phone":"Pixel","port":8000}}
            {"journal":2,"at":"2026-11-22T10:16:00Z","run":"20261122-101500-3f9a","script":"fix-firewall",\
            "kept":"confirm","by":"person"}
            """;
    private static final String VARIABLES =
            "# ours\nPORT=8000\nexport HOST='192.168.1.44' # it\nA=\"b\\n${PORT:-1}\"\n";
    private static final String USES = "services: {api: {ports: [\"${PORT:-1}:80\", \"${HOST}:${A}:80\"]}}\n";

    private FileTargets() { }

    static List<Target> all() {
        Path folder = Scratch.folder();
        return List.of(
                new Target("services-yaml", () -> List.of(bytes("runbook/services.yaml"),
                        bytes("tests/fixtures/compose/health/compose.yaml")), bytes -> {
                            Path file = put(folder, "services.yaml", bytes);
                            try {
                                Sound.value(InventoryFile.read(file));
                            } catch (InventoryProblem problem) {
                                told(problem);
                            }
                        }),
                new Target("compose-yaml", () -> texts(".yaml", ".yml"), bytes -> {
                    put(folder, "a/compose.yaml", bytes);
                    compose(folder.resolve("a"), new FakeWorld(Os.LINUX));
                }),
                Target.ofTexts("dot-env", List.of(VARIABLES), bytes -> {
                    put(folder, "b/compose.yaml", USES.getBytes(StandardCharsets.UTF_8));
                    put(folder, "b/.env", bytes);
                    compose(folder.resolve("b"), new FakeWorld(Os.LINUX));
                }),
                new Target("compose-config", () -> texts("config.json"), bytes -> {
                    put(folder, "c/compose.yaml", USES.getBytes(StandardCharsets.UTF_8));
                    compose(folder.resolve("c"), new FakeWorld(Os.LINUX).command("docker compose", bytes));
                }),
                Target.of("recording", List.of("hosts/linux-not-root/manifest.jsonl",
                        "hosts/linux-docker-rules-gone/manifest.jsonl", "hosts/windows-guide/manifest.jsonl"),
                        bytes -> {
                            put(folder, "d/manifest.jsonl", bytes);
                            replay(folder.resolve("d"));
                        }),
                Target.ofTexts("journal", List.of(JOURNAL), bytes -> {
                    var state = new StateFolder(folder.resolve("e"));
                    state.create();
                    Files.write(state.journal(), bytes);
                    try {
                        Sound.value(Journal.read(state, CODEC));
                    } catch (StateException e) {
                        Sound.message(e.why());
                    }
                }),
                Target.ofTexts("process-lock", List.of("471 2026-11-22T10:15:00Z fix-firewall\n", "4711\n"), bytes -> {
                    try {
                        ProcessLock.written(put(folder, "lock", bytes)).ifPresent(Sound::value);
                    } catch (StateException e) {
                        Sound.message(e.why());
                    }
                }));
    }

    private static void compose(Path project, FakeWorld world) throws IOException {
        try {
            ComposeFiles files = ComposeFiles.find(project, Map.of()).orElse(null);
            if (files != null) {
                ComposeResult result = new ComposeReader(world, NO_CONTAINERS).read(files);
                Sound.value(result);
            }
        } catch (InventoryProblem problem) {
            told(problem);
        }
    }

    private static void told(InventoryProblem problem) {
        if (problem.mistakes().isEmpty()) {
            throw new AssertionError("refused without a word");
        }
        problem.mistakes().forEach(mistake -> Sound.message(mistake.message()));
    }

    /** Refused when it is opened, or answering whatever is asked. */
    private static void replay(Path recording) {
        try {
            var world = new ReplayWorld(recording);
            for (String line : List.of("netstat -ano", "arp -a", "iptables-nft-save", "ss -H -l -n -t -u -p")) {
                String[] words = line.split(" ");
                Sound.value(world.run(Command.of(words[0], List.of(words).subList(1, words.length))));
            }
            Sound.fact(world.file("/proc/net/route"));
            Sound.value(world.now());
        } catch (ReplayException e) {
            Sound.message(e.why());
        }
    }

    private static Path put(Path folder, String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private static List<byte[]> texts(String... endings) {
        return Stream.of(endings).flatMap(ending -> Project.files("tests/fixtures/compose", ending).stream())
                .map(FileTargets::bytes).toList();
    }

    private static byte[] bytes(String fromRoot) {
        return Project.read(fromRoot).getBytes(StandardCharsets.UTF_8);
    }
}
