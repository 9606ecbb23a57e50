package process.recording;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Other names for real ones, numbered by kind: the same one always has the same other. Thread-safe. */
final class Pseudonyms {
    private final Map<String, Map<String, String>> kinds = new HashMap<>();

    /** {@code network-1}, {@code network-2}, … */
    String of(String kind, String real) {
        return of(kind, real, 1);
    }

    /** @param first the number of the first one */
    synchronized String of(String kind, String real, int first) {
        Map<String, String> shown = kinds.computeIfAbsent(kind, any -> new LinkedHashMap<>());
        return shown.computeIfAbsent(real, any -> kind + "-" + (shown.size() + first));
    }
}
