package replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Command;
import process.Exec;
import process.Os;
import process.Ran;
import runbook.Diagnose;
import testing.Cli;
import testing.Jvm;
import testing.Result;

/** Somebody sends a folder and asks to look at it. It names no file but its own, and it fills no memory. */
class StrangersRecordingTest {
    private static final String HEADER =
            "{\"schema\":\"runbook-recording/1\",\"os\":\"linux\",\"startedAt\":\"2026-11-23T10:00:00Z\"}\n";

    @TempDir
    private Path folder;

    private Path manifest(String text) throws IOException {
        return Files.writeString(folder.resolve("manifest.jsonl"), text);
    }

    private Result diagnose() {
        return Cli.run(new Diagnose(), "--lang", "en", "--replay", folder.toString());
    }

    /**
     * The system is never asked about such a name: of some of them alone that they are looked for makes Windows log on
     * at a server, open a device, or look at another drive. That each is refused for its form shows it.
     */
    @ParameterizedTest
    @ValueSource(strings = {"\\\\\\\\server\\\\share\\\\x", "//server/share/x", "\\\\\\\\?\\\\C:\\\\x", "C:\\\\x", "C:x",
        "/etc/hostname", "../001-x.out", "..\\\\001-x.out", "sub/001-x.out", "./001-x.out", "con", "CON.out", "nul.out",
        "001-x.out:stream", "001-x.out::$DATA", "001-x.out.", "001-x.out ", "001-X.OUT", "001-x.Out", "001-x.txt",
        "manifest.jsonl", "", " ", "001-x\\u0000.out", "001-x\\n.out", "001-é.out", "١٢٣-x.out", "1-x.out", "x.out",
        "001-.out", "\\u202e001-x.out", "~/001-x.out", "%TEMP%.out", "001-x*.out", "001-x?.out", "|001-x.out"})
    void namesThatNoneOfOurFilesHas(String name) throws IOException {
        manifest(HEADER + "{\"what\":\"ss\",\"end\":\"exit\",\"code\":0,\"out\":\"" + name + "\"}\n");
        diagnose().exitedWith(64).errContains("manifest.jsonl:2: ").errContains("is no name of a file of a recording");
        manifest(HEADER + "{\"what\":\"ss\",\"end\":\"exit\",\"code\":0,\"err\":\"" + name + "\"}\n");
        diagnose().exitedWith(64).errContains("is no name of a file of a recording");
    }

    @ParameterizedTest
    @CsvSource({"/dev/zero", "/dev/tty", "/proc/self/mem", "/etc/hostname", "."})
    void linksAreNotFollowed(String target) throws IOException {
        assumeTrue(Os.current() == Os.LINUX, "paths of Linux");
        manifest(HEADER + "{\"what\":\"ss\",\"end\":\"exit\",\"code\":0,\"out\":\"001-ss.out\"}\n");
        Files.createSymbolicLink(folder.resolve("001-ss.out"), Path.of(target));
        diagnose().exitedWith(64).errContains("001-ss.out is not a file of a recording");
        Files.delete(folder.resolve("001-ss.out"));
        Files.delete(folder.resolve("manifest.jsonl"));
        Files.createSymbolicLink(folder.resolve("manifest.jsonl"), Path.of(target));
        diagnose().exitedWith(64).errContains("manifest.jsonl is not a file of a recording");
        Files.delete(folder.resolve("manifest.jsonl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"001-ss.out", "manifest.jsonl"})
    void pipesAreNotWaitedFor(String name) throws IOException {
        assumeTrue(Os.current() == Os.LINUX, "needs mkfifo");
        if (!name.equals("manifest.jsonl")) {
            manifest(HEADER + "{\"what\":\"ss\",\"end\":\"exit\",\"code\":0,\"out\":\"001-ss.out\"}\n");
        }
        assertTrue(new Exec().run(Command.of("mkfifo", folder.resolve(name).toString())).succeeded());
        diagnose().exitedWith(64).errContains(name + " is not a file of a recording");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            null                                                          | this line is damaged
            []                                                            | this line is damaged
            {"what":null,"end":null}                                      | an entry needs "what" and "end"
            {"what":"a","what":"b","end":"exit"}                          | this line is damaged
            {"what":"a","end":"known","value":{"x":1,"x":2}}              | this line is damaged
            {"what":"a","end":"exit"} {"what":"b","end":"exit"}           | this line is damaged
            {"what":"a","end":"known","value":[DEEP]}                     | this line is damaged
            {'what':'a','end':'exit'}                                     | this line is damaged
            {"what":{"a":1},"end":"exit"}                                 | this line is damaged
            {"what":"a","end":"exit","out":["001-x.out"]}                 | this line is damaged
            """)
    void linesThatWeNeverWrite(String line, String said) throws IOException {
        manifest(HEADER + line.replace("DEEP", "[".repeat(100_000) + "]".repeat(100_000)) + "\n");
        Result result = diagnose();
        if (line.equals("null")) {
            result.exitedWith(64).errContains("manifest.jsonl:2: an entry needs");
        } else {
            result.exitedWith(64).errContains("manifest.jsonl:2: " + said);
        }
    }

    /** In a JVM that has no more than that. */
    private Result inSixtyFourMebibytes() {
        List<String> words = Jvm.words(Diagnose.class, List.of("-Xmx64m"), "--lang", "en", "--replay",
                folder.toString());
        Ran ran = new Exec().run(Command.of(words.getFirst(), words.subList(1, words.size()))
                .within(Duration.ofMinutes(2)));
        return new Result(ran.end() instanceof Ran.Exited(int code) ? code : -1, ran.outText(), ran.errText());
    }

    private static final String LARGER = "it is larger than a recording may be";

    @Test
    void whatFillsTheMemoryIsRefusedBefore() throws IOException {
        String entry = "{\"what\":\"a\",\"end\":\"known\",\"value\":[%s]}\n";
        manifest(HEADER + entry.formatted("1,".repeat(5_000_000) + "1"));
        inSixtyFourMebibytes().exitedWith(64).errContains(LARGER);
        manifest(HEADER + entry.formatted("{\"x\":[]},".repeat(200_000) + "1"));
        inSixtyFourMebibytes().exitedWith(64).errContains(LARGER);
        manifest(HEADER + "{\"what\":\"a\",\"end\":\"exit\"}\n".repeat(1_000_000));
        inSixtyFourMebibytes().exitedWith(64).errContains(LARGER);
        diagnose().exitedWith(64).errContains("manifest.jsonl:200001: no recording has more than 200");
        manifest(HEADER + "{\"what\":\"" + "a".repeat(30_000_000) + "\",\"end\":\"exit\"}\n");
        inSixtyFourMebibytes().exitedWith(64).errContains(LARGER);
        manifest(HEADER + "\0".repeat(30_000_000));
        inSixtyFourMebibytes().exitedWith(64).errContains(LARGER);
    }

    /** As large as a terabyte, and on the disk nothing. */
    @Test
    void sparseFilesAreNotRead() throws IOException {
        manifest(HEADER);
        try (var file = new RandomAccessFile(folder.resolve("manifest.jsonl").toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        inSixtyFourMebibytes().exitedWith(64).errContains("manifest.jsonl is not a file of a recording");
        try (var file = new RandomAccessFile(folder.resolve("manifest.jsonl").toFile(), "rw")) {
            file.setLength(32L << 20);
        }
        inSixtyFourMebibytes().exitedWith(64).errContains(LARGER);
        manifest(HEADER + "{\"what\":\"ss -H -l -n -t -u -p\",\"end\":\"exit\",\"code\":0,\"out\":\"001-ss.out\"}\n");
        for (long length : new long[] {1L << 40, 16L << 20}) {
            try (var file = new RandomAccessFile(folder.resolve("001-ss.out").toFile(), "rw")) {
                file.setLength(length);
            }
            Result result = inSixtyFourMebibytes().exitedWith(64);
            assertTrue(result.err().contains("001-ss.out is not a file of a recording")
                    || result.err().contains(LARGER), result.err());
        }
    }

    @Test
    void outputThatWouldFillTheMemoryIsRefusedBeforeItIsUnderstood() throws IOException {
        String docker = "{\"what\":\"docker context inspect --format {{.Endpoints.docker.Host}}\",\"end\":\"exit\","
                + "\"code\":0}\n{\"what\":\"docker ps --all --quiet --no-trunc\",\"end\":\"exit\",\"code\":0,"
                + "\"out\":\"001-docker.out\"}\n{\"what\":\"docker container inspect " + "ab".repeat(32)
                + "\",\"end\":\"exit\",\"code\":0,\"out\":\"002-docker.out\"}\n";
        manifest(HEADER + docker);
        Files.writeString(folder.resolve("001-docker.out"), "ab".repeat(32) + "\n");
        Files.writeString(folder.resolve("002-docker.out"), "[" + "{},".repeat(3_000_000) + "{}]");
        inSixtyFourMebibytes().exitedWith(64).errContains(LARGER);
        // Deep is not large: it is no JSON that Docker prints, and the rest is looked at.
        Files.writeString(folder.resolve("002-docker.out"), "[".repeat(200_000));
        Result result = inSixtyFourMebibytes();
        assertFalse(result.exit() == 70 || result.err().contains("Error"), result::toString);
    }

    /** What the run was about stands in YAML. */
    @ParameterizedTest
    @ValueSource(strings = {"a: &a [x,x,x,x,x,x,x,x,x]\\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\\nservices: [*b,*b]", "DEEP",
        "services:\\n  - name: [null]\\n    port: {}", "services: &x\\n  - *x", "\\u0000", "- - - - - -"})
    void servicesThatAreNone(String yaml) throws IOException {
        manifest(HEADER + "{\"what\":\"inventory\",\"end\":\"known\",\"value\":{\"from\":\"file\",\"name\":\"s.yaml\","
                + "\"text\":\"" + yaml.replace("DEEP", "[".repeat(100_000)) + "\"}}\n");
        Result result = inSixtyFourMebibytes();
        assertTrue(List.of(64, 78).contains(result.exit()), result::toString);
        assertFalse(result.err().contains("Exception") || result.err().contains("Error"), result::toString);
    }

    /** The largest that is recorded here needs no more. */
    @Test
    void whatIsHonestFitsInto() {
        List<String> words = Jvm.words(Diagnose.class, List.of("-Xmx64m"), "--lang", "en", "--replay",
                new RecordedMachine("windows-1091-rules").folder().toString());
        Ran ran = new Exec().run(Command.of(words.getFirst(), words.subList(1, words.size()))
                .within(Duration.ofMinutes(2)));
        assertEquals("", ran.errText());
        assertTrue(new String(ran.out(), StandardCharsets.UTF_8).contains("8000"), ran::outText);
    }
}
