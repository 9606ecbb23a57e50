package lab;

import static lab.ChangeSteps.added;
import static lab.ChangeSteps.apply;
import static lab.ChangeSteps.assertExit;
import static lab.ChangeSteps.assertSame;
import static lab.ChangeSteps.broken;
import static lab.ChangeSteps.journal;
import static lab.ChangeSteps.rollback;
import static lab.ChangeSteps.services;
import static lab.ChangeSteps.shutOut;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Turn;

/** Whatever a killed run leaves, and whatever two at once do, the next rollback takes it back completely. */
@LabTest
@Turn(7)
class KillLabTest {

    /** 128 and the number of SIGKILL, as nsenter passes it on. */
    private static final int KILLED = 137;
    private static final Duration SCRIPT_LIMIT = Duration.ofSeconds(60);

    private static final Repair FIVE =
            new Repair("five ports closed", World.PROCESSES, List.of(), Repair.closed("22"));

    /** Killed as the journal's line of this number appears: between an intention and its deed, or after it. */
    @ParameterizedTest(name = "at line {0} of the journal")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void killedWhileItApplies(int line, Lab lab) {
        broken(FIVE, lab, before -> {
            kill(lab, "runbook.FixFirewall", applying(lab), line);
            assertExit(0, rollback(lab), "taking back what was begun");
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    @ParameterizedTest(name = "at line {0} of the journal")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void killedWhileItTakesBack(int line, Lab lab) {
        broken(FIVE, lab, before -> {
            assertExit(0, apply(lab, FIVE), "applying");
            kill(lab, "runbook.Rollback", List.of("--yes"), line);
            assertExit(0, rollback(lab), "taking back the rest");
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    @Test
    void twoAtOnceAreAsOne(Lab lab) {
        broken(FIVE, lab, before -> {
            List<String> words = Script.words(lab, Fault.User.ROOT, "runbook.FixFirewall", applying(lab));
            Process one = lab.machine().start(log(lab), words.toArray(String[]::new));
            Process two = lab.machine().start(log(lab), words.toArray(String[]::new));
            assertEquals(List.of(0, 0), List.of(exit(one), exit(two)),
                    () -> "the second waits for the first\n" + lastLines(log(lab)));
            String after = lab.rules().exact();
            assertEquals(List.of(), shutOut(lab), "nobody is shut out");
            List<String> added = added(before, after);
            assertEquals(added.stream().distinct().toList(), added, "no rule twice");
            assertExit(0, rollback(lab), "taking both back");
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    private static List<String> applying(Lab lab) {
        return List.of("--apply", "--yes", "--timeout", "1s", "--services", services(lab));
    }

    /**
     * Starts a script and kills it, and only it, as soon as the journal has so many more lines: five changes make ten,
     * so there is always something left that it did not come to.
     */
    private static void kill(Lab lab, String script, List<String> args, int more) {
        var lines = new JournalLines(lab);
        int enough = lines.count() + more;
        Process process = lab.machine().start(log(lab),
                Script.words(lab, Fault.User.ROOT, script, args).toArray(String[]::new));
        lines.await(enough, process.toHandle(), SCRIPT_LIMIT);
        process.children().forEach(ProcessHandle::destroyForcibly);
        assertEquals(KILLED, exit(process), () -> "it was killed, and did not end by itself\n" + lastLines(log(lab)));
    }

    private static int exit(Process process) {
        try {
            if (!process.waitFor(SCRIPT_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                Machine.end(process);
                throw new AssertionError("a script did not end within " + SCRIPT_LIMIT);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path log(Lab lab) {
        return lab.folder().resolve("scripts.log");
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
