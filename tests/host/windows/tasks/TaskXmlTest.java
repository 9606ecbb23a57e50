package host.windows.tasks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inventory.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import monitor.schedule.LaunchCommand;
import monitor.schedule.Schema;
import monitor.schedule.TaskScheduler;
import monitor.schedule.WatchOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import process.Fact;
import process.WindowsArguments;
import text.Language;

/** The definition that is written: whole, as bytes, by the schema, and read again. */
class TaskXmlTest {
    private static final Optional<String> ME = Optional.of("S-1-5-21-160531367-2731080895-3115721477-1001");
    static final LaunchCommand USUAL = launch("C:\\Users\\Zoé Müller\\AppData\\Local\\runbook",
            new WatchOptions(Source.example(), Duration.ofSeconds(30), Duration.ofSeconds(2), Language.FRENCH,
            false, Set.of(), false));

    /** As it comes out on Windows; paths there are none here, so they are put together as text. */
    private static LaunchCommand launch(String state, WatchOptions order) {
        var args = order.args(Path.of("/log")).stream().map(arg -> arg.equals("/log") ? state + "\\monitor.log" : arg);
        return new LaunchCommand("C:\\Program Files\\Eclipse Adoptium\\jdk-25\\bin\\javaw.exe",
                List.of("-XX:+UseSerialGC", "-Xmx256m"), state + "\\scheduled\\0a1b2c3d4e5f\\monitor.jar",
                args.toList());
    }

    static List<TaskDefinition> definitions() {
        var file = Source.named("/my services & \"more\" <1>.yaml");
        return List.of(TaskScheduler.watching(USUAL, ME), TaskScheduler.watching(USUAL, Optional.empty()),
                TaskScheduler.watching(launch("D:\\r", new WatchOptions(file, Duration.ofMillis(1500),
                        Duration.ofMillis(100), Language.ENGLISH, true, Set.of(), false)), ME),
                TaskScheduler.watching(launch("C:\\a b\\\\",
                new WatchOptions(Source.docker(), Duration.ofDays(1),
                        Duration.ofSeconds(60), Language.ENGLISH, true, Set.of(), false)),
                        Optional.of("PC\\Jürgen & Söhne")),
                TaskScheduler.watching(new LaunchCommand("javaw.exe", List.of(), "monitor.jar",
                List.of("", "\"", "\\")), ME));
    }

    @Test
    void isWhollyThis() {
        assertEquals("""
                <?xml version="1.0" encoding="UTF-16"?>
                <Task xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task" version="1.2">
                  <RegistrationInfo>
                    <Description>runbook: jbang monitor status</Description>
                  </RegistrationInfo>
                  <Triggers>
                    <TimeTrigger>
                      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
                      <Repetition>
                        <Interval>PT10M</Interval>
                      </Repetition>
                    </TimeTrigger>
                  </Triggers>
                  <Principals>
                    <Principal id="Author">
                      <UserId>S-1-5-21-160531367-2731080895-3115721477-1001</UserId>
                      <LogonType>InteractiveToken</LogonType>
                      <RunLevel>LeastPrivilege</RunLevel>
                    </Principal>
                  </Principals>
                  <Settings>
                    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
                    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
                    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
                    <AllowHardTerminate>true</AllowHardTerminate>
                    <StartWhenAvailable>true</StartWhenAvailable>
                    <AllowStartOnDemand>true</AllowStartOnDemand>
                    <Enabled>true</Enabled>
                    <Hidden>true</Hidden>
                    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
                    <Priority>6</Priority>
                  </Settings>
                  <Actions Context="Author">
                    <Exec>
                      <Command>C:\\Program Files\\Eclipse Adoptium\\jdk-25\\bin\\javaw.exe</Command>
                      <Arguments>-XX:+UseSerialGC -Xmx256m -jar "C:\\Users\\Zoé Müller\\AppData\\Local\\runbook\\\
                scheduled\\0a1b2c3d4e5f\\monitor.jar" --every 30s --timeout 2s --lang fr --output text --example --log \
                "C:\\Users\\Zoé Müller\\AppData\\Local\\runbook\\monitor.log"</Arguments>
                      <WorkingDirectory>C:\\Users\\Zoé Müller\\AppData\\Local\\runbook\\scheduled\\0a1b2c3d4e5f\
                </WorkingDirectory>
                    </Exec>
                  </Actions>
                </Task>
                """, TaskXml.text(TaskScheduler.watching(USUAL, ME)).replace("\r\n", "\n"));
    }

    /** A file declared as UTF-16 that holds other bytes is refused by some readers: ours is what it says. */
    @ParameterizedTest
    @MethodSource("definitions")
    void isUtf16WithItsMark(TaskDefinition task) {
        byte[] bytes = TaskXml.bytes(task);
        assertArrayEquals(new byte[] {(byte) 0xFF, (byte) 0xFE, '<', 0, '?', 0, 'x', 0}, Arrays.copyOf(bytes, 8));
        assertEquals(TaskXml.text(task),
                new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE));
        assertTrue(TaskXml.text(task).startsWith("<?xml version=\"1.0\" encoding=\"UTF-16\"?>\r\n<Task "));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void isValid(TaskDefinition task) {
        assertEquals(Optional.empty(), Schema.fault(TaskXml.text(task)));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void isReadAsItWasWritten(TaskDefinition task) {
        assertEquals(Fact.known(task), TaskXmlReader.read(TaskXml.bytes(task)));
    }

    @Test
    void theWordsReachTheProgram() {
        for (TaskDefinition task : definitions()) {
            TaskDefinition.Exec exec = task.actions().getFirst();
            LaunchCommand launch = LaunchCommand.of(exec.command(), WindowsArguments.split(exec.arguments()))
                    .orElseThrow();
            assertEquals(exec.arguments(), WindowsArguments.join(launch.words()));
        }
        assertEquals(Optional.of(USUAL), LaunchCommand.of(USUAL.java(), USUAL.words()));
        assertEquals(Optional.of("30s"), USUAL.value("--every"));
    }

    /** What Windows would refuse, or take for something else, does not pass. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {
        "<Interval>PT10M</Interval>                       ! <Interval>10 minutes</Interval>          ! duration",
        "<Interval>PT10M</Interval>                       ! <Interval>PT30S</Interval>               ! minInclusive",
        "<Interval>PT10M</Interval>                       ! <Interval>P32D</Interval>                ! maxInclusive",
        "<Interval>PT10M</Interval>                       ! <Duration>PT1H</Duration>                ! Interval",
        "<StartBoundary>2026-01-01T00:00:00<              ! <StartBoundary>2026-01-01 00:00<         ! dateTime",
        ">IgnoreNew<                                      ! >IgnoreAll<                              ! IgnoreNew",
        ">PT0S<                                           ! >never<                                  ! duration",
        ">6<                                              ! >11<                                     ! 10",
        ">InteractiveToken<                               ! >Interactive<                            ! S4U",
        ">LeastPrivilege<                                 ! >Least<                                ! HighestAvailable",
        "Actions Context=\"Author\"                       ! Actions Context=\"Nobody\"               ! Nobody",
        "<Hidden>true</Hidden>                            ! <Hidden>yes</Hidden>                     ! boolean",
        "<Hidden>true</Hidden>                            ! <Invisible>true</Invisible>              ! Invisible",
        "<Enabled>true</Enabled>                          ! <Hidden>true</Hidden>                    ! Hidden",
        "mit/task                                         ! mit/tasks                                ! Task",
        "version=\"1.2\"                                  ! version=\"1\"                            ! version"
    })
    void isInvalidWhenSpoilt(String right, String wrong, String named) {
        String text = TaskXml.text(TaskScheduler.watching(USUAL, ME));
        assertTrue(text.contains(right), right);
        String fault = Schema.fault(text.replace(right, wrong)).orElse("valid");
        assertTrue(fault.contains(named), fault);
    }

    @Test
    void theOrderBelowATriggerMatters() {
        String text = TaskXml.text(TaskScheduler.watching(USUAL, ME));
        String start = "<StartBoundary>2026-01-01T00:00:00</StartBoundary>";
        String turned = text.replace(start, "").replace("</Repetition>", "</Repetition>" + start);
        String fault = Schema.fault(turned).orElse("valid");
        assertTrue(fault.contains("StartBoundary") && fault.startsWith("cvc-complex-type.2.4"), fault);
        String command = "<Command>" + "x".repeat(261) + "</Command>";
        assertTrue(Schema.fault(text.replaceAll("<Command>.*</Command>", command)).orElse("valid").contains("260"));
    }

    @Test
    void whatXmlCannotHoldIsNotWritten() {
        for (String odd : List.of("a\u0000b", "\u001b[2J", "\ud800", "\uffff")) {
            var launch = new LaunchCommand("javaw.exe", List.of(), odd, List.of());
            assertThrows(IllegalArgumentException.class,
                    () -> TaskXml.bytes(TaskScheduler.watching(launch, ME)), odd);
        }
        var logon = new TaskDefinition.Trigger("LogonTrigger", true, Optional.empty(), Optional.empty(),
                Optional.empty());
        TaskDefinition usual = TaskScheduler.watching(USUAL, ME);
        assertThrows(IllegalArgumentException.class, () -> TaskXml.text(new TaskDefinition("", List.of(logon),
                usual.principal(), usual.settings(), usual.actions())));
    }
}
