package change.lease;

import change.plan.Plan;
import inventory.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import state.StateException;
import text.Message;

/** Says whether a change may stay, once it is made: a person, or a phone that gets through. */
public interface Confirmation {

    /** What has to be let in besides, while the question is open: the port on which a phone can answer. */
    List<Endpoint> needs();

    /**
     * Puts the question where somebody can answer it, and returns when it is answered or the time is over.
     *
     * @param plan   what was carried out
     * @param within how long there is to answer, from the moment at which the question is there
     * @param asking told of that moment
     * @throws StateException where the journal cannot be used
     */
    Verdict await(Plan plan, Duration within, Asking asking) throws StateException;

    /** Clears the terminal for what is said next. The process may be ending while somebody still waits. */
    default void leave() { }

    /** Until now nobody could answer, however long it took to come this far. */
    @FunctionalInterface
    interface Asking {
        /**
         * The question is on the screen, so the time to answer begins.
         *
         * @return when it ends; empty where there is nothing to ask any more, as after somebody else's rollback
         * @throws StateException where the journal cannot be used, so that nothing could be kept
         */
        Optional<Instant> begin() throws StateException;
    }

    /** The answer. */
    sealed interface Verdict {

        record Keep(Message why) implements Verdict { }

        /** Also where nobody answered in time. */
        record TakeBack(Message why) implements Verdict { }
    }
}
