package path.check;

import firewall.windows.SecurityLog;
import host.LanAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import path.Cause;
import path.Confidence;
import path.FindingId;
import path.Outcome;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneReport;
import path.Severity;
import process.Fact;
import text.Message;

/**
 * What one word of a phone comes to: how it fared, set against what this machine saw of its packet and against what the
 * firewall would do with it. A cause is named only where one of these says so; a phone alone cannot tell a packet that
 * was dropped from a service that keeps silent.
 */
final class PhoneReportCheck {
    private final Checklist checklist;
    private final PhoneReport word;
    /** What the firewall's rules say of this very phone; empty where they let it in or nothing can be told. */
    private final Optional<FirewallCheck.Block> block;
    private final SelfTestAnswer selfTest;

    private PhoneReportCheck(Checklist checklist, PhoneReport word) {
        this.checklist = checklist;
        this.word = word;
        this.selfTest = new SelfTestAnswer(checklist, word);
        // Rules are judged for the chosen address alone; another one may belong to an adapter that is treated otherwise.
        this.block = checklist.facts.chosen().map(LanAddress.Chosen::address)
                .filter(own -> own.inet().equals(word.asked()))
                .flatMap(own -> FirewallCheck.blockOf(checklist, word.phone()));
    }

    static Outcome judge(Checklist checklist, PhoneReport word) {
        var check = new PhoneReportCheck(checklist, word);
        return check.notEachTime().orElseGet(check::outcome);
    }

    /**
     * A browser waits for the head of an answer, and not every one can tell that its end does not come; nor does every
     * one tell how often it had to ask.
     */
    private Optional<Outcome> notEachTime() {
        return word.attempt() instanceof PhoneAttempt.GotThrough && !word.contradicted()
                ? selfTest.unfinished().or(selfTest::intermittent)
                : Optional.empty();
    }

    private Outcome outcome() {
        return switch (word.attempt()) {
            case PhoneAttempt.GotThrough through -> gotThrough(through);
            case PhoneAttempt.Intermittent some -> word.contradicted() ? contradicted() : intermittent(some);
            case PhoneAttempt.Unfinished began -> word.contradicted() ? contradicted()
                    : word.connected() ? selfTest.sharedFailure().orElseGet(this::connected)
                    : problem(FindingId.PHONE_GOT_NO_ANSWER);
            case PhoneAttempt.NotTried(Message why) -> new Outcome.Skipped(why);
            case PhoneAttempt.TimedOut timedOut -> timedOut();
            case PhoneAttempt.FailedFast failed -> failedFast();
            case PhoneAttempt.Refused refused -> refused();
            case PhoneAttempt.Unreachable unreachable -> unreachable();
        };
    }

    /** Whoever has the page's address can say so: it counts as far as this machine saw it, or could not have seen it. */
    private Outcome gotThrough(PhoneAttempt.GotThrough through) {
        return word.contradicted() ? contradicted()
                : word.wordAlone() ? new Outcome.Warning(Message.of("path.hop.phone-word-alone", through.median()),
                Cause.observed(FindingId.PHONE_WORD_ALONE, Severity.WARN, "").seen(PhoneTexts.evidence(word))
                        .fixedBy(PhoneRemedies.of(FindingId.PHONE_WORD_ALONE, checklist)))
                : new Outcome.Ok(selfTest.error()
                        .map(error -> Message.of("path.hop.phone-got-through-to-error", through.median(), error))
                        .orElseGet(() -> Message.of("path.hop.phone-got-through", through.median())));
    }

    private Outcome contradicted() {
        List<Message> evidence = new ArrayList<>(PhoneTexts.evidence(word));
        block.ifPresent(by -> evidence.addAll(by.cause().evidence()));
        return new Outcome.Problem(Message.of("path.hop.phone-contradicted"),
                cause(FindingId.PHONE_CONTRADICTED).seen(evidence));
    }

    /** An app meets the requests that fail as often as the phone did: what let the others in does not heal it. */
    private Outcome intermittent(PhoneAttempt.Intermittent some) {
        return new Outcome.Problem(Message.of("path.hop.intermittent-answers", some.answered(), some.tries()),
                Cause.observed(FindingId.INTERMITTENT_ANSWERS, Severity.FAIL, some.answered() + "/" + some.tries(),
                        some.answered(), some.tries()).seen(PhoneTexts.evidence(word))
                        .fixedBy(PhoneRemedies.of(FindingId.INTERMITTENT_ANSWERS, checklist)));
    }

    private Outcome timedOut() {
        return switch (word.seen()) {
            case Fact.Known<PacketFate>(PacketFate.Connected seen) ->
                selfTest.sharedFailure().orElseGet(this::connected);
            case Fact.Known<PacketFate>(PacketFate.Refused seen) -> problem(FindingId.PHONE_REFUSED);
            case Fact.Known<PacketFate>(PacketFate.Dropped seen) -> dropped(seen);
            case Fact.Known<PacketFate>(PacketFate.Unanswered seen) -> problem(FindingId.ARRIVED_NO_ANSWER);
            case Fact.Known<PacketFate>(PacketFate.Arrived seen) -> blockedElse(FindingId.ARRIVED_NO_ANSWER);
            case Fact.Known<PacketFate>(PacketFate.NeverArrived seen) -> neverArrived();
            case Fact.Known<PacketFate>(PacketFate.NoConnection seen) -> blockedElse(FindingId.PHONE_TIMED_OUT);
            case Fact.Unknown<PacketFate>(Message cause) -> blockedElse(FindingId.PHONE_TIMED_OUT);
        };
    }

    /** A packet that is dropped in silence never fails at once, so only a rule that rejects explains it. */
    private Outcome failedFast() {
        return switch (word.seen()) {
            case Fact.Known<PacketFate>(PacketFate.Connected seen) -> connectedAndOver();
            case Fact.Known<PacketFate>(PacketFate.Refused seen) -> problem(FindingId.PHONE_REFUSED);
            case Fact.Known<PacketFate>(PacketFate.Dropped seen) -> dropped(seen);
            case Fact.Known<PacketFate>(PacketFate.Unanswered seen) -> rejectedOrFailed();
            case Fact.Known<PacketFate>(PacketFate.Arrived seen) -> rejectedOrFailed();
            case Fact.Known<PacketFate>(PacketFate.NeverArrived seen) -> neverArrived();
            case Fact.Known<PacketFate>(PacketFate.NoConnection seen) -> rejectedOrFailed();
            case Fact.Unknown<PacketFate>(Message cause) -> rejectedOrFailed();
        };
    }

    private Outcome refused() {
        return switch (word.seen()) {
            case Fact.Known<PacketFate>(PacketFate.Connected seen) -> problem(FindingId.PHONE_REFUSED);
            case Fact.Known<PacketFate>(PacketFate.Refused seen) -> problem(FindingId.PHONE_REFUSED);
            case Fact.Known<PacketFate>(PacketFate.Dropped seen) -> dropped(seen);
            case Fact.Known<PacketFate>(PacketFate.Unanswered seen) -> rejectedElse(FindingId.PHONE_REFUSED);
            case Fact.Known<PacketFate>(PacketFate.Arrived seen) -> rejectedElse(FindingId.PHONE_REFUSED);
            case Fact.Known<PacketFate>(PacketFate.NeverArrived seen) -> neverArrived();
            case Fact.Known<PacketFate>(PacketFate.NoConnection seen) -> rejectedElse(FindingId.PHONE_REFUSED);
            case Fact.Unknown<PacketFate>(Message cause) -> rejectedElse(FindingId.PHONE_REFUSED);
        };
    }

    /** A rule that rejects may answer as a router would: that the host cannot be reached (ICMP, RFC 1812 5.2.7.1). */
    private Outcome unreachable() {
        return switch (word.seen()) {
            case Fact.Known<PacketFate>(PacketFate.Connected seen) -> problem(FindingId.PHONE_NO_ROUTE);
            case Fact.Known<PacketFate>(PacketFate.Refused seen) -> problem(FindingId.PHONE_NO_ROUTE);
            case Fact.Known<PacketFate>(PacketFate.Dropped seen) -> dropped(seen);
            case Fact.Known<PacketFate>(PacketFate.Unanswered seen) -> rejectedElse(FindingId.PHONE_NO_ROUTE);
            case Fact.Known<PacketFate>(PacketFate.Arrived seen) -> rejectedElse(FindingId.PHONE_NO_ROUTE);
            case Fact.Known<PacketFate>(PacketFate.NeverArrived seen) -> problem(FindingId.PHONE_NO_ROUTE);
            case Fact.Known<PacketFate>(PacketFate.NoConnection seen) -> rejectedElse(FindingId.PHONE_NO_ROUTE);
            case Fact.Unknown<PacketFate>(Message cause) -> rejectedElse(FindingId.PHONE_NO_ROUTE);
        };
    }

    /** A browser speaks HTTP alone: that it gets nothing out of another protocol is no fault. */
    private Outcome connected() {
        boolean onlyConnects = word.how() == PhoneReport.How.BROWSER && word.endpoint().healthPath().isEmpty();
        return onlyConnects ? new Outcome.Ok(Message.of("path.hop.phone-connected"))
                : problem(FindingId.PHONE_GOT_NO_ANSWER, selfTest.answeredHere());
    }

    /**
     * A browser does not say why it failed. Where this machine meets the same, that is why; where its answer bears what
     * makes a browser hide it, the phone got one. A good answer here that bears nothing of the kind excuses no failure.
     */
    private Outcome connectedAndOver() {
        boolean asksHttp = word.endpoint().healthPath().isPresent();
        Optional<Outcome> named = selfTest.sharedFailure();
        return named.isPresent() ? named.get()
                : asksHttp && word.how() == PhoneReport.How.BROWSER
                ? selfTest.hidden().or(selfTest::certificate).orElseGet(this::connected)
                // Who accepts and hangs up looks like this too.
                : asksHttp || selfTest.known() ? connected() : failedSomehow();
    }

    private Outcome rejectedOrFailed() {
        return rejected().or(selfTest::sharedFailure).orElseGet(this::failedSomehow);
    }

    private Outcome dropped(PacketFate.Dropped seen) {
        if (seen.by().equals(SecurityLog.STEALTH)) {
            // Windows drops what nobody listens for, rather than refuse it: no rule is to blame.
            return problem(FindingId.PHONE_REFUSED);
        }
        return block.<Outcome>map(this::blocked).orElseGet(() -> {
            Cause cause = Cause.observed(FindingId.DROPPED_ON_ARRIVAL, Severity.FAIL, seen.by(), seen.by(),
                    seen.where()).seen(PhoneTexts.evidence(word))
                    .fixedBy(PhoneRemedies.of(FindingId.DROPPED_ON_ARRIVAL, checklist));
            return new Outcome.Problem(Message.of("path.hop.dropped-on-arrival", seen.by()),
                    seen.confidence() == Confidence.OBSERVED ? cause : cause.inferred());
        });
    }

    /** Nothing was seen of it here: what kept it lies between the two, or on the phone. */
    private Outcome neverArrived() {
        return new Outcome.Problem(Message.of("path.hop.never-arrived"), cause(FindingId.NEVER_ARRIVED).inferred());
    }

    private Outcome failedSomehow() {
        return new Outcome.Unknown(word.endpoint().healthPath().isPresent()
                ? Message.of("path.hop.phone-failed-fast") : Message.of("path.hop.phone-failed-fast-raw"));
    }

    private Outcome blockedElse(FindingId otherwise) {
        return block.<Outcome>map(this::blocked).orElseGet(() -> problem(otherwise));
    }

    private Outcome rejectedElse(FindingId otherwise) {
        return rejected().orElseGet(() -> problem(otherwise));
    }

    private Optional<Outcome> rejected() {
        return block.filter(FirewallCheck.Block::rejected).map(this::blocked);
    }

    /** The firewall's own cause, with the phone's word behind it. */
    private Outcome blocked(FirewallCheck.Block by) {
        List<Message> evidence = new ArrayList<>(by.cause().evidence());
        evidence.addAll(PhoneTexts.evidence(word));
        return new Outcome.Problem(by.text(), by.cause().seen(evidence));
    }

    private Outcome problem(FindingId id) {
        return problem(id, Optional.empty());
    }

    private Outcome problem(FindingId id, Optional<Message> beside) {
        Cause cause = cause(id);
        return new Outcome.Problem(Message.of("path.hop." + id.id()), cause.seen(
                Stream.concat(cause.evidence().stream(), beside.stream()).toList()));
    }

    private Cause cause(FindingId id) {
        return Cause.observed(id, Severity.FAIL, "").seen(PhoneTexts.evidence(word))
                .fixedBy(PhoneRemedies.of(id, checklist));
    }
}
