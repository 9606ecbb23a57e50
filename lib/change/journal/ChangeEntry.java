package change.journal;

import firewall.Change;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What happened to one change. It holds the whole change, so that no line needs another one to be understood.
 *
 * @param step   names the change within its run: {@code 2.1}
 * @param script which script wrote it: {@code fix-firewall}, {@code rollback}
 * @param cause  why it failed, in English; for {@link ChangeEvent#FAILED} only
 */
public record ChangeEntry(Instant at, RunId run, String step, ChangeEvent event, String script, Change change,
        Optional<String> cause) implements JournalLine {
    private static final Pattern STEP = Pattern.compile("\\d{1,6}\\.\\d{1,6}");
    private static final Pattern SCRIPT = Pattern.compile("[a-z][a-z-]{0,30}");

    public ChangeEntry {
        if (!STEP.matcher(step).matches()) {
            throw new IllegalArgumentException("not a step, such as 2.1: " + step);
        }
        requireScript(script);
        if (change == null) {
            throw new IllegalArgumentException("no change");
        }
    }

    static void requireScript(String script) {
        if (!SCRIPT.matcher(script).matches()) {
            throw new IllegalArgumentException("not a script: " + script);
        }
    }

    /** The same change, of which something else is to be said now. */
    public ChangeEntry next(Instant now, ChangeEvent happened, String by) {
        return new ChangeEntry(now, run, step, happened, by, change, Optional.empty());
    }
}
