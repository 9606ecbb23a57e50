package path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Advice;
import firewall.Decision;
import firewall.Firewall.Proposal;
import host.Neighbour;
import host.Ping;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import probe.Reply;
import process.Fact;
import text.Message;

/** A page that nobody opened: it is never the services' fault, and where possible it is said why. */
class PageVisitTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("192.168.1.44");
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");
    private static final Fact<Set<InetAddress>> UNSEEN = Fact.unknown(Message.of("path.hop.not-asked"));
    private static final Fact<Set<InetAddress>> NOTHING = Fact.known(Set.of());

    private final FakeMachine given = new FakeMachine();

    private void page(Set<InetAddress> turnedAway, Fact<Set<InetAddress>> arrivals, Map<InetAddress, PacketFate> became,
            boolean letIn) {
        given.phoneFacts = new PhoneFacts(List.of(), Fact.known(List.of()),
                Optional.of(new PageVisit(8765, List.of(HERE),
                Duration.ofMinutes(5), Set.of(), turnedAway, arrivals, became, Optional.empty(), letIn)));
    }

    private void blocked() {
        given.firewall = flow -> flow.port() == 8765
                ? new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.DEFAULT, List.of())
                : new Decision.Allowed(FakeMachine.DEFAULT_ALLOW, List.of());
    }

    private List<String> findings() {
        return given.diagnosis().findings().stream()
                .map(finding -> (finding.confidence() == Confidence.INFERRED ? "~" : "") + finding.id().id()).toList();
    }

    private String remedies() {
        return given.diagnosis().findings().getFirst().remedies().toString();
    }

    @Test
    void thatNobodyCameLeavesOpenWhetherAPhoneWouldGetThrough() {
        page(Set.of(), UNSEEN, Map.of(), false);
        assertEquals(List.of("page-not-opened"), findings());
        assertEquals(Diagnosis.Verdict.UNKNOWN, given.diagnosis().verdict());
        assertTrue(remedies().contains("path.remedy.trace-phone"), "every packet can be looked at");
        given.administrator = false;
        assertTrue(remedies().contains("path.remedy.watch-phone"), "with more rights more can be seen");
    }

    /** P27: a browser whose system keeps it from the local network sends nothing; one that was heard of could send. */
    @Test
    void aBrowserThatMayNotUseTheLocalNetworkIsThoughtOf() {
        page(Set.of(), NOTHING, Map.of(), false);
        assertTrue(remedies().contains("path.remedy.browser-nearby"), remedies());
        page(Set.of(), UNSEEN, Map.of(), false);
        assertTrue(remedies().contains("path.remedy.browser-nearby"), remedies());
        page(Set.of(), Fact.known(Set.of(PHONE)), Map.of(), false);
        assertEquals(List.of("page-not-opened"), findings());
        assertFalse(remedies().contains("path.remedy.browser-nearby"), remedies());
    }

    @Test
    void aRuleThatBlocksThePageIsNamedAndMadeWayFor() {
        blocked();
        page(Set.of(), UNSEEN, Map.of(), false);
        assertEquals(List.of("~page-blocked"), findings());
        assertEquals(Diagnosis.Verdict.UNKNOWN, given.diagnosis().verdict());
        assertEquals("jbang verify --phone --open",
                given.diagnosis().findings().getFirst().remedies().getFirst().commands().getFirst().line());
    }

    @Test
    void whereNoRuleOfThisProgramOpensItWhatDoesIsSaid() {
        blocked();
        page(Set.of(), UNSEEN, Map.of(), false);
        given.proposal = (wanted, may) -> Optional.of(new Proposal.OutOfReach(Message.verbatim("made with nft"),
                List.of(new Advice(Message.verbatim("let in " + wanted.flow().port())))));
        assertEquals(List.of("let in 8765"), given.diagnosis().findings().getFirst().remedies().stream()
                .map(remedy -> remedy.text().args().getFirst()).toList());
    }

    @Test
    void aPacketThatWasSeenToBeDroppedMakesItCertain() {
        page(Set.of(), Fact.known(Set.of(PHONE)),
                Map.of(PHONE, new PacketFate.Dropped("tcp drop", "inet guard input", Confidence.OBSERVED)), false);
        assertEquals(List.of("page-blocked"), findings());
    }

    /** Nothing came as far as the firewall, so it is not what kept the phone; it would be the next to do so. */
    @Test
    void aRuleIsNotBlamedForWhatNeverCame() {
        blocked();
        page(Set.of(), NOTHING, Map.of(), false);
        assertEquals(List.of("page-not-opened"), findings());
        assertTrue(given.diagnosis().findings().getFirst().evidence().toString().contains("page-would-be-blocked"));
    }

    @Test
    void aRuleThatWasReadBeforeThePageWasLetInDecidesNothing() {
        blocked();
        page(Set.of(), UNSEEN, Map.of(), true);
        assertEquals(List.of("page-not-opened"), findings());
    }

    @Test
    void aDeviceOfAnotherNetworkThatAskedForItIsThePhoneAsLikelyAsNot() {
        page(Set.of(InetAddress.ofLiteral("192.168.2.23")), UNSEEN, Map.of(), false);
        assertEquals(List.of("phone-on-other-network"), findings());
        assertEquals(List.of("192.168.2.23"), given.diagnosis().findings().getFirst().summary().args().get(2));
        assertEquals(Diagnosis.Verdict.UNKNOWN, given.diagnosis().verdict());
    }

    @Test
    void aPhoneOfWhichNothingIsHeardAtAllIsIsolatedAsFarAsOneCanInfer() {
        given.phone = Optional.of(new Phone(PHONE, Fact.known(new Ping.NoReply())));
        given.neighbours = List.of(new Neighbour("192.168.1.23", "wlan0", false));
        page(Set.of(), NOTHING, Map.of(), false);
        assertEquals(List.of("~client-isolation", "page-not-opened"), findings());
    }

    @Test
    void aPhoneThatReachedThePagesPortIsNotIsolated() {
        given.phone = Optional.of(new Phone(PHONE, Fact.known(new Ping.NoReply())));
        given.neighbours = List.of(new Neighbour("192.168.1.23", "wlan0", false));
        page(Set.of(), Fact.known(Set.of(PHONE)), Map.of(PHONE, new PacketFate.Connected()), false);
        assertEquals(List.of("page-not-opened"), findings());
    }

    @Test
    void aServiceThatIsBrokenStaysBrokenThoughNobodyCame() {
        given.answers(Reply.State.REFUSED, Reply.State.REFUSED);
        given.listening();
        given.containers();
        page(Set.of(), UNSEEN, Map.of(), false);
        assertEquals(Diagnosis.Verdict.FAIL, given.diagnosis().verdict());
        assertEquals(List.of("nothing-listening", "page-not-opened"), findings());
    }
}
