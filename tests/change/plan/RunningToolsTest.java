package change.plan;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import testing.Executable;

@DisabledOnOs(OS.WINDOWS)
class RunningToolsTest {

    @TempDir
    private Path folder;

    @Test
    void isAToolThatWasStartedSinceAndRunsStill() throws Exception {
        Process tool = start("iptables");
        Process other = start("editor");
        try {
            Instant start = tool.info().startInstant().orElseThrow();
            assertTrue(runsSince(start, tool));
            assertFalse(runsSince(start, other), "an editor changes no firewall");
            assertFalse(runsSince(start.plusSeconds(60), tool), "it was there before");
            tool.getOutputStream().close();
            tool.waitFor();
            assertFalse(runsSince(start, tool), "it has ended");
        } finally {
            tool.destroyForcibly();
            other.destroyForcibly();
        }
    }

    @Test
    void anEditorThatHasAToolsFileOpenIsNoTool() throws Exception {
        Process editor = start("editor", "/etc/ufw/before.rules", "iptables");
        try {
            assertFalse(runsSince(editor.info().startInstant().orElseThrow(), editor));
        } finally {
            editor.destroyForcibly();
        }
    }

    @Test
    void awaitReturnsWhenTheToolHasEnded() throws Exception {
        Process tool = start("iptables");
        try {
            Instant start = tool.info().startInstant().orElseThrow();
            var waiting = CompletableFuture.runAsync(() -> RunningTools.await(start));
            tool.getOutputStream().close();
            waiting.join();
            assertFalse(runsSince(start, tool));
        } finally {
            tool.destroyForcibly();
        }
    }

    private static boolean runsSince(Instant since, Process process) {
        return RunningTools.since(since).anyMatch(found -> found.pid() == process.pid());
    }

    private Process start(String name, String... args) throws IOException {
        Path tool = Executable.write(folder.resolve(name), "#!/bin/sh\nread line\n");
        List<String> line = new ArrayList<>(List.of(tool.toString()));
        line.addAll(List.of(args));
        return new ProcessBuilder(line).start();
    }
}
