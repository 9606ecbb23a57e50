package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import firewall.windows.policy.FakeWindows;
import java.util.List;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import text.Language;
import text.Message;
import text.Words;

/** What a decision says besides: the rules it beats, who made the rule, devices that are treated on their own. */
class NotesTest {
    private static final String ALLOW = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8000|";

    private static List<String> notes(FakeWindows windows) {
        List<Message> notes = switch (windows.policy().decide(FakeWindows.phone(8000))) {
            case Decision.Allowed allowed -> allowed.notes();
            case Decision.Blocked blocked -> blocked.notes();
            case Decision.Undecided undecided -> List.of(undecided.why());
        };
        notes.forEach(note -> new Words(Language.FRENCH).say(note));
        return notes.stream().map(new Words(Language.ENGLISH)::say).toList();
    }

    @Test
    void aPopUpRuleNamesItsProgramAndTheAllowRuleItBeats() {
        var windows = new FakeWindows().rule("a", ALLOW + "Name=Eloquence API Service|")
                .rule("TCP Query User{A}C:\\docker.exe", "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|"
                        + "Profile=Public|App=" + FakeWindows.DOCKER + "|Name=Docker Desktop Backend|Defer=User|");
        assertEquals(List.of("Windows made this rule when it asked whether to allow " + FakeWindows.DOCKER
                + " and the answer was no, or nobody could answer",
                "It takes precedence over the allow rules for the same packets: Eloquence API "
                        + "Service"), notes(windows));
    }

    @Test
    void everyOtherBlockInTheWayIsNamed() {
        String block = "v2.30|Action=Block|Active=TRUE|Dir=In|Protocol=6|";
        assertEquals(List.of("Other rules block it too: Second"),
                notes(new FakeWindows().rule("1", block + "Name=First|").rule("2", block + "Name=Second|")));
    }

    @Test
    void aBlockThatCannotBeJudgedIsMentionedBesideTheDefault() {
        assertEquals(List.of("Other rules may block it too: Guests"), notes(new FakeWindows()
                .rule("1", "v2.30|Action=Block|Active=TRUE|Dir=In|RUAuth=O:LSD:|Name=Guests|")));
    }

    @Test
    void anAllowRuleThatDoesNotHelpIsNamedWithTheReason() {
        assertEquals(List.of("The allow rule \"API\" is for another kind of network (private); this one is public"),
                notes(new FakeWindows().rule("1", ALLOW + "Profile=Private|Name=API|")));
        assertEquals(List.of("The allow rule \"API\" exists, but it is disabled"),
                notes(new FakeWindows().rule("1", ALLOW.replace("TRUE", "FALSE") + "Name=API|")));
        assertEquals(List.of("The allow rule \"API\" exists, but a policy disables local rules",
                "A policy disables local rules: AllowLocalPolicyMerge=0 (GroupPolicy PublicProfile)"),
                notes(new FakeWindows().rule("1", ALLOW + "Name=API|")
                        .set("policy", "PublicProfile", "AllowLocalPolicyMerge", 0)));
    }

    @Test
    void aPersonsOwnRuleIsNamedRatherThanOneOfWindows() {
        assertEquals(List.of("The allow rule \"API\" exists, but it is disabled"), notes(new FakeWindows()
                .rule("1", ALLOW.replace("TRUE", "FALSE") + "Name=@w.dll,-1|")
                .rule("2", ALLOW.replace("TRUE", "FALSE") + "Name=API|")
                .rule("3", ALLOW.replace("TRUE", "FALSE") + "Name=@w.dll,-2|")));
    }

    @Test
    void whatIsNoRuleInAnyKnownFormIsCountedAndLeftOut() {
        assertEquals(List.of("1 rules in the registry have a form that this program does not know; they were left out"),
                notes(new FakeWindows().rule("1", "scrambled")));
    }

    @Test
    void anOpenDecisionNamesTheRule() {
        assertEquals(List.of("Rules with conditions that only Windows can check (a user, IPsec, an app) may decide it: "
                        + "IPsec only"),
                notes(new FakeWindows().rule("1", ALLOW + "Security=Authenticate|Name=IPsec only|")));
    }

    @Test
    void ofManyOpenRulesAFewAreNamedAndTheOthersCounted() {
        var windows = new FakeWindows();
        for (String name : List.of("A", "B", "C", "D", "E", "F")) {
            windows.rule(name, ALLOW + "Security=Authenticate|Name=" + name + "|");
        }
        assertEquals(List.of("Rules with conditions that only Windows can check (a user, IPsec, an app) may decide it: "
                + "A, B, C and 3 more"), notes(windows));
    }

    @Test
    void whereTheProgramDecidesItIsSaidWhatOfItIsNotKnown() {
        var windows = new FakeWindows().rule("1", ALLOW + "App=C:\\node\\node.exe|Name=Node|");
        assertEquals(new Decision.Undecided(Message.of("firewall-windows.program-decides", Message.few(List.of("Node"))),
                        List.of(windows.policy().rules().getFirst().asRule()), true),
                windows.policy().decide(FakeWindows.flow(Protocol.TCP, "192.168.1.23", 8000, null)));
        assertEquals(new Decision.Undecided(Message.of("firewall-windows.folder-decides",
                        Message.few(List.of("Node")), "node.exe"),
                        List.of(windows.policy().rules().getFirst().asRule()), true),
                windows.policy().decide(FakeWindows.flow(Protocol.TCP, "192.168.1.23", 8000, "node.exe")));
    }

    @Test
    void settingsThatContradictEachOtherAreNamed() {
        assertEquals(List.of("These settings contradict each other, and Microsoft's documentation does not say which one "
                        + "wins: DoNotAllowExceptions, DefaultInboundAction"),
                notes(new FakeWindows().set("local", "PublicProfile", "DoNotAllowExceptions", 1)
                        .set("local", "PublicProfile", "DefaultInboundAction", 0)));
    }

    @Test
    void devicesThatRulesTreatOnTheirOwnAreFound() {
        Cidr lan = Cidr.parse("192.168.1.0/24");
        String block = "v2.30|Action=Block|Active=TRUE|Dir=In|";
        assertEquals(List.of(), new FakeWindows().rule("1", ALLOW + "RA4=LocalSubnet|")
                .rule("2", ALLOW + "RA4=192.168.0.0/16|").rule("3", block + "RA4=10.0.0.0/8|").policy()
                .exceptionsWithin(lan));
        assertEquals(Stream.of("192.168.1.77/32", "192.168.1.64/28", "192.168.1.10/31", "192.168.1.12/32",
                "192.168.1.0/25").map(Cidr::parse).toList(),
                new FakeWindows().rule("1", block + "RA4=192.168.1.77|").rule("2", ALLOW + "RA4=192.168.1.64/28|")
                        .rule("3", block + "RA4=192.168.1.10-192.168.1.12|")
                        .rule("4", block + "RA4=192.168.0.0-192.168.1.127|")
                        .rule("5", block.replace("TRUE", "FALSE") + "RA4=192.168.1.99|").policy()
                        .exceptionsWithin(lan));
    }

    @Test
    void theNetworkOfTheAdapterIsKnownByItsAlias() {
        assertTrue(new FakeWindows().policy().network("wi-fi").addresses().contains(Cidr.parse("192.168.1.44/24")));
    }
}
