package replay;

import java.util.List;

/** Machines from the field: what is advised, and what this PC passes on itself. */
final class RemedyCases {

    private RemedyCases() { }

    static List<FieldCase> all() {
        return List.of();
    }
}
