package path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docker.Engine;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import path.check.Checklist;
import process.Os;
import process.Shell;
import process.ShellCommand;
import text.Message;

/** What a person can do where more rights would show more: the line that only the rim knows stands in its place. */
class RightsRemediesTest {
    private static final ShellCommand LINE = new ShellCommand(Shell.BASH, true, "sudo this");

    private static FakeMachine unread(boolean administrator) {
        var machine = new FakeMachine();
        machine.firewallUnreadable = Optional.of(Message.of("firewall-linux.needs-root", "iptables-save"));
        machine.administrator = administrator;
        return machine;
    }

    private static List<String> keys(Diagnosis diagnosis, FindingId id) {
        return remedies(diagnosis, id).stream().map(remedy -> remedy.text().key()).toList();
    }

    private static List<Remedy> remedies(Diagnosis diagnosis, FindingId id) {
        return diagnosis.findings().stream().filter(finding -> finding.id() == id)
                .flatMap(finding -> finding.remedies().stream()).toList();
    }

    @Test
    void rulesThatAreNotReadAreReadAsRootOrBySudoOrNotAtAll() {
        assertEquals(List.of("path.remedy.read-as-root", "path.remedy.read-by-sudo", "path.remedy.leave-firewall-out"),
                keys(unread(false).diagnosis(), FindingId.UNKNOWN));
        assertEquals(List.of("path.remedy.leave-firewall-out"), keys(unread(true).diagnosis(), FindingId.UNKNOWN),
                "root has all rights there are");
        var mac = unread(false);
        mac.os = Os.MAC;
        assertEquals(List.of("path.remedy.leave-firewall-out"), keys(mac.diagnosis(), FindingId.UNKNOWN));
    }

    @Test
    void theLineIsAskedForOnceItIsNeededAndStandsInItsPlace() {
        var asked = new ArrayList<Remedy.Again>();
        Diagnosis shown = unread(false).diagnosis().again("diagnose", again -> {
            asked.add(again);
            return LINE;
        });
        assertEquals(List.of(Remedy.Again.THIS), asked);
        assertEquals(List.of(LINE), remedies(shown, FindingId.UNKNOWN).getFirst().commands());
        new FakeMachine().diagnosis().again("diagnose", again -> {
            throw new AssertionError(again);
        });
    }

    @Test
    void dockerThatRefusesIsAskedAsRoot() {
        var machine = new FakeMachine();
        machine.docker = new Engine.NoPermission("permission denied");
        Diagnosis diagnosis = machine.diagnosis();
        assertEquals(List.of("path.remedy.ask-docker-as-root", "path.remedy.docker-group"),
                keys(diagnosis, FindingId.DOCKER_NO_PERMISSION));
        Diagnosis leftOut = Checklist.diagnose(machine.facts(), EnumSet.allOf(Hop.class),
                Set.of(Hop.CONTAINER, Hop.PUBLISHED), diagnosis.took());
        assertTrue(remedies(leftOut, FindingId.DOCKER_NO_PERMISSION).isEmpty(), "nobody wants to know");
    }

    /** The jar of diagnose holds no verify: there it is named by its alias. */
    @Test
    void onlyVerifyNamesItself() {
        var step = new Remedy(Message.verbatim("watch"), List.of(), Remedy.Again.VERIFY);
        assertEquals(List.of(true, false, false), List.of("verify", "diagnose", "fix-firewall").stream()
                .map(step::isAgain).toList());
    }
}
