package fuzz;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import process.Command;
import process.Exec;
import process.Ran;
import testing.Project;

/**
 * {@code make fuzz}: each target under Jazzer, which looks for inputs that lead to code that none led to before, for
 * {@code --seconds} each. The words are parts of names of targets, and none means all. A find stops its target only:
 * it is kept in {@code tests/fuzz/corpus}, where {@link FuzzTest} reads it from then on.
 */
public final class Fuzz {
    private static final Path WORK = Project.path(".build/fuzz");
    private static final Path CORPUS = Project.path("tests/fuzz/corpus");
    private static final String SECONDS = "--seconds=";
    private static final String SEED = "--seed=";
    private static final int USUAL_SECONDS = 60;

    /** Java 23: Jazzer 0.24.0 reads no class of a later one. What Java 25 compiles differs in this number only. */
    private static final byte LAST_VERSION = 67;
    private static final int VERSION_AT = 7;

    /** A reader that takes so long for so little is found too. */
    private static final int SECONDS_FOR_ONE = 20;
    private static final int LONGEST = 1 << 15;

    private Fuzz() { }

    public static void main(String... words) throws IOException, URISyntaxException {
        int seconds = value(SECONDS, words).map(Integer::parseInt).orElse(USUAL_SECONDS);
        int seed = value(SEED, words).map(Integer::parseInt).orElseGet(() -> (int) (System.nanoTime() & 0xFFFF) + 1);
        List<String> wanted = Arrays.stream(words).filter(word -> !word.startsWith("--")).toList();
        List<Target> targets = Targets.all().stream().filter(target -> wanted.isEmpty()
                || wanted.stream().anyMatch(target.name()::contains)).toList();
        String classPath = classes() + File.pathSeparator + System.getProperty("java.class.path");
        var broken = new ArrayList<String>();
        for (Target target : targets) {
            if (!run(target, classPath, seconds, seed)) {
                broken.add(target.name());
            }
        }
        System.out.println(broken.isEmpty() ? "No find in " + targets.size() + " targets." : "Finds: " + broken);
        System.exit(targets.isEmpty() || !broken.isEmpty() ? 1 : 0);
    }

    private static boolean run(Target target, String classPath, int seconds, int seed) throws IOException {
        Path found = Files.createDirectories(WORK.resolve("corpus").resolve(target.name()));
        Path seeds = Files.createDirectories(WORK.resolve("seeds").resolve(target.name()));
        Path finds = Files.createDirectories(WORK.resolve("finds").resolve(target.name()));
        int number = 0;
        for (byte[] bytes : target.seeds().get()) {
            Files.write(seeds.resolve("seed-" + ++number), bytes);
        }
        var line = new ArrayList<>(List.of("nice", "-n", "19", java(), "-Xmx1g", "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", classPath,
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + CoverageTarget.class.getName(),
                "--target_args=" + target.name(), "--instrumentation_includes=" + ours(),
                "--custom_hook_includes=" + ours(), "--reproducer_path=" + finds,
                // The first looks into classes of the JDK, which are of Java 25; the other forbids connections.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexRoadblocks"
                + ":com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery",
                found.toString(), seeds.toString()));
        if (Files.isDirectory(CORPUS.resolve(target.name()))) {
            line.add(CORPUS.resolve(target.name()).toString());
        }
        line.addAll(List.of("-seed=" + seed, "-max_total_time=" + seconds, "-timeout=" + SECONDS_FOR_ONE,
                "-max_len=" + LONGEST, "-rss_limit_mb=2048", "-print_final_stats=1",
                "-artifact_prefix=" + finds + "/"));
        Ran ran = new Exec().run(Command.of(line.getFirst(), line.subList(1, line.size()))
                .within(Duration.ofSeconds(seconds + 300L)));
        String said = ran.outText() + ran.errText();
        Files.writeString(WORK.resolve(target.name() + ".log"), said);
        System.out.println(target.name() + ": seed " + seed + ", " + runs(said) + (ran.succeeded() ? "" : ", FOUND"));
        if (!ran.succeeded()) {
            said.lines().dropWhile(text -> !text.startsWith("== ")).limit(12).forEach(System.out::println);
            keep(finds, target);
        }
        return ran.succeeded();
    }

    private static String runs(String said) {
        return said.lines().filter(text -> text.startsWith("stat::number_of_executed_units:"))
                .map(text -> text.replaceAll("\\D", "") + " inputs").findFirst().orElse("no end")
                + said.lines().filter(text -> text.contains("cov: ")).reduce((first, last) -> last)
                        .map(text -> ", " + text.replaceFirst(".*(cov: \\d+).*", "$1")).orElse("");
    }

    /** What broke a reader is read by {@link FuzzTest} from now on. */
    private static void keep(Path finds, Target target) throws IOException {
        Path kept = Files.createDirectories(CORPUS.resolve(target.name()));
        try (Stream<Path> files = Files.list(finds)) {
            for (Path file : files.filter(name -> name.getFileName().toString().matches("[a-z]+-[0-9a-f]{40}"))
                    .sorted(Comparator.naturalOrder()).toList()) {
                Path copy = kept.resolve(file.getFileName().toString().substring(0, 14));
                if (Files.size(file) <= LONGEST && !Files.exists(copy)) {
                    Files.copy(file, copy);
                }
                Files.delete(file);
            }
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The packages of this project, and of the libraries that read for it. */
    private static String ours() {
        return Stream.concat(Stream.of("com.google.gson", "org.snakeyaml"), Project.files("lib", ".java").stream()
                .map(file -> file.split("/")[1]).filter(name -> !name.endsWith(".java")).distinct().sorted())
                .map(name -> name + ".**").reduce((a, b) -> a + ":" + b).orElseThrow();
    }

    /** All that was compiled here, in the only form that Jazzer reads. */
    private static Path classes() throws IOException, URISyntaxException {
        Path made = WORK.resolve("classes");
        Path from = Path.of(Fuzz.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(from)) {
            copy(from, made);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(from)) {
                copy(jar.getPath("/"), made);
            }
        }
        return made;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).forEach(file -> copyOne(file, to.resolve(from.relativize(file)
                    .toString())));
        }
    }

    private static void copyOne(Path file, Path copy) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (copy.toString().endsWith(".class") && bytes[VERSION_AT] > LAST_VERSION) {
                bytes[VERSION_AT] = LAST_VERSION;
            }
            Files.createDirectories(copy.getParent());
            Files.write(copy, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> value(String option, String... words) {
        return Arrays.stream(words).filter(word -> word.startsWith(option))
                .map(word -> word.substring(option.length())).findFirst();
    }
}
