package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inventory.HealthCheck;
import inventory.HttpTerms;
import inventory.Service;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import path.Cause;
import path.Confidence;
import path.Diagnosis;
import path.FakeMachine;
import path.FindingId;
import path.Hop;
import path.Outcome;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneFacts;
import path.PhoneReport;
import path.PhoneReport.How;
import path.ServicePath;
import probe.Reply;
import probe.Reply.Certificate;
import probe.Reply.Part;
import probe.Reply.Redirect;
import probe.Reply.State;
import process.Fact;
import text.Message;

/**
 * What this machine got at the address that a phone asked, beside what the phone got there, in every state that a
 * service can be in. Each cell is the word of the path and that of the phone, with its cause.
 */
class SelfTestAnswerTest {
    private static final Duration QUICK = Duration.ofMillis(4);
    private static final String URL = "http://192.168.1.44:8099/x";

    private static final Map<String, Reply> ANSWERS = new LinkedHashMap<>();
    private static final Map<String, PhoneAttempt> TRIED = new LinkedHashMap<>();
    private static final PhoneAttempt FAILED = new PhoneAttempt.FailedFast(QUICK);

    /** What a watch may have seen by then of a connection that was made, and was over at once. */
    private static final List<Fact<PacketFate>> ALIKE = List.of(Fact.known(new PacketFate.Connected()),
            Fact.known(new PacketFate.Arrived()), Fact.known(new PacketFate.Unanswered()),
            Fact.known(new PacketFate.NoConnection()), Fact.unknown(Message.of("path.hop.not-asked")));

    static {
        ANSWERS.put("200", FakeMachine.answered(200, 4));
        ANSWERS.put("200, hidden from pages", reply(State.ANSWERED, 200, null, null, null, "same-origin"));
        ANSWERS.put("200, for pages of this host", reply(State.ANSWERED, 200, null, null, null, "same-site"));
        ANSWERS.put("401", reply(State.WRONG_ANSWER, 401, null, null, null, null));
        ANSWERS.put("503", reply(State.WRONG_ANSWER, 503, null, null, null, null));
        ANSWERS.put("not HTTP", reply(State.WRONG_ANSWER, 0, null, null, null, null));
        ANSWERS.put("redirect to nobody", leading(URL, "192.168.1.44", State.REFUSED));
        ANSWERS.put("redirect to somebody", leading(URL, "192.168.1.44", State.ANSWERED));
        ANSWERS.put("redirect to another machine", leading("http://192.168.1.57/", "192.168.1.57", null));
        ANSWERS.put("redirect to localhost", leading("http://localhost:8000/", "localhost", null));
        ANSWERS.put("redirect to https, unknown", leading("https://192.168.1.44/", "192.168.1.44", State.UNTRUSTED));
        ANSWERS.put("half a body", reply(State.UNFINISHED, 200, new Part(10, Optional.of(100L), false), null, null,
                null));
        ANSWERS.put("a body that breaks off", reply(State.UNFINISHED, 200, new Part(10, Optional.of(100L), true), null,
                null, null));
        ANSWERS.put("closed", reply(State.CLOSED, 0, null, null, null, null));
        ANSWERS.put("silent", reply(State.SILENT, 0, null, null, null, null));
        ANSWERS.put("wants TLS", reply(State.WANTS_TLS, 0, null, null, null, null));
        ANSWERS.put("wants no TLS", reply(State.WANTS_PLAIN, 0, null, null, null, null));
        ANSWERS.put("untrusted", reply(State.UNTRUSTED, 0, null, null, new Certificate(
                Certificate.Flaw.UNKNOWN_AUTHORITY, "Lab Root", List.of(), "2026-01-01T00:00:00Z",
                "2027-01-01T00:00:00Z"), null));
        TRIED.put("through", new PhoneAttempt.GotThrough(QUICK, QUICK, 5));
        TRIED.put("failed", FAILED);
        TRIED.put("nothing", new PhoneAttempt.TimedOut(Duration.ofSeconds(8)));
    }

    private static Reply reply(State state, int status, Part part, Redirect to, Certificate refused, String policy) {
        return new Reply(state, status, "", QUICK, QUICK, QUICK, Optional.ofNullable(part), Optional.ofNullable(to),
                Optional.ofNullable(refused), Optional.ofNullable(policy),
                Optional.empty());
    }

    private static Reply leading(String url, String host, State there) {
        return reply(State.REDIRECTED, 302, null, new Redirect(url, host, Optional.ofNullable(there)), null, null);
    }

    private static FakeMachine given(Reply answer) {
        var given = new FakeMachine();
        given.loopback = answer;
        given.lan = answer;
        return given;
    }

    private static FakeMachine raw(FakeMachine given) {
        given.service = new Service("SIP", List.of(8000), Protocol.TCP, Optional.empty(), Optional.empty());
        return given;
    }

    private static Diagnosis diagnosis(FakeMachine given, PhoneAttempt attempt, Fact<PacketFate> seen) {
        given.phoneFacts = new PhoneFacts(List.of(new PhoneReport(FakeMachine.NOW.plusSeconds(3),
                InetAddress.ofLiteral("192.168.1.23"), given.facts().inventory().endpoints().getFirst(),
                InetAddress.ofLiteral("192.168.1.44"), How.BROWSER, attempt, seen)), Fact.known(List.of()),
                Optional.empty());
        return given.diagnosis();
    }

    private static String cell(FakeMachine given, PhoneAttempt attempt, Fact<PacketFate> seen) {
        Diagnosis diagnosis = diagnosis(given, attempt, seen);
        ServicePath path = diagnosis.paths().getFirst();
        return diagnosis.verdict().id() + " (" + word(path.at(Hop.ADDRESS).outcome()) + " -> "
                + word(path.at(Hop.PHONE).outcome()) + ")";
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Problem(Message text, Cause cause) ->
                (cause.confidence() == Confidence.INFERRED ? "~" : "") + cause.id().id();
            case Outcome.Warning(Message text, Cause cause) -> "warn " + cause.id().id();
            case Outcome.Ok ok -> "ok";
            case Outcome.Skipped skipped -> "skipped";
            case Outcome.Unknown unknown -> "unknown";
        };
    }

    private static String table(PhoneAttempt attempt) {
        return ANSWERS.entrySet().stream().map(answer -> answer.getKey() + ": "
                + cell(given(answer.getValue()), attempt, ALIKE.getFirst())).collect(Collectors.joining("\n", "", "\n"));
    }

    /** That something came back proves the way, and not the service: what a browser does not tell, this machine does. */
    @Test
    void aPhoneGotThrough() {
        assertEquals("""
                200: ok (ok -> ok)
                200, hidden from pages: ok (ok -> ok)
                200, for pages of this host: ok (ok -> ok)
                401: fail (unhealthy-answer -> ok)
                503: fail (unhealthy-answer -> ok)
                not HTTP: fail (unhealthy-answer -> ok)
                redirect to nobody: warn (warn redirects-elsewhere -> ok)
                redirect to somebody: ok (ok -> ok)
                redirect to another machine: ok (ok -> ok)
                redirect to localhost: fail (redirects-to-localhost -> ok)
                redirect to https, unknown: ok (ok -> ok)
                half a body: fail (no-answer -> no-answer)
                a body that breaks off: fail (unhealthy-answer -> unhealthy-answer)
                closed: ok (skipped -> ok)
                silent: ok (skipped -> ok)
                wants TLS: warn (warn port-speaks-tls -> ok)
                wants no TLS: fail (port-speaks-plain-http -> ok)
                untrusted: fail (certificate-not-trusted -> ok)
                """, table(TRIED.get("through")));
    }

    /** A good answer here excuses no failure there, unless it says itself why a browser hides it. */
    @Test
    void aPhoneFailedAtOnceAfterAConnection() {
        assertEquals("""
                200: fail (ok -> phone-got-no-answer)
                200, hidden from pages: ok (ok -> ok)
                200, for pages of this host: fail (ok -> phone-got-no-answer)
                401: fail (unhealthy-answer -> phone-got-no-answer)
                503: fail (unhealthy-answer -> phone-got-no-answer)
                not HTTP: fail (unhealthy-answer -> unhealthy-answer)
                redirect to nobody: fail (redirects-elsewhere -> redirects-elsewhere)
                redirect to somebody: fail (redirects-elsewhere -> redirects-elsewhere)
                redirect to another machine: fail (redirects-elsewhere -> redirects-elsewhere)
                redirect to localhost: fail (redirects-to-localhost -> redirects-to-localhost)
                redirect to https, unknown: fail (redirects-elsewhere -> redirects-elsewhere)
                half a body: fail (no-answer -> no-answer)
                a body that breaks off: fail (unhealthy-answer -> unhealthy-answer)
                closed: fail (closed-without-answer -> closed-without-answer)
                silent: fail (no-answer -> phone-got-no-answer)
                wants TLS: fail (port-speaks-tls -> port-speaks-tls)
                wants no TLS: fail (port-speaks-plain-http -> port-speaks-plain-http)
                untrusted: fail (certificate-not-trusted -> certificate-not-trusted)
                """, table(FAILED));
    }

    @Test
    void aPhoneWaitedInVain() {
        assertEquals("""
                200: fail (ok -> phone-got-no-answer)
                200, hidden from pages: fail (ok -> phone-got-no-answer)
                200, for pages of this host: fail (ok -> phone-got-no-answer)
                401: fail (unhealthy-answer -> phone-got-no-answer)
                503: fail (unhealthy-answer -> phone-got-no-answer)
                not HTTP: fail (unhealthy-answer -> phone-got-no-answer)
                redirect to nobody: fail (redirects-elsewhere -> redirects-elsewhere)
                redirect to somebody: fail (redirects-elsewhere -> redirects-elsewhere)
                redirect to another machine: fail (redirects-elsewhere -> redirects-elsewhere)
                redirect to localhost: fail (redirects-to-localhost -> redirects-to-localhost)
                redirect to https, unknown: fail (redirects-elsewhere -> redirects-elsewhere)
                half a body: fail (no-answer -> no-answer)
                a body that breaks off: fail (unhealthy-answer -> unhealthy-answer)
                closed: fail (closed-without-answer -> closed-without-answer)
                silent: fail (no-answer -> phone-got-no-answer)
                wants TLS: fail (port-speaks-tls -> port-speaks-tls)
                wants no TLS: fail (port-speaks-plain-http -> port-speaks-plain-http)
                untrusted: fail (certificate-not-trusted -> certificate-not-trusted)
                """, table(TRIED.get("nothing")));
    }

    static Stream<String> broken() {
        return ANSWERS.entrySet().stream().filter(answer -> !answer.getValue().wellAnswered()
                        || answer.getValue().state() == State.REDIRECTED)
                .filter(answer -> answer.getValue().state() != State.SILENT
                        && answer.getValue().status() != 401 && answer.getValue().status() != 503)
                .map(Map.Entry::getKey);
    }

    /** How much this machine has seen of the phone's connection by then is a matter of milliseconds, and decides nothing. */
    @ParameterizedTest
    @MethodSource("broken")
    void whatBothMeetIsOneVerdictHoweverMuchWasSeen(String answer) {
        Set<String> verdicts = new TreeSet<>();
        ALIKE.forEach(seen -> verdicts.add(cell(given(ANSWERS.get(answer)), FAILED, seen)));
        assertEquals(1, verdicts.size(), verdicts.toString());
        assertTrue(verdicts.iterator().next().startsWith("fail"), verdicts.toString());
    }

    @Test
    void whereThisMachineMeetsNothingOfTheKindNothingIsToldWithoutAConnection() {
        assertEquals(Set.of("unknown (ok -> unknown)"), ALIKE.stream().skip(1)
                .map(seen -> cell(given(ANSWERS.get("200")), FAILED, seen)).collect(Collectors.toSet()));
    }

    /** What is accepted and closed is not reached, on the phone as little as here. */
    @Test
    void aRawPortThatAcceptsAndCloses() {
        ALIKE.forEach(seen -> assertEquals("fail (closed-without-answer -> closed-without-answer)",
                cell(raw(given(ANSWERS.get("closed"))), FAILED, seen)));
        assertEquals("ok (ok -> ok)", cell(raw(given(FakeMachine.reply(State.HUNG_UP))), FAILED, ALIKE.getFirst()));
        assertEquals("ok (ok -> ok)", cell(raw(given(FakeMachine.answered(0, 4))), FAILED, ALIKE.getFirst()));
        assertEquals("unknown (ok -> unknown)", cell(raw(given(FakeMachine.answered(0, 4))), FAILED, ALIKE.getLast()));
    }

    /** The way is proven, and the service says that something is wrong: both are said. */
    @Test
    void anErrorIsSaidBesideTheProof() {
        Diagnosis diagnosis = diagnosis(given(ANSWERS.get("401")), TRIED.get("through"), ALIKE.getFirst());
        assertEquals(Message.of("path.hop.phone-got-through-to-error", QUICK, Message.of("path.hop.status-401")),
                diagnosis.paths().getFirst().at(Hop.PHONE).outcome().text());
        assertTrue(diagnosis.paths().getFirst().provenByPhone());
        assertEquals(List.of("path.remedy.app-token", "path.remedy.expect-401"), diagnosis.findings().getFirst()
                .remedies().stream().map(remedy -> remedy.text().key()).toList());
    }

    /** The services file vouches for an authority that the phone may not know. */
    @Test
    void aCertificateThatOnlyTheServicesFileTakes() {
        FakeMachine given = given(ANSWERS.get("200"));
        var check = new HealthCheck.HttpGet("/health", new HttpTerms(Set.of(), Optional.empty(), new LinkedHashMap<>(),
                new LinkedHashMap<>(), Optional.of(new HttpTerms.Tls(Optional.of("Lab Root")))));
        given.service = new Service("Web", List.of(8000), Protocol.TCP, Map.of(8000, check), Optional.empty());
        assertEquals("fail (ok -> ~certificate-not-trusted)", cell(given, FAILED, ALIKE.getFirst()));
    }

    /** Whose it is, is told beside what the phone met. */
    @Test
    void aCertificateOfSomebodyIsNamedWhereAPhoneWasAskedToTakeIt() {
        var shown = new Certificate(Certificate.Flaw.UNKNOWN_AUTHORITY, "Lab Root", List.of(), "2026-01-01T00:00:00Z",
                "2027-01-01T00:00:00Z");
        Diagnosis diagnosis = diagnosis(given(reply(State.WANTS_TLS, 0, null, null, shown, null)), FAILED,
                ALIKE.getFirst());
        List<Message> evidence = diagnosis.findings().getFirst().evidence();
        assertTrue(evidence.contains(Message.of("path.evidence.by-tls",
                Message.of("path.hop.certificate-unknown-authority", "Lab Root"))), evidence.toString());
        assertTrue(evidence.contains(Message.of("path.evidence.tried-by-tls")), evidence.toString());
    }

    /** Where it leads, and that the phone does not get there. */
    @Test
    void aRedirectIsNamedOnce() {
        Diagnosis diagnosis = diagnosis(given(ANSWERS.get("redirect to somebody")), FAILED, ALIKE.getFirst());
        assertEquals(List.of(FindingId.REDIRECTS_ELSEWHERE), diagnosis.findings().stream()
                .map(finding -> finding.id()).toList());
        assertEquals(Message.of("path.finding.redirects-elsewhere", List.of(8000), List.of("Eloquence API Service"),
                URL, Message.of("path.redirect.missed")), diagnosis.findings().getFirst().summary());
        assertTrue(diagnosis.findings().getFirst().evidence().stream()
                .anyMatch(seen -> seen.key().equals("path.evidence.phone-tried")));
    }
}
