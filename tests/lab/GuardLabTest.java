package lab;

import static lab.ChangeSteps.assertExit;
import static lab.ChangeSteps.assertSame;
import static lab.ChangeSteps.broken;
import static lab.ChangeSteps.rollback;
import static lab.ChangeSteps.services;
import static lab.ChangeSteps.shutOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.lease.GuardMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Ran;
import process.Shell;
import testing.Turn;
import testing.Wait;

/** What is only lent is taken back when its time has passed, whoever was killed meanwhile; what is kept stays. */
@LabTest
@Turn(4)
class GuardLabTest {
    private static final String FIX = "runbook.ShortLeases";
    private static final String SECONDS = "2s";

    /**
     * A lease of seconds, the minute more that it has while somebody is asked, the start of a JVM, and five rules,
     * on a machine that does a lot else.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A lease, two for each of five changes, and the lease that begins when all are made. */
    private static final int LINES = 12;

    private static final Repair FIVE =
            new Repair("five ports closed", World.PROCESSES, List.of(), Repair.closed("22"));

    /** As the journal's line of this number appears: a lease, the first intention, between changes, the last, a lease. */
    @ParameterizedTest(name = "at line {0} of the journal")
    @ValueSource(ints = {1, 2, 5, 11, 12})
    void theRunIsKilled(int line, Lab lab) {
        broken(FIVE, lab, before -> {
            var lines = new JournalLines(lab);
            int enough = lines.count() + line;
            Process run = lab.machine().start(log(lab), words(lab, "--apply", "--yes", "--until", SECONDS));
            lines.await(enough, run.toHandle(), PATIENCE);
            run.children().forEach(ProcessHandle::destroyForcibly);
            takenBack(lab, before);
        });
    }

    @Test
    void theTerminalIsGoneWhileItIsAsked(Lab lab) {
        broken(FIVE, lab, before -> {
            Process terminal = terminal(lab, "--apply", "--yes", "--confirm-within", SECONDS);
            Wait.until("the question", PATIENCE, () -> screen(lab).contains("[y/N]"));
            assertEquals(List.of(), shutOut(lab), "it is in effect while it is asked");
            terminal.children().forEach(ProcessHandle::destroyForcibly);
            takenBack(lab, before);
        });
    }

    @Test
    void nobodyAnswers(Lab lab) {
        broken(FIVE, lab, before -> {
            Process terminal = terminal(lab, "--apply", "--yes", "--confirm-within", SECONDS);
            Wait.until("the end", PATIENCE, () -> !terminal.isAlive());
            assertTrue(screen(lab).contains("Not kept: nobody answered in time"), screen(lab));
            assertEquals(40, terminal.exitValue());
            takenBack(lab, before);
        });
    }

    @Test
    void somebodySaysYes(Lab lab) {
        broken(FIVE, lab, before -> {
            Process terminal = terminal(lab, "--apply", "--yes", "--confirm-within", "20s");
            Wait.until("the question", PATIENCE, () -> screen(lab).contains("[y/N]"));
            type(terminal, "y\n");
            Wait.until("the end", PATIENCE, () -> !terminal.isAlive());
            assertEquals(0, terminal.exitValue(), () -> screen(lab));
            stays(lab, before);
        });
    }

    @Test
    void whatIsKeptFromElsewhereStays(Lab lab) {
        broken(FIVE, lab, before -> {
            assertExit(40, run(lab, "--apply", "--yes", "--confirm-within", "20s"), "it waits to be kept");
            assertExit(0, run(lab, "--keep"), "kept");
            assertExit(20, run(lab, "--keep"), "nothing waits any more");
            stays(lab, before);
        });
    }

    /** Killed before its time: the next run says so, and does it. */
    @Test
    void theGuardIsKilled(Lab lab) {
        broken(FIVE, lab, before -> {
            var lines = new JournalLines(lab);
            int all = lines.count() + LINES;
            Process run = lab.machine().start(log(lab), words(lab, "--apply", "--yes", "--until", SECONDS));
            Wait.until("the first change", PATIENCE, () -> lines.count() > all - LINES + 1);
            guard(lab).orElseThrow().destroyForcibly();
            Wait.until("the end of the run", PATIENCE, () -> !run.isAlive());
            assertEquals(all, lines.count(), "all of it was done, and nobody was there to take it back");
            Wait.until("its time to pass", PATIENCE, () -> Script.run(lab, Fault.User.ROOT, "runbook.Rollback",
                    "--lang", "en", "--list").outText().contains("Overdue since"));
            Ran ran = rollback(lab);
            assertExit(0, ran, "the next run takes it back");
            assertTrue(ran.errText().contains("as its time had expired"), ran.errText());
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    /** Killed in the middle of it: what it began is finished by the next run. */
    @Test
    void theGuardIsKilledWhileItTakesBack(Lab lab) {
        broken(FIVE, lab, before -> {
            var lines = new JournalLines(lab);
            int begun = lines.count() + LINES + 3;
            Process run = lab.machine().start(log(lab), words(lab, "--apply", "--yes", "--until", SECONDS));
            Wait.until("the first change", PATIENCE, () -> lines.count() > begun - LINES - 2);
            ProcessHandle guard = guard(lab).orElseThrow();
            lines.await(begun, guard, PATIENCE);
            guard.destroyForcibly();
            Wait.until("the end of the run", PATIENCE, () -> !run.isAlive());
            assertExit(0, rollback(lab), "the next run takes back the rest");
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    @Test
    void aRuleInATableOfNftIsTakenBackToo(Lab lab) {
        var closed = new Repair("a table of nft's", World.PROCESSES, List.of(), Commands.nft("inet", "filter",
                "chain input { type filter hook input priority filter; policy drop; iif lo accept; }"));
        broken(closed, lab, before -> {
            assertExit(0, run(lab, "--apply", "--yes", "--until", SECONDS), "lent");
            takenBack(lab, before);
        });
    }

    private static void takenBack(Lab lab, String before) {
        awaitGuard(lab);
        assertSame(before, lab.rules().exact(), "every rule as it was");
        assertNotEquals(List.of(), shutOut(lab), "and the phone is kept out again");
    }

    private static void stays(Lab lab, String before) {
        awaitGuard(lab);
        assertEquals(List.of(), shutOut(lab), "nobody is shut out");
        assertExit(0, rollback(lab), "taking it back by hand");
        assertSame(before, lab.rules().exact(), "every rule as it was");
    }

    /** Rather than look at every process of the real machine again and again, this waits for the one there is. */
    private static void awaitGuard(Lab lab) {
        Wait.until("the guard's end", PATIENCE, () -> {
            Optional<ProcessHandle> guard = guard(lab);
            if (guard.isPresent()) {
                Wait.untilEnded(guard.get(), PATIENCE);
            }
            return guard.isEmpty();
        });
    }

    private static Ran run(Lab lab, String... options) {
        return Script.start(lab, Fault.User.ROOT, FIX, options(lab, options));
    }

    private static String[] words(Lab lab, String... options) {
        return Script.words(lab, Fault.User.ROOT, FIX, options(lab, options)).toArray(String[]::new);
    }

    private static List<String> options(Lab lab, String... options) {
        var all = new ArrayList<>(List.of("--lang", "en", "--timeout", "1s", "--services", services(lab)));
        all.addAll(List.of(options));
        return all;
    }

    /** In a terminal of its own, which {@code script} of util-linux makes, and which ends with it. */
    private static Process terminal(Lab lab, String... options) {
        try {
            Files.deleteIfExists(lab.folder().resolve("screen.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lab.machine().start(lab.folder().resolve("screen.log"), "script", "-qefc",
                Shell.BASH.line(List.of(words(lab, options))), "/dev/null");
    }

    private static void type(Process terminal, String keys) {
        try {
            terminal.getOutputStream().write(keys.getBytes(StandardCharsets.US_ASCII));
            terminal.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String screen(Lab lab) {
        try {
            Path screen = lab.folder().resolve("screen.log");
            return Files.exists(screen) ? Files.readString(screen) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that waits to take something back in this lab. */
    private static Optional<ProcessHandle> guard(Lab lab) {
        return ProcessHandle.allProcesses().filter(process -> {
            try {
                String line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
                return line.contains("\0" + GuardMain.class.getName() + "\0") && line.contains("\0" + lab.folder());
            } catch (IOException e) {
                return false; // it has just ended
            }
        }).findFirst();
    }

    private static Path log(Lab lab) {
        return lab.folder().resolve("scripts.log");
    }
}
