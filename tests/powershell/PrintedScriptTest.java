package powershell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.Fixtures;
import change.plan.Plan;
import change.script.PasteScript;
import firewall.Change;
import firewall.windows.DisableRule;
import firewall.windows.SetPrivate;
import host.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import process.Shell;
import testing.Result;
import text.Language;
import text.Words;

/** Printed scripts, run by a real PowerShell as a person runs them: saved, twice, undone, pasted. */
class PrintedScriptTest {
    private static final String API = "runbook-lan-tcp-8000";
    private static final String LIVE = "runbook-lan-tcp-7880-7881";
    private static final String LIVE_RULE = "v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Private|"
            + "LPort=7880|LPort=7881|RA4=LocalSubnet|RA6=LocalSubnet|Name=LiveKit|EmbedCtxt=runbook|";
    /** For one port. */
    private static final String OUR_RULE = "v2.33|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Private|LPort=%d|"
            + "RA4=LocalSubnet|RA6=LocalSubnet|Name=x|EmbedCtxt=runbook|";
    private static final List<String> EDITS = List.of("Active=TRUE -> Active=FALSE", "Action=Allow -> Action=Block",
            "LPort=900 -> LPort=800", "Dir=In -> Dir=Out", "Protocol=6 -> Protocol=17",
            "RA4=LocalSubnet|RA6=LocalSubnet| -> LA4=10.0.0.1|", "RA4=LocalSubnet -> RA4=10.0.0.0/255.0.0.0",
            "Name=x -> App=c:\\x.exe|Name=x");
    private static final String BLOCK = "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|"
            + "App=c:\\a b\\docker.exe|Name=Docker|Defer=User|";
    /** As Windows calls the rules that it makes when it asks: no cmdlet takes such a name for one name. */
    private static final String ODD = "TCP Query User{A}c:\\[x]\\it's.exe";
    private static final String PLAIN = "{A-1}";

    @TempDir
    private Path folder;

    static Stream<Arguments> shells() {
        return RealPowerShell.all().stream().flatMap(shell ->
                Stream.of(Arguments.of(shell, false), Arguments.of(shell, true)));
    }

    /** What runs where the language is constrained runs elsewhere too. */
    static List<RealPowerShell> constrained() {
        return RealPowerShell.all();
    }

    private static List<String> forAnyMachine() {
        return PasteScript.of(List.of(Fixtures.service("API", 8000), Fixtures.service("LiveKit", 7880, 7881)),
                Shell.POWERSHELL, new Words(Language.ENGLISH));
    }

    private static List<String> ofPlan(Change... changes) {
        Plan plan = Plan.of(Fixtures.RUN, Optional.of(Fixtures.LAN),
                List.of(Fixtures.blocked(Fixtures.service("API", 8000), 8000, changes)));
        return PasteScript.of(plan, Profile.PUBLIC, Shell.POWERSHELL, new Words(Language.ENGLISH));
    }

    @ParameterizedTest(name = "{0}, constrained {1}")
    @MethodSource("shells")
    void savedRunTwiceAndUndone(RealPowerShell shell, boolean constrained) {
        var machine = new PrintedMachine(shell, constrained, folder);
        machine.rule("theirs", "v2.33|Action=Allow|Active=TRUE|Dir=In|Name=theirs|");
        List<String> before = machine.everything();
        machine.file(forAnyMachine()).exitedWith(0).outContains("Network profile of the rules: Private",
                "done: the rule \"API\"", "done: the rule \"LiveKit\"");
        List<String> after = machine.everything();
        assertEquals(LIVE_RULE, machine.rules().get(LIVE));
        assertEquals(Set.of("theirs", API, LIVE), machine.rules().keySet());
        machine.file(forAnyMachine()).exitedWith(0).outContains("already there: the rule \"API\"",
                "already there: the rule \"LiveKit\"");
        assertEquals(after, machine.everything());
        machine.file(forAnyMachine(), "-Undo").exitedWith(0).outContains("undone: the rule \"API\"");
        assertEquals(before, machine.everything());
        machine.file(forAnyMachine(), "-Undo").exitedWith(0).outContains("was no longer in effect: the rule \"API\"");
        assertEquals(before, machine.everything());
    }

    /** An error ends all of it, not only its line: no rule without a profile, which would be one for every network. */
    @ParameterizedTest
    @MethodSource("constrained")
    @DisabledOnOs(OS.WINDOWS)
    void pastedItDoesTheSameAndStopsWhereTheFileDoes(RealPowerShell shell) {
        var machine = new PrintedMachine(shell, true, folder);
        machine.networks();
        List<String> before = machine.everything();
        Result nowhere = machine.pasted(forAnyMachine());
        assertTrue(nowhere.err().contains("on no network"), nowhere.toString());
        assertEquals(before, machine.everything());
        machine.networks("Wi-Fi\tHome\t1\t4");
        before = machine.everything();
        machine.pasted(forAnyMachine()).exitedWith(0).outContains("done: the rule \"LiveKit\"");
        assertEquals(LIVE_RULE, machine.rules().get(LIVE));
        var undo = new ArrayList<>(forAnyMachine());
        undo.set(undo.indexOf("} @args"), "} -Undo");
        machine.pasted(undo).exitedWith(0).outContains("undone: the rule \"LiveKit\"");
        assertEquals(before, machine.everything());
    }

    @ParameterizedTest
    @MethodSource("constrained")
    void withoutTrafficAnywhereEveryNetworkCountsAndIsNamed(RealPowerShell shell) {
        var machine = new PrintedMachine(shell, true, folder);
        machine.networks("Wi-Fi\tHome\t1\t1", "vEthernet\tWSL\t0\t0");
        machine.file(forAnyMachine()).exitedWith(0).outContains("No network has any traffic yet",
                "Network profile of the rules: Private, Public");
        assertTrue(machine.rules().get(API).contains("|Profile=Private|Profile=Public|"), machine.rules().toString());
        machine.networks("Wi-Fi\tHome\t0\t4", "vEthernet\tWSL\t1\t1");
        Result elsewhere = machine.file(forAnyMachine()).exitedWith(0).outContains("Network profile of the rules: Public",
                "put right for the network of now: the rule \"API\" (Private, Public -> Public)");
        assertFalse(elsewhere.out().contains("traffic"), elsewhere.out());
        assertTrue(machine.rules().get(API).contains("|Profile=Public|Protocol"), machine.rules().toString());
        machine.file(forAnyMachine(), "-Undo").exitedWith(0);
        assertEquals(Set.of(), machine.rules().keySet());
    }

    /** A rule of our name counts as ours only where it does what ours does; any other is shown, and stays. */
    @ParameterizedTest
    @MethodSource("constrained")
    void aRuleOfThatNameThatIsAnotherIsNamedAndLeft(RealPowerShell shell) {
        var machine = new PrintedMachine(shell, true, folder);
        var services = new ArrayList<>(List.of(Fixtures.service("API", 8000)));
        for (String edit : EDITS) {
            int port = 9000 + services.size();
            services.add(Fixtures.service("Other " + services.size(), port));
            String rule = OUR_RULE.formatted(port).replace(edit.split(" -> ")[0], edit.split(" -> ")[1]);
            assertNotEquals(OUR_RULE.formatted(port), rule, edit);
            machine.rule("runbook-lan-tcp-" + port, rule);
        }
        List<String> before = machine.everything();
        List<String> script = PasteScript.of(services, Shell.POWERSHELL, new Words(Language.ENGLISH));
        Result made = machine.file(script).exitedWith(1).outContains("done: the rule \"API\"");
        Result undone = machine.file(script, "-Undo").exitedWith(1).outContains("undone: the rule \"API\"");
        assertEquals(before, machine.everything());
        for (int i = 1; i < services.size(); i++) {
            String name = "runbook-lan-tcp-" + (9000 + i);
            made.outContains("a rule of this name is there that is switched off or does something else: the rule "
                    + "\"Other " + i + "\"", "    " + machine.rules().get(name),
                    "To remove it: Remove-NetFirewallRule -Name '" + name + "'");
            undone.outContains("left as it is, because somebody has changed it since: the rule \"Other " + i + "\"");
        }
    }

    @ParameterizedTest
    @MethodSource("constrained")
    void whatWasDoneBeforeAnErrorIsNamedAndTheNextStepToo(RealPowerShell shell) {
        var machine = new PrintedMachine(shell, true, folder);
        machine.refuse(LIVE);
        Result denied = machine.file(forAnyMachine()).exitedWith(1).outContains("Stopped by an error, at: the rule "
                + "\"LiveKit\"", "Done before it:", "    done: the rule \"API\"", "run it again", "-Undo");
        assertTrue(denied.err().contains("Access is denied."), denied.toString());
        assertEquals(Set.of(API), machine.rules().keySet());
        machine.refuse();
        machine.file(forAnyMachine()).exitedWith(0).outContains("already there: the rule \"API\"",
                "done: the rule \"LiveKit\"");
        machine.refuse(API);
        machine.file(forAnyMachine(), "-Undo").exitedWith(1).outContains("Stopped by an error, at: the rule \"API\"",
                "    undone: the rule \"LiveKit\"");
        machine.refuse();
        machine.file(forAnyMachine(), "-Undo").exitedWith(0);
        assertEquals(Set.of(), machine.rules().keySet());
    }

    @ParameterizedTest
    @MethodSource("constrained")
    void aBlockRuleIsSwitchedOnAgainOnlyWhereTheScriptSwitchedItOff(RealPowerShell shell) {
        var machine = new PrintedMachine(shell, true, folder);
        List<String> script = ofPlan(new DisableRule(ODD, BLOCK), new DisableRule(PLAIN, BLOCK));
        machine.rule(ODD, BLOCK);
        machine.rule(PLAIN, BLOCK.replace("=TRUE", "=FALSE"));
        List<String> before = machine.everything();
        machine.file(script).exitedWith(0).outContains("done: Disable the block rule \"Docker\" (" + ODD,
                "already there: Disable the block rule \"Docker\" (" + PLAIN);
        assertEquals(Set.of(BLOCK.replace("=TRUE", "=FALSE")), Set.copyOf(machine.rules().values()));
        List<String> after = machine.everything();
        machine.file(script).exitedWith(0).outContains("already there: Disable the block rule \"Docker\" (" + ODD);
        assertEquals(after, machine.everything());
        machine.file(script, "-Undo").exitedWith(0).outContains("undone: Disable the block rule \"Docker\" (" + ODD,
                "left as it is, because this script did not do it: Disable the block rule \"Docker\" (" + PLAIN);
        assertEquals(before, machine.everything());
        machine.file(script, "-Undo").exitedWith(0).outContains("this script did not do it: Disable the block rule "
                + "\"Docker\" (" + ODD);
        assertEquals(before, machine.everything());
    }

    @ParameterizedTest
    @MethodSource("constrained")
    void aBlockRuleThatIsGoneOrAnotherIsNeverCalledDone(RealPowerShell shell) {
        var machine = new PrintedMachine(shell, true, folder);
        List<String> script = ofPlan(new DisableRule(ODD, BLOCK));
        List<String> before = machine.everything();
        Result gone = machine.file(script).exitedWith(0).outContains("nothing to do, because that rule no longer exists");
        assertFalse(gone.out().contains("done:"), gone.out());
        assertEquals(before, machine.everything());
        machine.rule(ODD, BLOCK.replace("=Block", "=Allow"));
        before = machine.everything();
        Result other = machine.file(script).exitedWith(1).outContains("no longer what it was when this script was "
                + "printed", BLOCK.replace("=Block", "=Allow"));
        assertFalse(other.out().contains("done:"), other.out());
        assertEquals(before, machine.everything());
        machine.rule(ODD, BLOCK);
        machine.refuse(ODD);
        before = machine.everything();
        machine.file(script).exitedWith(1).outContains("Stopped by an error", "Nothing was changed before it.");
        assertEquals(before, machine.everything(), "no note of what was not done");
    }

    @ParameterizedTest
    @MethodSource("constrained")
    void aNetworkIsPublicAgainOnlyWhereTheScriptMadeItPrivate(RealPowerShell shell) {
        var machine = new PrintedMachine(shell, true, folder);
        List<String> script = ofPlan(new SetPrivate("{0f8fad5b-d9cb-469f-a165-70867728950e}", "Wi-Fi", "Caf\u00e9"));
        machine.networks("Wi-Fi\tCaf\u00e9\t0\t4");
        List<String> before = machine.everything();
        machine.file(script).exitedWith(0).outContains("done: ");
        assertTrue(machine.everything().contains("Wi-Fi\tCaf\u00e9\t1\t4"), machine.everything().toString());
        machine.file(script).exitedWith(0).outContains("already there: ");
        machine.file(script, "-Undo").exitedWith(0).outContains("undone: ");
        assertEquals(before, machine.everything());
        machine.networks("Wi-Fi\tCaf\u00e9\t1\t4");
        before = machine.everything();
        machine.file(script).exitedWith(0).outContains("already there: ");
        machine.file(script, "-Undo").exitedWith(0).outContains("left as it is, because this script did not do it");
        assertEquals(before, machine.everything());
        machine.networks("Wi-Fi\tHome\t0\t4");
        Result away = machine.file(script).exitedWith(1).outContains("that adapter is now on another network");
        assertFalse(away.out().contains("already there") || away.out().contains("\ndone:"), away.out());
    }
}
