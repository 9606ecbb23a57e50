package change.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Names one run that changes something: {@code 20261122-101500-3f9a}, its moment in UTC and a random tail. It stands
 * in the journal and in the mark of every rule that the run adds, and a person types it after {@code --run}.
 */
public record RunId(String text) implements Comparable<RunId> {
    private static final Pattern FORM = Pattern.compile("\\d{8}-\\d{6}-[0-9a-f]{4}");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** @throws IllegalArgumentException where the text is not of that form */
    public RunId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not the name of a run, such as 20261122-101500-3f9a: " + text);
        }
    }

    /** The run that a person named; empty where that is no name of a run. */
    public static Optional<RunId> named(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new RunId(text)) : Optional.empty();
    }

    public static RunId fresh(Instant now, RandomGenerator random) {
        return new RunId(MOMENT.format(now) + String.format("-%04x", random.nextInt(0x10000)));
    }

    @Override
    public int compareTo(RunId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
