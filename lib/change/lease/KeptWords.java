package change.lease;

import change.journal.Journal;
import change.journal.Lease;
import change.journal.LeaseKept;
import change.journal.LeasePurpose;
import change.journal.RunId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import state.StateException;
import state.StateFolder;
import state.WordFolder;
import text.Message;

/**
 * That a lease is kept, said by the account for which an administrator's run made the change on Windows: that run's
 * journal is not for others to write. Whoever was asked for these rights may say so without being asked for them again;
 * nothing else can be said.
 *
 * @param folder whose journal it is about
 */
public record KeptWords(StateFolder folder) {

    /** Lets it be said of this run. */
    void open(RunId run) throws StateException {
        if (folder.ofMachine()) {
            new WordFolder(folder.path(), run.text()).open(folder.besides());
        }
    }

    /** Says so where the journal is an administrator's. @return why that could not be said */
    Optional<Message> say(RunId run, LeasePurpose purpose, LeaseKept.By by) {
        return folder.ofMachine() || folder.besides().isEmpty() ? Optional.empty()
                : new WordFolder(folder.besides().get(), run.text()).say(word(purpose, by));
    }

    /** Writes down what was said of leases that wait. Called before any of them is taken back. */
    public void believe(Journal journal, Instant now) throws StateException {
        if (!folder.ofMachine()) {
            return;
        }
        for (Lease lease : journal.state().pending()) {
            var words = new WordFolder(folder.path(), lease.run().text());
            Optional<LeaseKept.By> by = lease.purpose().canBeKept() ? Stream.of(LeaseKept.By.values())
                    .filter(one -> words.said(word(lease.purpose(), one))).findFirst() : Optional.empty();
            if (by.isPresent()) {
                journal.write(new LeaseKept(now, lease.run(), journal.script(), lease.purpose(), by.get()));
            }
        }
    }

    /** Nobody asks any more. */
    void close(RunId run) {
        if (folder.ofMachine()) {
            new WordFolder(folder.path(), run.text()).remove();
        }
    }

    private static String word(LeasePurpose purpose, LeaseKept.By by) {
        return purpose.id() + "-" + by.id();
    }
}
