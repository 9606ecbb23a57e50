package change.lease;

import change.plan.Plan;
import inventory.Endpoint;
import java.time.Instant;
import java.util.List;
import text.Message;

/** Says whether a change may stay, once it is made: a person, or a phone that gets through. */
public interface Confirmation {

    /** What has to be let in besides, while the question is open: the port on which a phone can answer. */
    List<Endpoint> needs();

    /**
     * Returns when it is answered, and no later than the given moment.
     *
     * @param plan  what was carried out
     * @param until when it is taken back without an answer
     */
    Verdict await(Plan plan, Instant until);

    /** The answer. */
    sealed interface Verdict {

        record Keep(Message why) implements Verdict { }

        /** Also where nobody answered in time. */
        record TakeBack(Message why) implements Verdict { }
    }
}
