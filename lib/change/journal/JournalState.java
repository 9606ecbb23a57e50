package change.journal;

import firewall.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import process.Moment;

/**
 * The journal's lines with the questions they exist to answer: what may be in effect now, and for how long?
 *
 * @param whole false where other lines are damaged, so that more may be in effect than these say
 */
public record JournalState(List<JournalLine> lines, boolean whole) {

    public JournalState {
        lines = List.copyOf(lines);
    }

    public JournalState(List<JournalLine> lines) {
        this(lines, true);
    }

    /**
     * A change that was announced and not yet taken back.
     *
     * @param since when it was announced
     * @param last  the newest thing known of it
     * @param lease under which it is taken back by itself; empty where it is to last
     */
    public record Item(RunId run, String step, Change change, Instant since, ChangeEntry last, Optional<Lease> lease) {

        /** True for the same change, whatever has become of it since. */
        public boolean same(Item other) {
            return run.equals(other.run) && step.equals(other.step);
        }
    }

    /** What happened to changes. */
    public List<ChangeEntry> entries() {
        return lines.stream().filter(ChangeEntry.class::isInstance).map(ChangeEntry.class::cast).toList();
    }

    /** What may be in effect, newest first: the order in which it has to be taken back. */
    public List<Item> open() {
        record Key(RunId run, String step) { }
        Map<Key, Item> items = new LinkedHashMap<>();
        List<Lease> lent = lent();
        for (ChangeEntry entry : entries()) {
            var key = new Key(entry.run(), entry.step());
            switch (entry.event()) {
                case UNDONE -> items.remove(key);
                case INTENDED, DONE, FAILED, UNDOING -> items.merge(key,
                        new Item(entry.run(), entry.step(), entry.change(), entry.at(), entry,
                        first(entry.run(), lent)),
                        (first, now) -> new Item(first.run(), first.step(), first.change(), first.since(), entry,
                                first.lease()));
            }
        }
        return new ArrayList<>(items.values()).reversed();
    }

    private static Optional<Lease> first(RunId run, List<Lease> leases) {
        return leases.stream().filter(lease -> lease.run().equals(run)).min(Comparator.comparing(Lease::until));
    }

    /** What may be in effect of one run, newest first. */
    public List<Item> open(RunId run) {
        return open().stream().filter(item -> item.run().equals(run)).toList();
    }

    /** What may be in effect of one run and of those that serve it, newest first: what somebody means who undoes it. */
    public List<Item> openWithParts(RunId run) {
        Set<RunId> parts = lines.stream().filter(Lease.class::isInstance).map(Lease.class::cast)
                .filter(lease -> lease.partOf().equals(Optional.of(run))).map(Lease::run).collect(Collectors.toSet());
        return open().stream().filter(item -> item.run().equals(run) || parts.contains(item.run())).toList();
    }

    /** The leases that nobody kept, oldest first, whether anything is in effect or not. */
    public List<Lease> lent() {
        record Key(RunId run, LeasePurpose purpose) { }
        Map<Key, Lease> leases = new LinkedHashMap<>();
        for (JournalLine line : lines) {
            switch (line) {
                case Lease lease -> leases.put(new Key(lease.run(), lease.purpose()), lease);
                case LeaseKept kept -> leases.remove(new Key(kept.run(), kept.purpose()));
                case ChangeEntry entry -> { }
            }
        }
        return List.copyOf(leases.values());
    }

    /** The leases that nobody kept, of runs of which something may be in effect; oldest first. */
    public List<Lease> pending() {
        Set<RunId> runs = open().stream().map(Item::run).collect(Collectors.toSet());
        return lent().stream().filter(lease -> runs.contains(lease.run())).toList();
    }

    /** True where somebody has said already that this run's changes stay. */
    public boolean kept(RunId run, LeasePurpose purpose) {
        return lines.stream().anyMatch(line -> line instanceof LeaseKept kept && kept.run().equals(run)
                && kept.purpose() == purpose);
    }

    /** When what is in effect of this run is taken back; empty where it is to last. */
    public Optional<Instant> until(RunId run) {
        return first(run, pending()).map(Lease::until);
    }

    /** What has to be taken back by now, newest first. */
    public List<Item> due(Moment now) {
        Set<RunId> due = pending().stream().filter(lease -> lease.due(now)).map(Lease::run).collect(Collectors.toSet());
        return open().stream().filter(item -> due.contains(item.run())).toList();
    }

    /** True where something of this run may be in effect for a time, and the time has not passed. */
    public boolean lent(RunId run, Moment now) {
        List<Lease> leases = pending().stream().filter(lease -> lease.run().equals(run)).toList();
        return !leases.isEmpty() && leases.stream().noneMatch(lease -> lease.due(now));
    }

    JournalState with(JournalLine line) {
        var all = new ArrayList<>(lines);
        all.add(line);
        return new JournalState(all, whole);
    }
}
