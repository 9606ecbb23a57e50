package cli.change;

import cli.Contradictions;
import cli.DurationConverter;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import text.Message;

/** For how long changes may stay, as it is asked for: until nobody confirms them, for a time, and for good after all. */
final class LeaseOptions {
    /** Nobody reads a question and answers sooner. */
    static final Duration SHORTEST = Duration.ofSeconds(10);
    /** Who thinks for longer has other things to do. */
    private static final Duration LONGEST_QUESTION = Duration.ofHours(1);
    /** What is open for more than a day is no longer a thing of the moment. */
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final String NEWEST = "";

    private final Duration shortest;

    @Option(names = "--confirm-within", paramLabel = "${bundle:label.time}",
            converter = DurationConverter.Lasting.class)
    private Duration confirmWithin;

    @Option(names = "--confirm-by-phone", paramLabel = "${bundle:label.time}",
            converter = DurationConverter.Lasting.class)
    private Duration confirmByPhone;

    @Option(names = "--until", paramLabel = "${bundle:label.time}", converter = DurationConverter.Lasting.class)
    private Duration until;

    @Option(names = "--keep", arity = "0..1", paramLabel = "${bundle:label.run}", fallbackValue = NEWEST)
    private String keep;

    /** @param shortest {@link #SHORTEST}, but for tests, which do not wait so long */
    LeaseOptions(Duration shortest) {
        this.shortest = shortest;
    }

    Optional<Duration> confirmWithin() {
        return Optional.ofNullable(confirmWithin);
    }

    Optional<Duration> confirmByPhone() {
        return Optional.ofNullable(confirmByPhone);
    }

    Optional<Duration> until() {
        return Optional.ofNullable(until);
    }

    /** True where nothing is to be changed, only kept. */
    boolean keeps() {
        return keep != null;
    }

    /** The run that is to be kept, as it was typed; empty for the newest one that waits. */
    Optional<String> keep() {
        return keep == null || keep.equals(NEWEST) ? Optional.empty() : Optional.of(keep);
    }

    /**
     * What is lent is lent by applying it, and kept by nothing but keeping it.
     *
     * @param other the option that asks for something else than to apply, such as {@code --gui}; empty without one
     */
    Contradictions contradictions(boolean apply, Optional<String> other) {
        return new Contradictions()
                .needs("--until", until != null, "--apply", apply)
                .needs("--confirm-within", confirmWithin != null, "--apply", apply)
                .needs("--confirm-by-phone", confirmByPhone != null, "--apply", apply)
                .notTogether("--confirm-within", confirmWithin != null, "--confirm-by-phone", confirmByPhone != null)
                .notTogether("--keep", keeps(), "--apply", apply)
                .notTogether("--keep", keeps(), other.orElse(""), other.isPresent())
                .and(limits("--confirm-within", confirmWithin, LONGEST_QUESTION))
                .and(limits("--confirm-by-phone", confirmByPhone, LONGEST_QUESTION))
                .and(limits("--until", until, LONGEST))
                .and(longEnough());
    }

    private Contradictions limits(String option, Duration given, Duration longest) {
        return given == null ? new Contradictions() : new Contradictions().when(
                given.compareTo(shortest) < 0 || given.compareTo(longest) > 0,
                Message.of("cli.bad-value", option, Message.of("cli.time-limits", given, shortest, longest)));
    }

    /** An answer is waited for only while the changes are there. */
    private Contradictions longEnough() {
        Duration confirm = confirmByPhone != null ? confirmByPhone : confirmWithin;
        return confirm == null || until == null ? new Contradictions() : new Contradictions().when(
                until.compareTo(confirm) <= 0, Message.of("cli.until-too-short", until, confirm));
    }
}
