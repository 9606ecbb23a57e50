package text;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A language the tool speaks. */
public enum Language {
    ENGLISH("en"),
    FRENCH("fr");

    /** Where French sets a space that no line may end at: before a high sign, inside quotation marks. */
    private static final Pattern NO_BREAK = Pattern.compile("(?<=«) | (?=[:;?!»]|%(?!\\w))");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** The ISO 639-1 code, as in {@code --lang fr}. */
    public String code() {
        return code;
    }

    /**
     * The text with the language's no-break spaces, U+00A0, in place of the plain ones that its file has. For our own
     * sentences only: a command or a name that goes into one stays as it is, to be copied.
     */
    public String typeset(String text) {
        return this == FRENCH ? NO_BREAK.matcher(text).replaceAll("\u00a0") : text;
    }

    /** French for a French locale, English for every other. */
    public static Language of(Locale locale) {
        return FRENCH.code.equals(locale.getLanguage()) ? FRENCH : ENGLISH;
    }

    /** The language of the person in front of the machine: the environment's on Unix, the system's on Windows. */
    public static Language ofSystem() {
        return of(System.getenv(), Locale.getDefault(Locale.Category.DISPLAY));
    }

    /**
     * The first of LC_ALL, LC_MESSAGES and LANG that is set decides (POSIX, "Environment Variables", 8.2), else the
     * JVM. The JVM alone would not do: it falls back to English where the locale that is asked for is not installed,
     * as on most small servers.
     */
    static Language of(Map<String, String> environment, Locale locale) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG").map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty()).findFirst()
                .map(value -> of(Locale.of(value.replaceFirst("[_.@].*", "").toLowerCase(Locale.ROOT))))
                .orElseGet(() -> of(locale));
    }
}
