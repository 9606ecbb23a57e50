package path;

import inventory.Endpoint;
import java.util.List;
import java.util.Optional;
import text.Message;

/**
 * The whole path of one endpoint.
 *
 * @param hops one result for every {@link Hop}, in order
 */
public record ServicePath(Endpoint endpoint, List<HopResult> hops) {

    public ServicePath {
        hops = List.copyOf(hops);
    }

    public HopResult at(Hop hop) {
        return hops.get(hop.ordinal());
    }

    /** The first hop that a phone cannot get past. */
    public Optional<HopResult> broken() {
        return hops.stream().filter(result -> result.outcome() instanceof Outcome.Problem).findFirst();
    }

    /** Why it is broken; empty where it is not. */
    public Optional<Cause> cause() {
        return broken().map(result -> ((Outcome.Problem) result.outcome()).cause());
    }

    /** True where it answered this machine with bytes. */
    public boolean answers() {
        return hops.stream().flatMap(result -> result.reply().stream()).anyMatch(reply -> reply.took().isPresent());
    }

    /** The first hop at which it connects, and nothing proves that it answers. */
    public Optional<HopResult> unproven() {
        return hops.stream().filter(result -> result.outcome() instanceof Outcome.Warning(Message text, Cause cause)
                && cause.id() == FindingId.ANSWER_NOT_PROVEN).findFirst();
    }

    /** True where phones contradict each other, or what this machine saw. */
    public boolean contradicted() {
        return isCause(FindingId.PHONE_CONTRADICTED) || isCause(FindingId.PHONES_DIFFER);
    }

    /** How it stands with this endpoint alone. */
    public Diagnosis.Verdict verdict() {
        boolean broken = hops.stream().anyMatch(result -> result.outcome() instanceof Outcome.Problem(Message text,
                Cause cause) && cause.id() != FindingId.PHONE_CONTRADICTED);
        return broken ? Diagnosis.Verdict.FAIL
                : contradicted() ? Diagnosis.Verdict.CONTRADICTED
                : !unknown().isEmpty() ? Diagnosis.Verdict.UNKNOWN
                : hops.stream().anyMatch(result -> result.outcome() instanceof Outcome.Warning) ? Diagnosis.Verdict.WARN
                : Diagnosis.Verdict.OK;
    }

    /** True where no hop was looked at, each for a reason: then nothing is known of it, neither good nor bad. */
    public boolean untested() {
        return hops.stream().allMatch(result -> result.outcome() instanceof Outcome.Skipped);
    }

    /**
     * True where a phone got through in this run, at the address that the app uses, and no other one did not; by its
     * word alone where this machine could not see it.
     */
    public boolean provenByPhone() {
        return askedNow() && (at(Hop.PHONE).outcome() instanceof Outcome.Ok || isCause(FindingId.PHONE_WORD_ALONE));
    }

    /** True where phones got answers to some of their requests in this run, and to others none. */
    public boolean intermittentFromPhone() {
        return askedNow() && isCause(FindingId.INTERMITTENT_ANSWERS);
    }

    /** True where this machine saw a phone get through in this run, whatever others met. */
    public boolean seenFromPhone() {
        return askedNow() && (at(Hop.PHONE).outcome() instanceof Outcome.Ok || isCause(FindingId.PHONES_DIFFER)
                && at(Hop.PHONE).phone().stream().flatMap(reports -> reports.words().stream())
                .anyMatch(PhoneReport::connected));
    }

    /** True where this machine saw the connection of a phone that got something back in this run. */
    public boolean connectedFromPhone() {
        return seenFromPhone() || intermittentFromPhone() && at(Hop.PHONE).phone().stream()
                .flatMap(reports -> reports.words().stream()).anyMatch(PhoneReport::connected);
    }

    private boolean askedNow() {
        return at(Hop.PHONE).phone().filter(reports -> reports.age().isEmpty()).isPresent();
    }

    /** Of the phones' hop. */
    private boolean isCause(FindingId id) {
        return switch (at(Hop.PHONE).outcome()) {
            case Outcome.Problem(Message text, Cause cause) -> cause.id() == id;
            case Outcome.Warning(Message text, Cause cause) -> cause.id() == id;
            case Outcome.Ok ok -> false;
            case Outcome.Skipped skipped -> false;
            case Outcome.Unknown unknown -> false;
        };
    }

    /**
     * The hops of which nothing could be told and that no later hop makes up for: a service that answers with bytes
     * runs and listens, whether or not Docker told us so, and a phone that got through was let in.
     */
    public List<HopResult> unknown() {
        int proven = -1;
        for (Hop answering : List.of(Hop.LOOPBACK, Hop.ADDRESS)) {
            // A warning there is about how it answers, and says itself what is in doubt.
            if (at(answering).outcome() instanceof Outcome.Ok || at(answering).outcome() instanceof Outcome.Warning) {
                proven = answering.ordinal();
            }
        }
        int last = provenByPhone() || seenFromPhone() ? Hop.PHONE.ordinal() : proven;
        return hops.stream()
                .filter(result -> result.outcome() instanceof Outcome.Unknown && result.hop().ordinal() > last)
                .toList();
    }
}
