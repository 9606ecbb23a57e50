package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runbook.Diagnose;
import runbook.FixFirewall;
import runbook.Rollback;
import testing.Result;
import testing.Turn;

/**
 * Plan, apply, once more, and back: on a machine of 443 rules, or of few, which are to the letter what they were. On a PC
 * each start of PowerShell takes up to two seconds: a run has one, and two where another one must be had.
 */
@WindowsTest
@Turn(1)
class ChangesTest {

    private static final int RULES = 4;

    @ParameterizedTest
    @CsvSource({"en, is allowed now, None of it is in effect any more", "fr, est maintenant autorisé, Plus rien de tout cela"})
    void areMadeOnceAndTakenBackWhole(String language, String allowed, String undone, WindowsMachine machine) {
        (language.equals("en") ? RecordedWindows.GUIDE : RecordedWindows.FEW_RULES).into(machine, Map.of("Category", "1"));
        String before = machine.registry().firewall();

        run(machine, Diagnose.class, "--lang", language).exitedWith(20).outContains("firewall-blocks-by-default");
        run(machine, FixFirewall.class, "--lang", language).exitedWith(40)
                .outContains("New-NetFirewallRule", "192.168.1.0/24");
        assertEquals(before, machine.registry().firewall(), "a plan changes nothing");

        run(machine, FixFirewall.class, "--lang", language, "--apply", "--yes").exitedWith(0).outContains(allowed);
        List<String> ours = machine.registry().ours();
        assertEquals(RULES, ours.size(), ours::toString);
        run(machine, Diagnose.class, "--lang", language).exitedWith(0);

        String after = machine.registry().firewall();
        run(machine, FixFirewall.class, "--lang", language, "--apply", "--yes").exitedWith(0).outLacks(allowed);
        assertEquals(after, machine.registry().firewall(), "nothing is left to do");

        run(machine, Rollback.class, "--lang", language, "--yes").exitedWith(0).outContains(undone);
        assertEquals(before, machine.registry().firewall());
        assertTrue(machine.registry().ours().isEmpty());
        assertEquals("", machine.network().run("pgrep", "-af", "powershell[.]exe").outText(), "none is left behind");
    }

    private static Result run(WindowsMachine machine, Class<?> script, String... args) {
        Result result = machine.script(script, args);
        assertEquals(1, machine.powerShellStarts(), result::toString);
        return result;
    }
}
