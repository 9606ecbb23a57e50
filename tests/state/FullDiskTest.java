package state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.Command;
import process.Exec;
import process.Os;
import testing.Result;

/** What a disk without room does to the scripts: a small one in memory, which only they see. */
class FullDiskTest {
    @TempDir
    private Path folder;
    private Path disk;
    private String services;

    @BeforeEach
    void aDisk() throws IOException {
        assumeTrue(Os.current() == Os.LINUX && Account.current().isRoot()
                && new Exec().run(Command.of("unshare", "-m", "true")).succeeded(),
                "needs root and a mount of its own");
        disk = Files.createDirectory(folder.resolve("disk"));
        services = " --lang en --services "
                + Files.writeString(folder.resolve("one.yaml"), "services:\n  - name: One\n    port: 9\n");
    }

    @Test
    void whatIsFullFromTheStartIsRefused() {
        run(0, "diagnose --record DISK/a/b" + services, "monitor schedule" + services, "fill")
                .forEach((command, result) -> {
            switch (command.substring(0, 4)) {
                case "diag" -> result.exitedWith(64).errContains("cannot record into " + disk + "/a/b: ");
                case "moni" -> result.exitedWith(74).errContains("Cannot copy this program to " + disk);
                default -> result.exitedWith(74).errContains("The journal " + disk
                        + "/runbook/journal.jsonl could not");
            }
            assertSaid(result);
        });
    }

    /** One page of it: the first lines of a recording find room there. */
    @Test
    void whatFillsUpOnTheWayIsToldWithItsPlace() {
        run(1, "diagnose --record DISK/a" + services).values().forEach(result -> assertSaid(result.exitedWith(74)
                .errContains("diagnose: recording into " + disk + "/a failed: ")));
        run(1, "monitor --once --output nagios --record DISK/a" + services).values().forEach(result ->
                assertSaid(result.exitedWith(3).outContains("MONITOR UNKNOWN - recording into " + disk
                + "/a failed: ")));
    }

    @Test
    void theJournalKeepsWhatItHas() {
        Map<String, Result> results = run(3, "fill", "rollback --lang en --list");
        assertSaid(results.get("fill").exitedWith(74));
        String listed = assertSaid(results.get("rollback --lang en --list").exitedWith(0)).out();
        assertTrue(listed.contains("Run 20261122-101500-3f9a") && listed.contains("→ 1.1  "), listed);
    }

    private static Result assertSaid(Result result) {
        assertFalse((result.out() + result.err()).contains("bug in"), result::toString);
        assertEquals("", result.exit() == 0 || result.err().contains("No space left on device") ? "" : result.err());
        return result;
    }

    /** @param pages of 4 KiB that are left on the disk */
    private Map<String, Result> run(int pages, String... commands) {
        var words = new ArrayList<>(List.of("-m", "sh", "-c", """
                mount -t tmpfs -o size=256k none "$0" || exit 1
                head -c 256k /dev/zero >"$0/full" 2>/dev/null
                truncate -s $((256 - 4 * %d))k "$0/full"
                exec "$@"
                """.formatted(pages), disk.toString(), "env", "XDG_STATE_HOME=" + disk,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Commands.class.getName()));
        for (String command : commands) {
            words.add(command.replace("DISK", disk.toString()));
        }
        var ran = new Exec().run(Command.of("unshare", words).within(Duration.ofMinutes(1)));
        assertTrue(ran.succeeded(), () -> ran.outText() + ran.errText());
        return Commands.results(ran);
    }
}
