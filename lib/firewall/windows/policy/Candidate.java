package firewall.windows.policy;

import firewall.Ternary;
import java.util.Optional;

/**
 * What may get a packet.
 *
 * @param named    a rule for a program, a service or an app package may be for it
 * @param program  whole path, or name of the file, where it is known
 * @param service  the service of Windows that listens in it, where that is known
 * @param packaged whether it can be an app package
 */
record Candidate(boolean named, Optional<String> program, Optional<String> service, Ternary packaged) {

    /** Any program of this machine. */
    static final Candidate UNKNOWN = new Candidate(true, Optional.empty(), Optional.empty(), Ternary.UNKNOWN);

    /** None that a rule is for. */
    static final Candidate NONE = new Candidate(false, Optional.empty(), Optional.empty(), Ternary.NO);

    /** One that is no app package: no package has services. */
    Candidate(Optional<String> program, Optional<String> service) {
        this(true, program, service, Ternary.NO);
    }

    static Candidate of(String program) {
        Optional<String> known = Optional.of(program);
        return new Candidate(true, known, Optional.empty(), ProgramConditions.appPackage(known));
    }
}
