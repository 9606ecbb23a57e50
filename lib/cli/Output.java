package cli;

import java.util.Locale;

/** The forms a result can take on standard output. */
public enum Output {
    TEXT, JSON, NAGIOS, JUNIT;

    /** As it is written after {@code --output}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
