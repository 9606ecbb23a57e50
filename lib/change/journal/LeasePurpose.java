package change.journal;

import json.Id;

/** What the changes of a run are lent for. */
public enum LeasePurpose implements Id {
    /** Until somebody says that they may stay. */
    CONFIRM("confirm"),
    /** For the time that was asked for. */
    UNTIL("until"),
    /** For as long as a page is open to a phone. */
    PAGE("page"),
    /** For as long as packets are watched. */
    WATCH("watch");

    private final String id;

    LeasePurpose(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    /** True where a person can say that the changes are to stay after all. */
    public boolean canBeKept() {
        return switch (this) {
            case CONFIRM, UNTIL -> true;
            case PAGE, WATCH -> false;
        };
    }
}
