package replay;

import java.util.List;

/** Machines from the field: programs and services that the firewall has to judge without their name. */
final class ProgramCases {

    private ProgramCases() { }

    static List<FieldCase> all() {
        return List.of();
    }
}
