package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import runbook.Diagnose;
import runbook.FixFirewall;
import runbook.Rollback;
import testing.Result;

/** Where AppLocker or WDAC is in force, PowerShell speaks ConstrainedLanguage: the same is read, made and taken back. */
@WindowsTest
class ConstrainedTest {

    private static final String SERVICES = "C:\\bench\\services.yaml";
    private static final Map<String, String> CONSTRAINED = Map.of("BENCH_LANGUAGE", "constrained");

    @Test
    void aMachineIsJudgedAsWithoutIt(WindowsMachine machine) {
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1"));
        Verdict free = Verdict.of(machine.script(Diagnose.class, "--output", "json"));
        Result said = machine.script(CONSTRAINED, Diagnose.class, "--output", "json");
        assertEquals(free, Verdict.of(said));
        assertEquals("192.168.1.44", JsonParser.parseString(said.out()).getAsJsonObject().getAsJsonObject("host")
                .get("address").getAsString());
    }

    /** One service, because of this engine each question is a start of its own there: see {@code package-info}. */
    @Test
    void aChangeIsMadeOnceAndTakenBack(WindowsMachine machine) {
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1"));
        machine.write(SERVICES, "services:\n  - name: API\n    ports: [8000]\n");
        String before = machine.registry().firewall();
        fix(machine, "fr").outContains("est maintenant autorisé");
        String after = machine.registry().firewall();
        assertEquals(1, machine.registry().ours().size());
        fix(machine, "en").outLacks("is allowed now");
        assertEquals(after, machine.registry().firewall());
        machine.script(CONSTRAINED, Rollback.class, "--yes").exitedWith(0)
                .outContains("None of it is in effect any more");
        assertEquals(before, machine.registry().firewall());
    }

    private static Result fix(WindowsMachine machine, String language) {
        return machine.script(CONSTRAINED, FixFirewall.class, "--services", SERVICES, "--lang", language, "--apply",
                "--yes").exitedWith(0);
    }
}
