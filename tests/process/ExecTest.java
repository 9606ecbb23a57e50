package process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import testing.Wait;

/** Real child processes: what they print, and that none of them outlives its welcome. */
class ExecTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);

    private final Exec exec = new Exec();

    /** A long first line is cut, and no character of it in two: an emoji of a family is eleven of Java's. */
    @Test
    void aLongFirstLineIsCutBetweenTwoCharacters() {
        String family = "👨\u200D👩\u200D👧\u200D👦";
        for (int before = 285; before < 305; before++) {
            byte[] said = ("x".repeat(before) + family + "y".repeat(50)).getBytes(StandardCharsets.UTF_8);
            String cut = new Ran(Command.of("x"), new Ran.Exited(1), said, new byte[0], Duration.ZERO).firstLine();
            assertEquals("x".repeat(Math.min(before, 300)) + (before + family.length() <= 300 ? family
                    + "y".repeat(300 - before - family.length()) : "") + "…", cut);
        }
    }

    @Test
    void argumentsArriveAsTheyAre() {
        List<String> hard = List.of("a b", "$(id)", "`id`", "\"quoted\"", "it's", "; rm", "*", "مرحبا", "\\");
        var args = new ArrayList<>(List.of("echo"));
        args.addAll(hard);
        Ran ran = exec.run(Child.command(AMPLE, args.toArray(String[]::new)));
        assertEquals(new Ran.Exited(0), ran.end(), ran::errText);
        assertEquals(hard.stream().map(word -> "[" + word + "]").toList(), ran.outText().lines().toList());
    }

    @Test
    void anExitCodeIsAnAnswerAndItsFirstLineTheCause() {
        Ran ran = exec.run(Child.command(AMPLE, "fail"));
        assertEquals(new Ran.Exited(3), ran.end());
        assertEquals("no such thing", ran.firstLine());
        assertInstanceOf(Fact.Unknown.class, ran.text());
    }

    @Test
    void aProgramGetsNoInput() {
        assertEquals("read -1", exec.run(Child.command(AMPLE, "input")).outText().strip());
    }

    /** Debian gives an ordinary user no such folder: iptables was called missing where it is installed. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theAdministratorsProgramsAreFoundWithoutTheirFoldersOnThePath() {
        Command child = Child.command(AMPLE, "start", "ldconfig");
        var words = new ArrayList<>(List.of("PATH=/nonexistent", child.program()));
        words.addAll(child.args());
        assertEquals(String.valueOf(new Ran.Exited(0)),
                exec.run(Command.of("/usr/bin/env", words).within(AMPLE)).outText().strip());
    }

    /** However it is started, the system is given the whole path and has nothing to look for. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aBareNameIsStartedByItsWholePath() throws IOException {
        Command command = Command.of("cat", "/proc/self/cmdline");
        Ran ran = exec.run(command);
        assertTrue(ran.outText().matches("/\\S+/cat\0/proc/self/cmdline\0"), ran::outText);
        assertEquals("cat /proc/self/cmdline", ran.command().line(), "what a recording knows it by");
        var lines = new ArrayList<String>();
        exec.follow(Command.of("sh", "-c", "tr '\\0' '\\n' < /proc/$$/cmdline"), lines::add);
        assertTrue(lines.getFirst().matches("/\\S+/sh"), lines::toString);
        Fact<ProcessHandle> detached = exec.detach(Command.of("sleep", "30"));
        ProcessHandle sleep = ((Fact.Known<ProcessHandle>) detached).value();
        try {
            String line = Files.readString(Path.of("/proc/" + sleep.pid() + "/cmdline"));
            assertTrue(line.matches("/\\S+/sleep\\x0030\\x00"), line);
        } finally {
            sleep.destroyForcibly();
        }
    }

    @Test
    void aMissingProgramIsToldFromABrokenOne() {
        assertEquals(new Ran.NotFound(), exec.run(Command.of("no-such-program-anywhere")).end());
    }

    @Test
    void theDeadlineEndsTheProgramAndItsChildren() {
        Ran ran;
        Duration deadline = Duration.ofMillis(500);
        do {
            // As long as a busy machine needs to start it and hear from it.
            deadline = deadline.multipliedBy(2);
            ran = exec.run(Child.command(deadline, "grandchild", "stay"));
            assertEquals(new Ran.TimedOut(), ran.end());
        } while (ran.out().length == 0 && deadline.compareTo(AMPLE) < 0);
        assertEnded(pid(ran));
    }

    @Test
    void aGrandchildThatHoldsThePipeHoldsNobodyUp() {
        Ran ran = exec.run(Child.command(Duration.ofMinutes(2), "grandchild", "leave"));
        assertTrue(ran.took().compareTo(Duration.ofMinutes(1)) < 0, () -> "took " + ran.took());
        // An orphan is no descendant any more, so it cannot be found by us; the test ends what it started.
        ProcessHandle.of(pid(ran)).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void aFloodIsCutAndItsProgramEnded() {
        Ran ran = exec.run(Child.command(AMPLE, "flood"));
        assertEquals(new Ran.Flooded(), ran.end());
        assertEquals(Exec.Capture.LIMIT, ran.out().length);
    }

    @Test
    void whatAProgramTellsIsHandedOverWhileItRuns() throws InterruptedException {
        var lines = new LinkedBlockingQueue<String>();
        var ran = new CompletableFuture<Ran>();
        Thread follower = Thread.ofPlatform().daemon().start(() ->
                ran.complete(exec.follow(Child.command(Duration.ofMinutes(2), "grandchild", "stay"), lines::add)));
        String pid = lines.poll(AMPLE.toSeconds(), TimeUnit.SECONDS);
        follower.interrupt();
        assertInstanceOf(Ran.NotStarted.class, ran.orTimeout(AMPLE.toSeconds(), TimeUnit.SECONDS).join().end());
        assertEnded(Long.parseLong(pid));
    }

    @Test
    void linesAreHandedOverWhole() {
        var lines = new ArrayList<String>();
        assertEquals(new Ran.Exited(0), exec.follow(Child.command(AMPLE, "echo", "one", "tw\u00f6"), lines::add).end());
        assertEquals(List.of("[one]", "[tw\u00f6]"), lines);
    }

    private static long pid(Ran ran) {
        return Long.parseLong(ran.outText().strip().lines().findFirst().orElseThrow());
    }

    private static void assertEnded(long pid) {
        ProcessHandle.of(pid).ifPresent(handle -> Wait.untilEnded(handle, Duration.ofSeconds(10)));
    }
}
