package schedule;

import fact.Fact;
import java.util.Optional;
import java.util.OptionalLong;
import text.Message;

/**
 * What a scheduler says of our entry.
 *
 * @param enabled    false where somebody has switched it off
 * @param lastRun    in local time, {@code 2026-11-23 08:00:00}, or in the system's own words; empty where never or
 *                   not told
 * @param lastResult what the process ended with, or the scheduler's own code; empty where not told
 * @param nextRun    as {@code lastRun}
 * @param launch     what it starts
 */
public record Entry(boolean enabled, Optional<String> lastRun, OptionalLong lastResult, Optional<String> nextRun,
        Fact<Launch> launch) {

    /** An entry of which is known only what it starts. */
    static Entry of(Fact<Launch> launch) {
        return new Entry(true, Optional.empty(), OptionalLong.empty(), Optional.empty(), launch);
    }

    static Fact<Launch> unreadable() {
        return Fact.unknown(Message.of("schedule.no-definition"));
    }
}
