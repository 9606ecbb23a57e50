package monitor.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import console.Look;
import host.windows.tasks.TaskDefinition;
import host.windows.tasks.TaskXmlReader;
import inventory.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import path.Hop;
import process.Fact;
import process.Ran;
import process.WindowsArguments;
import state.StateFolder;
import text.Language;
import text.Message;
import text.Words;

/** Scheduling on a Windows that is not there: what is asked, in which order, and what is left afterwards. */
class TaskSchedulerTest {
    private static final Words ENGLISH = new Words(Language.ENGLISH);
    private static final WatchOptions USUAL = new WatchOptions(Source.example(), Duration.ofSeconds(30),
            Duration.ofSeconds(2), Language.FRENCH, false, Set.of(), false);

    @TempDir
    Path state;
    private StateFolder folder;
    private final TaskWorld windows = new TaskWorld();
    private final List<Duration> slept = new ArrayList<>();
    private Path java;
    private Path library;
    private Path other;

    @BeforeEach
    void aProgram() throws IOException {
        folder = new StateFolder(state);
        java = Files.writeString(state.resolve("javaw.exe"), "");
        other = Files.writeString(state.resolve("other.jar"), "another one");
        library = Files.writeString(state.resolve("library.jar"), "a library");
    }

    private ScheduledMonitor scheduling() {
        return new ScheduledMonitor(new TaskScheduler(windows, folder), folder, () -> windows.process, slept::add);
    }

    /** Whoever accepts not to know a hop, and whoever lets sudo be asked, has said so once and for all. */
    @Test
    void whatIsLeftOutAndAskedBySudoIsHandedOn() {
        var order = new WatchOptions(Source.example(), Duration.ofSeconds(30), Duration.ofSeconds(2),
                Language.ENGLISH, false, Set.of(Hop.PHONE, Hop.FIREWALL), true);
        List<String> args = order.args(Path.of("/log"));
        assertEquals(List.of("--skip", "firewall,phone", "--sudo"), args.subList(9, 12));
        assertFalse(USUAL.args(Path.of("/log")).stream().anyMatch(List.of("--skip", "--sudo")::contains));
    }

    private ScheduledMonitor.Scheduled schedule(WatchOptions order) throws Exception {
        return scheduling().schedule(order, java, List.of(library, other), "runbook.Monitor");
    }

    @Test
    void isRegisteredAndStartedWithoutWaitingForTheNextTenMinutes() throws Exception {
        assertEquals(new ScheduledMonitor.Scheduled.Done(Optional.of(4001L), Optional.empty()), schedule(USUAL));
        assertEquals(List.of("powershell", "/create /tn /xml /f", "/end /tn", "/run /tn"), asked());
        TaskDefinition task = TaskXmlReader.read(windows.task.orElseThrow()).toOptional().orElseThrow();
        assertEquals(Optional.of("S-1-5-21-160531367-2731080895-3115721477-1001"), task.principal().userId());
        List<String> words = WindowsArguments.split(task.actions().getFirst().arguments());
        assertEquals(List.of("--every", "30s", "--timeout", "2s", "--lang", "fr", "--output", "text", "--example",
                "--log",
                state.resolve("monitor.log").toString()), words.subList(words.indexOf("-jar") + 2, words.size()));
        Path jar = Path.of(words.get(words.indexOf("-jar") + 1));
        assertTrue(Files.isRegularFile(jar) && jar.startsWith(state.resolve("scheduled")), jar.toString());
        assertEquals(java.toString(), task.actions().getFirst().command());
        assertEquals(List.of(), leftOver(), "the definition's file is gone");
    }

    @Test
    void aSecondTimeReplacesTheFirst() throws Exception {
        schedule(USUAL);
        Files.writeString(library, "another library");
        var other = new WatchOptions(Source.named(state.resolve("my services.yaml").toString()), Duration.ofMinutes(5),
                Duration.ofSeconds(2), Language.ENGLISH, true, Set.of(), false);
        assertEquals(new ScheduledMonitor.Scheduled.Done(Optional.of(4002L), Optional.empty()), schedule(other));
        LaunchCommand launch = launch();
        assertEquals(Optional.of("300s"), launch.value("--every"));
        assertEquals(Optional.of(state.resolve("my services.yaml").toString()), launch.value("--services"));
        try (var folders = Files.list(state.resolve("scheduled"))) {
            assertEquals(List.of(Path.of(launch.jar()).getParent()), folders.toList(), "the old program is gone");
        }
    }

    @Test
    void whatIsRefusedLeavesNothingBehind() throws Exception {
        windows.refusal = Optional.of(new Ran.Exited(1));
        windows.refusalText = "ERREUR : Accès refusé.\r\n\r\n";
        String said = refused(schedule(USUAL));
        assertTrue(said.contains("exit code 1") && said.contains("Accès refusé.") && said.contains("administrator"),
                said);
        assertEquals(List.of("powershell", "/create /tn /xml /f", "powershell"), asked());
        assertEquals(List.of(), leftOver());
        assertFalse(Files.exists(state.resolve("scheduled")));
    }

    @Test
    void whatIsRefusedLeavesTheOldOneAsItWas() throws Exception {
        schedule(USUAL);
        LaunchCommand before = launch();
        Files.writeString(library, "another library");
        windows.refusal = Optional.of(new Ran.Exited(1));
        refused(schedule(USUAL));
        assertEquals(before, launch());
        assertEquals(Optional.of(4001L), windows.process, "and it still runs");
        try (var folders = Files.list(state.resolve("scheduled"))) {
            assertEquals(List.of(Path.of(before.jar()).getParent()), folders.toList());
        }
    }

    @Test
    void everyWayToFailIsTold() throws Exception {
        windows.refusal = Optional.of(new Ran.NotFound());
        assertTrue(refused(schedule(USUAL)).contains("schtasks.exe is missing"));
        windows.refusal = Optional.of(new Ran.TimedOut());
        assertTrue(refused(schedule(USUAL)).contains("30 s"));
        windows.refusal = Optional.of(new Ran.NotStarted(Message.verbatim("CreateProcess error=1260")));
        assertTrue(refused(schedule(USUAL)).contains("1260"));
        windows.refusal = Optional.empty();
        java = state.resolve("%TEMP%/javaw.exe");
        assertTrue(refused(schedule(USUAL)).contains("%TEMP%"));
        java = state.resolve("x".repeat(200) + "/" + "y".repeat(60));
        assertTrue(refused(schedule(USUAL)).contains("260"));
        assertEquals(Optional.empty(), windows.task);
        assertEquals(List.of(), leftOver());
    }

    @Test
    void aWatchThatDoesNotBeginIsNotCalledRunning() throws Exception {
        windows.begins = false;
        var done = assertInstanceOf(ScheduledMonitor.Scheduled.Done.class, schedule(USUAL));
        assertEquals(Optional.empty(), done.process());
        assertTrue(ENGLISH.say(done.message(state)).contains("is not running yet"));
        assertEquals(60, slept.size(), "it was waited for");
    }

    /** Somebody has the same watch open in a terminal: it is theirs, and scheduling does not claim it. */
    @Test
    void aWatchThatWillNotEndIsNotTakenForTheNewOne() throws Exception {
        windows.unyielding = true;
        windows.process = Optional.of(77L);
        var done = assertInstanceOf(ScheduledMonitor.Scheduled.Done.class, schedule(USUAL));
        assertEquals(Optional.empty(), done.process());
        assertTrue(ENGLISH.say(done.why().orElseThrow()).contains("process 77"));
        assertFalse(asked().contains("/run /tn"));
        assertTrue(Files.isRegularFile(Path.of(launch().jar())));
    }

    @Test
    void withoutPowerShellTheServiceTakesWhoRegisters() throws Exception {
        windows.powerShell = false;
        assertInstanceOf(ScheduledMonitor.Scheduled.Done.class, schedule(USUAL));
        assertEquals(Optional.empty(), TaskXmlReader.read(windows.task.orElseThrow()).toOptional().orElseThrow()
                .principal().userId());
    }

    @Test
    void isTakenAway() throws Exception {
        schedule(USUAL);
        windows.asked.clear();
        assertEquals(new ScheduledMonitor.Unscheduled.Done(), scheduling().unschedule());
        assertEquals(List.of("powershell", "/query /tn /xml", "/end /tn", "/delete /tn /f"), asked());
        assertEquals(Optional.empty(), windows.task);
        assertFalse(Files.exists(state.resolve("scheduled")));
        assertEquals(new ScheduledMonitor.Unscheduled.NothingThere(), scheduling().unschedule());
    }

    @Test
    void aWatchThatGoesOnIsNamed() throws Exception {
        windows.process = Optional.of(77L);
        ScheduledMonitor.Unscheduled left = scheduling().unschedule();
        assertEquals(new ScheduledMonitor.Unscheduled.StillRuns(77, "taskkill /f /pid 77"), left);
        assertTrue(ENGLISH.say(left.message(state)).contains("taskkill /f /pid 77"));
    }

    @Test
    void aRefusedRemovalKeepsItsProgram() throws Exception {
        schedule(USUAL);
        windows.refusal = Optional.of(new Ran.Exited(1));
        assertInstanceOf(ScheduledMonitor.Unscheduled.Refused.class, scheduling().unschedule());
        assertTrue(Files.isRegularFile(Path.of(launch().jar())));
    }

    @Test
    void stateIsWhatPowerShellSays() throws Exception {
        assertEquals(Fact.known(Optional.empty()), look());
        schedule(USUAL);
        assertEquals(entry(true, Optional.empty(), 267_011), look(), "never is no date");
        windows.lastResult = 267_009;
        windows.lastRun = "2026-11-23T08:00:00";
        assertEquals(entry(true, Optional.of("2026-11-23 08:00:00"), 267_009), look());
        windows.process = Optional.empty();
        windows.state = 1;
        assertEquals(entry(false, Optional.of("2026-11-23 08:00:00"), 267_009), look());
    }

    @Test
    void withoutPowerShellSchtasksIsAskedAndNothingIsConcludedFromItsSilence() throws Exception {
        windows.powerShell = false;
        var unknown = assertInstanceOf(Fact.Unknown.class, look());
        assertTrue(ENGLISH.say(unknown.cause()).contains("blocked by group policy"), ENGLISH.say(unknown.cause()));
        schedule(USUAL);
        windows.lastResult = 1;
        ScheduledTask entry = look().toOptional().orElseThrow().orElseThrow();
        assertEquals(new ScheduledTask(true, Optional.of("23/11/2026 08:00:00"), OptionalLong.of(1), Optional.of("N/A"),
                Fact.known(launch())), entry);
    }

    @Test
    void theStatusInBothLanguages() throws Exception {
        schedule(USUAL);
        windows.lastResult = 267_009;
        windows.lastRun = "2026-11-23T08:00:00";
        LaunchCommand launch = launch();
        var look = new Look(500, false, true);
        Status status = scheduling().status((file, most) -> List.of("2026-11-23 08:00:01  OK  API 8000/tcp"));
        assertEquals("""
                Scheduled          yes: Task Scheduler, task "runbook monitor"
                Watches            the guide's services, every 30 s
                Java               %s
                Program            %s
                Last start         2026-11-23 08:00:00, running
                Now                a monitor is running (process 4001)
                Log                %s
                    2026-11-23 08:00:01  OK  API 8000/tcp
                """.formatted(launch.java(), launch.jar(), state.resolve("monitor.log")),
                String.join("\n", new StatusText(ENGLISH, look).lines(status)) + "\n");
        assertEquals(List.of(), new StatusText(ENGLISH, look).faults(status));
        Files.delete(java);
        Files.delete(Path.of(launch.jar()));
        windows.process = Optional.empty();
        windows.state = 1;
        windows.lastResult = 0xC000013AL;
        status = scheduling().status((file, most) -> List.of());
        assertEquals("""
                Planifié           oui\u00a0: Planificateur de tâches, tâche «\u00a0runbook monitor\u00a0»
                Surveille          les services du guide, intervalle 30 s
                Java               %1$s
                Programme          %2$s
                Dernier départ     2026-11-23 08:00:00, terminée avec 3221225786 (0xC000013A)
                Maintenant         aucune surveillance ne tourne
                ✗ la tâche est désactivée\u00a0; activez-la dans le Planificateur de tâches, ou relancez\u00a0: \
                jbang monitor schedule
                ✗ le Java que la tâche lance n'existe plus (%1$s)\u00a0; relancez\u00a0: jbang monitor schedule
                ✗ le programme que la tâche lance n'existe plus (%2$s)\u00a0; relancez\u00a0: jbang monitor schedule
                """.formatted(launch.java(), launch.jar()), String.join("\n",
                        new StatusText(new Words(Language.FRENCH), look).lines(status)) + "\n");
        List<String> faults = new StatusText(new Words(Language.FRENCH), look).faults(status);
        assertEquals(List.of(3, 3L), List.of(faults.size(), faults.stream().filter(line -> line.startsWith("✗ "))
                .count()), faults::toString);
    }

    /** What the task says is shown as any length of time is, but for what a person wrote there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "179s | every 2 min 59 s", "1500ms | every 1.5 s", "86400s | every 24 h", "5m | every 5m", "x | every x"})
    void howOftenTheWatchLooks(String written, String said) {
        var launch = new LaunchCommand(java.toString(), List.of(), "m.jar", List.of("--every", written));
        var status = new Status(Message.verbatim("x"), Fact.known(Optional.of(new ScheduledTask(true, Optional.empty(),
                OptionalLong.empty(), Optional.empty(), Fact.known(launch)))), Optional.empty(), state, List.of());

        String lines = String.join("\n", new StatusText(ENGLISH, new Look(500, false, true)).lines(status));

        assertTrue(lines.contains("the guide's services, " + said + "\n"), lines);
    }

    private Fact<Optional<ScheduledTask>> look() {
        return new TaskScheduler(windows, folder).look();
    }

    private LaunchCommand launch() {
        TaskDefinition.Exec exec = TaskXmlReader.read(windows.task.orElseThrow()).toOptional().orElseThrow()
                .actions().getFirst();
        return LaunchCommand.of(exec.command(), WindowsArguments.split(exec.arguments())).orElseThrow();
    }

    private Fact<Optional<ScheduledTask>> entry(boolean enabled, Optional<String> lastRun, long result) {
        return Fact.known(Optional.of(new ScheduledTask(enabled, lastRun, OptionalLong.of(result), Optional.empty(),
                Fact.known(launch()))));
    }

    private static String refused(ScheduledMonitor.Scheduled outcome) {
        return ENGLISH.say(assertInstanceOf(ScheduledMonitor.Scheduled.Refused.class, outcome).why());
    }

    private List<String> asked() {
        return windows.asked;
    }

    /** Files in the state folder that are neither the program, nor its copy. */
    private List<String> leftOver() throws Exception {
        try (var files = Files.list(state)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !List.of("javaw.exe", "library.jar", "other.jar", "scheduled").contains(name))
                    .toList();
        }
    }
}
