package change.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.JournalCodec;
import change.journal.RunId;
import host.windows.tasks.TaskDefinition;
import host.windows.tasks.TaskXmlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import monitor.schedule.TaskWorld;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.Fact;
import process.Ran;
import process.WindowsArguments;
import state.StateFolder;
import text.Language;
import text.Message;
import text.Words;

/** The guard of Windows: a task for each run, which starts when it falls due and removes itself. */
class WindowsGuardTest {
    private static final RunId RUN = new RunId("20261122-101500-3f9a");
    private static final Instant UNTIL = Instant.parse("2026-11-22T10:17:00.250Z");

    @TempDir
    private Path folder;
    private final TaskWorld world = new TaskWorld();

    @BeforeEach
    void oneTask() throws Exception {
        world.name = "runbook guard 20261122-101500-3f9a";
        Files.writeString(Files.createDirectory(folder.resolve("program")).resolve("a"), "program");
    }

    @Test
    void startsAtItsTimeAndAgainEveryMinuteWithAllRightsOfItsUser() {
        assertEquals(Optional.empty(), task().stand(RUN, UNTIL));
        TaskDefinition task = registered();
        assertEquals(List.of(new TaskDefinition.Trigger("TimeTrigger", true,
                Optional.of("2026-11-22T10:17:01+00:00"), Optional.of(Duration.ofMinutes(1)), Optional.empty())),
                task.triggers());
        assertEquals(Optional.of("HighestAvailable"), task.principal().runLevel());
        assertEquals(Optional.of("InteractiveToken"), task.principal().logonType());
        assertTrue(task.settings().startWhenAvailable());
        assertEquals(Optional.of(TaskDefinition.MultipleInstances.IGNORE_NEW), task.settings().policy());
        assertEquals(false, task.settings().disallowStartIfOnBatteries());
        assertEquals(false, task.settings().stopIfGoingOnBatteries());
    }

    @Test
    void runsACopyOfThisProgramThatIsToldTheFolderAndTheRun() throws Exception {
        task().stand(RUN, UNTIL);
        TaskDefinition.Exec exec = registered().actions().getFirst();
        List<String> words = WindowsArguments.split(exec.arguments());
        int at = words.indexOf("-cp");
        assertTrue(words.get(at + 1).startsWith(folder.resolve("guard").toString()), exec.arguments());
        assertTrue(Files.isRegularFile(Path.of(words.get(at + 1))));
        assertEquals(List.of("change.lease.WindowsGuardMain", folder.toString(), RUN.text(), "fr"),
                words.subList(at + 2, words.size()));
    }

    @Test
    void anotherTimeReplacesTheTask() {
        task().stand(RUN, UNTIL);
        assertEquals(Optional.empty(), task().stand(RUN, UNTIL.plusSeconds(7200)));
        assertEquals(Optional.of("2026-11-22T12:17:01+00:00"), registered().triggers().getFirst().start());
    }

    @Test
    void whatWindowsRefusesIsNoGuard() {
        world.refusal = Optional.of(new Ran.Exited(1));
        world.refusalText = "ERREUR : Accès refusé.";
        assertTrue(say(task().stand(RUN, UNTIL)).contains("Accès refusé"), say(task().stand(RUN, UNTIL)));
    }

    @Test
    void asAnotherAccountThanTheUsersItWouldNotRun() {
        var task = new WindowsGuard(world, new StateFolder(folder),
                Fact.known(new StateFolder(folder.resolve("admin"))), Path.of("java"), List.of(), Language.ENGLISH);
        assertTrue(say(task.stand(RUN, UNTIL)).contains("another account"));
        assertEquals(List.of(), world.asked);
    }

    @Test
    void itsTurnTakesBackAndRemovesTheTask() {
        task().stand(RUN, UNTIL);
        WindowsGuardMain.turn(RUN, turn(), task());
        assertEquals(Optional.empty(), world.task, "nothing is lent");
    }

    private GuardTurn turn() {
        return new GuardTurn(world, new StateFolder(folder), new JournalCodec(Map.of()), message -> { });
    }

    private WindowsGuard task() {
        return new WindowsGuard(world, new StateFolder(folder), Fact.known(new StateFolder(folder)),
                Path.of("C:\\jdk\\bin\\javaw.exe"), List.of(folder.resolve("program")), Language.FRENCH);
    }

    private TaskDefinition registered() {
        return switch (TaskXmlReader.read(world.task.orElseThrow())) {
            case Fact.Known<TaskDefinition>(TaskDefinition task) -> task;
            case Fact.Unknown<TaskDefinition>(Message cause) -> throw new AssertionError(say(Optional.of(cause)));
        };
    }

    private static String say(Optional<Message> why) {
        return new Words(Language.ENGLISH).say(why.orElseThrow());
    }
}
