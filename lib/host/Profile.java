package host;

import java.util.List;
import json.Id;

/** The network category that Windows gives an adapter's network; {@link #NONE} on systems without such a thing. */
public enum Profile implements Id {
    PUBLIC("public"), PRIVATE("private"), DOMAIN("domain"), NONE("none");

    /** Those that Windows knows. */
    public static final List<Profile> KINDS = List.of(PUBLIC, PRIVATE, DOMAIN);

    private final String id;

    Profile(String id) {
        this.id = id;
    }

    /** As it stands in the JSON output. */
    @Override
    public String id() {
        return id;
    }

    /** This one; where it is not known, each that it may be. */
    public List<Profile> possible() {
        return this == NONE ? KINDS : List.of(this);
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
