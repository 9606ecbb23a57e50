package host;

import java.util.Locale;

/** The network category that Windows gives an adapter's network; {@link #NONE} on systems without such a thing. */
public enum Profile {
    PUBLIC, PRIVATE, DOMAIN, NONE;

    /** As it stands in the JSON output. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
