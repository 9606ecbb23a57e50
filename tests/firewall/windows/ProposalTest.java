package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Change;
import firewall.Decision;
import firewall.Firewall;
import firewall.Firewall.Proposal;
import firewall.Firewall.Wanted;
import firewall.Rule;
import firewall.windows.policy.FakeWindows;
import host.Profile;
import java.util.List;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import process.Fact;
import text.Language;
import text.Message;
import text.Words;

/** What is proposed is the least that helps: tried on the rules as data, and then in full on a Windows of maps. */
class ProposalTest {
    private static final String POPUP = "TCP Query User{A}C:\\docker.exe";
    private static final String BLOCK = "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|App="
            + FakeWindows.DOCKER + "|Name=Docker Desktop Backend|Defer=User|";

    private static final Wanted API = new Wanted("Eloquence API Service", FakeWindows.phone(8000),
            Cidr.parse("192.168.1.0/24"));

    private static Proposal propose(FakeWindows windows, boolean overrideBlocks) {
        Proposal proposal = new WindowsFirewall(windows, FakeWindows.lan()).propose(API,
                windows.policy().decide(API.flow()), "r1", new Firewall.Permissions(overrideBlocks, false));
        if (proposal instanceof Proposal.OutOfReach(Message why, var advice)) {
            new Words(Language.ENGLISH).say(why);
            new Words(Language.FRENCH).say(why);
        }
        return proposal;
    }

    private static List<Change> changes(FakeWindows windows, boolean overrideBlocks) {
        return assertInstanceOf(Proposal.Changes.class, propose(windows, overrideBlocks)).changes();
    }

    private static String beyond(FakeWindows windows) {
        return assertInstanceOf(Proposal.OutOfReach.class, propose(windows, true)).why().key();
    }

    private static final AddRule OURS = new AddRule("runbook-r1-tcp-8000-public", "Eloquence API Service",
            Protocol.TCP, List.of(8000), Profile.PUBLIC);

    @Test
    void theGuidesCaseTakesOneRule() {
        var windows = new FakeWindows();
        List<Change> changes = changes(windows, false);
        assertEquals(List.of(OURS), changes);
        changes.forEach(change -> assertEquals(Fact.known(Change.State.PRESENT), change.apply(windows)));
        Decision now = windows.policy().decide(FakeWindows.phone(8000));
        assertTrue(now instanceof Decision.Allowed allowed && allowed.by().id().equals(OURS.name()), now.toString());
        assertInstanceOf(Proposal.Nothing.class, propose(windows, false));
        assertInstanceOf(Decision.Blocked.class,
                windows.policy().decide(FakeWindows.flow(Protocol.TCP, "203.0.113.9", 8000, FakeWindows.DOCKER)));
    }

    @Test
    void anAllowRuleForAnotherProfileOrSwitchedOffIsLeftToItsOwner() {
        assertEquals(List.of(OURS), changes(new FakeWindows().rule("1",
                "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8000|Profile=Private|"), false));
        assertEquals(List.of(OURS), changes(new FakeWindows().rule("1",
                "v2.30|Action=Allow|Active=FALSE|Dir=In|Protocol=6|LPort=8000|"), false));
    }

    @Test
    void aBlockRuleStaysUnlessItIsOverriddenAndThenAllThatBlockGo() {
        var windows = new FakeWindows().rule(POPUP, BLOCK).rule("{2}", BLOCK.replace("Docker Desktop", "Other"));
        assertEquals(POPUP, assertInstanceOf(Proposal.NeedsOverride.class, propose(windows, false)).blocking().id());
        List<Change> changes = changes(windows, true);
        assertEquals(List.of("windows-disable-rule", "windows-disable-rule", "windows-add-rule"),
                changes.stream().map(Change::kind).toList());
        changes.forEach(change -> assertEquals(Fact.known(Change.State.PRESENT), change.apply(windows)));
        assertInstanceOf(Decision.Allowed.class, windows.policy().decide(FakeWindows.phone(8000)));
    }

    @Test
    void whereAnAllowRuleWasOnlyBeatenNoneIsAdded() {
        assertEquals(List.of(new DisableRule(POPUP, BLOCK)), changes(new FakeWindows().rule(POPUP, BLOCK)
                .rule("a", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8000|"), true));
    }

    @Test
    void whatIsNotOursToChangeIsSaid() {
        assertEquals("firewall-windows.beyond-shields-up",
                beyond(new FakeWindows().set("local", "PublicProfile", "DoNotAllowExceptions", 1)));
        assertEquals("firewall-windows.beyond-policy-setting",
                beyond(new FakeWindows().set("policy", "PublicProfile", "DoNotAllowExceptions", 1)));
        assertEquals("firewall-windows.beyond-policy",
                beyond(new FakeWindows().set("policy", "PublicProfile", "AllowLocalPolicyMerge", 0)));
        var blockedAbove = new FakeWindows().rule("1", BLOCK);
        blockedAbove.rules.get("policy").put("gp", BLOCK);
        assertEquals("firewall-windows.beyond-policy-block", beyond(blockedAbove));
        assertEquals("firewall-windows.cannot-judge", beyond(new FakeWindows().rule("1",
                "v2.30|Action=Block|Active=TRUE|Dir=In|LUAuth=O:LSD:(A;;CC;;;S-1-5-21-1-2-3-1000)|Name=x|")));
        var withoutCategory = new FakeWindows();
        withoutCategory.networks.clear();
        assertEquals("firewall-windows.category-unknown", beyond(withoutCategory));
    }

    /** A rule of others may let it in already: one of ours settles it, unless a rule may block or local ones are void. */
    @Test
    void whatNobodyCanTellIsSettledByARuleOfItsOwn() {
        String open = "v2.30|Action=Allow|Active=TRUE|Dir=In|Security=Authenticate|Name=x|";
        assertEquals(List.of(OURS), changes(new FakeWindows().rule("1", open), false));
        var managed = new FakeWindows().set("policy", "PublicProfile", "AllowLocalPolicyMerge", 0);
        managed.rules.get("policy").put("gp", open);
        assertEquals("firewall-windows.cannot-judge", beyond(managed));
        assertEquals("firewall-windows.cannot-judge", beyond(new FakeWindows().rule("1", open).rule("2",
                "v2.30|Action=ByPass|Active=TRUE|Dir=In|Security=Authenticate|RMAuth=O:LSD:|Name=y|").rule("3", BLOCK)));
    }

    /** The question of Windows leaves a pair behind: the one for UDP has nothing to do with a TCP port. */
    @Test
    void ofThePairThatWindowsMakesOnlyTheOneForTheProtocolIsTouched() {
        String udp = POPUP.replace("TCP", "UDP");
        var windows = new FakeWindows().rule(POPUP, BLOCK).rule(udp, BLOCK.replace("Protocol=6", "Protocol=17"));
        assertEquals(List.of(new DisableRule(POPUP, BLOCK), OURS), changes(windows, true));
        var wanted = new Wanted("Media", FakeWindows.flow(Protocol.UDP, "192.168.1.23", 7882, FakeWindows.DOCKER),
                Cidr.parse("192.168.1.0/24"));
        List<Change> changes = assertInstanceOf(Proposal.Changes.class, new WindowsFirewall(windows, FakeWindows.lan())
                .propose(wanted, windows.policy().decide(wanted.flow()), "r1", new Firewall.Permissions(true, false)))
                .changes();
        assertEquals(udp, assertInstanceOf(DisableRule.class, changes.getFirst()).id());
        assertEquals(2, changes.size());
    }

    private static Proposal.Changes whenPrivate(FakeWindows windows) {
        return assertInstanceOf(Proposal.Changes.class, new WindowsFirewall(windows, FakeWindows.lan()).propose(
                API, windows.policy().decide(API.flow()), "r1", new Firewall.Permissions(false, true)));
    }

    @Test
    void aPublicNetworkIsCalledPrivateOnlyWhenAskedAndThenTheRuleIsForPrivate() {
        var windows = new FakeWindows().rule("{p}", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=445|"
                + "Profile=Private|Name=Photos|");
        Proposal.Changes proposal = whenPrivate(windows);
        assertEquals(List.of("windows-set-private", "windows-add-rule"),
                proposal.changes().stream().map(Change::kind).toList());
        assertEquals(Profile.PRIVATE, assertInstanceOf(AddRule.class, proposal.changes().getLast()).profile());
        assertEquals(List.of(Message.of("firewall-windows.private-opens-such-as", 1, List.of("Photos"))),
                proposal.notes());
        proposal.changes().forEach(change -> assertEquals(Fact.known(Change.State.PRESENT), change.apply(windows)));
        assertInstanceOf(Decision.Allowed.class, windows.policy().decide(FakeWindows.phone(8000)));
    }

    @Test
    void whatIsAllowedOnPrivateNetworksNeedsNoRuleThen() {
        assertEquals(List.of("windows-set-private"), whenPrivate(new FakeWindows().rule("1",
                "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8000|Profile=Private|")).changes().stream()
                .map(Change::kind).toList());
        assertEquals(List.of("windows-set-private", "windows-add-rule"), whenPrivate(new FakeWindows().rule(POPUP,
                BLOCK).set("local", "PublicProfile", "DoNotAllowExceptions", 1)).changes().stream()
                .map(Change::kind).toList());
        assertEquals(List.of("windows-set-private", "windows-add-rule"), whenPrivate(new FakeWindows().rule("1",
                "v2.30|Action=Allow|Active=TRUE|Dir=In|Security=Authenticate|Name=x|")).changes().stream()
                .map(Change::kind).toList());
    }

    @Test
    void onlyAPublicNetworkIsChangedAndOnlyWhereItIsKnown() {
        assertEquals(List.of("windows-add-rule"), whenPrivate(new FakeWindows().category(1)).changes().stream()
                .map(Change::kind).toList());
        assertEquals(List.of("windows-add-rule"), whenPrivate(new FakeWindows().category(2)).changes().stream()
                .map(Change::kind).toList());
        var nameless = new FakeWindows();
        nameless.network = "";
        assertEquals("firewall-windows.no-network", assertInstanceOf(Proposal.OutOfReach.class,
                new WindowsFirewall(nameless, FakeWindows.lan()).propose(API,
                        nameless.policy().decide(API.flow()), "r1", new Firewall.Permissions(false, true))).why()
                        .key());
    }

    @Test
    void aPhoneOutsideTheLocalSubnetIsNotHelpedByARuleForIt() {
        var wanted = new Wanted("API", FakeWindows.flow(Protocol.TCP, "10.0.0.9", 8000, FakeWindows.DOCKER),
                Cidr.parse("10.0.0.0/24"));
        var windows = new FakeWindows();
        Proposal proposal = new WindowsFirewall(windows, FakeWindows.lan()).propose(wanted,
                windows.policy().decide(wanted.flow()), "r1", Firewall.Permissions.NONE);
        assertEquals("firewall-windows.beyond-still-blocked",
                assertInstanceOf(Proposal.OutOfReach.class, proposal).why().key());
    }

    @Test
    void rulesMadeByHandWithTheGuidesNamesAreFoundAndOursAreNotAmongThem() {
        String text = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8000|Name=Eloquence API Service|";
        var windows = new FakeWindows().rule("{1}", text).rule("{2}", text.replace("API", "Payroll"))
                .rule("{3}", text.replace("Eloquence API", "eloquence tts").replace("service", "SERVICE"));
        OURS.apply(windows);
        windows.rules.get("policy").put("{4}", text);
        assertEquals(Fact.known(List.of("{1}", "{3}")), GuideRules
                .find(windows, List.of(), name -> name.startsWith(AddRule.PREFIX))
                .map(found -> found.removals().stream().map(RemoveRule::id).toList()));
    }

    @Test
    void everyRuleOfANameIsListedSwitchedOffOnesTooAndOddIdsAreOnlyShown() {
        String text = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8000|Name=Eloquence API Service|";
        var windows = new FakeWindows().rule("{2}", text).rule("{1}", text)
                .rule("{3}", text.replace("TRUE", "FALSE")).rule("{4}", text.replace("Name=", "Name= "))
                .rule("my [rule]", text);
        GuideRules.Found found = GuideRules.in(windows.policy(), List.of(), name -> false);
        assertEquals(List.of("{1}", "{2}", "{3}", "{4}"), found.removals().stream().map(RemoveRule::id).toList());
        assertEquals(List.of("my [rule]"), found.odd().stream().map(Rule::id).toList());
        assertTrue(found.removals().get(2).pasteUndo().getFirst().line().endsWith(" -Enabled False"));
        windows.policy();
        found.removals().forEach(removal -> assertEquals(Fact.known(Change.State.PRESENT), removal.apply(windows)));
        assertEquals(List.of("my [rule]"), List.copyOf(windows.rules.get("local").keySet()));
    }

    /** A name that is not the guide's may be somebody else's rule: only what looks like the guide's rules is listed. */
    @Test
    void ofAnotherInventoryOnlyRulesThatOpenPortsAreTakenForItsRules() {
        String text = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=3000|Name=My API|";
        var windows = new FakeWindows().rule("{1}", text).rule("{2}", text.replace("Action=Allow", "Action=Block"))
                .rule("{3}", text.replace("Dir=In", "Dir=Out")).rule("{4}", text.replace("LPort=3000|", ""))
                .rule("{5}", text.replace("|Name", "|App=C:\\x.exe|Name"))
                .rule("{6}", text.replace("My API", "Eloquence API Service"));
        assertEquals(List.of("{6}", "{1}"), GuideRules.in(windows.policy(), List.of("my api"), name -> false)
                .removals().stream().map(RemoveRule::id).toList());
        assertEquals(List.of("{6}"), GuideRules.in(windows.policy(), List.of(), name -> false).removals().stream()
                .map(RemoveRule::id).toList());
    }

    @Test
    void aPlanForManyServicesTakesOneReading() {
        var windows = new FakeWindows();
        var firewall = new WindowsFirewall(windows, FakeWindows.lan());
        var policy = firewall.read().toOptional().orElseThrow();
        for (int port : List.of(5002, 8000, 8001, 7880, 7881)) {
            var wanted = new Wanted("Service " + port, FakeWindows.phone(port), Cidr.parse("192.168.1.0/24"));
            assertInstanceOf(Proposal.Changes.class,
                    firewall.propose(wanted, policy.decide(wanted.flow()), "r1", Firewall.Permissions.NONE));
        }
        assertEquals(List.of("read-windows.ps1"), windows.asked);
    }

    @Test
    void theWholeReadingIsOneCallOfPowerShell() {
        var windows = new FakeWindows();
        windows.policy();
        assertEquals(List.of("read-windows.ps1"), windows.asked);
        assertEquals(true, windows.policy().elevated().orElseThrow());
        windows.running = null;
        assertTrue(windows.policy().running().isEmpty());
    }
}
