package monitor.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Command;
import process.Exec;
import process.Fact;
import process.Os;
import process.Ran;
import state.StateFolder;
import testing.FakeWorld;
import testing.Result;

/** Our line in somebody's crontab, and nothing of theirs changed. */
class CrontabTest {
    private static final LaunchCommand LAUNCH = new LaunchCommand("/usr/lib/jvm/25/bin/java", List.of("-Xmx256m"),
            "/srv/zoe/a b/monitor.jar", List.of("--every", "30s", "--services", "/srv/zoe/it's \"$HOME\".yaml"));

    @TempDir
    Path temp;

    @Test
    void theLineWhole() {
        assertEquals("""
                # runbook monitor, begin; jbang monitor unschedule takes this out
                */10 * * * * /usr/lib/jvm/25/bin/java -Xmx256m -jar '/srv/zoe/a b/monitor.jar' --every 30s --services \
                '/srv/zoe/it'\\''s "$HOME".yaml' >/dev/null 2>&1
                # runbook monitor, end
                """, CronTable.with("", LAUNCH));
    }

    /** The shell that cron starts makes the same words of it. */
    @Test
    void theShellMakesTheSameWordsOfIt() {
        String line = CronTable.with("", LAUNCH).lines().skip(1).findFirst().orElseThrow();
        String words = line.substring("*/10 * * * * ".length(), line.indexOf(" >/dev/null"));
        Ran ran = new Exec().run(Command.of("sh", "-c", "printf '%s\\n' " + words));
        assumeFalse(ran.end() instanceof Ran.NotFound, "no sh here");
        assertEquals(String.join("\n", LAUNCH.java(), String.join("\n", LAUNCH.words())) + "\n",
                Result.of(ran).exitedWith(0).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MAILTO=me\n0 5 * * * backup\n", "0 5 * * * no line end", "\n\n# é\r\n\t\n",
        "# runbook monitor, end\n# runbook monitor, beginning\n", " # runbook monitor, begin\n"})
    void everythingElseStays(String table) {
        String with = CronTable.with(table, LAUNCH);
        assertTrue(with.startsWith(table));
        assertEquals(with, CronTable.with(with, LAUNCH), "twice is once");
        assertEquals(Optional.of(Optional.of(LAUNCH)), CronTable.entry(with));
        String expected = table.isEmpty() || table.endsWith("\n") ? table : table + "\n";
        assertEquals(expected, CronTable.without(with));
        assertEquals(Optional.empty(), CronTable.entry(table));
        String between = with + "9 9 * * * after\n";
        assertEquals(expected + "9 9 * * * after\n", CronTable.without(between));
    }

    @Test
    void whatIsNotOursAnyMoreIsNotTakenForIt() {
        String half = CronTable.with("", LAUNCH).replace("# runbook monitor, end\n", "");
        assertEquals(half, CronTable.without(half), "without its end it may be anything");
        String others = half + "0 5 * * * backup\n";
        assertEquals(others, CronTable.without(CronTable.with(others, LAUNCH)), "a new entry makes it no part of ours");
        String edited = CronTable.with("", LAUNCH).replace("*/10", "*/5");
        assertEquals(Optional.of(Optional.empty()), CronTable.entry(edited));
        assertEquals("", CronTable.without(edited));
    }

    @Test
    void aPercentSignIsRefused() {
        var world = new FakeWorld(Os.LINUX).command("crontab -l", "");
        var launch = new LaunchCommand("/bin/java", List.of(), "/srv/50%/monitor.jar", List.of());
        assertInstanceOf(SchedulerResult.Refused.class, new Crontab(world, new StateFolder(temp), Optional::empty)
                .register(launch));
        assertEquals(List.of("crontab -l"), world.asked().stream().map(Command::line).toList());
    }

    /** A table that could not be read is never replaced. */
    @Test
    void whatCannotBeReadIsNotReplaced() {
        for (String said : List.of("You (zoe) are not allowed to use this program (crontab)", "")) {
            var world = new FakeWorld(Os.LINUX).command("crontab -l", new Ran.Exited(1), new byte[0], said);
            var cron = new Crontab(world, new StateFolder(temp), Optional::empty);
            assertInstanceOf(SchedulerResult.Refused.class, cron.register(LAUNCH));
            assertInstanceOf(SchedulerResult.Refused.class, cron.unregister());
            assertInstanceOf(Fact.Unknown.class, cron.look());
            assertTrue(world.asked().stream().allMatch(command -> command.line().equals("crontab -l")));
        }
    }

    /** The system's own crontab, as the user nobody. */
    @Test
    void theRealOne() throws IOException {
        Path state = Files.createDirectories(temp.resolve("zoé"));
        var launch = new LaunchCommand("/bin/true", List.of(), state.resolve("monitor.jar").toString(),
                List.of("é", "a b"));
        try (NobodyWorld nobody = NobodyWorld.in(temp)) {
            var cron = new Crontab(nobody, new StateFolder(state), Optional::empty);
            assertEquals(Fact.known(Optional.empty()), cron.look());
            nobody.install("# é in Latin-1\n0 5 1 1 * /bin/true\n".getBytes(StandardCharsets.ISO_8859_1));
            assertEquals(new SchedulerResult.Done(), cron.register(launch));
            assertEquals(new SchedulerResult.Done(), cron.register(launch));
            assertEquals(Fact.known(Optional.of(ScheduledTask.of(Fact.known(launch)))), cron.look());
            assertEquals(new SchedulerResult.Done(), cron.unregister());
            assertEquals("# é in Latin-1\n0 5 1 1 * /bin/true\n",
                    new String(nobody.run(Command.of("crontab", "-l")).out(), StandardCharsets.ISO_8859_1));
            assertEquals(Fact.known(Optional.empty()), cron.look());
        }
    }
}
