package path;

import java.util.Locale;

/** Whether a finding was seen, or follows from what was seen. */
public enum Confidence {
    OBSERVED, INFERRED;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
