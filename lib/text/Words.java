package text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Turns messages into sentences of one language. Thread-safe; a package's file is read when its first message is said.
 *
 * <p>Arguments come from outside (names of services, text of rules), so {@link HiddenCharacters} in them are made
 * visible: nothing that a container is called can move a cursor, change a colour or hide a part of a command.
 */
public final class Words {
    /** Of one argument; longer than this is no name, rule or path, and nobody reads it. */
    private static final int MOST = 4096;

    private final Language language;
    private final Map<String, Properties> packages = new ConcurrentHashMap<>();

    public Words(Language language) {
        this.language = language;
    }

    public Language language() {
        return language;
    }

    /** The sentence; an unknown key is a bug of ours and throws. */
    public String say(Message message) {
        String pattern = pattern(message.key());
        var sentence = new StringBuilder(pattern.length() + 32);
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int end = c == '{' ? pattern.indexOf('}', i) : -1;
            if (end > i + 1 && pattern.substring(i + 1, end).chars().allMatch(Character::isDigit)) {
                sentence.append(argument(message.args().get(Integer.parseInt(pattern, i + 1, end, 10))));
                i = end;
            } else {
                sentence.append(c);
            }
        }
        return sentence.toString();
    }

    public String say(String key, Object... args) {
        return say(Message.of(key, args));
    }

    private String pattern(String key) {
        String home = key.substring(0, key.indexOf('.'));
        String pattern = packages.computeIfAbsent(home, this::load).getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no words for " + key + " in " + language);
        }
        return language.typeset(pattern);
    }

    private Properties load(String home) {
        String file = "/" + home + "/messages_" + language.code() + ".properties";
        var words = new Properties();
        try (var in = Words.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + file);
            }
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
        return words;
    }

    private String argument(Object value) {
        return switch (value) {
            case Message inner -> say(inner);
            case Duration time -> duration(time);
            case Bytes(long count) -> bytes(count);
            case Collection<?> many -> many.stream().map(this::argument).collect(Collectors.joining(", "));
            default -> printable(Columns.start(value.toString(), MOST));
        };
    }

    /** {@code 12 ms}, {@code 2.1 s} or {@code 2,1 s}, {@code 2 min 59 s}, {@code 25 h}, {@code 2 d} or {@code 2 j}. */
    public String duration(Duration time) {
        return Durations.text(time, language);
    }

    /** The same, with tenths of a millisecond under ten: {@code 0.4 ms}. */
    public String fineDuration(Duration time) {
        return Durations.fine(time, language);
    }

    /** In powers of 1024, as Docker counts memory; French has octets. */
    private String bytes(long count) {
        String unit = language == Language.FRENCH ? "io" : "iB";
        return count >= 1L << 30 ? tenths(count / (double) (1L << 30)) + " G" + unit : (count >> 20) + " M" + unit;
    }

    private String tenths(double number) {
        long tenths = Math.round(number * 10);
        Locale locale = language == Language.FRENCH ? Locale.FRENCH : Locale.ROOT;
        return tenths % 10 == 0 ? String.valueOf(tenths / 10) : String.format(locale, "%.1f", tenths / 10.0);
    }

    /** The text with {@link HiddenCharacters} shown as {@code \}{@code u001B}. */
    public static String printable(String text) {
        return HiddenCharacters.replaced(text, HiddenCharacters::number);
    }
}
