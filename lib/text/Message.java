package text;

import java.util.List;
import java.util.Objects;

/**
 * A sentence that is not yet in any language: a key and what goes into its places.
 *
 * @param key  {@code package.name}; the first word names the package whose files hold the sentence
 * @param args strings, numbers, durations, messages or lists of these, in the order of {@code {0}}, {@code {1}} …
 */
public record Message(String key, List<Object> args) {
    private static final int FEW = 3;

    public Message {
        if (key.indexOf('.') < 1) {
            throw new IllegalArgumentException("no package in message key: " + key);
        }
        args.forEach(Objects::requireNonNull);
        args = List.copyOf(args);
    }

    public static Message of(String key, Object... args) {
        return new Message(key, List.of(args));
    }

    /** As many of the names as one reads, and how many there are besides. */
    public static Message few(List<String> names) {
        // "And one more" says less than its name, and is no shorter.
        return names.size() <= FEW + 1 ? of("text.list", names)
                : of("text.list-and-more", names.subList(0, FEW), names.size() - FEW);
    }

    /** Text from outside (a tool's own words, a rule as it stands) that is shown as it is in every language. */
    public static Message verbatim(String words) {
        return of("text.verbatim", words);
    }
}
