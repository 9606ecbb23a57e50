package monitor.schedule;

import java.util.Optional;
import text.Message;

/** What became of something that a scheduler was told to do. */
public sealed interface SchedulerResult {

    /** Done, unless there is a reason why not. */
    static SchedulerResult unless(Optional<Message> refused) {
        return refused.<SchedulerResult>map(Refused::new).orElseGet(Done::new);
    }

    record Done() implements SchedulerResult { }

    /** It will be done at the next turn. */
    record Later() implements SchedulerResult { }

    /** @param why what failed, in the scheduler's words, and what would help */
    record Refused(Message why) implements SchedulerResult { }
}
