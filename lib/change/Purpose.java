package change;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the changes of a run are lent for. */
public enum Purpose {
    /** Until somebody says that they may stay. */
    CONFIRM,
    /** For the time that was asked for. */
    UNTIL,
    /** For as long as a page is open to a phone. */
    PAGE,
    /** For as long as packets are watched. */
    WATCH;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True where a person can say that the changes are to stay after all. */
    public boolean canBeKept() {
        return switch (this) {
            case CONFIRM, UNTIL -> true;
            case PAGE, WATCH -> false;
        };
    }

    static Optional<Purpose> byId(String id) {
        return Stream.of(values()).filter(purpose -> purpose.id().equals(id)).findFirst();
    }
}
