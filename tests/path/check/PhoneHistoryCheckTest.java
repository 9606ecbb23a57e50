package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import inventory.Endpoint;
import inventory.Service;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import path.Diagnosis;
import path.FakeMachine;
import path.Finding;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneFacts;
import path.PhoneReport;
import path.PhoneReport.How;
import process.Fact;
import text.Language;
import text.Message;
import text.Words;

/** What is remembered of earlier runs: told with its age, trusted for a while, and never against what is seen now. */
class PhoneHistoryCheckTest {
    private static final PhoneAttempt THROUGH = new PhoneAttempt.GotThrough(Duration.ofMillis(12),
            Duration.ofMillis(40), 5);
    private static final PhoneAttempt LATE = new PhoneAttempt.TimedOut(Duration.ofSeconds(5));
    private static final Fact<PacketFate> SEEN = Fact.known(new PacketFate.Connected());
    private static final Fact<PacketFate> UNSEEN = Fact.unknown(Message.of("path.seen.not-then"));

    private final FakeMachine given = new FakeMachine();
    private final List<PhoneReport> words = new ArrayList<>();

    private PhoneHistoryCheckTest said(String phone, String asked, Duration ago, PhoneAttempt attempt,
            Fact<PacketFate> seen) {
        words.add(new PhoneReport(FakeMachine.NOW.minus(ago), InetAddress.ofLiteral(phone),
                new Endpoint(given.service, given.service.ports().getFirst()), InetAddress.ofLiteral(asked),
                How.BROWSER, attempt, seen));
        given.phoneFacts = new PhoneFacts(List.of(), Fact.known(words), Optional.empty());
        return this;
    }

    private PhoneHistoryCheckTest said(Duration ago, PhoneAttempt attempt) {
        return said("192.168.1.23", "192.168.1.44", ago, attempt, attempt == THROUGH ? SEEN : UNSEEN);
    }

    private HopResult phone() {
        return given.diagnosis().paths().getFirst().at(Hop.PHONE);
    }

    private List<String> findings() {
        return given.diagnosis().findings().stream().map(finding -> finding.id().id()).toList();
    }

    @Test
    void whatWasProvenLatelyIsToldWithItsAge() {
        said(Duration.ofMinutes(5), THROUGH);
        assertEquals(new Outcome.Ok(Message.of("path.hop.phone-got-through-before",
                Message.of("path.ago.minutes", 5L))), phone().outcome());
        assertEquals(Optional.of(Duration.ofMinutes(5)), phone().phone().orElseThrow().age());
        assertEquals(List.of(), findings());
    }

    @Test
    void itOverrulesNothing() {
        given.firewall = flow -> new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.BLOCK_RULE, List.of());
        said(Duration.ofMinutes(5), THROUGH);
        assertEquals(List.of("firewall-block-rule"), findings());
        assertEquals(Hop.FIREWALL, given.diagnosis().paths().getFirst().broken().orElseThrow().hop());

        given.firewallUnreadable = Optional.of(Message.of("path.hop.not-asked"));
        assertEquals(Diagnosis.Verdict.UNKNOWN, given.diagnosis().verdict());
    }

    /** A word that this machine did not see, or saw to be wrong, is no proof later on either. */
    @Test
    void whatWasOnlySaidProvesNothingAfterwards() {
        for (Fact<PacketFate> seen : List.of(UNSEEN, Fact.<PacketFate>known(new PacketFate.NoConnection()))) {
            words.clear();
            said("192.168.1.66", "192.168.1.44", Duration.ofMinutes(5), THROUGH, seen);
            assertEquals(new Outcome.Skipped(Message.of("path.hop.phone-said-before",
                    Message.of("path.ago.minutes", 5L))), phone().outcome());
            assertEquals(List.of("not-proven-from-a-phone"), findings());
        }
    }

    @Test
    void afterAWeekItIsProofNoMore() {
        said(Duration.ofDays(7), THROUGH);
        assertEquals("ok", phone().outcome().id());
        words.clear();
        said(Duration.ofDays(8), THROUGH);
        assertEquals(new Outcome.Skipped(Message.of("path.hop.phone-long-ago", Message.of("path.ago.days", 8L))),
                phone().outcome());
        Finding finding = given.diagnosis().findings().getFirst();
        assertEquals(FindingId.NOT_PROVEN_FROM_A_PHONE, finding.id());
        assertTrue(finding.evidence().toString().contains("phone-long-ago"), finding::toString);
    }

    @Test
    void whatWasSaidOfAnotherAddressIsNoProofOfThisOne() {
        said("192.168.1.23", "192.168.1.40", Duration.ofMinutes(5), THROUGH, SEEN);
        assertEquals("path.hop.phone-at-other-address", phone().outcome().text().key());
        assertEquals("skipped", phone().outcome().id());
    }

    @Test
    void aFailureWarnsForADay() {
        said(Duration.ofHours(3), LATE);
        assertEquals("warn", phone().outcome().id());
        assertEquals(List.of("phone-failed-lately"), findings());
        assertEquals(Diagnosis.Verdict.WARN, given.diagnosis().verdict());
        words.clear();
        said(Duration.ofHours(25), LATE);
        assertEquals("path.hop.phone-tried-before", phone().outcome().text().key());
        assertEquals(List.of("not-proven-from-a-phone"), findings());
    }

    @Test
    void theLastWordOfAPhoneCounts() {
        said(Duration.ofMinutes(5), THROUGH).said(Duration.ofHours(3), LATE);
        assertEquals("ok", phone().outcome().id(), "in whatever order they are kept");
        said(Duration.ofMinutes(1), LATE);
        assertEquals("warn", phone().outcome().id());
    }

    @Test
    void aPhoneThatFailedIsToldThoughAnotherOneGotThrough() {
        said(Duration.ofMinutes(5), THROUGH).said("192.168.1.24", "192.168.1.44", Duration.ofMinutes(6), LATE, UNSEEN);
        Finding finding = given.diagnosis().findings().getFirst();
        assertEquals(FindingId.PHONE_FAILED_LATELY, finding.id());
        assertEquals(2, finding.evidence().size(), "both are told");
    }

    @Test
    void aRawPortThatWasConnectedToWasReached() {
        given.service = new Service("Eloquence LiveKit", List.of(8000), Protocol.TCP, Optional.empty(),
                Optional.empty());
        said("192.168.1.23", "192.168.1.44", Duration.ofMinutes(5), new PhoneAttempt.FailedFast(Duration.ofMillis(2)),
                Fact.known(new PacketFate.Connected()));
        assertEquals("ok", phone().outcome().id());
    }

    @Test
    void aRawPortThatFailedAtOnceUnseenSaysNothing() {
        given.service = new Service("Eloquence LiveKit", List.of(8000), Protocol.TCP, Optional.empty(),
                Optional.empty());
        said(Duration.ofMinutes(5), new PhoneAttempt.FailedFast(Duration.ofMillis(2)));
        assertEquals("skipped", phone().outcome().id());
    }

    /** The clock was set back meanwhile: nobody knows how long ago that was. */
    @Test
    void aWordOfTheFutureIsIgnored() {
        said(Duration.ofHours(-2), THROUGH);
        assertEquals("path.hop.phone-not-asked", phone().outcome().text().key());
    }

    @Test
    void aWordOfThisRunIsTheOnlyOneThatCounts() {
        said(Duration.ofMinutes(5), THROUGH);
        PhoneReport old = words.getFirst();
        given.phoneFacts = new PhoneFacts(List.of(new PhoneReport(FakeMachine.NOW.plusSeconds(1), old.phone(),
                old.endpoint(), old.asked(), How.BROWSER, LATE, UNSEEN)), Fact.known(words), Optional.empty());
        assertEquals(List.of("phone-timed-out"), findings());
    }

    @Test
    void aMemoryThatCannotBeReadIsSaidAndProvesNothing() {
        given.phoneFacts = new PhoneFacts(List.of(),
                Fact.unknown(Message.of("path.memory.damaged", "phones.json", "JSON")), Optional.empty());
        Finding finding = given.diagnosis().findings().getFirst();
        assertEquals(FindingId.NOT_PROVEN_FROM_A_PHONE, finding.id());
        assertTrue(finding.evidence().toString().contains("path.memory.damaged"), finding::toString);
        assertEquals(Diagnosis.Verdict.OK, given.diagnosis().verdict());
    }

    /** To the nearest of a unit that suits it, so that nothing that is nearly two hours old is one hour old. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PT-5S | just now | à l'instant",
        "PT59.9S | just now | à l'instant",
        "PT60S | 1 min ago | il y a 1 min",
        "PT90S | 2 min ago | il y a 2 min",
        "PT59M29S | 59 min ago | il y a 59 min",
        "PT59M30S | 1 h ago | il y a 1 h",
        "PT60M | 1 h ago | il y a 1 h",
        "PT1H59M | 1 h 59 min ago | il y a 1 h 59 min",
        "PT1H59M30S | 2 h ago | il y a 2 h",
        "PT2H29M | 2 h ago | il y a 2 h",
        "PT2H30M | 3 h ago | il y a 3 h",
        "PT25H | 25 h ago | il y a 25 h",
        "PT47H29M | 47 h ago | il y a 47 h",
        "PT47H30M | 2 days ago | il y a 2 jours",
        "PT71H | 3 days ago | il y a 3 jours",
    })
    void agesAreToldInTheUnitThatSuitsThem(Duration age, String english, String french) {
        assertEquals(english, new Words(Language.ENGLISH).say(PhoneTexts.ago(age)));
        assertEquals(french, new Words(Language.FRENCH).say(PhoneTexts.ago(age)));
    }
}
