package change.journal;

import java.time.Instant;

/**
 * All that a run changes is taken back at a moment, unless the lease is kept before. It stands in the journal before
 * anything is changed. A run can have two: to be confirmed within minutes, and then to stay for an hour.
 *
 * @param until when it falls due
 */
public record Lease(Instant at, RunId run, String script, Instant until, LeasePurpose purpose) implements JournalLine {

    public Lease {
        ChangeEntry.requireScript(script);
        if (!until.isAfter(at)) {
            throw new IllegalArgumentException("a lease ends after it begins: " + at + " " + until);
        }
    }

    public boolean due(Instant now) {
        return !until.isAfter(now);
    }
}
