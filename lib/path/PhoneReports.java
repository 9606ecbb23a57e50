package path;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What phones said of one endpoint, where a result rests on it.
 *
 * @param words not empty
 * @param age   how long ago the last of them was said, where that was in an earlier run; empty for this run
 */
public record PhoneReports(List<PhoneReport> words, Optional<Duration> age) {

    public PhoneReports {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("no words");
        }
    }

    /** The times of those who got through; who is contradicted gives none. */
    public Stream<PhoneAttempt.GotThrough> times() {
        return words.stream().filter(word -> !word.contradicted()).map(PhoneReport::attempt).filter(PhoneAttempt.GotThrough.class::isInstance)
                .map(PhoneAttempt.GotThrough.class::cast);
    }

    /** The median of the phone that waited longest; empty where none got through. */
    public Optional<Duration> took() {
        return times().map(PhoneAttempt.GotThrough::median).max(Comparator.naturalOrder());
    }
}
