package cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import text.Message;

/** A length of time as people write it: {@code 500ms}, {@code 2s}, {@code 1.5s}, {@code 1m}, {@code 1h}. */
public abstract class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:[.,](\\d{1,3}))?\\s*(ms|s|m|min|h)?");

    private final Duration shortest;
    private final Duration longest;

    protected DurationConverter(Duration shortest, Duration longest) {
        this.shortest = shortest;
        this.longest = longest;
    }

    /** {@code --timeout}: under 100 ms a healthy Wi-Fi is called broken, over a minute nobody waits. */
    public static final class Timeout extends DurationConverter {
        public Timeout() {
            super(Duration.ofMillis(100), Duration.ofSeconds(60));
        }
    }

    /** How long something lasts; the options that take it look themselves whether that is too short or too long. */
    public static final class Lasting extends DurationConverter {
        public Lasting() {
            super(Duration.ofMillis(1), Duration.ofDays(365));
        }
    }

    @Override
    public final Duration convert(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new BadValue(Message.of("cli.time-form", text));
        }
        if (form.group(3) == null) {
            throw new BadValue(Message.of("cli.time-unit", text));
        }
        long unit = switch (form.group(3)) {
            case "ms" -> 1;
            case "s" -> 1000;
            case "h" -> 3_600_000;
            default -> 60_000;
        };
        Duration time = Duration.ofMillis(thousandths(form.group(1), form.group(2)) * unit / 1000);
        if (time.compareTo(shortest) < 0 || time.compareTo(longest) > 0) {
            throw new BadValue(Message.of("cli.time-limits", text, shortest, longest));
        }
        return time;
    }

    /** Whole numbers, and no BigDecimal: every start reads a time, and the tables of that class take longer than all else. */
    private static long thousandths(String whole, String fraction) {
        String three = fraction == null ? "000" : (fraction + "00").substring(0, 3);
        return Long.parseLong(whole) * 1000 + Long.parseLong(three);
    }
}
