package cli;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Asks the person in front of the terminal; empty where nobody is there. */
@FunctionalInterface
public interface Consent {
    /** Yes in both languages, whichever the question is in: a French hand on an English machine types what it types. */
    Set<String> YES = Set.of("y", "yes", "o", "oui");

    /** @param question in the user's language, without the hint how to answer */
    Optional<Boolean> ask(String question);

    /** The terminal of this process. Anything but a clear yes is a no. */
    static Consent ofTerminal() {
        return question -> {
            Console console = System.console();
            if (console == null || !console.isTerminal()) {
                return Optional.empty();
            }
            String answer = console.readLine("%s ", question);
            return Optional.of(answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT)));
        };
    }
}
