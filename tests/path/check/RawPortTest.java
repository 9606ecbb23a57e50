package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inventory.Service;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import path.Diagnosis;
import path.Diagnosis.Verdict;
import path.FakeMachine;
import path.Finding;
import path.FindingId;
import path.Hop;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneFacts;
import path.PhoneReport;
import path.ServicePath;
import probe.Reply;
import probe.Reply.State;
import process.Fact;
import text.Language;
import text.Message;
import text.Words;

/** Ports of which the inventory does not say how they show that all is well, and ports that need only connect. */
class RawPortTest {
    private static final Words ENGLISH = new Words(Language.ENGLISH);

    private static FakeMachine raw(FakeMachine given, Integer... ports) {
        given.service = new Service("Whisper", List.of(ports), Protocol.TCP, Optional.empty(), Optional.empty());
        return given;
    }

    private static FakeMachine raw() {
        return raw(new FakeMachine(), 8000);
    }

    private static ServicePath path(Diagnosis diagnosis) {
        return diagnosis.paths().getFirst();
    }

    private static String seen(Diagnosis diagnosis) {
        return diagnosis.verdict().id() + ": " + String.join(", ", Stream.of(Hop.LOOPBACK, Hop.ADDRESS)
                .map(hop -> path(diagnosis).at(hop).outcome().id()).toList()) + "; " + String.join(" ", diagnosis
                .findings().stream().map(Finding::id).filter(id -> id != FindingId.NOT_PROVEN_FROM_A_PHONE)
                .map(FindingId::id).toList());
    }

    /** @param lan of the address that the phone uses; both answers are seen on Linux, unless it says Windows */
    record Case(String name, FakeMachine given, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static FakeMachine replies(FakeMachine given, Reply loopback, Reply lan) {
        given.loopback = loopback;
        given.lan = lan;
        return given;
    }

    static Stream<Case> cases() {
        Reply http = FakeMachine.answered(404, 3);
        Reply error = FakeMachine.answered(503, 3);
        Reply late = FakeMachine.answered(200, 60_000);
        Reply banner = FakeMachine.answered(0, 3);
        Reply held = FakeMachine.reply(State.HELD);
        return Stream.of(
                new Case("HTTP", replies(raw(), http, http), "ok: ok, ok; "),
                new Case("a greeting", replies(raw(), banner, banner), "ok: ok, ok; "),
                new Case("TLS", raw().answers(State.TLS, State.TLS), "ok: ok, ok; "),
                new Case("a server that says itself that it fails", replies(raw(), error, error),
                        "warn: warn, warn; unhealthy-answer"),
                new Case("late", replies(raw(), late, late), "warn: warn, warn; slow-answer"),
                new Case("frozen", raw().answers(State.HELD, State.HELD), "warn: warn, warn; answer-not-proven"),
                new Case("frozen, behind two ports", raw(new FakeMachine(), 8000, 8001).answers(State.HELD, State.HELD),
                        "warn: warn, warn; answer-not-proven"),
                new Case("HTTP on 127.0.0.1, silence on the LAN", replies(raw(), http, held),
                        "fail: ok, fail; no-answer"),
                new Case("TLS on 127.0.0.1, silence on the LAN", replies(raw(), FakeMachine.reply(State.TLS), held),
                        "fail: ok, fail; no-answer"),
                new Case("a greeting there proves nothing here", replies(raw(), banner, held),
                        "warn: ok, warn; answer-not-proven"),
                new Case("silence where no phone asks", replies(raw(), held, http), "ok: skipped, ok; "),
                new Case("read and refused", raw().answers(State.HUNG_UP, State.HUNG_UP), "ok: ok, ok; "),
                new Case("read and refused, by whom is unknown on Windows",
                        raw(FakeMachine.windows(), 8000).answers(State.HUNG_UP, State.HUNG_UP),
                        "warn: warn, warn; answer-not-proven"),
                new Case("read and refused, perhaps by Docker Desktop for Linux", raw()
                        .listening(FakeMachine.listener("0.0.0.0", 8000, "com.docker.backend"))
                        .answers(State.HUNG_UP, State.HUNG_UP), "warn: warn, warn; answer-not-proven"),
                new Case("closed at once", raw().answers(State.CLOSED, State.CLOSED),
                        "fail: fail, fail; closed-without-answer"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatItComesTo(Case one) {
        assertEquals(one.expected(), seen(one.given().diagnosis()));
    }

    @Test
    void whatItSpeaksIsSaid() {
        FakeMachine given = replies(raw(), FakeMachine.answered(404, 3), FakeMachine.reply(State.TLS));
        assertEquals(List.of("speaks HTTP, answered 404 in 3 ms", "speaks TLS, answered in 2 ms"),
                Stream.of(Hop.LOOPBACK, Hop.ADDRESS).map(path(given.diagnosis())::at)
                        .map(result -> ENGLISH.say(result.outcome().text())).toList());
    }

    @Test
    void whoSaysThatAConnectionIsEnoughIsNotWarned() {
        var given = new FakeMachine().answers(State.HELD, State.HELD);
        given.service = new Service("LiveKit", List.of(8000), Protocol.TCP, Optional.of("tcp"), Optional.empty());
        assertEquals("ok: ok, ok; ", seen(given.diagnosis()));
        given.answers(State.CLOSED, State.CLOSED);
        assertEquals("fail: fail, fail; closed-without-answer", seen(given.diagnosis()));
    }

    /** Nothing is known of the container, and the warning says already what is in doubt. */
    @Test
    void aDockerThatCannotBeAskedMakesNoMoreOfIt() {
        FakeMachine given = raw().answers(State.HELD, State.HELD);
        given.docker = new docker.Engine.Unclear(Message.verbatim("slow"));
        assertEquals(Verdict.WARN, given.diagnosis().verdict());
    }

    @ParameterizedTest
    @MethodSource("withoutBytes")
    void whatWeWaitedIsNoTimeOfTheService(State state) {
        ServicePath path = path(raw().answers(state, state).diagnosis());
        assertEquals(List.of(Optional.empty(), Optional.empty()),
                List.of(path.at(Hop.LOOPBACK).took(), path.at(Hop.ADDRESS).took()));
    }

    static Stream<State> withoutBytes() {
        return Stream.of(State.HELD, State.HUNG_UP, State.SILENT, State.TIMED_OUT, State.REFUSED, State.UNREACHABLE,
                State.CLOSED);
    }

    /** A browser that got an answer has the proof that is missing here. */
    @Test
    void aPhonesAnswerIsTheProof() {
        FakeMachine given = raw().answers(State.HELD, State.HELD);
        var through = new PhoneAttempt.GotThrough(Duration.ofMillis(9), Duration.ofMillis(12), 3);
        var endpoint = path(given.diagnosis()).endpoint();
        given.phoneFacts = new PhoneFacts(List.of(new PhoneReport(FakeMachine.NOW.plusSeconds(3),
                InetAddress.ofLiteral("192.168.1.23"), endpoint, InetAddress.ofLiteral("192.168.1.44"),
                PhoneReport.How.BROWSER, through, Fact.known(new PacketFate.Connected()))),
                Fact.known(List.of()), Optional.empty());
        assertEquals("ok: ok, ok; ", seen(given.diagnosis()));
    }
}
