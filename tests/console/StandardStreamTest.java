package console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import json.Id;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import process.Os;
import testing.JBang;
import testing.Project;
import testing.Result;

/** What a shell may do with the streams of a script: fill them, close them, stop reading. */
class StandardStreamTest {
    private static final String RECORDED = Project.path("tests/fixtures/hosts/windows-popup-block-rule").toString();

    @TempDir
    private Path home;

    @BeforeEach
    void aUnixShell() {
        assumeTrue(Os.current() == Os.LINUX, "/dev/full and a Unix shell");
    }

    @ParameterizedTest
    @CsvSource({"text, 74", "json, 74", "nagios, 3", "junit, 74"})
    void anAnswerThatAFullDiskDoesNotTakeIsNoAnswer(String output, int code) {
        shell("exec \"$@\" >/dev/full", "runbook.Diagnose", "--lang", "en", "--output", output, "--replay", RECORDED)
                .exitedWith(code).errContains("diagnose: the output could not be written to standard output: No space")
                .errLacks("bug");
    }

    @ParameterizedTest
    @CsvSource({"--version", "--help"})
    void norIsTheLeastOne(String question) {
        shell("exec \"$@\" >/dev/full", "runbook.Diagnose", "--lang", "fr", question).exitedWith(74)
                .errContains("diagnose: la sortie n'a pas pu être écrite sur la sortie standard");
    }

    @Test
    void aClosedOutputTakesNoAnswer() {
        shell("exec \"$@\" >&-", "runbook.Diagnose", "--lang", "en", "--replay", RECORDED).exitedWith(74)
                .errContains("the output could not be written to standard output");
    }

    @Test
    void aReaderThatWentAwayHasReadEnough() {
        Result result = shell("{ \"$@\"; echo \"code $?\" >&2; } | head -c 1", "runbook.Diagnose", "--replay",
                RECORDED);
        assertEquals("code 20\n", result.complaints());
    }

    /** Three rounds until the alarm, and then nobody is there to read it. */
    @Test
    void aMonitorEndsWhenNobodyReadsAnyMore() throws IOException {
        Path services = Files.writeString(home.resolve("one.yaml"), "services:\n  - name: One\n    port: 9\n");
        Result result = shell("{ \"$@\"; echo \"code $?\" >&2; } | true", "runbook.Monitor", "--every", "1s",
                "--services", services.toString());
        assertEquals("Services: " + services + "\ncode 20\n", result.complaints());
    }

    /** From an archive of its classes, Java opens no jar, which would have the free numbers before the file has. */
    @ParameterizedTest
    @CsvSource({"<&- >&- 2>&-", "2>&-", ">&-", ">&- 2>&-", "<&-"})
    void nothingIsWrittenIntoAFileThatGotTheirNumbers(String closed) throws IOException {
        Path jar = home.resolve("closed.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> one : List.of(ClosedStreams.class, StandardStream.class, Os.class, Id.class)) {
                String name = one.getName().replace('.', '/') + ".class";
                out.putNextEntry(new ZipEntry(name));
                try (var in = one.getResourceAsStream("/" + name)) {
                    in.transferTo(out);
                }
            }
        }
        Path archive = home.resolve("closed.jsa");
        Path file = home.resolve("journal");
        run("exec \"$@\"", "-XX:ArchiveClassesAtExit=" + archive, "-cp", jar.toString(), "console.ClosedStreams",
                file.toString()).exitedWith(0);
        Files.delete(file);
        run("exec \"$@\" " + closed, "-XX:SharedArchiveFile=" + archive, "-cp", jar.toString(), "console.ClosedStreams",
                file.toString());
        assertEquals("journal", Files.readString(file));
    }

    private Result shell(String command, String main, String... args) {
        var words = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main));
        words.addAll(List.of(args));
        return run(command, words.toArray(String[]::new));
    }

    /** @param command of the shell; what Java is given stands in its {@code "$@"} */
    private Result run(String command, String... java) {
        var words = new ArrayList<>(List.of("-c", command, "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(List.of(java));
        return JBang.of(home).command("/bin/sh", words);
    }
}
