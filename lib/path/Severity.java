package path;

import java.util.Locale;

/** How much a finding weighs; the gravest first. */
public enum Severity {
    /** A phone cannot get through. */
    FAIL,
    /** It works, or may work, and somebody should look. */
    WARN,
    /** Good to know; changes neither verdict nor exit code. */
    INFO;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
