package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import inventory.Endpoint;
import inventory.Service;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import path.Confidence;
import path.Diagnosis;
import path.FakeMachine;
import path.Finding;
import path.FindingId;
import path.Hop;
import path.Outcome;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneFacts;
import path.PhoneReport;
import path.PhoneReport.How;
import path.RoundTrips;
import path.ServicePath;
import path.Severity;
import probe.Reply.State;
import process.Fact;
import text.Message;

/** What the words of this run come to, for one phone and for several, and what they do to what was read here. */
class PhoneCheckTest {
    private static final PhoneAttempt THROUGH = new PhoneAttempt.GotThrough(Duration.ofMillis(12),
            Duration.ofMillis(40), 5);
    private static final PhoneAttempt LATE = new PhoneAttempt.TimedOut(Duration.ofSeconds(5));
    private static final Fact<PacketFate> UNSEEN = Fact.unknown(Message.of("path.hop.not-asked"));

    private static final Fact<PacketFate> SEEN = Fact.known(new PacketFate.Connected());

    private final FakeMachine given = new FakeMachine();
    private final List<PhoneReport> words = new ArrayList<>();

    private PhoneCheckTest says(String phone, String asked, PhoneAttempt attempt, Fact<PacketFate> seen) {
        words.add(new PhoneReport(FakeMachine.NOW.plusSeconds(3), InetAddress.ofLiteral(phone), endpoint(),
                InetAddress.ofLiteral(asked), How.BROWSER, attempt, seen));
        return this;
    }

    private PhoneCheckTest says(String phone, PhoneAttempt attempt) {
        return says(phone, "192.168.1.44", attempt, attempt == THROUGH ? SEEN : UNSEEN);
    }

    private Endpoint endpoint() {
        return new Endpoint(given.service, given.service.ports().getFirst());
    }

    private Diagnosis diagnosis() {
        given.phoneFacts = new PhoneFacts(words, Fact.known(List.of()), Optional.empty());
        return given.diagnosis();
    }

    private ServicePath path() {
        return diagnosis().paths().getFirst();
    }

    private List<String> findings() {
        return diagnosis().findings().stream().map(finding -> finding.id().id()).toList();
    }

    @Test
    void aPhoneThatGotThroughIsTheWholeProof() {
        says("192.168.1.23", THROUGH);
        assertEquals(Message.of("path.hop.phone-got-through", Duration.ofMillis(12)),
                path().at(Hop.PHONE).outcome().text());
        assertEquals(Optional.of(Duration.ofMillis(12)), path().at(Hop.PHONE).took());
        assertTrue(path().provenByPhone());
        assertEquals(List.of(), findings(), "nothing is left to be proven");
    }

    /** Each phone is as fast as it is. */
    @Test
    void whichPhoneSaidItFirstDecidesNothing() {
        var texts = new HashSet<String>();
        List<PhoneReport> said = List.of(
                new PhoneReport(FakeMachine.NOW, InetAddress.ofLiteral("192.168.1.23"), endpoint(),
                        InetAddress.ofLiteral("192.168.1.44"), How.BROWSER, LATE, SEEN),
                new PhoneReport(FakeMachine.NOW, InetAddress.ofLiteral("192.168.1.24"), endpoint(),
                        InetAddress.ofLiteral("192.168.1.44"), How.BROWSER, LATE, Fact.known(new PacketFate.Refused())),
                new PhoneReport(FakeMachine.NOW, InetAddress.ofLiteral("192.168.1.25"), endpoint(),
                        InetAddress.ofLiteral("192.168.1.44"), How.BROWSER, LATE, Fact.known(
                                new PacketFate.Unanswered())));
        for (int first = 0; first < said.size(); first++) {
            for (int next = 0; next < said.size() - 1; next++) {
                var order = new ArrayList<>(said);
                words.clear();
                words.add(order.remove(first));
                words.add(order.remove(next));
                words.addAll(order);
                texts.add(path().at(Hop.PHONE).outcome().text().key() + " " + findings());
            }
        }
        assertEquals(1, texts.size(), texts.toString());
    }

    @Test
    void severalPhonesThatAllGotThroughAreCounted() {
        says("192.168.1.23", THROUGH).says("192.168.1.24", THROUGH);
        assertEquals(Message.of("path.hop.phones-got-through", 2), path().at(Hop.PHONE).outcome().text());
    }

    /** Whoever has the page's address can say so. */
    @ParameterizedTest
    @MethodSource("whatSaysOtherwise")
    void aPhoneThatSaysItGotThroughIsContradictedByWhatWasSeen(PacketFate seen) {
        says("192.168.1.66", "192.168.1.44", THROUGH, Fact.known(seen));
        assertEquals(List.of("phone-contradicted"), findings());
        assertEquals(Diagnosis.Verdict.CONTRADICTED, diagnosis().verdict());
        assertEquals(Diagnosis.Verdict.CONTRADICTED, path().verdict());
        assertTrue(path().contradicted());
        assertFalse(path().provenByPhone());
        assertFalse(path().seenFromPhone());
        assertEquals(List.of("path.evidence.phone-tried", "path.evidence.phone-seen"),
                diagnosis().findings().getFirst().evidence().stream().map(Message::key).toList());
        assertEquals(Optional.empty(), RoundTrips.of(diagnosis()), "its times are nobody's");
    }

    static List<PacketFate> whatSaysOtherwise() {
        return List.of(new PacketFate.NoConnection(), new PacketFate.NeverArrived(), new PacketFate.Refused(),
                new PacketFate.Unanswered(), new PacketFate.Dropped("-j DROP", "filter INPUT", Confidence.OBSERVED));
    }

    @Test
    void aLieDoesNotOverruleTheRuleThatKeepsItOut() {
        given.firewall = flow -> new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.BLOCK_RULE, List.of());
        says("192.168.1.66", "192.168.1.44", THROUGH, Fact.known(new PacketFate.NoConnection()));
        assertEquals(List.of("firewall-block-rule"), findings());
        assertEquals(Diagnosis.Verdict.FAIL, diagnosis().verdict());
    }

    @Test
    void whatThisMachineCouldNotSeeIsNeverPlainlyWell() {
        says("192.168.1.23", "192.168.1.44", THROUGH, UNSEEN);
        assertEquals(List.of("phone-word-alone"), findings());
        assertEquals(Diagnosis.Verdict.WARN, diagnosis().verdict());
        assertTrue(path().provenByPhone());
        assertFalse(path().seenFromPhone());
    }

    @Test
    void aWordAloneOverrulesNoRule() {
        given.firewall = flow -> new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.BLOCK_RULE, List.of());
        says("192.168.1.66", "192.168.1.44", THROUGH, UNSEEN);
        assertEquals(Diagnosis.Verdict.FAIL, diagnosis().verdict());
        assertTrue(findings().contains("firewall-block-rule"), findings().toString());
    }

    @Test
    void whereOneWasSeenAnothersWordAloneLeavesNoDoubt() {
        says("192.168.1.24", "192.168.1.44", THROUGH, UNSEEN).says("192.168.1.23", THROUGH);
        assertEquals(List.of(), findings());
        assertEquals(Diagnosis.Verdict.OK, diagnosis().verdict());
    }

    /** The one on the cable was let in by its key, and by the person who holds it. */
    @Test
    void aPhoneOnTheCableNeedsNoWitnessAndIsContradictedJustTheSame() {
        words.add(new PhoneReport(FakeMachine.NOW, InetAddress.ofLiteral("192.168.1.23"), endpoint(),
                InetAddress.ofLiteral("192.168.1.44"), How.ADB, THROUGH, UNSEEN));
        assertEquals(List.of(), findings());
        words.set(0, new PhoneReport(FakeMachine.NOW, InetAddress.ofLiteral("192.168.1.23"), endpoint(),
                InetAddress.ofLiteral("192.168.1.44"), How.ADB, THROUGH, Fact.known(new PacketFate.NeverArrived())));
        assertEquals(List.of("phone-contradicted"), findings());
    }

    /** A liar and an honest phone: whichever of them it is, what they say is no proof. */
    @Test
    void aPhoneThatSaysNoContradictsOneThatSaysYes() {
        says("192.168.1.66", "192.168.1.44", THROUGH, UNSEEN).says("192.168.1.23", LATE);
        assertEquals(List.of("phones-differ"), findings());
        assertEquals(Diagnosis.Verdict.CONTRADICTED, diagnosis().verdict());
        assertFalse(path().provenByPhone());
        assertFalse(path().seenFromPhone());
    }

    /** Whichever came first: what the honest one met is the cause, and the lie stands beside it. */
    @Test
    void whatAnHonestPhoneMetSaysMoreThanALie() {
        says("192.168.1.66", "192.168.1.44", THROUGH, Fact.known(new PacketFate.NoConnection()))
                .says("192.168.1.23", LATE);
        assertEquals(List.of("phone-timed-out"), findings());
        String evidence = diagnosis().findings().getFirst().evidence().toString();
        assertTrue(evidence.contains("192.168.1.66") && evidence.contains("192.168.1.23"), evidence);
        assertFalse(path().provenByPhone());
    }

    @Test
    void phonesThatFareDifferentlyContradictEachOtherWithEachOnesWord() {
        says("192.168.1.23", THROUGH).says("192.168.1.24", LATE);
        assertEquals(List.of("phones-differ"), findings());
        assertEquals(List.of(List.of("192.168.1.23"), List.of("192.168.1.24")),
                diagnosis().findings().getFirst().summary().args().subList(2, 4));
        assertEquals(Diagnosis.Verdict.CONTRADICTED, diagnosis().verdict());
        assertFalse(path().provenByPhone());
        assertTrue(path().seenFromPhone(), "one of them was seen to get through");
    }

    @Test
    void whatWasSeenWeighsMoreThanWhatFollows() {
        says("192.168.1.23", "192.168.1.44", LATE, Fact.known(new PacketFate.NeverArrived()));
        says("192.168.1.24", LATE);
        assertEquals(List.of("phone-timed-out"), findings());
        assertEquals(Diagnosis.Verdict.FAIL, diagnosis().verdict());
        String evidence = diagnosis().findings().getFirst().evidence().toString();
        assertTrue(evidence.contains("192.168.1.23") && evidence.contains("192.168.1.24"), evidence);
    }

    @Test
    void aLaterWordOfTheSamePhoneReplacesTheEarlierOne() {
        says("192.168.1.23", LATE).says("192.168.1.23", THROUGH);
        assertInstanceOf(Outcome.Ok.class, path().at(Hop.PHONE).outcome());
    }

    @Test
    void anotherAddressThatFailsDoesNotMatterWhereTheAppsOneWorks() {
        says("192.168.1.23", THROUGH).says("192.168.1.23", "172.17.0.1", LATE, UNSEEN);
        assertEquals(List.of(), findings());
    }

    @Test
    void aServiceThatIsReachedAtAnotherAddressNeedsThatOneInTheApp() {
        given.host = Optional.of("192.168.1.44");
        says("192.168.1.23", LATE).says("192.168.1.23", "10.0.0.7", THROUGH, UNSEEN);
        Finding finding = diagnosis().findings().getFirst();
        assertEquals(FindingId.PHONE_REACHES_OTHER_ADDRESS, finding.id());
        assertEquals(Severity.FAIL, finding.severity());
        assertEquals(List.of("10.0.0.7", "192.168.1.44"), finding.summary().args().subList(2, 4));
        assertFalse(path().provenByPhone());
    }

    /** Nobody named the address: it was a guess of ours. */
    @Test
    void withoutAnAddressInTheInventoryThatIsAWarning() {
        says("192.168.1.23", LATE).says("192.168.1.23", "10.0.0.7", THROUGH, UNSEEN);
        assertEquals(Severity.WARN, diagnosis().findings().getFirst().severity());
    }

    @Test
    void aRuleThatKeepsItOutExplainsMoreThanAnotherAddress() {
        given.firewall = flow -> new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.BLOCK_RULE, List.of());
        says("192.168.1.23", LATE).says("192.168.1.23", "10.0.0.7", THROUGH, UNSEEN);
        assertEquals(List.of("firewall-block-rule"), findings());
    }

    @Test
    void thePhonesWordStandsBehindTheRuleThatIsToBlame() {
        given.firewall = flow -> new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.BLOCK_RULE, List.of());
        says("192.168.1.23", LATE);
        assertEquals(Hop.FIREWALL, path().broken().orElseThrow().hop());
        assertEquals(1, diagnosis().findings().size());
        assertTrue(diagnosis().findings().getFirst().evidence().toString().contains("path.evidence.phone-tried"));
    }

    @Test
    void aPhoneThatGotThroughOverrulesARule() {
        given.firewall = flow -> new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.BLOCK_RULE, List.of());
        says("192.168.1.23", THROUGH);
        assertEquals(Optional.empty(), path().broken());
        assertEquals("path.hop.overruled", path().at(Hop.FIREWALL).outcome().text().key());
        assertEquals(List.of("phone-got-through-anyway"), findings());
        assertEquals(Diagnosis.Verdict.OK, diagnosis().verdict());
    }

    /** Of two phones one is kept out by that rule, and the other is not. */
    @Test
    void aRuleForOnePhoneIsNotBlamedForAll() {
        given.firewall = flow -> flow.from().getHostAddress().equals("192.168.1.24")
                ? new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.BLOCK_RULE, List.of())
                : new Decision.Allowed(FakeMachine.DEFAULT_ALLOW, List.of());
        says("192.168.1.23", THROUGH).says("192.168.1.24", LATE);
        assertEquals(List.of("phones-differ"), findings());
    }

    @Test
    void itSettlesWhatCouldNotBeTold() {
        given.firewallUnreadable = Optional.of(Message.of("path.hop.not-asked"));
        assertEquals(1, path().unknown().size());
        says("192.168.1.23", THROUGH);
        assertEquals(List.of(), path().unknown());
        assertEquals(Diagnosis.Verdict.OK, diagnosis().verdict());
    }

    /** A browser gets to know that there was an answer, and not that it was an error. */
    @Test
    void aServiceThatIsIllStaysIll() {
        given.answers(State.WRONG_ANSWER, State.WRONG_ANSWER);
        says("192.168.1.23", THROUGH);
        assertEquals(List.of("unhealthy-answer"), findings());
        assertEquals(Diagnosis.Verdict.FAIL, diagnosis().verdict());
    }

    @Test
    void anAnswerOverrulesASilenceHereAndAConnectionDoesNot() {
        given.answers(State.SILENT, State.SILENT);
        says("192.168.1.23", THROUGH);
        assertEquals(List.of("phone-got-through-anyway"), findings());

        given.service = new Service("Eloquence LiveKit", List.of(8000), Protocol.TCP, Optional.empty(),
                Optional.empty());
        words.clear();
        says("192.168.1.23", "192.168.1.44", new PhoneAttempt.FailedFast(Duration.ofMillis(2)),
                Fact.known(new PacketFate.Connected()));
        assertEquals(List.of("no-answer"), findings(), "a proxy takes connections for the dead");
    }

    @Test
    void aPortThatNoPhoneTriedInThisRunIsNotKnownToBeWell() {
        given.service = new Service("Eloquence LiveKit", List.of(7880, 7881), Protocol.TCP, Optional.empty(),
                Optional.empty());
        given.listening(FakeMachine.listener("0.0.0.0", 7880, "livekit"),
                FakeMachine.listener("0.0.0.0", 7881, "livekit"));
        says("192.168.1.23", THROUGH);
        assertEquals(Diagnosis.Verdict.UNKNOWN, diagnosis().verdict());
        assertEquals(List.of("unknown"), findings());
        assertEquals(List.of(7881), diagnosis().findings().getFirst().endpoints().stream().map(Endpoint::port)
                .toList());
    }

    @Test
    void aPortThatABrowserRefusesToUseIsNotProvenAndNoReasonToWorry() {
        says("192.168.1.23", new PhoneAttempt.NotTried(Message.verbatim("browsers refuse this port")));
        assertEquals(Diagnosis.Verdict.OK, diagnosis().verdict());
        Finding finding = diagnosis().findings().getFirst();
        assertEquals(FindingId.NOT_PROVEN_FROM_A_PHONE, finding.id());
        assertEquals(List.of(), finding.remedies(), "trying again would change nothing");
    }
}
