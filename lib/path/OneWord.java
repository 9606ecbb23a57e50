package path;

import fact.Fact;
import firewall.windows.DropEvents;
import host.LanAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import text.Message;

/**
 * What one word of a phone comes to: how it fared, set against what this machine saw of its packet and against what the
 * firewall would do with it. A cause is named only where one of these says so; a phone alone cannot tell a packet that
 * was dropped from a service that keeps silent.
 */
final class OneWord {
    private final Walk walk;
    private final PhoneWord word;
    /** What the firewall's rules say of this very phone; empty where they let it in or nothing can be told. */
    private final Optional<FirewallHop.Block> block;

    private OneWord(Walk walk, PhoneWord word) {
        this.walk = walk;
        this.word = word;
        // Rules are judged for the chosen address alone; another one may belong to an adapter that is treated otherwise.
        this.block = walk.facts.chosen().map(LanAddress.Chosen::address)
                .filter(own -> own.inet().equals(word.asked()))
                .flatMap(own -> FirewallHop.blockOf(walk, word.phone()));
    }

    static Outcome judge(Walk walk, PhoneWord word) {
        return new OneWord(walk, word).outcome();
    }

    private Outcome outcome() {
        return switch (word.tried()) {
            case Tried.GotThrough through ->
                new Outcome.Ok(Message.of("path.hop.phone-got-through", through.median()));
            case Tried.NotTried(Message why) -> new Outcome.Skipped(why);
            case Tried.TimedOut timedOut -> timedOut();
            case Tried.FailedFast failed -> failedFast();
            case Tried.Refused refused -> refused();
            case Tried.Unreachable unreachable -> unreachable();
        };
    }

    private Outcome timedOut() {
        return switch (word.seen()) {
            case Fact.Known<Sighting>(Sighting.Connected seen) -> connected();
            case Fact.Known<Sighting>(Sighting.Refused seen) -> problem(FindingId.PHONE_REFUSED);
            case Fact.Known<Sighting>(Sighting.Dropped seen) -> dropped(seen);
            case Fact.Known<Sighting>(Sighting.Unanswered seen) -> problem(FindingId.ARRIVED_NO_ANSWER);
            case Fact.Known<Sighting>(Sighting.Arrived seen) -> blockedElse(FindingId.ARRIVED_NO_ANSWER);
            case Fact.Known<Sighting>(Sighting.NeverArrived seen) -> neverArrived();
            case Fact.Unknown<Sighting>(Message cause) -> blockedElse(FindingId.PHONE_TIMED_OUT);
        };
    }

    /** A packet that is dropped in silence never fails at once, so only a rule that rejects explains it. */
    private Outcome failedFast() {
        return switch (word.seen()) {
            case Fact.Known<Sighting>(Sighting.Connected seen) -> connectedAndOver();
            case Fact.Known<Sighting>(Sighting.Refused seen) -> problem(FindingId.PHONE_REFUSED);
            case Fact.Known<Sighting>(Sighting.Dropped seen) -> dropped(seen);
            case Fact.Known<Sighting>(Sighting.Unanswered seen) -> rejected().orElseGet(this::failedSomehow);
            case Fact.Known<Sighting>(Sighting.Arrived seen) -> rejected().orElseGet(this::failedSomehow);
            case Fact.Known<Sighting>(Sighting.NeverArrived seen) -> neverArrived();
            case Fact.Unknown<Sighting>(Message cause) -> rejected().orElseGet(this::failedSomehow);
        };
    }

    private Outcome refused() {
        return switch (word.seen()) {
            case Fact.Known<Sighting>(Sighting.Connected seen) -> problem(FindingId.PHONE_REFUSED);
            case Fact.Known<Sighting>(Sighting.Refused seen) -> problem(FindingId.PHONE_REFUSED);
            case Fact.Known<Sighting>(Sighting.Dropped seen) -> dropped(seen);
            case Fact.Known<Sighting>(Sighting.Unanswered seen) -> rejectedElse(FindingId.PHONE_REFUSED);
            case Fact.Known<Sighting>(Sighting.Arrived seen) -> rejectedElse(FindingId.PHONE_REFUSED);
            case Fact.Known<Sighting>(Sighting.NeverArrived seen) -> neverArrived();
            case Fact.Unknown<Sighting>(Message cause) -> rejectedElse(FindingId.PHONE_REFUSED);
        };
    }

    /** A rule that rejects may answer as a router would: that the host cannot be reached (ICMP, RFC 1812 5.2.7.1). */
    private Outcome unreachable() {
        return switch (word.seen()) {
            case Fact.Known<Sighting>(Sighting.Connected seen) -> problem(FindingId.PHONE_NO_ROUTE);
            case Fact.Known<Sighting>(Sighting.Refused seen) -> problem(FindingId.PHONE_NO_ROUTE);
            case Fact.Known<Sighting>(Sighting.Dropped seen) -> dropped(seen);
            case Fact.Known<Sighting>(Sighting.Unanswered seen) -> rejectedElse(FindingId.PHONE_NO_ROUTE);
            case Fact.Known<Sighting>(Sighting.Arrived seen) -> rejectedElse(FindingId.PHONE_NO_ROUTE);
            case Fact.Known<Sighting>(Sighting.NeverArrived seen) -> problem(FindingId.PHONE_NO_ROUTE);
            case Fact.Unknown<Sighting>(Message cause) -> rejectedElse(FindingId.PHONE_NO_ROUTE);
        };
    }

    /** A browser speaks HTTP alone: that it gets nothing out of another protocol is no fault. */
    private Outcome connected() {
        boolean onlyConnects = word.how() == PhoneWord.How.BROWSER && word.endpoint().service().health().isEmpty();
        return onlyConnects ? new Outcome.Ok(Message.of("path.hop.phone-connected"))
                : problem(FindingId.PHONE_GOT_NO_ANSWER);
    }

    /**
     * A browser keeps some answers to itself and calls them a failure: one with Cross-Origin-Resource-Policy, one that
     * leads elsewhere (Fetch Standard). Where this machine gets a good answer at the same address, that is what it was.
     */
    private Outcome connectedAndOver() {
        boolean wellHere = walk.facts.wellAnsweredOnLan(word.endpoint());
        return word.how() == PhoneWord.How.BROWSER && word.endpoint().service().health().isPresent() && wellHere
                ? new Outcome.Ok(Message.of("path.hop.phone-kept-to-itself")) : connected();
    }

    private Outcome dropped(Sighting.Dropped seen) {
        if (seen.by().equals(DropEvents.STEALTH)) {
            // Windows drops what nobody listens for, rather than refuse it: no rule is to blame.
            return problem(FindingId.PHONE_REFUSED);
        }
        return block.<Outcome>map(this::blocked).orElseGet(() -> {
            Cause cause = Cause.observed(FindingId.DROPPED_ON_ARRIVAL, Severity.FAIL, seen.by(), seen.by(),
                    seen.where()).seen(InWords.evidence(word))
                    .mendedBy(PhoneRemedies.of(FindingId.DROPPED_ON_ARRIVAL, walk));
            return new Outcome.Problem(Message.of("path.hop.dropped-on-arrival", seen.by()),
                    seen.confidence() == Confidence.OBSERVED ? cause : cause.inferred());
        });
    }

    /** Nothing was seen of it here: what kept it lies between the two, or on the phone. */
    private Outcome neverArrived() {
        return new Outcome.Problem(Message.of("path.hop.never-arrived"), cause(FindingId.NEVER_ARRIVED).inferred());
    }

    private Outcome failedSomehow() {
        return new Outcome.Unknown(word.endpoint().service().health().isPresent()
                ? Message.of("path.hop.phone-failed-fast") : Message.of("path.hop.phone-failed-fast-raw"));
    }

    private Outcome blockedElse(FindingId otherwise) {
        return block.<Outcome>map(this::blocked).orElseGet(() -> problem(otherwise));
    }

    private Outcome rejectedElse(FindingId otherwise) {
        return rejected().orElseGet(() -> problem(otherwise));
    }

    private Optional<Outcome> rejected() {
        return block.filter(FirewallHop.Block::rejected).map(this::blocked);
    }

    /** The firewall's own cause, with the phone's word behind it. */
    private Outcome blocked(FirewallHop.Block by) {
        List<Message> evidence = new ArrayList<>(by.cause().evidence());
        evidence.addAll(InWords.evidence(word));
        return new Outcome.Problem(by.text(), by.cause().seen(evidence));
    }

    private Outcome problem(FindingId id) {
        return new Outcome.Problem(Message.of("path.hop." + id.id()), cause(id));
    }

    private Cause cause(FindingId id) {
        return Cause.observed(id, Severity.FAIL, "").seen(InWords.evidence(word))
                .mendedBy(PhoneRemedies.of(id, walk));
    }
}
