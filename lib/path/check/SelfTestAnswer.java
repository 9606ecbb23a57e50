package path.check;

import host.LanAddress;
import inventory.HealthCheck;
import inventory.HttpTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import path.Cause;
import path.FindingId;
import path.Hop;
import path.Outcome;
import path.PhoneAttempt;
import path.PhoneReport;
import path.Severity;
import probe.Reply;
import process.Fact;
import text.Message;

/**
 * What this machine got at the very address that a phone asked, set beside what the phone got there. It names why the
 * phone failed, where both met the same or where the answer is one that a browser hides; and what a browser does not
 * tell of an answer that came. Nothing else of it speaks against a phone's failure.
 */
final class SelfTestAnswer {
    private final Checklist checklist;
    private final PhoneReport word;
    private final Optional<Reply> reply;

    /** @param word of the address that the app uses */
    SelfTestAnswer(Checklist checklist, PhoneReport word) {
        this.checklist = checklist;
        this.word = word;
        this.reply = checklist.facts.lan().get(checklist.endpoint) instanceof Fact.Known<Reply>(Reply seen)
                ? Optional.of(seen) : Optional.empty();
    }

    /** True where this machine knows what is answered there. */
    boolean known() {
        return reply.isPresent();
    }

    /** The phone failed by what this machine meets there too. */
    Optional<Outcome> sharedFailure() {
        return reply.filter(this::explains).flatMap(this::problem);
    }

    /** The answer begins, which is all that a phone waits for, and does not end. */
    Optional<Outcome> unfinished() {
        return reply.filter(seen -> seen.state() == Reply.State.UNFINISHED).flatMap(this::problem);
    }

    /** It answers, and not each time: some browsers repeat by themselves what was reset, and never tell. */
    Optional<Outcome> intermittent() {
        return reply.filter(seen -> seen.count().isPresent()).flatMap(this::problem);
    }

    /** The service answers, and says that something is wrong: no browser tells its page. */
    Optional<Message> error() {
        return reply.filter(seen -> seen.state() == Reply.State.WRONG_ANSWER && seen.status() > 0)
                .map(seen -> AnswerTexts.wrong(checklist.endpoint, seen));
    }

    /** The answer is good, and bears what makes a browser hide it from the page. */
    Optional<Outcome> hidden() {
        return reply.filter(seen -> seen.state() == Reply.State.ANSWERED && seen.hiddenFromPages(tls().isPresent()))
                .map(seen -> new Outcome.Ok(Message.of("path.hop.phone-kept-to-itself", seen.policy().orElseThrow())));
    }

    /** Its certificate is good for those alone who have the authority that the services file names. */
    Optional<Outcome> certificate() {
        return reply.filter(seen -> seen.state() == Reply.State.ANSWERED).flatMap(seen -> tls())
                .flatMap(HttpTerms.Tls::ca).map(authority -> {
                    Message text = Message.of("path.hop.certificate-not-on-phone", authority);
                    return new Outcome.Problem(text, Cause.observed(FindingId.CERTIFICATE_NOT_TRUSTED, Severity.FAIL,
                            "", text).inferred().seen(evidence(List.of()))
                            .fixedBy(Remedies.byHand("install-authority", authority)));
                });
    }

    /** This machine gets a good answer, by which nothing is explained. */
    Optional<Message> answeredHere() {
        return reply.filter(seen -> seen.state() == Reply.State.ANSWERED && seen.status() > 0)
                .map(seen -> Message.of("path.evidence.answered-here", List.<Object>of(checklist.endpoint.port())));
    }

    /** What a phone's browser meets just as this machine does. */
    private boolean explains(Reply seen) {
        boolean asksHttp = checklist.endpoint.healthPath().isPresent();
        boolean atOnce = word.attempt() instanceof PhoneAttempt.FailedFast;
        return switch (seen.state()) {
            case CLOSED -> atOnce || word.how() == PhoneReport.How.BROWSER;
            case WRONG_ANSWER -> asksHttp && atOnce && seen.status() == 0;
            case REDIRECTED, UNFINISHED, WANTS_TLS, WANTS_PLAIN, UNTRUSTED -> asksHttp;
            case ANSWERED -> asksHttp && seen.count().isPresent();
            case TLS, HUNG_UP, HELD, REFUSED, TIMED_OUT, UNREACHABLE, SILENT -> false;
        };
    }

    private Optional<Outcome> problem(Reply seen) {
        return checklist.facts.chosen().map(LanAddress.Chosen::address)
                .map(own -> AnswerChecks.judge(checklist, Hop.ADDRESS, seen, own.inet()))
                .filter(Outcome.Problem.class::isInstance).map(Outcome.Problem.class::cast)
                .map(own -> new Outcome.Problem(own.text(), own.cause().seen(evidence(own.cause().evidence()))));
    }

    private List<Message> evidence(List<Message> own) {
        var evidence = new ArrayList<>(own);
        evidence.addAll(PhoneTexts.evidence(word));
        if (reply.filter(seen -> seen.state() == Reply.State.WANTS_TLS).isPresent()) {
            evidence.add(Message.of("path.evidence.tried-by-tls"));
        }
        return evidence;
    }

    private Optional<HttpTerms.Tls> tls() {
        return checklist.endpoint.health().flatMap(HealthCheck::tls);
    }
}
