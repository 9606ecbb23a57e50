package replay;

import java.util.List;

/** Machines from the field: which network the phone is in, and the way back to it. */
final class NetworkCases {

    private NetworkCases() { }

    static List<FieldCase> all() {
        return List.of();
    }
}
