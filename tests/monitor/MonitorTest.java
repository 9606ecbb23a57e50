package monitor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.ProcessLock;
import state.StateException;
import state.StateFolder;
import testing.JBang;
import testing.Result;

/** The script as a scheduler starts it: in a process of its own, because its lock is the user's. */
class MonitorTest {
    @TempDir
    Path home;

    @Test
    void oneRoundOfOneServiceThatNobodyServes() throws IOException {
        try (var taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            String services = services(taken.getLocalPort());
            monitor("--once", "--lang", "en", "--services", services).exitedWith(20).errIsEmpty()
                    .outContains("nothing");
            monitor("--once", "--output", "nagios", "--services", services).exitedWith(2)
                    .outContains("MONITOR CRITICAL");
        }
    }

    @Test
    void onceLeavesTheDoorOpenForTheNext() throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            String services = services(server.getLocalPort());
            // It listens on 127.0.0.1 only: found, as diagnose finds it.
            monitor("--once", "--services", services).exitedWith(20).outContains("listening-on-loopback");
            monitor("--once", "--services", services).exitedWith(20);
        }
    }

    @Test
    void aMonitorThatRunsKeepsOthersOutButNoSingleRound() throws IOException, StateException {
        var folder = new StateFolder(home.resolve(".local/state/runbook"));
        folder.create();
        try (var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
                ProcessLock _ = ProcessLock.take(folder.monitorLock(), "monitor", Instant.now()).orElseThrow()) {
            String services = services(server.getLocalPort());
            monitor("--lang", "en", "--services", services).exitedWith(30)
                    .errContains("another monitor is already running (process " + ProcessHandle.current().pid() + ")");
            monitor("--once", "--output", "nagios", "--services", services).exitedWith(2)
                    .outContains("MONITOR CRITICAL");
        }
    }

    @Test
    void nagiosWantsOneRound() {
        monitor("--output", "nagios", "--lang", "en").exitedWith(3).errContains("--once");
    }

    @Test
    void everyHasItsLimits() {
        monitor("--every", "10ms", "--lang", "en").exitedWith(64).errContains("--every");
    }

    private String services(int port) throws IOException {
        return Files.writeString(home.resolve("services.yaml"), "services:\n  - name: One\n    port: " + port
                + "\n    health: tcp\n")
                .toString();
    }

    private Result monitor(String... args) {
        return JBang.of(home).direct(System.getProperty("java.class.path"), "runbook.Monitor", args);
    }
}
