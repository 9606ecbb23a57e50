package replay;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cli.ExitCode;
import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Command;
import process.Exec;
import process.Os;
import runbook.Diagnose;
import runbook.FixFirewall;
import runbook.Monitor;
import runbook.Verify;
import testing.Cli;
import testing.Mutations;
import testing.Result;

/**
 * A recording that was cut off, unpacked badly or written by somebody who means harm: whatever it is, it is refused with
 * a sentence, or what is left of it is diagnosed. It is never a bug of the program.
 */
class DamagedRecordingTest {
    private static final String MANIFEST = "manifest.jsonl";

    /** What JSON can hold in the place of what is there. */
    private static final List<String> VALUES = List.of("null", "{}", "[]", "[null]", "\"\"", "\"x\"", "true", "-1",
            "0.5", "1e99", "99999999999999999999", "-9223372036854775808", "9223372036854775807", "\"../secret\"",
            "\"/etc/hostname\"", "\"a\\u0000b\"", "\".\"", "\"PT-9S\"", "\"PT9999999999H\"",
            "\"+999999999-01-01T00:00:00Z\"", "{\"x\":[{\"y\":null}]}");

    @TempDir
    private Path folder;
    private int copies;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            delete a file of output        | 64 | manifest.jsonl:12: the file 001-iptables-nft-save.out cannot be read
            a folder in its place          | 64 | 001-iptables-nft-save.out is not a file of a recording
            a link that leads out of it    | 64 | 001-iptables-nft-save.out is not a file of a recording: a folder, a link,
            delete the manifest            | 64 | manifest.jsonl is missing
            a folder for a manifest        | 64 | manifest.jsonl is not a file of a recording
            an empty manifest              | 64 | manifest.jsonl:1: this is not a recording in the format \
            runbook-recording/1
            a manifest of bytes            | 64 | manifest.jsonl cannot be read: it is not UTF-8 text
            a torn last line               | 64 | this line is damaged
            a line without an end          | 64 | manifest.jsonl:12: an entry needs "what" and "end"
            an end that nobody knows       | 64 | manifest.jsonl:12: end cannot be "exploded"
            an exit code without an end    | 64 | manifest.jsonl:12: this line is damaged
            a moment in another age        | 64 | manifest.jsonl:1: startedAt cannot be "+999999999-01-01T00:00:00Z"
            """)
    void eachKindIsNamedWithItsPlace(String kind, int code, String said) throws IOException {
        Path copy = copy(new RecordedMachine("linux-healthy"));
        Path out = copy.resolve("001-iptables-nft-save.out");
        Path manifest = copy.resolve(MANIFEST);
        List<String> lines = Files.readAllLines(manifest);
        switch (kind) {
            case "delete a file of output" -> Files.delete(out);
            case "a folder in its place" -> Files.createDirectory(gone(out));
            case "a link that leads out of it" -> Files.createSymbolicLink(gone(out),
                    Files.writeString(folder.resolve("secret"), "secret"));
            case "delete the manifest" -> Files.delete(manifest);
            case "a folder for a manifest" -> Files.createDirectory(gone(manifest));
            case "an empty manifest" -> Files.writeString(manifest, "");
            case "a manifest of bytes" -> Files.write(manifest, new byte[] {'{', (byte) 0xC3, '}'});
            case "a torn last line" -> Files.writeString(manifest, Files.readString(manifest)
                    .substring(0, (int) Files.size(manifest) - 20));
            case "a line without an end" -> lines.set(11, lines.get(11).replace("\"end\"", "\"ende\""));
            case "an end that nobody knows" -> lines.set(11, lines.get(11).replace("\"exit\"", "\"exploded\""));
            case "an exit code without an end" -> lines.set(11, lines.get(11).replace("\"code\":0", "\"code\":1e99"));
            case "a moment in another age" -> lines.set(0, lines.getFirst()
                    .replaceFirst("\"startedAt\":\"[^\"]+\"", "\"startedAt\":\"+999999999-01-01T00:00:00Z\""));
            default -> throw new AssertionError(kind);
        }
        if (lines.size() > 1 && Files.isRegularFile(manifest) && !lines.equals(Files.readAllLines(new RecordedMachine(
                "linux-healthy").folder().resolve(MANIFEST)))) {
            Files.write(manifest, lines);
        }
        for (Callable<ExitCode> script : scripts()) {
            Result result = run(script, copy);
            result.exitedWith(code).errContains("cannot replay " + copy + ": ").errContains(said);
            assertSaid(result, kind);
        }
    }

    @Test
    void aPipeIsNotWaitedFor() throws IOException {
        assumeTrue(Os.current() == Os.LINUX, "needs mkfifo");
        Path copy = copy(new RecordedMachine("linux-healthy"));
        Path out = gone(copy.resolve("001-iptables-nft-save.out"));
        assertTrue(new Exec().run(Command.of("mkfifo", out.toString())).succeeded());
        run(new Diagnose(), copy).exitedWith(64).errContains("is not a file of a recording");
    }

    /** Looked at when the recording was opened, and gone when it is asked for. */
    @Test
    void whatIsDamagedWhileItIsReadIsRefusedToo() throws IOException {
        for (String name : List.of("windows-popup-block-rule", "linux-healthy")) {
            Path copy = copy(new RecordedMachine(name));
            Result result = Cli.run(new VanishingRecording(copy), "--lang", "en", "--replay", copy.toString());
            result.exitedWith(64).errContains("cannot replay " + copy + ": the file 0").errContains("does not exist");
            assertSaid(result, name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-drop-above-accept", "windows-popup-block-rule", "windows-mirrored-wsl"})
    void whateverIsDamagedNothingIsCalledABug(String name) throws IOException {
        int count = Integer.getInteger("damaged.recordings", 40);
        var random = new Random(name.hashCode());
        for (int i = 0; i < count; i++) {
            Path copy = copy(new RecordedMachine(name));
            String what = damage(copy, random);
            List<Callable<ExitCode>> scripts = scripts();
            Result result = run(scripts.get(i % scripts.size()), copy);
            assertSaid(result, name + ": " + what);
            delete(copy);
        }
    }

    private static void assertSaid(Result result, String what) {
        String said = what + "\n" + result;
        List<Integer> documented = Arrays.stream(ExitCode.values()).filter(code -> code != ExitCode.BUG)
                .map(ExitCode::code).toList();
        assertTrue(documented.contains(result.exit()), said);
        assertFalse((result.out() + result.err()).contains("bug in runbook"), said);
        assertFalse(result.err().contains("\tat "), said);
    }

    private static List<Callable<ExitCode>> scripts() {
        return List.of(new Diagnose(), new Verify(), new FixFirewall(question -> Optional.empty()), new Monitor());
    }

    private static Result run(Callable<ExitCode> script, Path recording) {
        return Cli.run(script, "--lang", "en", "-v", "--replay", recording.toString());
    }

    /** One thing, of which there are many kinds. */
    private static String damage(Path copy, Random random) throws IOException {
        List<Path> files = files(copy);
        Path file = files.get(random.nextInt(files.size()));
        Path manifest = copy.resolve(MANIFEST);
        byte[] bytes = Files.readAllBytes(file);
        return switch (random.nextInt(8)) {
            case 0 -> {
                Files.delete(file);
                yield "no " + file.getFileName();
            }
            case 1 -> {
                int length = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
                Files.write(file, Arrays.copyOf(bytes, length));
                yield file.getFileName() + " cut at " + length;
            }
            case 2, 3 -> {
                int seed = random.nextInt();
                Files.write(file, Mutations.of(bytes, 1, seed).getFirst());
                yield file.getFileName() + " mutated with seed " + seed;
            }
            default -> value(manifest, random);
        };
    }

    /** Another value at one place of one line, at any depth. */
    private static String value(Path manifest, Random random) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(manifest));
        int line = random.nextInt(lines.size());
        JsonObject whole = JsonParser.parseString(lines.get(line)).getAsJsonObject();
        String value = VALUES.get(random.nextInt(VALUES.size()));
        String place = replace(whole, JsonParser.parseString(value), random, "");
        lines.set(line, new Gson().newBuilder().serializeNulls().create().toJson(whole));
        Files.writeString(manifest, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
        return "line " + (line + 1) + place + " = " + value;
    }

    private static String replace(JsonElement in, JsonElement by, Random random, String place) {
        boolean here = random.nextInt(3) == 0;
        if (in.isJsonObject() && !in.getAsJsonObject().isEmpty()) {
            List<String> keys = List.copyOf(in.getAsJsonObject().keySet());
            String key = keys.get(random.nextInt(keys.size()));
            JsonElement inner = in.getAsJsonObject().get(key);
            if (here || !isDeep(inner)) {
                in.getAsJsonObject().add(key, by);
                return place + "." + key;
            }
            return replace(inner, by, random, place + "." + key);
        }
        int index = random.nextInt(in.getAsJsonArray().size());
        JsonElement inner = in.getAsJsonArray().get(index);
        if (here || !isDeep(inner)) {
            in.getAsJsonArray().set(index, by);
            return place + "[" + index + "]";
        }
        return replace(inner, by, random, place + "[" + index + "]");
    }

    private static boolean isDeep(JsonElement element) {
        return element.isJsonObject() && !element.getAsJsonObject().isEmpty()
                || element.isJsonArray() && !element.getAsJsonArray().isEmpty();
    }

    private Path copy(RecordedMachine host) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy-" + ++copies));
        for (Path file : files(host.folder())) {
            Files.copy(file, copy.resolve(file.getFileName()));
        }
        return copy;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> !file.endsWith("case.md")).sorted().toList();
        }
    }

    private static Path gone(Path file) throws IOException {
        Files.delete(file);
        return file;
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
