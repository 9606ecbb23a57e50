package monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.ProcessLock;
import state.StateException;
import state.StateFolder;
import testing.JBang;
import testing.Result;
import testing.Wait;

/** The watch as a scheduler has it: a process without anything to write to but its log. */
class BackgroundMonitorTest {
    @TempDir
    Path home;

    @Test
    void watchesWithItsStreamsClosedAndIsAlone() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "closes its streams by a Unix shell");
        Path log = home.resolve("state/monitor.log");
        try (var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            String services = services("port: " + server.getLocalPort() + "\n    health: tcp");
            var builder = new ProcessBuilder("/bin/sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"), "runbook.Monitor", "--services", services, "--every", "1s",
                    "--lang", "en", "--log", log.toString());
            builder.environment().put("HOME", home.toString());
            builder.environment().remove("XDG_STATE_HOME");
            Process watch = builder.start();
            try {
                String first = firstLine(log, watch);
                assertTrue(first.endsWith("BEGIN    monitoring, ports: 1, every 1 s (process " + watch.pid()
                        + ")"), first);
                assertEquals(Optional.of(watch.pid()), running());
                monitor("--log", log.toString(), "--services", services).exitedWith(30)
                        .errContains("a monitor is already running in the background (process " + watch.pid() + ")");
                // A person may look all the same.
                monitor("--once", "--services", services).errIsEmpty().exitedWith(20);
            } finally {
                watch.destroyForcibly().waitFor();
            }
            assertEquals(Optional.empty(), running());
        }
    }

    @Test
    void whyItGivesUpIsInItsLog() throws IOException {
        Path log = home.resolve("monitor.log");
        monitor("--log", log.toString(), "--services", services("prot: 80")).exitedWith(78);
        List<String> lines = Files.readAllLines(log);
        assertEquals(1, lines.size());
        assertTrue(lines.getFirst().contains("END      the monitor gave up: ") && lines.getFirst().contains("prot"),
                lines.getFirst());
        monitor("--log", log.toString(), "--output", "json", "--services", home.resolve("gone").toString())
                .exitedWith(78);
        assertTrue(Files.readAllLines(log).getLast().contains("\"event\":\"gave-up\""));
    }

    @Test
    void aLogIsForAWatchThatGoesOn() throws IOException {
        monitor("--log", "x", "--once").exitedWith(64).errContains("--log is for a continuous monitor");
        monitor("--log", home.resolve("services.yaml/log").toString(), "--services", services("port: 80"))
                .exitedWith(74).errContains("cannot write the log");
    }

    private Optional<Long> running() throws StateException {
        return ProcessLock.holder(new StateFolder(home.resolve(".local/state/runbook")).watchLock())
                .map(ProcessLock.Holder::pid);
    }

    private String services(String second) throws IOException {
        return Files.writeString(home.resolve("services.yaml"), "services:\n  - name: One\n    " + second + "\n")
                .toString();
    }

    private Result monitor(String... args) {
        var words = new ArrayList<>(List.of(args));
        words.addAll(List.of("--lang", "en"));
        return JBang.of(home).direct(System.getProperty("java.class.path"), "runbook.Monitor",
                words.toArray(String[]::new));
    }

    private static String firstLine(Path log, Process watch) throws IOException {
        Wait.until("the log's first line", Duration.ofMinutes(1), () -> !watch.isAlive()
                || Files.exists(log) && Files.readString(log).contains("\n"));
        assertTrue(watch.isAlive() && Files.exists(log), () -> "the watch "
                + (watch.isAlive() ? "has no log" : "ended with exit code " + watch.exitValue()));
        return Files.readAllLines(log).getFirst();
    }
}
