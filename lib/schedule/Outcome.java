package schedule;

import text.Message;

/** What became of something that a scheduler was told to do. */
public sealed interface Outcome {

    record Done() implements Outcome { }

    /** It will be done at the next turn. */
    record Later() implements Outcome { }

    /** @param why what failed, in the scheduler's words, and what would help */
    record Refused(Message why) implements Outcome { }
}
