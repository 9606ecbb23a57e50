package host;

import json.Id;

/** The network category that Windows gives an adapter's network; {@link #NONE} on systems without such a thing. */
public enum Profile implements Id {
    PUBLIC("public"), PRIVATE("private"), DOMAIN("domain"), NONE("none");

    private final String id;

    Profile(String id) {
        this.id = id;
    }

    /** As it stands in the JSON output. */
    @Override
    public String id() {
        return id;
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
