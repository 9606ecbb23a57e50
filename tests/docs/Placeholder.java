package docs;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the pages leave for the reader to fill in: {@code <PC>}. In angle brackets, because bash, cmd and PowerShell
 * each take them for something that is not there, and start nothing.
 */
public final class Placeholder {
    static final Pattern ONE = Pattern.compile("<([A-Z]+)>");

    private static final Map<String, String> VALUES = Map.of("PC", "192.168.1.44", "PHONE", "192.168.1.23",
            "LAN", "192.168.1.0/24", "WSL", "172.20.0.2", "INDEX", "12", "HANDLE", "7", "PROFILE", "private");

    private Placeholder() { }

    /** The code as a reader pastes it who has filled in everything. */
    public static String filled(String code) {
        return ONE.matcher(code).replaceAll(blank -> {
            String value = VALUES.get(blank.group(1));
            if (value == null) {
                throw new IllegalArgumentException("nobody knows what to write for " + blank.group());
            }
            return value;
        });
    }
}
