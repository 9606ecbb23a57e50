package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import firewall.Decision;
import firewall.Rule;
import host.Neighbour;
import host.Profile;
import java.util.List;
import net.Cidr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import path.Diagnosis;
import path.FakeMachine;
import path.Finding;
import path.FindingId;
import path.WindowsWalkTest;
import text.Message;

/** What is said of a device that fares otherwise than most, and of what nobody on this machine can change. */
class FirewallCheckTest {
    static final Rule ONE = new Rule("{2}", "one phone", "v2.10|RA4=192.168.1.23|", "PersistentStore", false);

    private static FakeMachine with(Decision ofThePhone, Decision ofTheOthers) {
        FakeMachine given = FakeMachine.windows();
        given.neighbours = List.of(new Neighbour("192.168.1.23", "wlan0", true));
        given.exceptions = List.of(Cidr.parse("192.168.1.23/32"));
        given.firewall = flow -> flow.from().getHostAddress().equals("192.168.1.23") ? ofThePhone : ofTheOthers;
        return given;
    }

    private static Finding first(FakeMachine given) {
        return given.diagnosis().findings().getFirst();
    }

    @Test
    void theRuleAgainstOneDeviceIsQuotedBeforeThatForTheOthers() {
        Finding finding = first(with(new Decision.Blocked(ONE, false, Decision.Cause.BLOCK_RULE, List.of()),
                new Decision.Allowed(WindowsWalkTest.PROGRAM, List.of())));
        assertEquals(FindingId.FIREWALL_BLOCKS_SOME_DEVICES, finding.id());
        assertEquals(List.of(Message.of("path.evidence.rule", "PersistentStore", "v2.10|RA4=192.168.1.23|"),
                Message.of("path.evidence.rule", "PersistentStore", "v2.10|App=...|")), finding.evidence());
    }

    /** It is here and may be the phone: neither "shut out" nor "all well" was seen. */
    @Test
    void aDeviceOfWhichItCannotBeToldIsNotSaidToBeShutOut() {
        FakeMachine given = with(new Decision.Undecided(Message.verbatim("IPsec"), List.of(ONE)),
                new Decision.Allowed(WindowsWalkTest.PROGRAM, List.of()));
        assertEquals(FindingId.UNKNOWN, first(given).id());
        assertEquals(Diagnosis.Verdict.UNKNOWN, given.diagnosis().verdict());
    }

    @Test
    void norIsItSaidToBeLetIn() {
        FakeMachine given = with(new Decision.Undecided(Message.verbatim("IPsec"), List.of(ONE)),
                new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.DEFAULT, List.of()));
        assertEquals(FindingId.FIREWALL_BLOCKS_BY_DEFAULT, first(given).id());
    }

    /** Neither a rule of ours nor a private network helps against a rule of a policy. */
    @Test
    void aPublicNetworkIsNotBlamedForWhatAPolicyBlocks() {
        FakeMachine given = FakeMachine.windows().blockedOn("wlan0",
                new Rule("{3}", "theirs", "v2.10|", "GroupPolicy", false), Decision.Cause.BLOCK_RULE);
        given.profile = Profile.PUBLIC;
        assertEquals(List.of(), given.diagnosis().findings().stream()
                .filter(finding -> finding.id() == FindingId.NETWORK_PUBLIC).findFirst().orElseThrow().remedies());
    }

    @ParameterizedTest
    @CsvSource({
        "BLOCK_RULE, PersistentStore, fix-firewall-disable", "BLOCK_RULE, GroupPolicy, ask-administrator",
        "BLOCK_RULE, MDM, ask-administrator", "ALL_INBOUND, PublicProfile, shields-down",
        "ALL_INBOUND, GroupPolicy PublicProfile, ask-administrator",
        "ALL_INBOUND, MDM PublicProfile, ask-administrator", "DEFAULT, GroupPolicy PublicProfile, fix-firewall",
    })
    void whatAPolicySetsIsForItsAdministrators(Decision.Cause cause, String where, String remedy) {
        FakeMachine given = FakeMachine.windows().blockedOn("wlan0", new Rule("{3}", "theirs", "v2.10|", where, false),
                cause);
        List<String> remedies = remedy.equals("ask-administrator")
                ? List.of("path.remedy." + remedy, "path.remedy.ways-around") : List.of("path.remedy." + remedy);
        assertEquals(remedies, first(given).remedies().stream().map(step -> step.text().key()).toList());
    }
}
