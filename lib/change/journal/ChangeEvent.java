package change.journal;

import json.Id;

/** What a line of the journal says of a change. */
public enum ChangeEvent implements Id {
    /** Written before the change is made: from now on it may be in effect. */
    INTENDED("intended"),
    DONE("done"),
    /** It could not be made, or nobody could tell afterwards: it may still be in effect. */
    FAILED("failed"),
    /** Written before it is taken back. */
    UNDOING("undoing"),
    /** It is not in effect any more; nothing after this speaks of it. */
    UNDONE("undone");

    private final String id;

    ChangeEvent(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }
}
