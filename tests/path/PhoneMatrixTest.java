package path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import firewall.Decision;
import firewall.windows.SecurityLog;
import inventory.Service;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import path.PhoneReport.How;
import path.check.Checklist;
import probe.Reply;
import process.Fact;
import text.Message;

/**
 * How a phone fared, set against what became of its packet: every cell of the table. A finding's id stands for a
 * problem; a tilde before it says that it is inferred.
 */
class PhoneMatrixTest {
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");
    private static final InetAddress HERE = InetAddress.ofLiteral("192.168.1.44");
    private static final Message WHY = Message.of("path.hop.udp");

    private static final Map<String, PhoneAttempt> TRIED = new LinkedHashMap<>();
    private static final Map<String, Fact<PacketFate>> SEEN = new LinkedHashMap<>();

    static {
        TRIED.put("got-through", new PhoneAttempt.GotThrough(Duration.ofMillis(12), Duration.ofMillis(40), 5));
        TRIED.put("intermittent", new PhoneAttempt.Intermittent(1, 6, Duration.ofMillis(41), Duration.ofMillis(41)));
        TRIED.put("unfinished", new PhoneAttempt.Unfinished(Duration.ofSeconds(10)));
        TRIED.put("timed-out", new PhoneAttempt.TimedOut(Duration.ofSeconds(5)));
        TRIED.put("failed-fast", new PhoneAttempt.FailedFast(Duration.ofMillis(3)));
        TRIED.put("refused", new PhoneAttempt.Refused());
        TRIED.put("unreachable", new PhoneAttempt.Unreachable());
        TRIED.put("not-tried", new PhoneAttempt.NotTried(WHY));
        SEEN.put("connected", Fact.known(new PacketFate.Connected()));
        SEEN.put("refused", Fact.known(new PacketFate.Refused()));
        SEEN.put("dropped", Fact.known(new PacketFate.Dropped("tcp dport 8000 drop", "inet guard input",
                Confidence.OBSERVED)));
        SEEN.put("unanswered", Fact.known(new PacketFate.Unanswered()));
        SEEN.put("arrived", Fact.known(new PacketFate.Arrived()));
        SEEN.put("no-connection", Fact.known(new PacketFate.NoConnection()));
        SEEN.put("never-arrived", Fact.known(new PacketFate.NeverArrived()));
        SEEN.put("unseen", Fact.unknown(Message.of("path.hop.not-asked")));
    }

    static PhoneReport word(FakeMachine given, PhoneAttempt attempt, Fact<PacketFate> seen, How how) {
        return new PhoneReport(FakeMachine.NOW.plusSeconds(5), PHONE, given.facts().inventory().endpoints().getFirst(),
                HERE, how, attempt, seen);
    }

    private static String cell(FakeMachine given, PhoneReport word) {
        Facts facts = given.facts().with(List.of(word));
        Outcome outcome = Checklist.of(facts, word.endpoint(), Set.of(Hop.PHONE)).at(Hop.PHONE).outcome();
        return outcome instanceof Outcome.Problem(Message text, Cause cause)
                ? (cause.confidence() == Confidence.INFERRED ? "~" : "") + cause.id().id() : outcome.id();
    }

    private static How howOf(PhoneAttempt attempt) {
        return attempt instanceof PhoneAttempt.Refused || attempt instanceof PhoneAttempt.Unreachable ? How.ADB
                : How.BROWSER;
    }

    private static String table(FakeMachine given) {
        return TRIED.entrySet().stream().flatMap(tried -> Stream.concat(Stream.of(tried.getKey()),
                        SEEN.entrySet().stream().map(seen -> "  " + seen.getKey() + ": " + cell(given,
                                word(given, tried.getValue(), seen.getValue(), howOf(tried.getValue()))))))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    static FakeMachine withoutHealth() {
        var given = new FakeMachine();
        given.service = new Service("Eloquence LiveKit", List.of(7881), Protocol.TCP,
                Optional.empty(), Optional.empty());
        return given;
    }

    private static FakeMachine firewalled(boolean rejects) {
        var given = new FakeMachine();
        given.firewall = flow -> new Decision.Blocked(FakeMachine.DROP, rejects, Decision.Cause.BLOCK_RULE, List.of());
        return given;
    }

    /** Its word counts as far as this machine saw it, whatever the rules say. */
    private static final String GOT_THROUGH = """
            got-through
              connected: ok
              refused: phone-contradicted
              dropped: phone-contradicted
              unanswered: phone-contradicted
              arrived: warn
              no-connection: phone-contradicted
              never-arrived: phone-contradicted
              unseen: warn
            """;

    /** One answer of six is no success, and half an answer none; who did not even connect had none of either. */
    private static final String IN_PART = GOT_THROUGH.replace("got-through", "intermittent")
            .replace(": ok", ": intermittent-answers").replace(": warn", ": intermittent-answers")
            + GOT_THROUGH.replace("got-through", "unfinished")
            .replace(": ok", ": phone-got-no-answer").replace(": warn", ": phone-got-no-answer");

    private static final String NOT_TRIED = GOT_THROUGH.replace("got-through", "not-tried")
            .replaceAll(": .*", ": skipped");

    @Test
    void aServiceWithAHealthUrlBehindAnOpenFirewall() {
        assertEquals(GOT_THROUGH + IN_PART + """
                timed-out
                  connected: phone-got-no-answer
                  refused: phone-refused
                  dropped: dropped-on-arrival
                  unanswered: arrived-no-answer
                  arrived: arrived-no-answer
                  no-connection: phone-timed-out
                  never-arrived: ~never-arrived
                  unseen: phone-timed-out
                failed-fast
                  connected: phone-got-no-answer
                  refused: phone-refused
                  dropped: dropped-on-arrival
                  unanswered: unknown
                  arrived: unknown
                  no-connection: unknown
                  never-arrived: ~never-arrived
                  unseen: unknown
                refused
                  connected: phone-refused
                  refused: phone-refused
                  dropped: dropped-on-arrival
                  unanswered: phone-refused
                  arrived: phone-refused
                  no-connection: phone-refused
                  never-arrived: ~never-arrived
                  unseen: phone-refused
                unreachable
                  connected: phone-no-route
                  refused: phone-no-route
                  dropped: dropped-on-arrival
                  unanswered: phone-no-route
                  arrived: phone-no-route
                  no-connection: phone-no-route
                  never-arrived: phone-no-route
                  unseen: phone-no-route
                """ + NOT_TRIED, table(new FakeMachine()));
    }

    /** A browser can only connect to it: whether that worked, this machine saw. */
    @Test
    void aRawPortDiffersWhereAConnectionWasSeen() {
        String health = table(new FakeMachine());
        String expected = health.replace("connected: phone-got-no-answer", "connected: ok");
        assertEquals(expected, table(withoutHealth()));
    }

    /** What this machine meets as well is why. */
    @Test
    void whatFailsAtOnceAfterAConnectionFailsByWhatIsMetHereToo() {
        FakeMachine cutOff = new FakeMachine().answers(Reply.State.CLOSED, Reply.State.CLOSED);
        assertEquals("closed-without-answer", cell(cutOff, word(cutOff, TRIED.get("failed-fast"),
                SEEN.get("connected"), How.BROWSER)));
    }

    /** This machine's own request may be one of those that fail: no other cause is made of that. */
    @Test
    void whatThisMachineMetIsOneOfTheRequestsThatFail() {
        FakeMachine closed = new FakeMachine().answers(Reply.State.CLOSED, Reply.State.CLOSED);
        for (String seen : List.of("connected", "unseen")) {
            Diagnosis diagnosis = Checklist.diagnose(closed.facts().with(List.of(word(closed,
                    TRIED.get("intermittent"), SEEN.get(seen), How.BROWSER))), Set.of(Hop.LOOPBACK, Hop.ADDRESS, Hop.PHONE),
                    Duration.ZERO);
            assertEquals(seen.equals("connected") ? FindingId.INTERMITTENT_ANSWERS : FindingId.CLOSED_WITHOUT_ANSWER,
                    diagnosis.findings().getFirst().id());
            assertEquals(Diagnosis.Verdict.FAIL, diagnosis.verdict());
        }
    }

    /** Windows drops what nobody listens for, and calls that by a name of its own: no rule is to blame. */
    @Test
    void stealthIsNobodyListening() {
        FakeMachine blocked = firewalled(false);
        Fact<PacketFate> stealth = Fact.known(new PacketFate.Dropped(SecurityLog.STEALTH, "Security 5157",
                Confidence.OBSERVED));
        assertEquals("phone-refused", cell(blocked, word(blocked, TRIED.get("timed-out"), stealth, How.BROWSER)));
    }

    /** A tool that only connects, and says that it could not, is believed before what was seen here. */
    @Test
    void adbIsNoBrowser() {
        FakeMachine raw = withoutHealth();
        assertEquals("phone-got-no-answer", cell(raw, word(raw, TRIED.get("timed-out"), SEEN.get("connected"),
                How.ADB)));
    }

    @Test
    void aRuleThatDropsInSilenceExplainsWhatNeverFailsAtOnce() {
        assertEquals(table(new FakeMachine())
                .replace("dropped: dropped-on-arrival", "dropped: firewall-block-rule")
                .replace("unanswered: arrived-no-answer\n  arrived: arrived-no-answer",
                        "unanswered: arrived-no-answer\n  arrived: firewall-block-rule")
                .replace("no-connection: phone-timed-out", "no-connection: firewall-block-rule")
                .replace("unseen: phone-timed-out", "unseen: firewall-block-rule"), table(firewalled(false)));
    }

    @Test
    void aRuleThatRejectsExplainsWhatFailsAtOnceToo() {
        assertEquals(table(firewalled(false))
                .replace("unanswered: unknown\n  arrived: unknown",
                        "unanswered: firewall-block-rule\n  arrived: firewall-block-rule")
                .replace("no-connection: unknown", "no-connection: firewall-block-rule")
                .replace("unseen: unknown", "unseen: firewall-block-rule")
                .replace("unanswered: phone-refused\n  arrived: phone-refused",
                        "unanswered: firewall-block-rule\n  arrived: firewall-block-rule")
                .replace("no-connection: phone-refused", "no-connection: firewall-block-rule")
                .replace("unseen: phone-refused", "unseen: firewall-block-rule")
                .replace("unanswered: phone-no-route\n  arrived: phone-no-route",
                        "unanswered: firewall-block-rule\n  arrived: firewall-block-rule")
                .replace("no-connection: phone-no-route", "no-connection: firewall-block-rule")
                .replace("unseen: phone-no-route", "unseen: firewall-block-rule"), table(firewalled(true)));
    }

    /** The rules are asked about that phone, not about phones in general. */
    @Test
    void theFirewallIsAskedAboutTheVeryPhone() {
        var given = new FakeMachine();
        given.firewall = flow -> flow.from().equals(PHONE)
                ? new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.DEFAULT, List.of())
                : new Decision.Allowed(FakeMachine.DEFAULT_ALLOW, List.of());
        assertEquals("firewall-blocks-by-default", cell(given, word(given, TRIED.get("timed-out"),
                SEEN.get("unseen"), How.BROWSER)));
    }

    @Test
    void aDropThatOnlyCountedAPacketIsInferred() {
        var given = new FakeMachine();
        Fact<PacketFate> counted = Fact.known(new PacketFate.Dropped("drop", "inet guard input", Confidence.INFERRED));
        assertEquals("~dropped-on-arrival", cell(given, word(given, TRIED.get("timed-out"), counted, How.BROWSER)));
    }
}
