package phone.applog;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import phone.applog.AppFailure.Kind;

/**
 * A failure with where it stands in the log: the layers of an app each write of the same one, in words of their own.
 *
 * @param process who wrote it
 * @param words   in whose words
 * @param end     the number of its last line
 */
record Incident(AppFailure failure, String process, Dialect words, int end) {

    /** Layers write one after the other, with few lines of others between. */
    private static final int NEAR = 40;

    /** What a layer says that does not know the reason. */
    private static final Set<Kind> VAGUE = EnumSet.of(Kind.UNTOLD, Kind.OTHER, Kind.GAVE_UP);

    /** Both as one, where the other that was found behind it tells of the same failure. */
    Optional<Incident> with(Incident other) {
        AppFailure next = other.failure();
        boolean near = process.equals(other.process) && other.end - end <= NEAR && failure.when().equals(next.when());
        boolean same = failure.host().isPresent() && failure.host().equals(next.host())
                && failure.ownPort().isPresent() && failure.ownPort().equals(next.ownPort());
        boolean layers = !(words.equals(other.words) && sameWords(next))
                && agree(failure.host(), next.host()) && agree(failure.port(), next.port())
                && (failure.kind() == next.kind() || VAGUE.contains(failure.kind()) || VAGUE.contains(next.kind()));
        return near && (same || layers) ? Optional.of(new Incident(merged(next), process, words, other.end))
                : Optional.empty();
    }

    /**
     * A second line with the same words and as much of the address is a second failure; but layers that know no address
     * write the same several times in one second.
     */
    private boolean sameWords(AppFailure next) {
        boolean bare = failure.host().isEmpty() && next.host().isEmpty() && failure.when().isPresent();
        return !bare && failure.kind() == next.kind() && failure.code().equals(next.code())
                && failure.host().isPresent() == next.host().isPresent();
    }

    private static boolean agree(Optional<String> one, Optional<String> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private static boolean agree(OptionalInt one, OptionalInt other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    /** Of each part, what is known. */
    private AppFailure merged(AppFailure next) {
        AppFailure clear = VAGUE.contains(failure.kind()) && !VAGUE.contains(next.kind())
                || next.kind() == failure.kind() && failure.code().isEmpty() ? next : failure;
        AppFailure placed = failure.host().isPresent() ? failure : next;
        return new AppFailure(clear.kind(), clear.code(), placed.host(),
                placed.port().isPresent() ? placed.port() : next.host().isPresent() ? next.port() : placed.port(),
                placed.ownPort(), failure.limit().or(next::limit), failure.when());
    }
}
