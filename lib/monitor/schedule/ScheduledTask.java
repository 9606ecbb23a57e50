package monitor.schedule;

import java.util.Optional;
import java.util.OptionalLong;
import process.Fact;
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
public record ScheduledTask(boolean enabled, Optional<String> lastRun, OptionalLong lastResult,
        Optional<String> nextRun, Fact<LaunchCommand> launch) {

    /** An entry of which is known only what it starts. */
    static ScheduledTask of(Fact<LaunchCommand> launch) {
        return new ScheduledTask(true, Optional.empty(), OptionalLong.empty(), Optional.empty(), launch);
    }

    static Fact<LaunchCommand> unreadable() {
        return Fact.unknown(Message.of("schedule.no-definition"));
    }
}
