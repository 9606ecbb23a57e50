package cli;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Asks the person in front of the terminal; empty where nobody is there. */
@FunctionalInterface
public interface Prompt {
    /** @param question in the user's language, without the hint how to answer */
    Optional<Boolean> ask(String question);

    /**
     * Asks for as long as this and no longer; empty where nobody has answered, or nobody is there any more.
     *
     * @param stillOpen the reminder that is shown when so much time is left
     */
    default Optional<Boolean> askWithin(String question, Duration longest, Function<Duration, String> stillOpen) {
        return ask(question);
    }

    /** True where somebody may be there to answer. */
    default boolean present() {
        return true;
    }

    /** The terminal of this process. Anything but a clear yes is a no. */
    static Prompt ofTerminal() {
        return new TerminalPrompt();
    }
}
