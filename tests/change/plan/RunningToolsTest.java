package change.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Executable;
import testing.HelperProcess;

@DisabledOnOs(OS.WINDOWS)
class RunningToolsTest {

    @TempDir
    private Path folder;

    /**
     * A program that outlived who started it.
     *
     * @param end a pipe that it reads one line from, and ends
     */
    private record Left(ProcessHandle process, Path end) implements AutoCloseable {

        Instant start() {
            return process.info().startInstant().orElseThrow();
        }

        void letEnd() throws IOException {
            Files.writeString(end, "\n");
        }

        void awaitEnd() {
            process.onExit().join();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void isAToolThatWasStartedSinceAndRunsStill() throws Exception {
        try (Left tool = leave("iptables"); Left other = leave("editor")) {
            Instant start = tool.start();
            assertTrue(runsSince(start, tool.process()));
            assertFalse(runsSince(start, other.process()), "an editor changes no firewall");
            assertFalse(runsSince(start.plusSeconds(60), tool.process()), "it was there before");
            tool.letEnd();
            tool.awaitEnd();
            assertFalse(runsSince(start, tool.process()), "it has ended");
        }
    }

    @Test
    void anEditorThatHasAToolsFileOpenIsNoTool() throws Exception {
        try (Left editor = leave("editor", "/etc/ufw/before.rules", "iptables")) {
            assertFalse(runsSince(editor.start(), editor.process()));
        }
    }

    /** A PowerShell that answers this very run, or what it started in its turn, ends no sooner than the run. */
    @ParameterizedTest
    @ValueSource(strings = {"powershell", "iptables"})
    void whatThisProcessStartedItselfIsNotWaitedFor(String name) throws Exception {
        Path tool = Executable.write(folder.resolve(name), "#!/bin/sh\necho runs\nread line\n");
        Path starter = Executable.write(folder.resolve("starter"), "#!/bin/sh\n\"$1\"\n");
        for (List<String> words : List.of(List.of(tool.toString()), List.of(starter.toString(), tool.toString()))) {
            try (HelperProcess own = HelperProcess.start(words).says("runs")) {
                Instant start = own.process().info().startInstant().orElseThrow();
                assertEquals(List.of(), RunningTools.since(start).filter(found -> own.pid() == found.pid()
                        || own.process().descendants().anyMatch(found::equals)).toList());
            }
        }
    }

    @Test
    void awaitReturnsWhenTheToolHasEnded() throws Exception {
        try (Left tool = leave("iptables")) {
            Instant start = tool.start();
            var waiting = CompletableFuture.runAsync(() -> RunningTools.await(start));
            tool.letEnd();
            waiting.join();
            assertFalse(runsSince(start, tool.process()));
        }
    }

    private static boolean runsSince(Instant since, ProcessHandle process) {
        return RunningTools.since(since).anyMatch(process::equals);
    }

    private Left leave(String name, String... args) throws IOException {
        Path end = folder.resolve(name + ".end");
        Path tool = Executable.write(folder.resolve(name), "#!/bin/sh\necho runs\nread line <'" + end + "'\n");
        var words = new ArrayList<>(List.of("sh", "-c", "mkfifo \"$0\" && { \"$@\" & echo $!; }", end.toString(),
                tool.toString()));
        words.addAll(List.of(args));
        try (HelperProcess starter = HelperProcess.start(words)) {
            // Its number, and its word that it is no copy of the shell any more; either may come first.
            String number = Stream.of(starter.line(), starter.line()).filter(line -> !line.equals("runs")).findFirst()
                    .orElseThrow();
            starter.process().onExit().join();
            return new Left(ProcessHandle.of(Long.parseLong(number)).orElseThrow(), end);
        }
    }
}
