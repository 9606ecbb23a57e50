package cli.change;

import cli.DurationConverter;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import text.Message;

/** For how long changes may stay, as it is asked for: until nobody confirms them, for a time, and for good after all. */
public final class LeaseOptions {
    /** Nobody reads a question and answers sooner. */
    public static final Duration SHORTEST = Duration.ofSeconds(10);
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
    public LeaseOptions(Duration shortest) {
        this.shortest = shortest;
    }

    public Optional<Duration> confirmWithin() {
        return Optional.ofNullable(confirmWithin);
    }

    public Optional<Duration> confirmByPhone() {
        return Optional.ofNullable(confirmByPhone);
    }

    public Optional<Duration> until() {
        return Optional.ofNullable(until);
    }

    /** True where nothing is to be changed, only kept. */
    public boolean keeps() {
        return keep != null;
    }

    /** The run that is to be kept, as it was typed; empty for the newest one that waits. */
    public Optional<String> keep() {
        return keep == null || keep.equals(NEWEST) ? Optional.empty() : Optional.of(keep);
    }

    /**
     * What contradicts itself: what is lent is lent by applying it, and kept by nothing but keeping it.
     *
     * @param other the option that asks for something else than to apply, such as {@code --gui}; empty without one
     */
    public Optional<Message> contradiction(boolean apply, Optional<String> other) {
        if (!apply && (confirmWithin != null || confirmByPhone != null || until != null)) {
            return Optional.of(Message.of("cli.needs", until != null ? "--until"
                    : confirmWithin != null ? "--confirm-within" : "--confirm-by-phone", "--apply"));
        }
        if (confirmWithin != null && confirmByPhone != null) {
            return Optional.of(Message.of("cli.not-together", "--confirm-within", "--confirm-by-phone"));
        }
        if (keeps() && (apply || other.isPresent())) {
            return Optional.of(Message.of("cli.not-together", "--keep", apply ? "--apply" : other.get()));
        }
        Optional<Message> outside = outside("--confirm-within", confirmWithin, LONGEST_QUESTION)
                .or(() -> outside("--confirm-by-phone", confirmByPhone, LONGEST_QUESTION))
                .or(() -> outside("--until", until, LONGEST));
        if (outside.isPresent()) {
            return outside;
        }
        Duration confirm = confirmByPhone != null ? confirmByPhone : confirmWithin;
        if (confirm != null && until != null && until.compareTo(confirm) <= 0) {
            return Optional.of(Message.of("cli.until-too-short", until, confirm));
        }
        return Optional.empty();
    }

    private Optional<Message> outside(String option, Duration given, Duration longest) {
        return given == null || given.compareTo(shortest) >= 0 && given.compareTo(longest) <= 0 ? Optional.empty()
                : Optional.of(Message.of("cli.bad-value", option,
                        Message.of("cli.time-limits", given, shortest, longest)));
    }
}
