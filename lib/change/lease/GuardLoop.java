package change.lease;

import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.JournalReader;
import change.journal.JournalState;
import change.journal.Lease;
import change.journal.RunId;
import change.plan.Reverter;
import change.plan.RollbackResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import process.Moment;
import process.MonotonicClock;
import process.World;
import state.ProcessLock;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * What a guard does as long as it lives: waits for the moment at which a lease falls due, takes back what was changed
 * under it, and ends when nothing is lent any more. It knows what the journal says and nothing else.
 */
public final class GuardLoop {
    /** The name in the journal. */
    static final String SCRIPT = "guard";

    /** How often it looks: what is kept or taken back meanwhile should not leave a process behind for long. */
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** Another program may hold the firewall's lock for a while; after that, a person has to see why it does not work. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    /** The longest pause between two attempts. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /**
     * Attempts that have failed.
     *
     * @param first when the first was made, by {@link MonotonicClock#nanos}
     * @param next  when to try again
     */
    private record Attempts(int count, Duration first, Duration next) { }

    private final World world;
    private final StateFolder folder;
    private final JournalCodec codec;
    private final Consumer<Message> log;
    private final MonotonicClock clock;
    private final JournalReader reader;
    private final Map<RunId, Attempts> failed = new HashMap<>();
    private final Set<RunId> leftAlone = new HashSet<>();
    private Optional<Duration> unreadable = Optional.empty();

    /** @param log told of what is done, in a few lines */
    public GuardLoop(World world, StateFolder folder, JournalCodec codec, Consumer<Message> log, MonotonicClock clock) {
        this.world = world;
        this.folder = folder;
        this.codec = codec;
        this.log = log;
        this.clock = clock;
        this.reader = new JournalReader(folder, codec, clock::nanos);
    }

    /** Returns when nothing is lent any more, or a guard was there already. */
    public void serve() throws StateException, InterruptedException {
        Optional<ProcessLock> taken = lock();
        if (taken.isEmpty()) {
            return;
        }
        try (ProcessLock lock = taken.get()) {
            log.accept(Message.of("change.guard-there", Long.toString(ProcessHandle.current().pid())));
            for (Optional<Duration> pause = look(lock); pause.isPresent(); pause = look(lock)) {
                clock.rest(pause.get());
            }
        }
    }

    /** Somebody who looks whether a guard is there holds the lock for a moment. */
    private Optional<ProcessLock> lock() throws StateException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            Optional<ProcessLock> lock = ProcessLock.take(folder.guardLock(), SCRIPT, world.now());
            if (lock.isPresent()) {
                return lock;
            }
            clock.rest(Duration.ofMillis(50));
        }
        return Optional.empty();
    }

    /**
     * One look at the journal, and what follows from it. A bug of ours is no reason to leave: what it keeps from being
     * taken back is tried again, like what anything else keeps.
     *
     * @return how long to rest before the next; empty, and the lock is free, where there is nothing more to do
     */
    private Optional<Duration> look(ProcessLock lock) {
        try {
            JournalState journalState = reader.read();
            List<Lease> seen = waiting(journalState);
            if (journalState.whole() && !seen.isEmpty() && seen.stream().noneMatch(this::toTakeBackNow)) {
                unreadable = Optional.empty();
                return Optional.of(untilNext(seen));
            }
            try (Journal journal = Journal.open(folder, codec, SCRIPT, world.now(), Duration.ZERO, log)) {
                unreadable = Optional.empty();
                takeBack(journal);
                List<Lease> left = waiting(journal.state());
                if (!left.isEmpty()) {
                    return Optional.of(untilNext(left));
                }
                // Whoever lends something holds the journal, finds no guard then, and starts another one.
                lock.close();
                return Optional.empty();
            }
        } catch (StateException e) {
            return switch (e.reason()) {
                case HELD -> Optional.of(BETWEEN_LOOKS);
                case IO, REFUSED -> patience(lock, e.why());
            };
        } catch (RuntimeException e) {
            return patience(lock, Message.of("change.guard-bug", e.toString()));
        }
    }

    /** Until the next lease falls due, and no longer than until the next look. */
    private Duration untilNext(List<Lease> leases) {
        Moment now = world.moment();
        return leases.stream().map(lease -> lease.left(now))
                .filter(left -> left.isPositive() && left.compareTo(BETWEEN_LOOKS) < 0)
                .min(Duration::compareTo).map(left -> left.plusMillis(1)).orElse(BETWEEN_LOOKS);
    }

    /** Waits for somebody to put the journal right, and not for ever. */
    private Optional<Duration> patience(ProcessLock lock, Message why) {
        Duration now = passed();
        if (unreadable.isEmpty()) {
            unreadable = Optional.of(now);
            log.accept(why);
        }
        if (now.compareTo(unreadable.get().plus(PATIENCE)) < 0) {
            return Optional.of(BETWEEN_LOOKS);
        }
        log.accept(Message.of("change.guard-gives-up"));
        lock.close();
        return Optional.empty();
    }

    /** Since some moment, whatever the clock on the wall is set to meanwhile. */
    private Duration passed() {
        return Duration.ofNanos(clock.nanos());
    }

    private List<Lease> waiting(JournalState journalState) {
        return journalState.pending().stream().filter(lease -> !leftAlone.contains(lease.run())).toList();
    }

    private boolean toTakeBackNow(Lease lease) {
        Attempts attempts = failed.get(lease.run());
        return lease.due(world.moment()) && (attempts == null || passed().compareTo(attempts.next()) >= 0);
    }

    private void takeBack(Journal journal) {
        List<RunId> runs = waiting(journal.state()).stream().filter(this::toTakeBackNow).map(Lease::run).distinct()
                .toList();
        for (RunId run : runs.reversed()) {
            var back = new Reverter(world, journal, message -> { }).takeBack(journal.state().open(run), false);
            back.lines().forEach(line -> log.accept(said(line)));
            if (back.complete()) {
                failed.remove(run);
            } else {
                again(run, back);
            }
        }
    }

    /** What somebody changed since is not tried again: it is theirs. */
    private void again(RunId run, RollbackResult back) {
        Duration now = passed();
        Attempts before = failed.getOrDefault(run, new Attempts(0, now, now));
        boolean hopeless = back.lines().stream().noneMatch(line -> line.result() instanceof RollbackResult.Failed);
        if (hopeless || now.compareTo(before.first().plus(PATIENCE)) >= 0) {
            leftAlone.add(run);
            log.accept(Message.of("change.guard-left", run.text()));
            return;
        }
        Duration rest = Duration.ofSeconds(1L << Math.min(before.count(), 5));
        failed.put(run, new Attempts(before.count() + 1, before.first(),
                now.plus(rest.compareTo(LONGEST_PAUSE) < 0 ? rest : LONGEST_PAUSE)));
    }

    static Message said(RollbackResult.Line line) {
        Message what = line.item().change().what();
        return switch (line.result()) {
            case RollbackResult.Undone undone -> Message.of("change.undone", what);
            case RollbackResult.Gone gone -> Message.of("change.gone", what);
            case RollbackResult.Refused(Message why) -> Message.of("change.guard-not", what, why);
            case RollbackResult.Failed(Message why) -> Message.of("change.guard-not", what, why);
        };
    }
}
