package text;

import java.util.Locale;

/** A language the tool speaks. */
public enum Language {
    ENGLISH("en"),
    FRENCH("fr");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** The ISO 639-1 code, as in {@code --lang fr}. */
    public String code() {
        return code;
    }

    /** French for a French locale, English for every other. */
    public static Language of(Locale locale) {
        return FRENCH.code.equals(locale.getLanguage()) ? FRENCH : ENGLISH;
    }

    /** The language of the person in front of the machine: the environment's on Unix, the system's on Windows. */
    public static Language ofSystem() {
        // The JVM reads LC_ALL, LC_MESSAGES and LANG itself, but takes "C" and "POSIX" for English: so do we.
        return of(Locale.getDefault(Locale.Category.DISPLAY));
    }
}
