package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runbook.Diagnose;
import testing.Cli;

/** A machine whose rules come from a registry and whose answers come from programs is judged as its recording is. */
@WindowsTest
class RecordedMachinesTest {

    @ParameterizedTest
    @ValueSource(strings = {"windows-popup-block-rule", "windows-shields-up", "windows-policy-managed",
            "windows-healthy-private", "windows-1091-rules"})
    void isJudgedAsItsRecording(String name, WindowsMachine machine) {
        var recorded = new RecordedWindows(name);
        Verdict replayed = Verdict.of(Cli.run(new Diagnose(), "--replay", recorded.folder(), "--output", "json"));
        recorded.into(machine);
        assertEquals(replayed, Verdict.of(machine.script(Diagnose.class, "--output", "json")));
    }
}
