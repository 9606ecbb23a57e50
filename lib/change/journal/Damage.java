package change.journal;

import java.nio.file.Path;
import java.util.Optional;
import text.Message;

/**
 * A place in a journal that cannot be believed: a line whose sum is not its own, that no version writes, or that is
 * missing. What it said cannot be known, and it may have been about a change that is in effect.
 *
 * @param file    in which it stands
 * @param line    counted from 1; where lines are missing, the one that follows them
 * @param why     what is wrong with it
 * @param run     that it names, as far as it can be read: the rules of a run are marked with its name
 * @param what    the change that it names, as far as it can be read
 * @param lends   true where it was to say for how long the changes of that run may stay
 * @param purpose for which, as far as it can be read
 */
public record Damage(Path file, long line, Message why, Optional<RunId> run, Optional<Message> what, boolean lends,
        Optional<LeasePurpose> purpose) {

    /** Lines of which nothing is left. */
    static Damage missing(Path file, long line, Message why) {
        return new Damage(file, line, why, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** True in a journal that a writer has set aside, and that nobody needs any more who has looked. */
    public boolean isAside() {
        return file.getFileName().toString().startsWith(JournalFile.ASIDE);
    }

    /** {@code …/journal.jsonl:17}. */
    public String place() {
        return file + ":" + line;
    }
}
