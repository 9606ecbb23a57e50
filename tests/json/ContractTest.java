package json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cli.ExitCode;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import layout.Catalog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Cli;
import testing.Executable;
import testing.Project;
import testing.RunbookSchema;

/**
 * What {@code --output json} promises, for every command, in both languages, whatever the console's character set:
 * standard output holds documents of {@code runbook/1}, the same as in UTF-8, or nothing.
 */
@DisabledOnOs(OS.WINDOWS)
class ContractTest {
    private static final String NAMES = """
            services:
              - name: "\\u00ab \\u00c9t\\u00e9 \\u00bb \\u201dA\\u201d \\u2018b\\u2019 \\u2192 \\u2026 \\U0001F3A4"
                port: 8000
              - name: "'\\"\\\\ </script> & \\u202e txt \\u0130"
                ports: [7880, 7881]
              - name: "\\u062e\\u062f\\u0645\\u0629 e\\u0301 \\u00a0 \\uFFFD \\uFEFF"
                port: 5002
            """;

    @TempDir
    static Path home;
    @TempDir
    static Path results;

    /** What is said in the language of the run. */
    private static final Set<String> TEXTS = Set.of("text", "summary", "evidence", "notes", "help", "error", "unknown",
            "why", "problem", "details", "faults", "startedAt", "durationMs", "at", "run", "undo", "commands", "lastLines",
            "arguments");

    private static List<ContractCase> cases;

    @BeforeAll
    static void run() throws IOException, InterruptedException {
        Files.writeString(home.resolve("names.yaml"), NAMES);
        // What breaks a line, or is half of a character, no service may be called.
        Files.writeString(home.resolve("wrong.yaml"), "services:\n  - name: \"a\\u2028b\"\n    port: 1\n"
                + "  - name: \"a\\u0007b\"\n    port: \u00ab2\u00bb\n");
        Files.writeString(home.resolve("half.yaml"), "services:\n  - name: \"a\\ud800b\"\n    port: 1\n");
        Path crontab = Files.createDirectories(home.resolve("bin")).resolve("crontab");
        Executable.write(crontab, """
                #!/bin/sh
                if [ "$1" = -l ]; then
                    [ -f '%1$s' ] || { echo 'no crontab for me' >&2; exit 1; }
                    exec /bin/cat '%1$s'
                fi
                exec /bin/cp "$1" '%1$s'
                """.formatted(home.resolve("table")));
        cases = ContractCase.all(home);

        Path told = results.resolve("told");
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Duser.home=" + home,
                "-cp", System.getProperty("java.class.path"),
                ContractRuns.class.getName(), home.toString(), results.toString())
                .redirectErrorStream(true).redirectOutput(told.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        // None of this machine's own programs: what they say changes from one run to the next.
        builder.environment().put("PATH", home.resolve("bin").toString());
        Process process = builder.start();
        boolean ended = process.waitFor(4, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertTrue(ended && process.exitValue() == 0, Files.readString(told));
    }

    static List<Integer> numbers() {
        return IntStream.range(0, cases.size()).boxed().toList();
    }

    /** Those that are run in both languages. */
    static List<Integer> answers() {
        return numbers().stream().filter(number -> !cases.get(number).slip()).toList();
    }

    static List<Integer> slips() {
        return numbers().stream().filter(number -> cases.get(number).slip()).toList();
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void isADocumentInEveryCharacterSet(int number) throws IOException {
        for (String language : cases.get(number).languages()) {
            Printed utf8 = printed(number, language, StandardCharsets.UTF_8);
            for (Charset charset : cases.get(number).charsets()) {
                Printed other = printed(number, language, charset);
                assertEquals(utf8, other, () -> cases.get(number) + " in " + language + ", " + charset);
            }
        }
    }

    /** The same, but for texts: where one language has a document, so has the other. */
    @ParameterizedTest
    @MethodSource("answers")
    void hasTheSameKeysInBothLanguages(int number) throws IOException {
        Printed english = printed(number, "en", StandardCharsets.UTF_8);
        Printed french = printed(number, "fr", StandardCharsets.UTF_8);
        assertEquals(english.exit(), french.exit());
        assertEquals(english.documents().stream().map(ContractTest::shape).toList(),
                french.documents().stream().map(ContractTest::shape).toList(), cases.get(number)::toString);
    }

    @Test
    void everyCommandIsAmongThem() {
        assertEquals(Catalog.aliases().stream().filter(alias -> !alias.isConsole()).map(Catalog.Alias::name)
                .collect(Collectors.toSet()), ContractCase.SCRIPTS.keySet());
        assertEquals(new TreeSet<>(ContractCase.commands()),
                cases.stream().map(ContractCase::command).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Whoever offers JSON has printed some; and of every kind of document in the schema there was one. */
    @Test
    void everyCommandThatOffersItPrintsIt() throws IOException {
        Set<String> offer = ContractCase.commands().stream().filter(command -> {
            var words = Stream.concat(Stream.of(command.split(" ")).skip(1), Stream.of("--help", "--lang", "en"));
            return Cli.run(ContractCase.SCRIPTS.get(command.split(" ")[0]).get(), words.toArray(String[]::new)).out()
                    .contains("--output");
        }).collect(Collectors.toCollection(TreeSet::new));
        var print = new TreeSet<String>();
        var tools = new HashSet<String>();
        for (int number : answers()) {
            for (JsonObject document : printed(number, "en", StandardCharsets.UTF_8).documents()) {
                if (!document.has("problem")) {
                    print.add(cases.get(number).command());
                    tools.add(document.has("tool") ? document.get("tool").getAsString() : "");
                }
            }
        }
        assertEquals(offer, print);
        assertEquals(Set.of("diagnose", "verify", "monitor", "fix-firewall", "rollback", "monitor schedule",
                "monitor status", ""), tools);
    }

    /** A slip is said in a document too, by every command, unless its last word on that is that it wants text. */
    @ParameterizedTest
    @MethodSource("slips")
    void aSlipIsADocumentToo(int number) throws IOException {
        Printed printed = printed(number, "fr", StandardCharsets.UTF_8);
        boolean text = cases.get(number).options().equals(List.of("--output", "text"));
        boolean refused = printed.exit() >= ExitCode.BAD_ARGUMENTS.code();
        assertEquals(text ? List.of() : List.of(refused), printed.documents().stream()
                .map(document -> document.has("problem")).toList(), cases.get(number)::toString);
        printed.documents().stream().filter(document -> refused).forEach(document -> assertEquals(
                List.of("unknown", cases.get(number).command()), List.of(document.get("verdict").getAsString(),
                        document.get("tool").getAsString()), cases.get(number)::toString));
    }

    /** The names that are hard to carry did get through, and so did the texts around them. */
    @Test
    void theHardNamesAreThere() throws IOException {
        var all = new StringBuilder();
        for (int number : answers()) {
            printed(number, "fr", StandardCharsets.US_ASCII).documents().forEach(document -> all.append(document));
        }
        for (String part : List.of("\u00ab \u00c9t\u00e9 \u00bb \u201dA\u201d \u2018b\u2019 \u2192 \u2026 \uD83C\uDFA4",
                "</script>", "\u062e\u062f\u0645\u0629 e\u0301", "D\u00e9sactiver la r\u00e8gle",
                "\u00ab\u00a0Docker Desktop")) {
            assertTrue(all.indexOf(part) >= 0, part);
        }
    }

    /** The whole way: a process in an account without a language, and one on a French Windows' console. */
    @Test
    void aRealProcessPrintsTheSame() throws IOException, InterruptedException {
        List<String> options = List.of("--replay=" + Project.path("tests/fixtures/hosts").resolve(ContractCase.HOST),
                "--override-blocks");
        int number = IntStream.range(0, cases.size()).filter(i -> cases.get(i).options().equals(options)).findFirst()
                .orElseThrow();
        JsonObject expected = printed(number, "fr", StandardCharsets.UTF_8).documents().getFirst();
        for (List<String> console : List.of(List.of("C", "-Dno=thing"),
                List.of("C.UTF-8", "-Dstdout.encoding=windows-1252"))) {
            Path out = results.resolve("process");
            var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", console.get(1),
                    "-cp", System.getProperty("java.class.path"), "runbook.FixFirewall",
                    "--lang", "fr", "--output", "json", options.getFirst(), options.getLast())
                    .redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("LC_ALL", console.getFirst());
            builder.environment().put("HOME", home.toString());
            assertEquals(40, builder.start().waitFor());
            assertEquals(expected, stable(RunbookSchema.document(utf8(out))),
                    console::toString);
        }
        assertTrue(expected.toString().contains("\u00ab"), expected::toString);
    }

    /** @param documents without what differs from run to run */
    private record Printed(int exit, List<JsonObject> documents) { }

    private static final Map<String, Printed> PRINTED = new ConcurrentHashMap<>();

    private static Printed printed(int number, String language, Charset charset) {
        return PRINTED.computeIfAbsent(ContractRuns.name(number, language, charset), name -> {
            try {
                return read(number, language, charset);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Printed read(int number, String language, Charset charset) throws IOException {
        String result = results.resolve(ContractRuns.name(number, language, charset)).toString();
        String text = utf8(Path.of(result + ".out"));
        int exit = Integer.parseInt(Files.readString(Path.of(result + ".exit")));
        String told = Files.readString(Path.of(result + ".err"), charset);
        ContractCase one = cases.get(number);
        try {
            assertTrue(exit != 70, () -> told);
            assertTrue(!text.isEmpty() || !told.isEmpty(), "neither an answer nor a reason");
            List<JsonObject> documents = text.isEmpty() ? List.of()
                    : text.startsWith("{\n") ? List.of(RunbookSchema.document(text)) : RunbookSchema.lines(text);
            documents.stream().filter(document -> document.has("exitCode"))
                    .forEach(document -> assertEquals(exit, document.get("exitCode").getAsInt()));
            return new Printed(exit, documents.stream().map(ContractTest::stable).toList());
        } catch (AssertionError e) {
            throw new AssertionError(one + " in " + language + ", " + charset + ": " + e.getMessage(), e);
        }
    }

    /** JSON is UTF-8 wherever it goes, and its bytes are looked at as strictly as another program would. */
    private static String utf8(Path file) throws IOException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8: " + Files.readString(file, StandardCharsets.ISO_8859_1), e);
        }
    }

    private static JsonObject stable(JsonObject document) {
        // The run that has just been names itself after its moment, and its rules after itself.
        String run = Json.text(document, "run").orElse("no run");
        return (JsonObject) stable(document, run);
    }

    private static JsonElement stable(JsonElement json, String run) {
        return switch (json) {
            case JsonObject object -> {
                var copy = new JsonObject();
                object.entrySet().forEach(entry -> copy.add(entry.getKey(),
                        Set.of("startedAt", "at", "durationMs").contains(entry.getKey()) ? new JsonPrimitive("")
                                : stable(entry.getValue(), run)));
                yield copy;
            }
            case JsonArray array -> {
                var copy = new JsonArray();
                array.forEach(each -> copy.add(stable(each, run)));
                yield copy;
            }
            case JsonPrimitive text when text.isString() -> new JsonPrimitive(text.getAsString().replace(run, "RUN")
                    .replaceAll("\\b\\d+([.,]\\d)?(?= m?s\\b)", "N"));
            default -> json;
        };
    }

    /** Its keys and ids without its texts. */
    private static String shape(JsonElement json) {
        return switch (json) {
            case JsonObject object -> object.entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + (TEXTS.contains(entry.getKey())
                            && !entry.getValue().isJsonNull() ? "" : shape(entry.getValue())))
                    .collect(Collectors.joining(",", "{", "}"));
            case JsonArray array -> array.asList().stream().map(ContractTest::shape)
                    .collect(Collectors.joining(",", "[", "]"));
            default -> json.toString();
        };
    }
}
