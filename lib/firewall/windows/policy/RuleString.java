package firewall.windows.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A firewall rule as the registry holds it: a version, then keys with values, some of them more than once (MS-GPFAS
 * 2.2.2.19). Keys and values are compared without regard to case: real ones vary. Keys that nobody knows are kept.
 *
 * <p>{@code v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|LPort=8000|Name=Docker Desktop Backend|}
 *
 * @param version as written: {@code v2.10}, and {@code V2.0} in old service rules
 */
public record RuleString(String version, List<Entry> entries) {
    private static final Pattern VERSION = Pattern.compile("[vV]\\d{1,4}\\.\\d{1,4}");

    /** @param key as written */
    public record Entry(String key, String value) { }

    public RuleString {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("not a rule's version: " + version);
        }
        entries = List.copyOf(entries);
    }

    /** The rule, or nothing where the text does not follow the grammar: a bar ends each entry, the last one too. */
    public static Optional<RuleString> parse(String text) {
        String whole = text.strip();
        if (!whole.endsWith("|")) {
            return Optional.empty();
        }
        String[] parts = whole.substring(0, whole.length() - 1).split("\\|", -1);
        if (parts.length < 2 || !VERSION.matcher(parts[0]).matches()) {
            return Optional.empty();
        }
        var entries = new ArrayList<Entry>(parts.length);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            entries.add(new Entry(parts[i].substring(0, equals).strip(), parts[i].substring(equals + 1).strip()));
        }
        return Optional.of(new RuleString(parts[0], entries));
    }

    /** The first value of a key. */
    public Optional<String> first(String key) {
        for (Entry entry : entries) {
            if (entry.key().equalsIgnoreCase(key)) {
                return Optional.of(entry.value());
            }
        }
        return Optional.empty();
    }

    public boolean has(String key) {
        return first(key).isPresent();
    }

    /** Every value of every one of these keys, in the order of the rule. */
    public List<String> all(String... keys) {
        List<String> values = List.of();
        for (Entry entry : entries) {
            for (String key : keys) {
                if (entry.key().equalsIgnoreCase(key)) {
                    values = values.isEmpty() ? new ArrayList<>(4) : values;
                    values.add(entry.value());
                }
            }
        }
        return values;
    }
}
