package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inventory.HealthCheck;
import inventory.HttpTerms;
import inventory.Service;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import path.Diagnosis;
import path.FakeMachine;
import path.Finding;
import path.FindingId;
import path.Hop;
import probe.Reply;
import probe.Reply.Certificate;
import probe.Reply.Certificate.Flaw;
import probe.Reply.Part;
import probe.Reply.Redirect;
import probe.Reply.State;
import text.Language;
import text.Words;

/** Answers that lead elsewhere, do not end, or are in another protocol. */
class AnswerChecksTest {
    private static final Words ENGLISH = new Words(Language.ENGLISH);
    private static final Duration QUICK = Duration.ofMillis(4);

    private static Reply reply(State state, int status, Part part, Redirect redirect, Certificate refused) {
        return new Reply(state, status, "", QUICK, QUICK, QUICK, Optional.ofNullable(part),
                Optional.ofNullable(redirect), Optional.ofNullable(refused), Optional.empty(),
                Optional.empty());
    }

    private static Reply leading(String url, String host, State there) {
        return reply(State.REDIRECTED, 302, null, new Redirect(url, host, Optional.ofNullable(there)), null);
    }

    private static Reply untrusted(Flaw flaw, String... names) {
        return reply(State.UNTRUSTED, 0, null, null, new Certificate(flaw, "Lab Root", List.of(names),
                "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"));
    }

    private static FakeMachine given(Reply loopback, Reply lan) {
        var given = new FakeMachine();
        given.loopback = loopback;
        given.lan = lan;
        return given;
    }

    private static FakeMachine raw(FakeMachine given) {
        given.service = new Service("Web", List.of(8000), Protocol.TCP, Optional.empty(), Optional.empty());
        return given;
    }

    private static FakeMachine wanting(FakeMachine given) {
        var json = new LinkedHashMap<>(Map.of("db.state", "up"));
        var check = new HealthCheck.HttpGet("/health", new HttpTerms(Set.of(), Optional.of("ready"), json,
                new LinkedHashMap<>(), Optional.empty()));
        given.service = new Service("Web", List.of(8000), Protocol.TCP, Map.of(8000, check), Optional.empty());
        return given;
    }

    record Case(String name, FakeMachine given, String seen, String sentence) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        Reply well = FakeMachine.answered(200, 4);
        Reply itself = leading("http://localhost:8000/ok", "localhost", null);
        String https = "https://192.168.1.44/health";
        var far = new Part(10, Optional.of(100L), false);
        return Stream.of(
                new Case("to localhost, followed on 127.0.0.1", given(well, itself),
                        "fail: ok, fail; redirects-to-localhost", "Eloquence API Service on 8000 redirects to "
                        + "http://localhost:8000/ok: on a phone, that is the phone itself"),
                new Case("to localhost on both", given(itself, itself),
                        "fail: ok, fail; redirects-to-localhost", null),
                new Case("to localhost from a page that nobody named", raw(given(well, itself)),
                        "warn: ok, warn; redirects-to-localhost", null),
                new Case("to a port where nobody is", given(well, leading(https, "192.168.1.44", State.REFUSED)),
                        "fail: ok, fail; redirects-elsewhere", "Eloquence API Service on 8000 redirects to " + https
                        + ". Nothing answers there"),
                new Case("to a port where somebody is", given(well, leading(https, "192.168.1.44", State.ANSWERED)),
                        "warn: ok, warn; redirects-elsewhere", "Eloquence API Service on 8000 redirects to " + https
                        + ". Something answers there; whether a phone gets in was not checked"),
                new Case("to a port that this machine's own firewall may hide",
                        given(well, leading(https, "192.168.1.44", State.TIMED_OUT)),
                        "warn: ok, warn; redirects-elsewhere", null),
                new Case("to another machine", given(well, leading("https://example.org/", "example.org", null)),
                        "warn: ok, warn; redirects-elsewhere",
                        "Eloquence API Service on 8000 redirects to https://example.org/"
                        + ". Whether a phone gets an answer there was not checked"),
                new Case("elsewhere on 127.0.0.1 alone", given(leading(https, "192.168.1.44", null), well),
                        "ok: ok, ok; ", null),
                new Case("a body that stalls", given(reply(State.UNFINISHED, 200, far, null, null),
                        reply(State.UNFINISHED, 200, far, null, null)), "fail: fail, fail; no-answer",
                        "Eloquence API Service accepts the connection on 8000, then sends only part of its answer"),
                new Case("a body that breaks off", given(well, reply(State.UNFINISHED, 200,
                        new Part(10, Optional.empty(), true), null, null)), "fail: ok, fail; unhealthy-answer",
                        "Eloquence API Service answers on 8000, but not as expected: "
                        + "status 200, then cut off after 10 bytes"),
                new Case("TLS", given(reply(State.WANTS_TLS, 400, null, null, null),
                        reply(State.WANTS_TLS, 400, null, null, null)), "fail: fail, fail; port-speaks-tls", null),
                new Case("no TLS", given(reply(State.WANTS_PLAIN, 200, null, null, null),
                        reply(State.WANTS_PLAIN, 200, null, null, null)), "fail: fail, fail; port-speaks-plain-http",
                        null),
                new Case("a certificate of another", given(well, untrusted(Flaw.OTHER_NAME, "a.test", "b.test")),
                        "fail: ok, fail; certificate-not-trusted",
                        "A phone refuses the certificate of Eloquence API Service on 8000: its certificate is for a.test, b.test, not for 192.168.1.44"),
                new Case("a certificate of somebody", given(well, untrusted(Flaw.UNKNOWN_AUTHORITY, "a.test")),
                        "fail: ok, fail; certificate-not-trusted", null),
                new Case("a certificate of the past", given(well, untrusted(Flaw.NOT_NOW, "a.test")),
                        "fail: ok, fail; certificate-not-trusted",
                        "A phone refuses the certificate of Eloquence API Service on 8000: its certificate is valid from 2026-01-01 to 2026-02-01 only"),
                new Case("a body that says otherwise", wanting(given(FakeMachine.answered(200, 4),
                        reply(State.WRONG_ANSWER, 200, null, null, null))), "fail: ok, fail; unhealthy-answer",
                        "Web answers on 8000, but not as expected: status 200, but without \"ready\", db.state: up"),
                new Case("another status", given(well, reply(State.WRONG_ANSWER, 503, null, null, null)),
                        "fail: ok, fail; unhealthy-answer",
                        "Eloquence API Service answers on 8000, but not as expected: status 503"),
                new Case("round and round", given(well, reply(State.WRONG_ANSWER, 302, null,
                        new Redirect("http://192.168.1.44:8000/", "192.168.1.44", Optional.empty()), null)),
                        "fail: ok, fail; unhealthy-answer",
                        "Eloquence API Service answers on 8000, but not as expected: "
                        + "status 302, a redirect to itself again and again"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatItComesTo(Case one) {
        Diagnosis diagnosis = one.given().diagnosis();
        List<Finding> told = diagnosis.findings().stream()
                .filter(finding -> finding.id() != FindingId.NOT_PROVEN_FROM_A_PHONE).toList();
        assertEquals(one.seen(), diagnosis.verdict().id() + ": " + Stream.of(Hop.LOOPBACK, Hop.ADDRESS)
                .map(hop -> diagnosis.paths().getFirst().at(hop).outcome().id()).collect(Collectors.joining(", "))
                + "; " + told.stream().map(finding -> finding.id().id()).collect(Collectors.joining(" ")));
        if (one.sentence() != null) {
            assertEquals(one.sentence(), ENGLISH.say(told.getFirst().summary()));
        }
    }

    /** How far each of two came is evidence of one finding. */
    @Test
    void howFarItCameIsEvidence() {
        Finding finding = given(reply(State.UNFINISHED, 200, new Part(10, Optional.of(100L), false), null, null),
                reply(State.UNFINISHED, 200, new Part(7, Optional.empty(), false), null, null)).diagnosis().findings()
                .getFirst();
        assertEquals(List.of("http://127.0.0.1:8000/health: status 200, then only 10 of 100 bytes"),
                finding.evidence().stream().map(ENGLISH::say).toList());
    }
}
