package host;

import java.util.Locale;

/** The network category that Windows gives an adapter's network; {@link #NONE} on systems without such a thing. */
public enum Profile {
    PUBLIC, PRIVATE, DOMAIN, NONE;

    /** As it stands in the JSON output. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By its number in NLM_NETWORK_CATEGORY and in MSFT_NetConnectionProfile. */
    public static Profile ofWindows(int number) {
        return switch (number) {
            case 0 -> PUBLIC;
            case 1 -> PRIVATE;
            case 2 -> DOMAIN;
            default -> NONE;
        };
    }
}
