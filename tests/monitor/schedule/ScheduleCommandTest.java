package monitor.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.Os;
import testing.Executable;
import testing.JBang;
import testing.Result;
import testing.RunbookSchema;

/**
 * The three commands as a user gives them, on a Linux that has a crontab (a file) and no systemd: the line that is
 * left there is given to the shell as cron would, and the watch that begins is the one that is told of and ended.
 */
class ScheduleCommandTest {
    @TempDir
    Path home;
    private Path table;

    @BeforeEach
    void aCron() throws IOException {
        assumeTrue(Os.current() == Os.LINUX, "cron and a Unix shell");
        table = home.resolve("crontab.txt");
        Path program = Files.createDirectories(home.resolve("bin")).resolve("crontab");
        Executable.write(program, """
                #!/bin/sh
                if [ "$1" = -l ]; then
                    [ -f '%1$s' ] || { echo 'no crontab for me' >&2; exit 1; }
                    exec /bin/cat '%1$s'
                fi
                exec /bin/cp "$1" '%1$s'
                """.formatted(table));
        Files.writeString(table, "0 5 * * * /bin/true\n");
    }

    @Test
    void fromTheFirstWordToTheLast() throws IOException, InterruptedException {
        monitor("status").exitedWith(0).errIsEmpty().outContains("no; to schedule it: jbang monitor schedule",
                "no monitor is running");
        monitor("unschedule").exitedWith(0).outContains("Nothing was scheduled.");
        assertEquals("", monitor("unschedule", "-q").exitedWith(0).errIsEmpty().out());
        assertEquals("", monitor("status", "--quiet").exitedWith(0).errIsEmpty().out());
        try (var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            Path services = Files.writeString(home.resolve("my services.yaml"),
                    "services:\n  - name: One\n    port: " + server.getLocalPort() + "\n    health: tcp\n");
            Result scheduled = monitor("schedule", "--services", services.toString(), "--every", "1s",
                    "--output", "json").exitedWith(0).errIsEmpty().outContains("starts within 10 minutes");
            JsonObject document = RunbookSchema.document(scheduled.out());
            assertEquals("monitor schedule", document.get("tool").getAsString());
            assertTrue(document.get("scheduled").getAsBoolean());
            assertEquals(state("monitor.log").toString(), document.get("log").getAsString());
            List<String> lines = Files.readAllLines(table);
            assertEquals("0 5 * * * /bin/true", lines.getFirst());
            assertEquals(4, lines.size());
            monitor("status").exitedWith(20).outContains("cron", services.toString(), "no monitor is running now");

            Process watch = asCronDoes(lines.get(2));
            try {
                JsonObject status = running(watch);
                assertTrue(status.get("scheduled").getAsBoolean());
                assertEquals(watch.pid(), status.get("process").getAsLong());
                assertEquals(0, status.getAsJsonArray("faults").size());
                assertEquals("begun", RunbookSchema.document(status.getAsJsonArray("lastLines").get(0).getAsString())
                        .get("event").getAsString());
                assertTrue(status.getAsJsonObject("entry").get("jar").getAsString()
                        .startsWith(state("scheduled").toString()));
                monitor("unschedule").exitedWith(0).errIsEmpty().outContains("No longer scheduled");
                assertTrue(watch.waitFor(1, TimeUnit.MINUTES), "it ends with its schedule");
            } finally {
                watch.destroyForcibly().waitFor();
            }
        }
        assertEquals("0 5 * * * /bin/true\n", Files.readString(table));
        assertFalse(Files.exists(state("scheduled")), "the copied program is gone");
        assertTrue(Files.exists(state("monitor.log")), "what happened is kept");
    }

    @Test
    void mistakesAreToldBeforeAnythingIsScheduled() throws IOException {
        Path wrong = Files.writeString(home.resolve("wrong.yaml"), "services:\n  - nam: One\n");
        monitor("schedule", "--services", wrong.toString()).exitedWith(78).errContains("nam");
        monitor("schedule", "--every", "10ms").exitedWith(64).errContains("--every");
        monitor("--every", "5s", "schedule").exitedWith(64).errContains("write the options after \"schedule\"");
        monitor("schedule", "--replay", "x").exitedWith(64).errContains("there is no option --replay");
        monitor("status", "--output", "nagios").exitedWith(3).errContains("json");
        assertEquals("0 5 * * * /bin/true\n", Files.readString(table));
        assertFalse(Files.exists(state("scheduled")));
    }

    @Test
    void aSystemWithoutASchedulerSaysSo() throws IOException {
        Files.delete(home.resolve("bin/crontab"));
        monitor("schedule", "--example").exitedWith(20).errContains("install cron");
        monitor("status").exitedWith(30).outContains("could not tell");
        JsonObject status = RunbookSchema.document(monitor("status", "--output", "json").exitedWith(30).out());
        assertTrue(status.get("scheduled").isJsonNull());
        assertFalse(Files.exists(state("scheduled")));
    }

    /** Its own process is named in its lock, so {@code exec} makes the shell's the same. */
    private Process asCronDoes(String line) throws IOException {
        String command = line.substring("*/10 * * * * ".length());
        var builder = new ProcessBuilder("/bin/sh", "-c", "exec " + command);
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", home.resolve("bin").toString());
        return builder.start();
    }

    private JsonObject running(Process watch) {
        for (int look = 0; look < 60; look++) {
            Result result = monitor("status", "--output", "json");
            JsonObject status = RunbookSchema.document(result.out());
            if (!status.get("process").isJsonNull() && !status.getAsJsonArray("lastLines").isEmpty()) {
                result.exitedWith(0).errIsEmpty();
                return status;
            }
            assertTrue(watch.isAlive(), result.out());
        }
        throw new AssertionError("the watch never began");
    }

    private Path state(String name) {
        return home.resolve(".local/state/runbook").resolve(name);
    }

    private Result monitor(String... args) {
        var words = new ArrayList<>(List.of(args));
        words.addAll(List.of("--lang", "en"));
        return JBang.of(home).with("PATH", home.resolve("bin").toString()).with("COLUMNS", "500").direct(
                System.getProperty("java.class.path"),
                "runbook.Monitor", words.toArray(String[]::new));
    }
}
