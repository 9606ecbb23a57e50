package change.run;

import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.JournalState;
import change.lease.Guard;
import change.lease.KeptWords;
import change.plan.Reverter;
import change.report.ChangeReport;
import java.time.Duration;
import java.util.function.Supplier;
import process.Fact;
import process.Moment;
import process.World;
import state.StateException;
import state.StateFolder;

/**
 * Puts right what a guard was to do that is there no more, since it was killed or the machine was restarted: takes back
 * what has fallen due, and sees to it that somebody is there for what will.
 */
public record OverdueLeases(World world, StateFolder folder, JournalCodec codec, Guard guard, Duration patience,
        ChangeReport report) {

    /**
     * Does nothing where nothing is lent.
     *
     * @param administrator whether this process may change the firewall; asked only where it has to
     * @throws StateException where the journal cannot be used
     */
    public void takeBack(Supplier<Fact<Boolean>> administrator) throws StateException {
        JournalState before = Journal.read(folder, codec);
        // Of a damaged journal, what was lent is known only once it is set aside.
        if (before.whole() && before.pending().isEmpty() || !administrator.get().equals(Fact.known(true))) {
            return;
        }
        try (Journal journal = Journal.open(folder, codec, report.document().tool(), world.now(), patience,
                report::say)) {
            Moment now = world.moment();
            new KeptWords(folder).believe(journal, now.at());
            report.overdue(new Reverter(world, journal, report::say).takeBack(journal.state().due(now), false));
            journal.state().pending().stream().filter(lease -> !lease.due(now)).findFirst()
                    .flatMap(lease -> guard.stand(lease.run(), lease.until())).ifPresent(report::say);
        }
    }
}
