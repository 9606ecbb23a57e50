package change.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import state.AtomicFile;
import state.PrivateFile;
import state.RollingLog;
import state.StateException;
import state.StateFolder;

/**
 * A journal without what has been settled for longest. Settled is what can never again decide anything: the lines of a
 * run of which nothing may be in effect, and of a change that may be, all but its first line, which says since when,
 * and its last. The newest settled runs stay, so that what is asked of them by name is still known.
 *
 * <p>What is left out goes to the end of {@link StateFolder#history()} first. Only then does a whole new journal take
 * the place of the old one, in one step: a process killed at any instant leaves the one or the other, and perhaps lines
 * in the history that are still in the journal too. Whoever does this holds the journal's lock.
 *
 * @param kept    the lines of the new journal
 * @param settled the lines that are left out
 */
record Compaction(List<String> kept, List<String> settled) {

    /** Bytes: some three hundred changes, made and taken back. */
    static final long SETTLED_AT_MOST = 256 << 10;

    /** Bytes of settled runs that stay. Far below the other, so that a journal is not written anew at each run. */
    static final long SETTLED_KEPT = 64 << 10;

    /** Bytes; and as many in the older one beside it. */
    private static final long HISTORY = 1 << 20;

    /** A change within its run. */
    private record Key(RunId run, String step) {
        static Key of(ChangeEntry entry) {
            return new Key(entry.run(), entry.step());
        }
    }

    /** Empty where little is settled. */
    static Optional<Compaction> of(JournalState journalState, JournalCodec codec) {
        List<String> lines = journalState.lines().stream().map(codec::line).toList();
        BitSet stays = needed(journalState);
        Map<RunId, Long> settled = new LinkedHashMap<>();
        long size = 0;
        for (int i = stays.nextClearBit(0); i < lines.size(); i = stays.nextClearBit(i + 1)) {
            long bytes = lines.get(i).getBytes(StandardCharsets.UTF_8).length + 1;
            size += bytes;
            // Taken out and put in again: the run of the latest line comes last.
            Long before = settled.remove(journalState.lines().get(i).run());
            settled.put(journalState.lines().get(i).run(), bytes + (before == null ? 0 : before));
        }
        if (size <= SETTLED_AT_MOST) {
            return Optional.empty();
        }
        Set<RunId> newest = newest(settled, runs(journalState));
        for (int i = 0; i < lines.size(); i++) {
            if (newest.contains(journalState.lines().get(i).run())) {
                stays.set(i);
            }
        }
        var kept = new ArrayList<String>();
        var left = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            (stays.get(i) ? kept : left).add(lines.get(i));
        }
        return Optional.of(new Compaction(List.copyOf(kept), List.copyOf(left)));
    }

    /** The lines on which what may be in effect, and for how long, depends. */
    private static BitSet needed(JournalState journalState) {
        Set<RunId> open = runs(journalState);
        var needed = new BitSet();
        Map<Key, Integer> first = new HashMap<>();
        Map<Key, Integer> last = new HashMap<>();
        for (int i = 0; i < journalState.lines().size(); i++) {
            switch (journalState.lines().get(i)) {
                case ChangeEntry entry -> {
                    if (entry.event() == ChangeEvent.UNDONE) {
                        first.remove(Key.of(entry));
                        last.remove(Key.of(entry));
                    } else {
                        first.putIfAbsent(Key.of(entry), i);
                        last.put(Key.of(entry), i);
                    }
                }
                case Lease lease -> needed.set(i, open.contains(lease.run()));
                case LeaseKept kept -> needed.set(i, open.contains(kept.run()));
            }
        }
        first.values().forEach(needed::set);
        last.values().forEach(needed::set);
        return needed;
    }

    /** Those of which something may be in effect. */
    private static Set<RunId> runs(JournalState journalState) {
        var runs = new HashSet<RunId>();
        journalState.open().forEach(item -> runs.add(item.run()));
        return runs;
    }

    /** Whole runs only: half of one would say what is not true of it. */
    private static Set<RunId> newest(Map<RunId, Long> settled, Set<RunId> open) {
        var newest = new HashSet<RunId>();
        long size = 0;
        for (RunId run : new ArrayList<>(settled.keySet()).reversed()) {
            if (!open.contains(run)) {
                size += settled.get(run);
                if (size > SETTLED_KEPT) {
                    break;
                }
                newest.add(run);
            }
        }
        return newest;
    }

    /** @throws IOException where the journal is as it was */
    void carryOut(StateFolder folder, Disk disk) throws IOException, StateException {
        var history = RollingLog.in(folder, folder.history(), HISTORY);
        for (String line : settled) {
            history.append(line);
        }
        AtomicFile.removeLeftovers(folder.journal());
        Path fresh = PrivateFile.temporary(folder, folder.journal().getFileName() + ".", AtomicFile.SUFFIX);
        try {
            try (FileChannel channel = PrivateFile.open(fresh, StandardOpenOption.WRITE)) {
                disk.append(channel, (String.join("\n", kept) + (kept.isEmpty() ? "" : "\n"))
                        .getBytes(StandardCharsets.UTF_8));
            }
            disk.replace(fresh, folder.journal());
        } finally {
            PrivateFile.remove(fresh);
        }
    }
}
