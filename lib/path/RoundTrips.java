package path;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How long phones waited for answers in this run, and the time-out that this suggests for the app.
 *
 * @param median of the medians of all endpoints and phones
 * @param worst  the longest single try of all
 */
public record RoundTrips(Duration median, Duration worst) {

    /**
     * A first packet that is lost is sent again after one second, and then after two more (RFC 6298, 2.1 and 5.5): a
     * Wi-Fi may well lose both.
     */
    public static final Duration TWO_LOST_PACKETS = Duration.ofSeconds(3);

    /** Empty where no phone got through with a time. */
    public static Optional<RoundTrips> of(Diagnosis diagnosis) {
        List<PhoneAttempt.GotThrough> times = diagnosis.paths().stream()
                .flatMap(path -> path.at(Hop.PHONE).phone().stream())
                .filter(reports -> reports.age().isEmpty()).flatMap(PhoneReports::times).toList();
        if (times.isEmpty()) {
            return Optional.empty();
        }
        List<Duration> medians = times.stream().map(PhoneAttempt.GotThrough::median).sorted().toList();
        int size = medians.size();
        Duration median = medians.get((size - 1) / 2).plus(medians.get(size / 2)).dividedBy(2);
        return Optional.of(new RoundTrips(median, times.stream().map(PhoneAttempt.GotThrough::worst)
                .max(Comparator.naturalOrder()).orElseThrow()));
    }

    /** The worst try and two lost packets, rounded up to a whole second. */
    public Duration suggestedTimeout() {
        return Duration.ofSeconds(worst.plus(TWO_LOST_PACKETS).plusSeconds(1).minusNanos(1).toSeconds());
    }
}
