package change.lease;

import change.journal.RunId;
import java.util.Optional;
import text.Message;

/**
 * The terms on which a run's changes are made.
 *
 * @param guard takes back what is lent where this process cannot
 * @param page  names the run under which a page's port is opened for as long as the question is open
 * @param askedElsewhere true where the process that started this one asks whether the changes stay
 */
public record LeaseSetup(LeaseTerms terms, Guard guard, RunId page, boolean askedElsewhere) {

    /** Where this process asks, if anybody. */
    public LeaseSetup(LeaseTerms terms, Guard guard, RunId page) {
        this(terms, guard, page, false);
    }

    /** For good: nobody has to take anything back. */
    public static LeaseSetup none(RunId page) {
        return new LeaseSetup(LeaseTerms.NONE, (run, until) -> Optional.of(Message.of("change.nothing-lent")), page);
    }
}
