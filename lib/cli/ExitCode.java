package cli;

import path.Diagnosis;
import state.StateException;

/**
 * How a script ends. The codes 1 to 4 are left out: they are JBang's and the JVM's own, and mean that no script ran
 * to its end. 64, 70, 74, 77 and 78 are those of sysexits.h.
 */
public enum ExitCode {
    /** All well. */
    OK(0, 0),
    /** Nothing worse than a warning: well for a script, worth a look for a monitoring system. */
    WARNINGS(0, 1),
    /** Something on the path is broken. */
    BROKEN(20, 2),
    /** It could not be told. */
    UNKNOWN(30, 3),
    /** Changes wait: to be made by {@code --apply}, to be kept by {@code --keep}, or anew since nobody kept them. */
    CHANGES(40, 1),
    BAD_ARGUMENTS(64, 3),
    /** A bug of ours. */
    BUG(70, 3),
    /** A file of the user's machine cannot be read or written: rights, a full disk. */
    IO_ERROR(74, 3),
    NEEDS_ADMINISTRATOR(77, 3),
    BAD_INVENTORY(78, 3);

    private final int code;
    private final int nagios;

    ExitCode(int code, int nagios) {
        this.code = code;
        this.nagios = nagios;
    }

    /** How a script ends that cannot use a file of ours. */
    static ExitCode of(StateException e) {
        return switch (e.reason()) {
            case IO -> IO_ERROR;
            case HELD, REFUSED -> BROKEN;
        };
    }

    public int code() {
        return code;
    }

    /** What a run that ends so comes to, in a word: in the JSON of a script that has no diagnosis to tell it by. */
    public Diagnosis.Verdict verdict() {
        return switch (this) {
            case OK -> Diagnosis.Verdict.OK;
            case WARNINGS -> Diagnosis.Verdict.WARN;
            case BROKEN, CHANGES -> Diagnosis.Verdict.FAIL;
            case UNKNOWN, BAD_ARGUMENTS, BUG, IO_ERROR, NEEDS_ADMINISTRATOR, BAD_INVENTORY -> Diagnosis.Verdict.UNKNOWN;
        };
    }

    /**
     * For {@code --output nagios}: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN (Monitoring Plugins Development Guidelines,
     * "Plugin Return Codes").
     */
    public int nagios() {
        return nagios;
    }
}
