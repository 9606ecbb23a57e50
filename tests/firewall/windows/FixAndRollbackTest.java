package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.plan.Plan;
import change.report.FixResult;
import change.script.PasteScript;
import firewall.Firewall;
import firewall.windows.policy.FakeWindows;
import host.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.Fact;
import process.Shell;
import text.Language;
import text.Words;

/** fix-firewall and rollback from plan to plan on a Windows of maps: the guide's four services, one rule each. */
class FixAndRollbackTest {
    private static final String POPUP = "TCP Query User{A}C:\\docker.exe";
    private static final String BLOCK = "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|App="
            + FakeWindows.DOCKER + "|Name=Docker Desktop Backend|Defer=User|";

    @TempDir
    private Path folder;
    private final FakeWindows windows = new FakeWindows();
    private WindowsRun course;

    @BeforeEach
    void theGuide() {
        course = new WindowsRun(windows, folder);
    }

    @Test
    void theGuidesPlanHasOneRuleForEachServiceWithItsName() {
        Plan plan = course.planned(Firewall.Permissions.NONE);
        assertEquals(List.of(
                "runbook-20261122-101500-3f9a-tcp-5002-public Eloquence TTS Service [5002] PUBLIC",
                "runbook-20261122-101500-3f9a-tcp-8000-public Eloquence API Service [8000] PUBLIC",
                "runbook-20261122-101500-3f9a-tcp-8001-public Eloquence Whisper STT Service [8001] PUBLIC",
                "runbook-20261122-101500-3f9a-tcp-7880-7881-public Eloquence LiveKit Service [7880, 7881] PUBLIC"),
                plan.changes().stream().map(AddRule.class::cast).map(rule -> rule.name() + " " + rule.display() + " "
                        + rule.ports() + " " + rule.profile()).toList());
        assertEquals(List.of("New-NetFirewallRule -Name 'runbook-20261122-101500-3f9a-tcp-7880-7881-public' "
                + "-DisplayName 'Eloquence LiveKit Service' -Group 'runbook' -Direction Inbound -Action Allow "
                + "-Protocol TCP -LocalPort 7880,7881 -Profile Public -RemoteAddress LocalSubnet",
                "%SystemRoot%\\System32\\netsh.exe advfirewall firewall add rule "
                + "name=\"Eloquence LiveKit Service\" dir=in action=allow protocol=TCP localport=7880,7881 "
                + "profile=public remoteip=localsubnet"),
                plan.changes().getLast().paste().stream().map(shellCommand -> shellCommand.line()).toList());
    }

    @Test
    void onlyThePortsThatAreBlockedAreInTheRule() {
        windows.rule("{hand}", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=7880|Name=mine|");
        assertEquals(List.of(7881), ((AddRule) course.planned(Firewall.Permissions.NONE).changes().getLast())
                .ports());
    }

    @Test
    void whereAnotherProductDecidesNothingIsPlannedAndNoRightsAreAskedFor() throws Exception {
        windows.set("local", "PublicProfile", "EnableFirewall", 0).live = true;
        course.administrator = Fact.known(false);
        course.foreign = List.of("Norton 360");
        Plan plan = course.planned(Firewall.Permissions.NONE);
        course.fixing(Firewall.Permissions.NONE).show(plan);
        assertEquals(Plan.Verdict.UNKNOWN, plan.verdict());
        assertTrue(course.out.toString().contains("a rule of Windows changes nothing here: Norton 360 decides"),
                course.out::toString);
        assertFalse(course.out.toString().contains("this, elevated"), course.out::toString);
    }

    @Test
    void madeReadBackDecidedAgainAndTakenBack() throws Exception {
        var before = new TreeMap<>(windows.rules.get("local"));
        FixResult ended = course.carryOut(Firewall.Permissions.NONE);
        assertEquals(FixResult.End.WELL, ended.end());
        assertEquals(4, windows.rules.get("local").size());
        assertTrue(course.out.toString().contains("✓ Eloquence LiveKit Service  7881/tcp is allowed now"),
                course.out.toString());
        assertEquals(FixResult.End.WELL, course.carryOut(Firewall.Permissions.NONE).end());
        assertEquals(4, windows.rules.get("local").size(), "a second run changes nothing");
        assertTrue(course.takeBack().complete());
        assertEquals(before, new TreeMap<>(windows.rules.get("local")));
    }

    @Test
    void aRestartEndsNothingHere() throws Exception {
        course.persist = true;
        FixResult ended = course.carryOut(Firewall.Permissions.NONE);
        assertEquals(FixResult.End.WELL, ended.end());
        assertEquals(1, ended.persist().size());
        assertEquals(List.of(), ended.persist().getFirst().changes());
        String said = "✓ Windows keeps its firewall rules; there is nothing more to do for a restart.";
        assertEquals(1, course.out.toString().split(said, -1).length - 1, course.out.toString());
        assertTrue(course.out.toString().contains("    Survives a restart\n"), course.out.toString());
        course.out.getBuffer().setLength(0);
        course.carryOut(Firewall.Permissions.NONE);
        assertTrue(course.out.toString().contains(said), course.out.toString());
    }

    /** Somebody opened one of the two ports after the plan was shown: the rule for the other is less than agreed to. */
    @Test
    void lessThanWhatWasAgreedToIsDone() throws Exception {
        Plan agreed = course.planned(Firewall.Permissions.NONE);
        windows.rule("{hand}", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=7880|Name=mine|");
        assertEquals(FixResult.End.WELL, course.fixing(Firewall.Permissions.NONE).carryOut(agreed, Duration.ZERO)
                .end());
        assertTrue(windows.rules.get("local").containsKey("runbook-20261122-101500-3f9a-tcp-7881-public"));
    }

    @Test
    void aRuleThatStillDecidesIsNamedWithItsIdAndItsStore() throws Exception {
        Plan agreed = course.planned(Firewall.Permissions.NONE);
        windows.onAdd = () -> windows.rule(POPUP, BLOCK);
        assertEquals(FixResult.End.BLOCKED, course.fixing(Firewall.Permissions.NONE).carryOut(agreed, Duration.ZERO)
                .end());
        assertTrue(course.out.toString().contains("Blocked by the rule \"Docker Desktop Backend\" (" + POPUP
                + ", PersistentStore)"), course.out.toString());
        assertTrue(course.out.toString().contains("Unchanged: what was blocked is still blocked"),
                course.out.toString());
    }

    @Test
    void aBlockRuleIsSwitchedOffOnceForAllAndComesBack() throws Exception {
        windows.rule(POPUP, BLOCK).rule(POPUP.replace("TCP", "UDP"), BLOCK.replace("Protocol=6", "Protocol=17"));
        assertEquals(FixResult.End.BLOCKED, course.carryOut(Firewall.Permissions.NONE).end());
        assertEquals(FixResult.End.WELL, course.carryOut(new Firewall.Permissions(true, false)).end());
        assertTrue(windows.rules.get("local").get(POPUP).contains("Active=FALSE"));
        assertTrue(windows.rules.get("local").get(POPUP.replace("TCP", "UDP")).contains("Active=TRUE"));
        assertTrue(course.takeBack().complete());
        assertEquals(Map.of(POPUP, BLOCK, POPUP.replace("TCP", "UDP"), BLOCK.replace("Protocol=6", "Protocol=17")),
                windows.rules.get("local"));
    }

    @Test
    void aNetworkCalledPrivateIsSaidOnceWithWhatItOpensAndIsPublicAgainAfterwards() throws Exception {
        for (int port : List.of(5002, 8000, 8001, 7880, 7881)) {
            windows.rule("{" + port + "}", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=" + port
                    + "|Profile=Private|Name=Eloquence|");
        }
        assertEquals(FixResult.End.WELL, course.carryOut(new Firewall.Permissions(false, true)).end());
        assertTrue(course.out.toString().contains("Rules that apply there, but not now: 5, such as Eloquence"),
                course.out.toString());
        assertTrue(course.out.toString().contains("→ Eloquence API Service  8000/tcp: the changes above allow it too"),
                course.out.toString());
        assertEquals(1, ((Map<?, ?>) windows.networks.getFirst()).get("category"));
        assertTrue(course.takeBack().complete());
        assertEquals(0, ((Map<?, ?>) windows.networks.getFirst()).get("category"));
    }

    /** The script for people does the same as the plan, and tells how to do it by hand with the values filled in. */
    @Test
    void thePlanAsAScript() {
        windows.rule(POPUP, BLOCK);
        List<String> lines = PasteScript.of(course.planned(new Firewall.Permissions(true, false)),
                Profile.PUBLIC, Shell.POWERSHELL, new Words(Language.FRENCH));
        assertEquals(1, lines.stream().filter(line -> line.matches(" {4}\\$change\\d = "
                + "'runbook-lan-tcp-7880-7881-public', 'Profile=Public[|]Action=Allow[|]Dir=In[|].*'")).count());
        assertTrue(lines.contains("                $null = Remove-NetFirewallRule -Name 'runbook-lan-tcp-7880-7881-public' "
                + "-ErrorAction Stop"), lines.toString());
        assertTrue(lines.contains("#     Profil [Profile] : ne laissez coche que Public [Public], Suivant [Next]"),
                lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("Desactiver la regle [Disable Rule] : "
                + "Desactiver la regle de blocage \"Docker Desktop Backend\" (" + POPUP + ")")), lines.toString());
        assertTrue(String.join("", lines).chars().allMatch(c -> c < 128), lines.toString());
        List<String> cmd = PasteScript.of(course.planned(new Firewall.Permissions(true, false)),
                Profile.PUBLIC, Shell.CMD, new Words(Language.ENGLISH));
        assertTrue(cmd.stream().anyMatch(line -> line.startsWith("rem this shell has no command for exactly")),
                cmd.toString());
    }
}
