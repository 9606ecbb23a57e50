package change;

import firewall.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The journal's entries with the question they exist to answer: what may be in effect now? */
public record Ledger(List<Entry> entries) {

    public Ledger {
        entries = List.copyOf(entries);
    }

    /**
     * A change that was announced and not yet taken back.
     *
     * @param since when it was announced
     * @param last  the newest thing known of it
     */
    public record Item(RunId run, String step, Change change, Instant since, Entry last) {

        /** True for the same change, whatever has become of it since. */
        public boolean same(Item other) {
            return run.equals(other.run) && step.equals(other.step);
        }
    }

    /** What may be in effect, newest first: the order in which it has to be taken back. */
    public List<Item> open() {
        record Key(RunId run, String step) { }
        Map<Key, Item> items = new LinkedHashMap<>();
        for (Entry entry : entries) {
            var key = new Key(entry.run(), entry.step());
            switch (entry.event()) {
                case UNDONE -> items.remove(key);
                case INTENDED, DONE, FAILED, UNDOING -> items.merge(key,
                        new Item(entry.run(), entry.step(), entry.change(), entry.at(), entry),
                        (first, now) -> new Item(first.run(), first.step(), first.change(), first.since(), entry));
            }
        }
        return new ArrayList<>(items.values()).reversed();
    }

    Ledger with(Entry entry) {
        var all = new ArrayList<>(entries);
        all.add(entry);
        return new Ledger(all);
    }
}
