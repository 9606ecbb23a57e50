package process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Jvm;
import testing.Wait;

/** Real programs that are asked more than once: who answers what, and that none of them outlives its welcome. */
class CoprocessTest {
    /** For one that answers at once, on a machine with much else to do. */
    private static final Duration AMPLE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final LiveWorld world = new LiveWorld();

    @AfterEach
    void hangUp() {
        world.hangUp();
    }

    private Ran ask(String what) {
        return world.run(Answerer.question(AMPLE, what));
    }

    private long pid() {
        return Long.parseLong(ask("pid").outText().strip());
    }

    private static void assertEnded(long pid) {
        ProcessHandle.of(pid).ifPresent(handle -> Wait.untilEnded(handle, AMPLE));
    }

    @Test
    void oneProgramAnswersEachAsIfItHadBeenStartedForIt() {
        long pid = pid();
        assertEquals("one", ask("say one").outText());
        Ran failed = ask("fail 3");
        assertEquals(new Ran.Exited(3), failed.end());
        assertEquals("", failed.outText());
        Ran next = ask("say two words");
        assertEquals("two words", next.outText());
        assertEquals("", next.errText());
        assertEquals(new Ran.Exited(0), next.end());
        assertEquals(pid, pid());
    }

    @Test
    void whatLooksLikeTheEndOfAnotherAnswerIsPartOfThisOne() {
        pid();
        Ran ran = ask("noise");
        assertEquals(new Ran.Exited(0), ran.end());
        assertTrue(ran.outText().startsWith("mark-other 0\n") && ran.outText().endsWith("\nPS> "), ran::outText);
    }

    @Test
    void thoseWhoAskAtTheSameTimeTakeTurns() throws Exception {
        var questions = new ArrayList<Callable<String>>();
        for (int i = 0; i < 20; i++) {
            String own = "say answer " + i;
            questions.add(() -> ask(own).outText() + " " + pid());
        }
        List<String> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(questions.size())) {
            for (Future<String> answer : threads.invokeAll(questions)) {
                answers.add(answer.get());
            }
        }
        long pid = pid();
        for (int i = 0; i < answers.size(); i++) {
            assertEquals("answer " + i + " " + pid, answers.get(i));
        }
    }

    /** Who waits for a turn has not been asked yet. */
    @Test
    void aDeadlineCountsFromTheTurn() throws Exception {
        Path begun = folder.resolve("begun");
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Ran> slow = threads.submit(() -> ask("pause " + begun));
            Wait.until("the pause", AMPLE, () -> Files.exists(begun));
            assertEquals(new Ran.Exited(0), world.run(Answerer.question(Duration.ofMillis(2500), "say x")).end());
            assertEquals(new Ran.Exited(0), slow.get().end());
        }
    }

    @Test
    void anotherProgramOrEnvironmentIsAnotherProcess() {
        long pid = pid();
        Command other = Answerer.question(AMPLE, "pid").with(Map.of("A", "b"));
        assertNotEquals(pid, Long.parseLong(world.run(other).outText().strip()));
        assertEquals(pid, pid());
    }

    /** What was asked may have been done: it is not asked again. */
    @Test
    void pastTheDeadlineTheProgramAndItsChildrenEndAndTheNextQuestionStartsAnother() throws IOException {
        Path asked = folder.resolve("asked");
        long before = pid();
        Ran ran;
        int times = 0;
        Duration deadline = Duration.ofMillis(500);
        do {
            // As long as a busy machine needs to start the child and say who it is.
            deadline = deadline.multipliedBy(2);
            ran = world.run(Answerer.question(deadline, "hang " + asked));
            times++;
            assertEquals(new Ran.TimedOut(), ran.end());
        } while (ran.out().length == 0 && deadline.compareTo(AMPLE) < 0);
        Arrays.stream(ran.outText().strip().split(" ")).mapToLong(Long::parseLong)
                .forEach(CoprocessTest::assertEnded);
        assertEquals(times, Files.readAllLines(asked).size());
        assertNotEquals(before, pid());
    }

    @Test
    void whoDiesInTheMidstHasNotAnsweredAndIsNotAskedAgain() throws IOException {
        Path asked = folder.resolve("asked");
        long before = pid();
        Ran ran = ask("die " + asked);
        assertEquals(new Ran.Exited(7), ran.end());
        assertEquals("half an ans", ran.outText());
        assertEquals("why", ran.errText().strip());
        assertEquals(1, Files.readAllLines(asked).size());
        assertNotEquals(before, pid());
    }

    /** A program that cannot read what else it is asked ends behind its answer. */
    @Test
    void aQuestionThatNobodyTookIsAskedAgain() {
        long first = Long.parseLong(ask("last").outText().strip());
        long second = Long.parseLong(ask("last").outText().strip());
        assertNotEquals(first, second);
        assertNotEquals(second, pid());
    }

    @Test
    void aFloodIsCutAndTheNextQuestionIsAnswered() {
        pid();
        Ran ran = ask("flood");
        assertEquals(new Ran.Flooded(), ran.end());
        assertEquals(Exec.Capture.LIMIT, ran.out().length);
        assertEquals("after", ask("say after").outText());
    }

    @Test
    void aMissingProgramIsMissingEachTime() {
        Command missing = Answerer.question(AMPLE, "pid").by(List.of("no-such-program-anywhere"));
        assertEquals(new Ran.NotFound(), world.run(missing).end());
        assertEquals(new Ran.NotFound(), world.run(missing).end());
    }

    @Test
    void whoHasEndedMeanwhileIsStartedAgain() {
        long pid = pid();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        assertEnded(pid);
        assertNotEquals(pid, pid());
    }

    @Test
    void hungUpOnItEndsEvenWhereItDoesNotListenAndIsThereForTheNextQuestion() {
        long pid = pid();
        world.hangUp();
        assertEnded(pid);
        long deaf = Long.parseLong(ask("deaf").outText().strip());
        assertNotEquals(pid, deaf);
        world.hangUp();
        assertEnded(deaf);
        assertEquals("here", ask("say here").outText());
    }

    @Test
    void whoGivesUpWaitingEndsTheProgram() throws Exception {
        long pid = pid();
        Thread asking = Thread.ofPlatform().start(() -> {
            assertInstanceOf(Ran.NotStarted.class, ask("wait " + folder.resolve("never")).end());
            assertTrue(Thread.interrupted());
        });
        Wait.until("the question", AMPLE, () -> Files.exists(folder.resolve("never.begun")));
        asking.interrupt();
        asking.join();
        assertEnded(pid);
        assertEquals("on", ask("say on").outText());
    }

    /** By the end of its input, where nothing else ends it: of this one somebody kills the JVM. */
    @ParameterizedTest
    @ValueSource(strings = {"exit", "return", "SIGTERM", "SIGKILL"})
    void nobodyIsLeftWhenTheJvmHasEnded(String how) throws Exception {
        Process asker = new ProcessBuilder(Jvm.words(Answerer.class, how.startsWith("SIG") ? "stay" : how)).start();
        try (var said = asker.inputReader()) {
            long pid = Long.parseLong(said.readLine());
            switch (how) {
                case "SIGTERM" -> asker.destroy();
                case "SIGKILL" -> asker.destroyForcibly();
                default -> { }
            }
            assertTrue(asker.waitFor(AMPLE));
            assertEnded(pid);
        }
    }

    /** What is put back at the end has a program of its own: the one before is being ended. */
    @Test
    void whoAsksWhileTheJvmEndsIsAnswered() throws Exception {
        Process asker = new ProcessBuilder(Jvm.words(Answerer.class, "late")).start();
        try (var said = asker.inputReader()) {
            long before = Long.parseLong(said.readLine());
            long late = Long.parseLong(said.readLine());
            assertNotEquals(before, late);
            assertTrue(asker.waitFor(AMPLE));
            assertEnded(before);
            assertEnded(late);
        }
    }
}
