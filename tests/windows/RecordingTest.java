package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import runbook.Diagnose;
import testing.Cli;
import testing.Result;

/** What was recorded there is replayed here, on another system, and comes to the same. */
@WindowsTest
class RecordingTest {

    @Test
    void isReplayedElsewhereWithTheSameVerdict(WindowsMachine machine) {
        new RecordedWindows("windows-popup-block-rule").into(machine);
        Result there = machine.script(Diagnose.class, "--output", "json", "--record", "C:\\Users\\root\\bundle");
        Path bundle = machine.at("C:\\users\\root\\bundle");
        assertEquals(Verdict.of(there), Verdict.of(Cli.run(new Diagnose(), "--replay", bundle.toString(), "--output",
                "json")));
        machine.script(Diagnose.class, "--replay", "C:\\Users\\root\\bundle", "--lang", "fr").exitedWith(20);
        Result text = Cli.run(new Diagnose(), "--replay", bundle.toString(), "--lang", "fr").exitedWith(20);
        text.outContains("firewall-block-rule");
    }
}
