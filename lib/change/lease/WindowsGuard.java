package change.lease;

import change.journal.RunId;
import host.windows.tasks.Schtasks;
import host.windows.tasks.TaskDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import process.Fact;
import process.ThisProgram;
import process.WindowsArguments;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Language;
import text.Message;

/**
 * A guard on Windows: a scheduled task for each run that is lent something. It starts when the lease falls due and
 * again every minute, until nothing is left to do and it removes itself: a repetition without an end is what the
 * documentation of {@code StartWhenAvailable} asks for, so that a time that passed while the machine was off is made up
 * for, ten minutes later by default (ITaskSettings::put_StartWhenAvailable). It runs as the user who is logged on
 * ({@code InteractiveToken}) with all rights that this user has ({@code HighestAvailable} of runLevelType, which only an
 * administrator may register: MS-TSCH). All of this rests on Microsoft's documentation: it was never run on a Windows.
 *
 * @param own       the state folder of the account that runs this
 * @param java      the whole path of {@code javaw.exe} or {@code java}
 * @param classPath what this program runs from
 * @param language  of the guard's log
 */
public record WindowsGuard(World world, StateFolder folder, Fact<StateFolder> own, Path java, List<Path> classPath,
        Language language) implements Guard {

    private static final String NAME = "runbook guard ";

    /** The shortest that the schema takes for a repetition. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** Rules are taken back in seconds, at worst in minutes; what hangs is ended, so that the next one begins. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m");

    /** {@code 2026-11-22T10:17:00+00:00}, the form that the documentation of StartBoundary has. */
    private static final DateTimeFormatter BOUNDARY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    static WindowsGuard ofThisProcess(World world, StateFolder folder, Language language) {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        Path windowless = bin.resolve("javaw.exe");
        return new WindowsGuard(world, folder, StateFolder.ofThisProcess(),
                Files.isRegularFile(windowless) ? windowless : bin.resolve("java"), ThisProgram.classPathOfThisProcess(),
                language);
    }

    @Override
    public Optional<Message> stand(RunId run, Instant until) {
        if (!own.equals(Fact.known(folder))) {
            return Optional.of(Message.of("change.no-guard", Message.of("schedule.guard-other-account")));
        }
        try {
            Path jar = folder.guarding().export(classPath, WindowsGuardMain.class.getName());
            return task(run).create(folder, definition(run, until, jar.toString(), task(run).user()))
                    .map(why -> Message.of("change.no-guard", why));
        } catch (StateException e) {
            return Optional.of(Message.of("change.no-guard", e.why()));
        }
    }

    /** Where this process may not remove it, the task removes itself when its time has come. */
    @Override
    public void dismiss(RunId run) {
        task(run).delete();
    }

    private Schtasks task(RunId run) {
        return new Schtasks(world, NAME + run);
    }

    /** @param user a security identifier; without one the service takes who registers the task */
    TaskDefinition definition(RunId run, Instant until, String jar, Optional<String> user) {
        // A second more: what runs a moment before the time would find nothing to do.
        String start = BOUNDARY.format(until.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        var trigger = new TaskDefinition.Trigger("TimeTrigger", true, Optional.of(start), Optional.of(AGAIN),
                Optional.empty());
        var settings = new TaskDefinition.Settings(Optional.of(TaskDefinition.MultipleInstances.IGNORE_NEW), false,
                false, true, true, true, Optional.of(TIME_LIMIT), 6);
        List<String> words = Stream.of(JAVA_OPTIONS, List.of("-cp", jar, WindowsGuardMain.class.getName(),
                folder.path().toString(), run.text(), language.code())).flatMap(List::stream).toList();
        return new TaskDefinition("runbook: jbang rollback --list", List.of(trigger),
                new TaskDefinition.Principal(user, Optional.of("InteractiveToken"), Optional.of("HighestAvailable")),
                settings, List.of(new TaskDefinition.Exec(java.toString(), WindowsArguments.join(words),
                        Optional.empty())));
    }
}
