package phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import change.lease.Confirmation;
import firewall.Decision;
import inventory.Endpoint;
import inventory.Service;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import path.Confidence;
import path.Facts;
import path.FakeMachine;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneReport;
import path.PhoneReport.How;
import phone.page.PageServer;
import probe.Reply.State;
import process.Fact;
import text.Language;
import text.Message;
import text.Words;

/** What somebody reads who has nothing but a phone in the hand. */
class PhoneVerdictTest {
    private static final PhoneAttempt THROUGH =
            new PhoneAttempt.GotThrough(Duration.ofMillis(12), Duration.ofMillis(40), 6);
    private static final PhoneAttempt SOME =
            new PhoneAttempt.Intermittent(1, 6, Duration.ofMillis(41), Duration.ofMillis(41));
    private static final PhoneAttempt SILENCE = new PhoneAttempt.TimedOut(Duration.ofSeconds(10));
    private static final PhoneAttempt AT_ONCE = new PhoneAttempt.FailedFast(Duration.ofMillis(3));
    private static final PhoneAttempt HALF = new PhoneAttempt.Unfinished(Duration.ofSeconds(10));
    private static final Fact<PacketFate> CONNECTED = Fact.known(new PacketFate.Connected());
    private static final Fact<PacketFate> UNSEEN = Fact.unknown(Message.of("path.hop.not-asked"));

    /** @param shown how it stands, and the sentence */
    record Case(String name, FakeMachine given, PhoneAttempt attempt, Fact<PacketFate> seen, String shown) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static FakeMachine given(UnaryOperator<FakeMachine> change) {
        return change.apply(new FakeMachine());
    }

    private static FakeMachine raw(State state) {
        FakeMachine given = new FakeMachine().answers(state, state);
        given.service = new Service("LiveKit", List.of(7881), Protocol.TCP, Optional.empty(), Optional.empty());
        return given;
    }

    private static FakeMachine blocked() {
        return given(machine -> {
            machine.firewall = flow -> new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.BLOCK_RULE,
                    List.of());
            return machine;
        });
    }

    static Stream<Case> cases() {
        Fact<PacketFate> dropped = Fact.known(new PacketFate.Dropped("INPUT", "filter INPUT", Confidence.OBSERVED));
        FakeMachine nobody = new FakeMachine().listening().answers(State.REFUSED, State.REFUSED);
        return Stream.of(
                new Case("all is well", new FakeMachine(), THROUGH, CONNECTED, "well"),
                new Case("a phone's word alone", new FakeMachine(), THROUGH, UNSEEN, "open"),
                new Case("nobody saw it", new FakeMachine(), THROUGH, Fact.known(new PacketFate.NeverArrived()),
                        "unseen The PC saw no connection from this phone."),
                new Case("one answer of six", new FakeMachine(), SOME, CONNECTED,
                        "ill The service answered only 1 of 6 requests."),
                new Case("half an answer", new FakeMachine(), HALF, CONNECTED,
                        "ill The service begins its answer and does not finish it."),
                new Case("dropped, as was seen", new FakeMachine(), SILENCE, dropped,
                        "ill The PC's firewall blocked it."),
                new Case("dropped, by a rule that was read", blocked(), SILENCE, UNSEEN,
                        "ill The PC's firewall blocked it."),
                new Case("nobody listens", nobody, AT_ONCE, Fact.known(new PacketFate.Refused()),
                        "ill No program on the PC listens there."),
                new Case("nobody listens, and nobody saw it", nobody, AT_ONCE, UNSEEN,
                        "ill No program on the PC listens there."),
                new Case("silence", new FakeMachine(), SILENCE, CONNECTED,
                        "ill The service accepts the connection but does not answer."),
                new Case("silence of which nothing is known", new FakeMachine(), SILENCE, UNSEEN,
                        "ill No answer came, and the PC could not see why."),
                new Case("nothing came", new FakeMachine(), SILENCE, Fact.known(new PacketFate.NeverArrived()),
                        "ill Nothing of it arrived at the PC: a VPN on this phone or the Wi-Fi kept it."),
                new Case("refused or cut off", new FakeMachine(), AT_ONCE, UNSEEN,
                        "open It was refused or cut off; the PC could not see which."),
                new Case("an error that no page can see",
                        new FakeMachine().answers(State.WRONG_ANSWER, State.WRONG_ANSWER), THROUGH, CONNECTED,
                        "ill The service answers, but is unhealthy: status 503."),
                new Case("an error of a port of which nothing is said", given(machine -> {
                    machine.service = new Service("API", List.of(8000), Protocol.TCP, Optional.empty(),
                            Optional.empty());
                    machine.loopback = FakeMachine.answered(503, 3);
                    machine.lan = FakeMachine.answered(503, 3);
                    return machine;
                }), THROUGH, CONNECTED, "ill The service answers, but is unhealthy: status 503."),
                new Case("a port that holds", raw(State.HELD), SILENCE, CONNECTED,
                        "well This phone was connected. A browser cannot test more here."),
                new Case("a port that accepts and closes", raw(State.CLOSED), AT_ONCE, CONNECTED,
                        "ill The service closes the connection without an answer."),
                new Case("a container that does not run", given(machine -> machine.listening()
                        .containers(FakeMachine.container("eloquence-api", docker.Container.Status.EXITED,
                                FakeMachine.publication("0.0.0.0", 8000, 8000)))
                        .answers(State.REFUSED, State.REFUSED)), AT_ONCE, Fact.known(new PacketFate.Refused()),
                        "ill The service's container is not running on the PC."));
    }

    private static Facts facts(FakeMachine given, PhoneAttempt attempt, Fact<PacketFate> seen) {
        Facts facts = given.facts();
        return facts.with(List.of(new PhoneReport(FakeMachine.NOW.plusSeconds(5),
                InetAddress.ofLiteral("192.168.1.23"), endpoint(facts), InetAddress.ofLiteral("192.168.1.44"),
                How.BROWSER, attempt, seen)));
    }

    private static Endpoint endpoint(Facts facts) {
        return facts.inventory().endpoints().getFirst();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void oneSentenceAndNoWordOfTheTrade(Case one) {
        Facts facts = facts(one.given(), one.attempt(), one.seen());
        PhoneVerdict verdict = PhoneVerdict.of(facts, endpoint(facts));
        assertEquals(one.shown(), verdict.standing().id() + verdict.why()
                .map(why -> " " + new Words(Language.ENGLISH).say(why)).orElse(""));
    }

    /** Whatever the browser told: one repeats what was reset, another gives up. */
    @Test
    void whatIsKnownHereIsCalledTheSameOnEachPhone() {
        assertEquals(Optional.of("phone.page.failed"), word("phone.why.closed"));
        assertEquals(Optional.of("phone.page.nothing"), word("phone.why.no-answer"));
        assertEquals(Optional.of("phone.page.unfinished"), word("phone.why.unfinished"));
        assertEquals(Optional.empty(), word("phone.why.firewall"), "it may reject or drop: the phone knows which");
        assertEquals(Optional.of(Message.of("phone.page.some", 1, 6)), new PhoneVerdict(
                Optional.of(Message.of("phone.why.intermittent", 1, 6)), PageServer.Standing.ILL).word());
    }

    private static Optional<String> word(String why) {
        return new PhoneVerdict(Optional.of(Message.of(why)), PageServer.Standing.ILL).word().map(Message::key);
    }

    @Test
    void whatIsKnownIsSaidBeforeItIsTried() {
        Facts nobody = new FakeMachine().listening().answers(State.REFUSED, State.REFUSED).facts();
        assertEquals(Optional.of(Message.of("phone.why.nobody")), PhoneVerdict.before(nobody, endpoint(nobody)));
        Facts well = new FakeMachine().facts();
        assertEquals(Optional.empty(), PhoneVerdict.before(well, endpoint(well)));
        // What the rules say of phones in general, this one may prove wrong.
        Facts blocked = blocked().facts();
        assertEquals(Optional.empty(), PhoneVerdict.before(blocked, endpoint(blocked)));
    }

    /** The firewall lets it in, which the change was made for; that the service is ill is said with it. */
    @Test
    void aChangeIsKeptOnSomeAnswersWithTheWords() {
        var said = new ArrayList<String>();
        for (Fact<PacketFate> seen : List.of(CONNECTED, UNSEEN, Fact.<PacketFate>known(new PacketFate.NeverArrived()))) {
            Facts facts = facts(new FakeMachine(), SOME, seen);
            said.add(new Words(Language.ENGLISH).say(switch (PhoneConfirmation.verdict(facts,
                    Set.of(endpoint(facts)))) {
                case Confirmation.Verdict.Keep(Message why) -> why;
                case Confirmation.Verdict.TakeBack(Message why) -> why;
            }));
        }
        assertEquals(List.of("a phone got through (192.168.1.23). Only some requests to 8000 were answered: the "
                + "firewall lets them in, the service is failing.", "a phone says it got through (192.168.1.23); this "
                + "machine could not see its connections. Only some requests to 8000 were answered: the firewall lets "
                + "them in, the service is failing.", "what phones say of 8000 is contradicted."), said);
    }

    @Test
    void aChangeIsKeptOnAllAnswersAndTakenBackOnNone() {
        Facts well = facts(new FakeMachine(), THROUGH, CONNECTED);
        assertEquals(new Confirmation.Verdict.Keep(Message.of("phone.kept", List.of("192.168.1.23"))),
                PhoneConfirmation.verdict(well, Set.of(endpoint(well))));
        for (PhoneAttempt none : List.of(SILENCE, AT_ONCE, HALF)) {
            Facts ill = facts(new FakeMachine(), none, UNSEEN);
            assertInstanceOf(Confirmation.Verdict.TakeBack.class,
                    PhoneConfirmation.verdict(ill, Set.of(endpoint(ill))), none.toString());
        }
    }
}
