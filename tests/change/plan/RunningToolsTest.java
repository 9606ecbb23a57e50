package change.plan;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import state.Account;
import testing.Executable;
import testing.Wait;

@DisabledOnOs(OS.WINDOWS)
class RunningToolsTest {

    /** Only ends what hangs. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final boolean ROOT = Account.current().isRoot();

    @TempDir
    private Path folder;

    /** @param file the program's own, which runs as long as that is there */
    private record Started(Path file, ProcessHandle program) implements AutoCloseable {

        Instant at() {
            return program.info().startInstant().orElseThrow();
        }

        boolean runsSince(Instant since) {
            return RunningTools.since(since).anyMatch(program::equals);
        }

        void end() throws IOException {
            Files.delete(file);
            Wait.untilEnded(program, LIMIT);
        }

        @Override
        public void close() {
            program.destroyForcibly();
        }
    }

    @Test
    void isAToolThatWasStartedSinceAndRunsStill() throws Exception {
        try (Started tool = leftBehind("iptables"); Started other = leftBehind("editor")) {
            Instant start = tool.at();
            assertTrue(tool.runsSince(start));
            assertFalse(other.runsSince(start), "an editor changes no firewall");
            assertFalse(tool.runsSince(start.plusSeconds(60)), "it was there before");
            tool.end();
            assertFalse(tool.runsSince(start), "it has ended");
        }
    }

    @Test
    void aToolOfThisProcessItselfIsNotWaitedFor() throws Exception {
        Path file = program("powershell");
        try (var tool = new Started(file, new ProcessBuilder(file.toString()).start().toHandle())) {
            assertFalse(tool.runsSince(tool.at()));
        }
    }

    @Test
    void anEditorThatHasAToolsFileOpenIsNoTool() throws Exception {
        try (Started editor = leftBehind("editor", "/etc/ufw/before.rules", "iptables")) {
            assertFalse(editor.runsSince(editor.at()));
        }
    }

    @Test
    void awaitReturnsWhenTheToolHasEnded() throws Exception {
        try (Started tool = leftBehind("iptables")) {
            Instant start = tool.at();
            var waiting = CompletableFuture.runAsync(() -> RunningTools.await(start, LIMIT),
                    Thread::startVirtualThread);
            tool.end();
            waiting.join();
            assertFalse(tool.runsSince(start));
        }
    }

    /** Whoever has an account can name a program as it likes. */
    @Test
    void aToolOfAnotherAccountIsNotWaitedFor() throws Exception {
        assumeTrue(ROOT, "only root starts a program as somebody else");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Started tool = startedBy(List.of("setpriv", "--reuid=65534", "--clear-groups"), "iptables")) {
            assertFalse(tool.runsSince(tool.at()));
        }
    }

    @Test
    void aToolInAnotherNetworkIsNotWaitedFor() throws Exception {
        assumeTrue(ROOT, "only root makes a network");
        try (Started tool = startedBy(List.of("unshare", "--net"), "nft")) {
            assertFalse(tool.runsSince(tool.at()));
        }
    }

    @Test
    void whatMayBeOurs() {
        var me = new Owner("1000", Optional.of("net:[1]"));
        assertTrue(new Owner("0", Optional.empty()).mayBeOf(me), "root's, which we may not look into");
        assertTrue(new Owner("1000", Optional.of("net:[1]")).mayBeOf(me));
        assertFalse(new Owner("1001", Optional.of("net:[1]")).mayBeOf(me), "another account's");
        assertFalse(new Owner("0", Optional.of("net:[2]")).mayBeOf(me), "root's in a container");
    }

    /** A program of a run that has ended: this process is not its parent. */
    private Started leftBehind(String name, String... args) throws IOException {
        return startedBy(List.of(), name, args);
    }

    /** @param starter puts itself in the place of the program that it starts */
    private Started startedBy(List<String> starter, String name, String... args) throws IOException {
        Path file = program(name);
        List<String> line = new ArrayList<>(List.of("sh", "-c", "\"$0\" \"$@\" >&2 & echo $!"));
        line.addAll(starter);
        line.add(file.toString());
        line.addAll(List.of(args));
        Process shell = new ProcessBuilder(line).start();
        String pid = shell.inputReader().readLine();
        Wait.untilEnded(shell.toHandle(), LIMIT);
        ProcessHandle program = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        Wait.until("the program's own name", LIMIT, () -> program.info().command().isPresent()
                && program.info().arguments().filter(words -> words[0].endsWith(name)).isPresent());
        return new Started(file, program);
    }

    private Path program(String name) {
        return Executable.write(folder.resolve(name), "#!/bin/sh\nwhile [ -e \"$0\" ]; do sleep 0.05; done\n");
    }
}
