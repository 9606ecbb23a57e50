package change;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a line of the journal says of a change. */
public enum Event {
    /** Written before the change is made: from now on it may be in effect. */
    INTENDED,
    DONE,
    /** It could not be made, or nobody could tell afterwards: it may still be in effect. */
    FAILED,
    /** Written before it is taken back. */
    UNDOING,
    /** It is not in effect any more; nothing after this speaks of it. */
    UNDONE;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Event> byId(String id) {
        return Stream.of(values()).filter(event -> event.id().equals(id)).findFirst();
    }
}
