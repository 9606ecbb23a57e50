package change.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What goes on in the place of a damaged journal: the lines that are whole. Where one is damaged that was to say for how
 * long the changes of a run may stay, these fall due at once: it is better to shut too early than never.
 */
record Salvage(Pages pages, Instant now) {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    List<JournalLine> lines() {
        var lines = new ArrayList<>(pages.state().lines());
        pages.damages().stream().filter(Damage::lends).filter(this::isLost).map(Damage::run).flatMap(Optional::stream)
                .distinct().forEach(run -> lines.add(new Lease(now, run, "rollback", now.plus(AT_ONCE),
                        LeasePurpose.UNTIL)));
        return lines;
    }

    /** Of its run something may be in effect, and no other line says for how long, or that it is to stay. */
    private boolean isLost(Damage damage) {
        JournalState whole = pages.state();
        return damage.run().isPresent() && !whole.open(damage.run().get()).isEmpty()
                && whole.until(damage.run().get()).isEmpty()
                && damage.purpose().filter(purpose -> whole.kept(damage.run().get(), purpose)).isEmpty();
    }
}
