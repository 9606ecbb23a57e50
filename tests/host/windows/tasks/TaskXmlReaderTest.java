package host.windows.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import monitor.schedule.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import process.Ran;
import testing.Mutations;
import testing.Project;

/** Every captured definition, whatever its bytes are, and what became of it on its way. */
class TaskXmlReaderTest {
    private static final String HYPER_V = "task-event-trigger-minimal-system.declared-utf16-but-ascii.xml";
    private static final String AD_SYNC = "task-event-trigger-system.declared-utf16-but-ascii.xml";
    private static final String UPDATER = "task-export-interactive-daily-startwhenavailable.utf16.xml";
    private static final String TWS =
            "task-export-java-ibc-weekly-repetition-PT10M-23h55.declared-utf16-but-ascii.xml";
    private static final String BACKUP = "task-handwritten-weekly-zh.declared-utf16-but-utf8.xml";

    private static final Optional<TaskDefinition.MultipleInstances> IGNORE_NEW =
            Optional.of(TaskDefinition.MultipleInstances.IGNORE_NEW);
    private static final TaskDefinition.Principal SYSTEM = new TaskDefinition.Principal(Optional.of("S-1-5-18"),
            Optional.empty(), Optional.of("HighestAvailable"));

    @Test
    void aDailyTaskOfAUser() {
        assertEquals(new TaskDefinition("Starts every day at 9 o'clock the DesktopUpdater Application (GMT +1)",
                List.of(calendar("2018-08-28T09:00:00", Optional.empty(), Optional.empty())),
                user("S-1-5-21-160531367-2731080895-3115721477-1001"),
                new TaskDefinition.Settings(IGNORE_NEW, true, true, true, true, false,
                        Optional.of(Duration.ofHours(1)), 7),
                List.of(exec("C:\\DesktopUpdater\\DesktopUpdater.exe", "", null))), read(UPDATER));
    }

    @Test
    void aWeeklyTaskThatRepeatsAndIsSwitchedOff() {
        assertEquals(new TaskDefinition("",
                List.of(calendar("2023-10-15T22:15:00", Optional.of(Duration.ofMinutes(10)),
                        Optional.of(Duration.ofMinutes(23 * 60 + 55)))),
                user("Your username"),
                new TaskDefinition.Settings(IGNORE_NEW, true, true, false, false, false,
                        Optional.of(Duration.ZERO), 7),
                List.of(exec("C:\\IBC\\StartTWS.bat", "/INLINE", "C:\\IBC"))), read(TWS));
    }

    @Test
    void aTaskWrittenByHandInChinese() {
        assertEquals(new TaskDefinition("Dotfiles 自动备份任务 - 每周自动提交配置更改到 GitHub",
                List.of(calendar("2024-01-01T22:00:00", Optional.empty(), Optional.empty()),
                        new TaskDefinition.Trigger("LogonTrigger", false, Optional.empty(), Optional.empty(),
                                Optional.empty())),
                new TaskDefinition.Principal(Optional.empty(), Optional.of("InteractiveToken"),
                        Optional.of("LeastPrivilege")),
                new TaskDefinition.Settings(IGNORE_NEW, false, false, true, true, false,
                        Optional.of(Duration.ofMinutes(30)), 7),
                List.of(exec("powershell.exe", "-ExecutionPolicy Bypass -File \"E:\\playground\\dotfiles\\backup.ps1\"",
                        "E:\\playground\\dotfiles"))), read(BACKUP));
    }

    @Test
    void tasksOfTheSystem() {
        TaskDefinition hyperV = read(HYPER_V);
        assertEquals(List.of("EventTrigger", "EventTrigger", "EventTrigger"),
                hyperV.triggers().stream().map(TaskDefinition.Trigger::kind).toList());
        assertEquals(SYSTEM, hyperV.principal());
        // What is not said is as documented: batteries stop it, and so do three days.
        assertEquals(new TaskDefinition.Settings(IGNORE_NEW, true, true, false, true, false,
                Optional.of(Duration.ofDays(3)), 7), hyperV.settings());
        assertEquals(List.of(exec("%WINDIR%\\System32\\windowspowershell\\v1.0\\powershell.exe",
                "-NoProfile -NonInteractive -File \"%ProgramFiles%\\Hyper-V HostsFile Tracker\\Update-HostsFile.ps1\"",
                null)), hyperV.actions());
        TaskDefinition adSync = read(AD_SYNC);
        assertEquals(List.of(new TaskDefinition.Trigger("EventTrigger", true, Optional.empty(), Optional.empty(),
                Optional.empty())), adSync.triggers());
        assertEquals(SYSTEM, adSync.principal());
        assertEquals(Optional.of(Duration.ofHours(72)), adSync.settings().timeLimit());
        assertEquals("powershell.exe", adSync.actions().getFirst().command());
    }

    @Test
    void theBytesDecideAndNotWhatTheyDeclare() {
        String text = Ran.decode(Project.fixture("tasks/" + TWS));
        var all = new HashSet<Fact<TaskDefinition>>();
        all.add(TaskXmlReader.read(text.getBytes(StandardCharsets.UTF_8)));
        all.add(TaskXmlReader.read(text.getBytes(StandardCharsets.UTF_16LE)));
        all.add(TaskXmlReader.read(("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE)));
        all.add(TaskXmlReader.read(("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE)));
        all.add(TaskXmlReader.read(("\ufeff" + text).getBytes(StandardCharsets.UTF_8)));
        all.add(TaskXmlReader.read(("\r\n" + text).getBytes(StandardCharsets.US_ASCII)));
        assertEquals(Set.of(Fact.known(read(TWS))), all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<", "<?xml version=\"1.0\"?>", "<Task/>", "no XML",
        "<!DOCTYPE Task SYSTEM \"file:///etc/passwd\"><Task xmlns=\""
                + "http://schemas.microsoft.com/windows/2004/02/mit/task\"/>",
        "ERROR: The system cannot find the file specified."})
    void whatIsNoDefinitionIsNone(String text) {
        assertInstanceOf(Fact.Unknown.class, TaskXmlReader.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {HYPER_V, AD_SYNC})
    void theseCapturesAreValid(String file) {
        assertEquals(Optional.empty(), Schema.fault(body(file)));
    }

    /**
     * The service writes the children of a trigger in another order than the schema of its documentation has them,
     * {@code Enabled} last and {@code Repetition} first, and people copy that. In the documented order they are valid.
     */
    @ParameterizedTest
    @ValueSource(strings = {UPDATER, TWS, BACKUP})
    void theseCapturesAreValidButForTheOrderBelowATrigger(String file) {
        String fault = Schema.fault(body(file)).orElse("valid");
        assertTrue(fault.startsWith("cvc-complex-type.2.4")
                && (fault.contains("'Enabled'") || fault.contains(":Enabled") || fault.contains("StartBoundary")),
                fault);
        String ordered = body(file)
                .replaceAll("(?s)(<Repetition>.*?</Repetition>)\\s*(<StartBoundary>[^<]*</StartBoundary>)", "$2$1")
                .replaceAll("(?s)(<StartBoundary>[^<]*</StartBoundary>(?:<Repetition>.*?</Repetition>)?)"
                        + "\\s*(<Enabled>[^<]*</Enabled>)", "$2$1");
        assertEquals(Optional.empty(), Schema.fault(ordered));
    }

    /** Damaged on its way, a definition is read or not; what is read was there. */
    @ParameterizedTest
    @ValueSource(strings = {HYPER_V, AD_SYNC, UPDATER, TWS, BACKUP})
    void damageIsNeitherFatalNorInventive(String file) {
        byte[] bytes = Project.fixture("tasks/" + file);
        int read = 0;
        for (byte[] damaged : Mutations.of(bytes, 200, 20261123)) {
            if (TaskXmlReader.read(damaged) instanceof Fact.Known<TaskDefinition>(TaskDefinition task)) {
                read++;
                for (TaskDefinition.Exec exec : task.actions()) {
                    assertTrue(decoded(damaged).contains(exec.command()), exec.command());
                }
                assertTrue(task.triggers().size() <= read(file).triggers().size() + 3);
            }
        }
        assertFalse(read == 200, "some damage is too much");
    }

    private static String decoded(byte[] bytes) {
        return (Ran.decode(bytes) + new String(bytes, StandardCharsets.UTF_16LE)).replace("&amp;", "&")
                .replace("&lt;", "<").replace("&gt;", ">");
    }

    private static String body(String file) {
        String text = Ran.decode(Project.fixture("tasks/" + file));
        return text.substring(text.indexOf("?>") + 2);
    }

    private static TaskDefinition read(String file) {
        return TaskXmlReader.read(Project.fixture("tasks/" + file)).toOptional().orElseThrow();
    }

    private static TaskDefinition.Trigger calendar(String start, Optional<Duration> every, Optional<Duration> until) {
        return new TaskDefinition.Trigger("CalendarTrigger", true, Optional.of(start), every, until);
    }

    private static TaskDefinition.Principal user(String id) {
        return new TaskDefinition.Principal(Optional.of(id), Optional.of("InteractiveToken"),
                Optional.of("LeastPrivilege"));
    }

    private static TaskDefinition.Exec exec(String command, String arguments, String folder) {
        return new TaskDefinition.Exec(command, arguments, Optional.ofNullable(folder));
    }
}
