package replay;

import java.util.List;

/** Machines from the field: who listens, where, and for whom. */
final class ListenerCases {

    private ListenerCases() { }

    static List<FieldCase> all() {
        return List.of();
    }
}
