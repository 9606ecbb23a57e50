package change.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import process.BootTime;
import process.Moment;

/**
 * All that a run changes is taken back at a moment, unless the lease is kept before. It stands in the journal before
 * anything is changed. A run can have two: to be confirmed within minutes, and then to stay for an hour.
 *
 * @param until when it falls due
 * @param began the same moment as {@code at} by how long the machine had been up, so that a clock that is set makes it
 *              neither longer nor shorter; empty where that could not be told
 * @param partOf the run that this one serves, as a page does on which a phone confirms it: who undoes that one means
 *               both
 */
public record Lease(Instant at, RunId run, String script, Instant until, LeasePurpose purpose,
        Optional<BootTime> began, Optional<RunId> partOf) implements JournalLine {

    /** A clock is put right by so much without anybody noticing. */
    private static final Duration PUT_RIGHT = Duration.ofMinutes(1);

    public Lease {
        ChangeEntry.requireScript(script);
        if (!until.isAfter(at)) {
            throw new IllegalArgumentException("a lease ends after it begins: " + at + " " + until);
        }
        if (partOf.isPresent() && (purpose != LeasePurpose.PAGE || partOf.get().equals(run))) {
            throw new IllegalArgumentException("only a page is part of another run: " + run);
        }
    }

    /** Of a run of its own. */
    public Lease(Instant at, RunId run, String script, Instant until, LeasePurpose purpose, Optional<BootTime> began) {
        this(at, run, script, until, purpose, began, Optional.empty());
    }

    /** By the clock on the wall alone. */
    public Lease(Instant at, RunId run, String script, Instant until, LeasePurpose purpose) {
        this(at, run, script, until, purpose, Optional.empty());
    }

    public boolean due(Moment now) {
        return !left(now).isPositive();
    }

    /** How long until it falls due; not positive where it has. */
    public Duration left(Moment now) {
        Duration length = Duration.between(at, until);
        if (began.isPresent() && now.up().isPresent()) {
            if (began.get().boot().equals(now.up().get().boot())) {
                return length.minus(now.up().get().up().minus(began.get().up()));
            }
            Duration sinceStart = length.minus(now.up().get().up());
            Duration byClock = byClock(now.at());
            return sinceStart.compareTo(byClock) < 0 ? sinceStart : byClock;
        }
        return byClock(now.at());
    }

    /** A clock that shows a time before the beginning was set back, and nobody can tell by how much. */
    private Duration byClock(Instant now) {
        return now.isBefore(at.minus(PUT_RIGHT)) ? Duration.ZERO : Duration.between(now, until);
    }
}
