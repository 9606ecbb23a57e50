package monitor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import runbook.Monitor;
import state.ProcessLock;
import state.StateException;
import state.StateFolder;
import testing.FakeAdb;
import testing.HelperProcess;
import testing.JBang;
import testing.Jvm;
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

    @Test
    void anAppsLogIsReadBesideAWatchThatGoesOn() {
        monitor("--adb-logcat", "--lang", "en").exitedWith(64)
                .errContains("--adb-logcat works only together with --follow");
        monitor("--follow", "--lang", "en").exitedWith(64)
                .errContains("--follow works only together with --adb-logcat");
        monitor("--adb-logcat", "--follow", "--once", "--lang", "en").exitedWith(64)
                .errContains("is for a continuous monitor");
    }

    /** What an app meets stands beside what the rounds find, once in each round that has something new. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a script for sh")
    void whatAnAppMeetsStandsBesideTheRounds() throws IOException {
        FakeAdb.in(home).goesOnLogging("I/flutter ( 1): SocketException: x, errno = 111, address = localhost, "
                + "port = 40991\n");
        try (var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            var words = new ArrayList<>(List.of("env", "PATH=" + home.resolve("bin") + ":/usr/bin:/bin:/usr/sbin:/sbin",
                    "HOME=" + home, "NO_COLOR=1", "XDG_STATE_HOME=" + home.resolve("state")));
            words.addAll(Jvm.words(Monitor.class, "--adb-logcat", "--follow", "--every", "1s", "--timeout", "200ms",
                    "--lang", "en", "--services", services(server.getLocalPort())));
            try (HelperProcess running = HelperProcess.start(words)) {
                String line = running.line();
                while (!line.contains("NOTICE")) {
                    line = running.line();
                }
                assertTrue(line.endsWith("NOTICE   The app connects to localhost: the phone itself, not this machine "
                        + "(times: 1)"), line);
            }
        }
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
