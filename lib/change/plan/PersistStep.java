package change.plan;

import change.journal.RunId;
import firewall.Change;
import firewall.Persistence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How the changes of one run are made to outlast a restart, and what came of it.
 *
 * @param first   the number in the journal of the step that its changes are: {@code 6.1}, {@code 6.2}
 * @param results one for each change of {@link #changes}
 */
public record PersistStep(RunId run, int first, Persistence how, List<ApplyResult.Result> results) {

    public PersistStep {
        results = List.copyOf(results);
    }

    /** Nothing of it has been carried out. */
    public static PersistStep planned(RunId run, int first, Persistence how) {
        return new PersistStep(run, first, how,
                Collections.nCopies(changes(how).size(), new ApplyResult.NotTried()));
    }

    /** The same, carried out as far as it went: it stops at the first failure. */
    public PersistStep carriedOut(Applier applier) {
        var done = new ArrayList<ApplyResult.Result>();
        for (int i = 0; i < changes().size(); i++) {
            boolean failed = done.stream().anyMatch(ApplyResult.Failed.class::isInstance);
            done.add(failed ? new ApplyResult.NotTried() : applier.apply(run, id(i), changes().get(i)));
        }
        return new PersistStep(run, first, how, done);
    }

    public List<Change> changes() {
        return changes(how);
    }

    private static List<Change> changes(Persistence how) {
        return how instanceof Persistence.Kept(var way, var why, List<Change> changes) ? changes : List.of();
    }

    /** The name in the journal of the change at an index from 0. */
    public String id(int index) {
        return first + "." + (index + 1);
    }

    public Optional<ApplyResult.Failed> failure() {
        return results.stream().filter(ApplyResult.Failed.class::isInstance).map(ApplyResult.Failed.class::cast)
                .findFirst();
    }

    /** True where it waits to be carried out. */
    public boolean waits() {
        return results.stream().anyMatch(ApplyResult.NotTried.class::isInstance) && failure().isEmpty();
    }
}
