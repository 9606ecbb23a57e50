package fuzz;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import process.Fact;
import text.Language;
import text.Message;
import text.Words;

/** What every answer of a reader has to be, whatever the reader was given. */
public final class Sound {
    private static final List<Words> ALL = Arrays.stream(Language.values()).map(Words::new).toList();

    private Sound() { }

    /** What is not known says why, in every language. */
    public static <T> Fact<T> fact(Fact<T> fact) {
        switch (fact) {
            case Fact.Known<T>(T value) -> value(value);
            case Fact.Unknown<T>(Message cause) -> message(cause);
        }
        return fact;
    }

    /** What is known can be shown. */
    public static void value(Object value) {
        if (value instanceof Collection<?> many) {
            many.forEach(Sound::value);
        } else if (value.toString().isEmpty() && !(value instanceof String)) {
            throw new AssertionError("nothing to show of a " + value.getClass());
        }
    }

    /** A sentence in every language, and nothing in it that moves a cursor. */
    public static void message(Message message) {
        for (Words words : ALL) {
            String said = words.say(message);
            if (said.isBlank() || said.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
                throw new AssertionError(words.language() + " says \"" + Words.printable(said) + "\" of " + message);
            }
        }
    }
}
