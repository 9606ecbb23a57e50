package path.check;

import host.LanAddress;
import java.util.ArrayList;
import java.util.List;
import path.Cause;
import path.FindingId;
import path.Hop;
import path.Outcome;
import path.Remedy;
import path.Severity;
import probe.Reply;
import text.Message;

/**
 * An answer that sends the client elsewhere: to {@code localhost}, which on a phone is the phone, or to another host,
 * port or scheme, where a phone may find nobody. What of it is this machine's own was asked; no other machine was. A
 * phone's browser follows it wherever it leads, so where one tried in this run, its word decides.
 */
final class RedirectCheck {

    private RedirectCheck() { }

    /** @param host that was asked, with its port */
    static Outcome outcome(Checklist checklist, Hop hop, Reply seen, String host) {
        Reply.Redirect to = seen.redirect().orElseThrow();
        Message text = Message.of("path.hop.redirected-to", to.url());
        // A server that was asked on 127.0.0.1 may well lead back there; what a phone gets, the other address shows.
        return hop == Hop.LOOPBACK ? new Outcome.Ok(text) : elsewhere(checklist, seen, host, to, text);
    }

    private static Outcome elsewhere(Checklist checklist, Reply seen, String host, Reply.Redirect to, Message text) {
        // Without a health URL, a page was asked for that the app may never need.
        boolean needed = checklist.endpoint.health().isPresent();
        boolean itself = to.toLoopback();
        BrowserReports phones = BrowserReports.of(checklist);
        boolean nobody = to.there().filter(RedirectCheck::nobody).isPresent();
        if (needed && !itself && !nobody && phones.gotThrough()) {
            return new Outcome.Ok(Message.of("path.hop.redirect-followed", to.url()));
        }
        boolean missed = needed && !itself && phones.failed();
        boolean lost = itself || nobody && !(needed && phones.gotThrough()) || missed;
        var evidence = new ArrayList<>(List.of(AnswerTexts.tried(checklist, seen, host,
                Message.of("path.evidence.redirected", seen.status(), to.url()))));
        to.there().map(there -> there(to, there)).ifPresent(evidence::add);
        if (to.url().startsWith("https:") && (missed
                || to.there().filter(there -> there == Reply.State.UNTRUSTED).isPresent())) {
            evidence.add(Message.of("path.evidence.https-certificate"));
        }
        Severity severity = lost && needed ? Severity.FAIL : Severity.WARN;
        Cause cause = itself ? Cause.observed(FindingId.REDIRECTS_TO_LOCALHOST, severity, to.url(), to.url())
                : Cause.observed(FindingId.REDIRECTS_ELSEWHERE, severity, to.url(), to.url(),
                        Message.of("path.redirect." + what(to, nobody, lost, missed)));
        cause = cause.seen(evidence).fixedBy(remedies(checklist, to, itself, lost));
        return severity == Severity.FAIL ? new Outcome.Problem(text, cause) : new Outcome.Warning(text, cause);
    }

    private static String what(Reply.Redirect to, boolean nobody, boolean lost, boolean missed) {
        return nobody ? lost ? "nobody" : "phone-alone" : missed ? "missed"
                : to.there().filter(there -> there == Reply.State.UNTRUSTED).isPresent() ? "untrusted"
                : to.there().filter(RedirectCheck::answers).isPresent() ? "here" : "unknown";
    }

    /** What the machine's own firewall may have swallowed says nothing. */
    private static boolean nobody(Reply.State there) {
        return switch (there) {
            case REFUSED, CLOSED, SILENT, WRONG_ANSWER, UNFINISHED, WANTS_TLS, WANTS_PLAIN -> true;
            case ANSWERED, REDIRECTED, TLS, HUNG_UP, HELD, UNTRUSTED, TIMED_OUT, UNREACHABLE -> false;
        };
    }

    private static boolean answers(Reply.State there) {
        return there == Reply.State.ANSWERED || there == Reply.State.REDIRECTED;
    }

    private static Message there(Reply.Redirect to, Reply.State there) {
        return Message.of("path.evidence.tried", to.url(), switch (there) {
            case REFUSED -> Message.of("path.hop.refused");
            case TIMED_OUT, UNREACHABLE, SILENT -> Message.of("path.redirect.silent");
            case ANSWERED, REDIRECTED, TLS, HUNG_UP, HELD -> Message.of("path.redirect.answers");
            case UNTRUSTED -> Message.of("path.redirect.answers-untrusted");
            case WRONG_ANSWER, UNFINISHED, WANTS_TLS, WANTS_PLAIN, CLOSED ->
                Message.of("path.redirect.other");
        });
    }

    private static List<Remedy> remedies(Checklist checklist, Reply.Redirect to, boolean itself, boolean lost) {
        boolean untrusted = to.there().filter(there -> there == Reply.State.UNTRUSTED).isPresent();
        boolean nobody = to.there().filter(RedirectCheck::nobody).isPresent();
        String app = checklist.facts.inventory().host()
                .or(() -> checklist.facts.chosen().map(LanAddress.Chosen::address)
                        .map(address -> AnswerTexts.literal(address.inet()))).orElse("");
        Remedy path = Remedies.byHand("redirect-to-path", app + ":" + checklist.endpoint.port());
        if (itself) {
            return List.of(path);
        }
        return untrusted ? List.of(path, Remedies.byHand("trust-redirect", to.host()))
                : lost && nobody ? List.of(path, Remedies.byHand("serve-redirect", to.url()))
                : to.there().filter(RedirectCheck::answers).isPresent() ? List.of(Remedies.byHand("name-redirect"), path)
                : List.of(Remedies.byHand("open-redirect", to.url()), path);
    }
}
