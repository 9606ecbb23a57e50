package phone.page;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import text.Message;

/**
 * One device, with the pages that it has open: reloaded, opened twice, brought back by the browser. Not thread-safe;
 * {@link Visitors} is.
 */
final class Visitor {
    /** Tabs of one browser; the one that was opened first is forgotten first. */
    private static final int MOST_PAGES = 4;

    /** What this machine makes of an endpoint. */
    record Verdict(Optional<Message> text, Optional<Message> word, PageServer.Standing standing) { }

    private static final class Page {
        private long heardAt;
        private int rounds;
        private boolean lost;
        private boolean knowsTheEnd;

        private Page(long heardAt) {
            this.heardAt = heardAt;
        }
    }

    private final PageEvent.Device device;
    private final boolean untilWell;
    private final Map<Integer, Page> pages = new LinkedHashMap<>();
    private final Set<Integer> tried = new HashSet<>();
    private final Map<Integer, Verdict> verdicts = new TreeMap<>();
    private int last;

    Visitor(PageEvent.Device device, PageServer.Mode mode) {
        this.device = device;
        this.untilWell = mode == PageServer.Mode.UNTIL_WELL;
    }

    PageEvent.Device device() {
        return device;
    }

    /** Some page of its is at work: open, and not through with what it has to do. */
    boolean isAtWork() {
        return pages.values().stream().anyMatch(page -> !page.lost && (untilWell || page.rounds == 0));
    }

    /** Some page of its is open. */
    boolean isHere() {
        return pages.values().stream().anyMatch(page -> !page.lost);
    }

    void open(int number, long now) {
        last = number;
        if (pages.size() >= MOST_PAGES) {
            Iterator<Integer> eldest = pages.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
        pages.put(number, new Page(now));
    }

    /** @return whether it is one of its pages, which is then not lost, or no longer */
    boolean hear(int number, long now) {
        Page page = pages.get(number);
        if (page == null) {
            return false;
        }
        page.heardAt = now;
        page.lost = false;
        return true;
    }

    /** True where it may have been one of its pages: what was on the way when that was closed is no offence. */
    boolean mayHaveHad(int number) {
        return number >= 1 && number <= last;
    }

    void leave(int number) {
        pages.remove(number);
    }

    /** Counts those as lost that were last heard of before then; a phone that wakes up brings them back. */
    void loseBefore(long then) {
        pages.values().stream().filter(page -> page.heardAt - then < 0).forEach(page -> page.lost = true);
    }

    /** @return whether this is news: the round after the last one, and the only one where there is to be one */
    boolean finish(int number, int round) {
        Page page = pages.get(number);
        if (round != page.rounds + 1 || !untilWell && round > 1) {
            return false;
        }
        page.rounds = round;
        return true;
    }

    void tried(int target) {
        tried.add(target);
    }

    boolean hasTried(int target) {
        return tried.contains(target);
    }

    void judge(int target, Verdict verdict) {
        verdicts.put(target, verdict);
    }

    Map<Integer, Verdict> verdicts() {
        return verdicts;
    }

    void toldTheEnd(int number) {
        Page page = pages.get(number);
        if (page != null) {
            page.knowsTheEnd = true;
        }
    }

    boolean waitsForTheEnd() {
        return pages.values().stream().anyMatch(page -> !page.lost && !page.knowsTheEnd);
    }
}
