package change.lease;

import change.journal.ChangeKinds;
import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.JournalState;
import change.journal.Lease;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import process.Fact;
import process.Os;
import process.World;
import state.ProcessLock;
import state.StateException;
import state.StateFolder;
import text.DueTime;
import text.Message;

/**
 * Looks whether what is lent is looked after, and changes nothing: any command can tell then that a guard was killed,
 * or could not do its work. Where there is no journal, that is one look at the disk.
 */
public record LeaseCheck(World world, StateFolder folder, JournalCodec codec) {

    /** A guard looks each second, waits for whoever has the journal, and tries again; a task of Windows each minute. */
    static final Duration USUAL = Duration.ofMinutes(2);

    /** With the journal of this account; nothing where another machine, or another time, answers. */
    public static Optional<Message> ofThisProcess(World world) {
        if (!world.live() || !(StateFolder.ofThisProcess() instanceof Fact.Known<StateFolder>(StateFolder folder))
                || !Files.exists(folder.journal(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return new LeaseCheck(world, folder, ChangeKinds.all()).problem();
    }

    /** What somebody should know and do; empty where all is as it should be. */
    public Optional<Message> problem() {
        try {
            JournalState journal = Journal.read(folder, codec);
            if (overlooked(journal).isPresent()) {
                // A guard that has just ended left before it let go of its lock.
                journal = Journal.read(folder, codec);
            }
            Optional<Message> overlooked = overlooked(journal);
            return overlooked.isPresent() ? overlooked : damaged(journal);
        } catch (StateException e) {
            return switch (e.reason()) {
                case REFUSED -> Optional.of(e.why());
                // Whoever has no rights there, or meets another run, is told by the command that needs the journal.
                case IO, HELD -> Optional.empty();
            };
        }
    }

    private Optional<Message> overlooked(JournalState journal) throws StateException {
        List<Lease> pending = journal.pending();
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        boolean guarded = world.os() != Os.LINUX || ProcessLock.isHeld(folder.guardLock());
        Duration usual = guarded ? USUAL : Duration.ZERO;
        for (Lease lease : pending) {
            if (!lease.left(world.moment()).plus(usual).isPositive()) {
                return Optional.of(Message.of("change.notice-overdue", lease.run().text(),
                        DueTime.time(lease.until(), world.now())));
            }
        }
        Lease next = pending.getFirst();
        return guarded ? Optional.empty() : Optional.of(Message.of("change.notice-unguarded", next.run().text(),
                DueTime.time(next.until(), world.now())));
    }

    /** Most journals are whole, and are read once. */
    private Optional<Message> damaged(JournalState journal) {
        try {
            return journal.whole() && !Journal.hasAsides(folder) ? Optional.empty()
                    : Journal.damages(folder, codec).stream().findFirst()
                    .map(first -> Message.of("change.notice-damaged", first.place()));
        } catch (StateException e) {
            return Optional.empty();
        }
    }
}
