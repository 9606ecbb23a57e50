package change.lease;

import change.journal.LeaseKept;
import change.journal.LeasePurpose;
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
 * for, ten minutes later by default (ITaskSettings::put_StartWhenAvailable).
 *
 * <p>What an administrator's run was lent is taken back by the system's own account, from a program, a Java and a
 * journal that lie where only administrators write. As the user who is logged on, all rights included, it would start
 * with that user's environment, in which any program of that user can say what else Java is to load
 * ({@code JAVA_TOOL_OPTIONS}). Without these rights, nothing but what any program of the user may do is taken back, by
 * the user who is logged on ({@code InteractiveToken}). All of this rests on Microsoft's documentation: it was never run
 * on a Windows.
 *
 * @param own       the state folder of the account that runs this
 * @param java      the whole path of {@code javaw.exe} or {@code java}
 * @param classPath what this program runs from
 * @param language  of the guard's log
 */
public record WindowsGuard(World world, StateFolder folder, Fact<StateFolder> own, Path java, List<Path> classPath,
        Language language) implements Guard {

    private static final String NAME = "runbook guard ";

    /** LocalSystem, by its well-known identifier (MS-DTYP 2.4.2.4). */
    private static final TaskDefinition.Principal SYSTEM =
            new TaskDefinition.Principal(Optional.of("S-1-5-18"), Optional.empty(), Optional.of("HighestAvailable"));

    /** The shortest that the schema takes for a repetition. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** Rules are taken back in seconds, at worst in minutes; what hangs is ended, so that the next one begins. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

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
        if (!folder.ofMachine() && !own.map(StateFolder::path).equals(Fact.known(folder.path()))) {
            return Optional.of(Message.of("change.no-guard", Message.of("schedule.guard-other-account")));
        }
        try {
            folder.create();
            new KeptWords(folder).open(run);
            Path jar = folder.guarding().export(classPath, WindowsGuardMain.class.getName());
            TaskDefinition task = folder.ofMachine()
                    ? definition(run, until, folder.java(java), jar.toString(), SYSTEM)
                    : definition(run, until, java, jar.toString(), user(task(run).user()));
            return task(run).create(folder, task)
                    .map(why -> Message.of("change.no-guard", why));
        } catch (StateException e) {
            return Optional.of(Message.of("change.no-guard", e.why()));
        }
    }

    /** Where this process may not remove it, the task removes itself when its time has come. */
    @Override
    public void dismiss(RunId run) {
        task(run).delete();
        new KeptWords(folder).close(run);
    }

    @Override
    public Optional<Message> keep(RunId run, LeasePurpose purpose, LeaseKept.By by) {
        return new KeptWords(folder).say(run, purpose, by);
    }

    /** @param user a security identifier; without one the service takes who registers the task */
    private static TaskDefinition.Principal user(Optional<String> user) {
        return new TaskDefinition.Principal(user, Optional.of("InteractiveToken"), Optional.of("HighestAvailable"));
    }

    private Schtasks task(RunId run) {
        return new Schtasks(world, NAME + run);
    }

    private TaskDefinition definition(RunId run, Instant until, Path program, String jar,
            TaskDefinition.Principal principal) {
        // A second more: what runs a moment before the time would find nothing to do.
        String start = BOUNDARY.format(until.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        var trigger = new TaskDefinition.Trigger("TimeTrigger", true, Optional.of(start), Optional.of(AGAIN),
                Optional.empty());
        var settings = new TaskDefinition.Settings(Optional.of(TaskDefinition.MultipleInstances.IGNORE_NEW), false,
                false, true, true, true, Optional.of(TIME_LIMIT), 6);
        List<String> words = Stream.of(JAVA_OPTIONS, List.of("-cp", jar, WindowsGuardMain.class.getName(),
                folder.path().toString(), run.text(), language.code())).flatMap(List::stream).toList();
        return new TaskDefinition("runbook: jbang rollback --list", List.of(trigger),
                principal, settings, List.of(new TaskDefinition.Exec(program.toString(), WindowsArguments.join(words),
                        Optional.empty())));
    }
}
