package cli;

import java.util.Optional;
import text.Message;

/** What a command line says against itself. Whoever typed it is told of the first, in the order they are looked for. */
public final class Contradictions {
    private Optional<Message> first = Optional.empty();

    /** Two options that exclude each other. */
    public Contradictions notTogether(String option, boolean given, String other, boolean otherGiven) {
        return when(given && otherGiven, Message.of("cli.not-together", option, other));
    }

    /** An option that means nothing without another. */
    public Contradictions needs(String option, boolean given, String other, boolean otherGiven) {
        return when(given && !otherGiven, Message.of("cli.needs", option, other));
    }

    /** Anything else. */
    public Contradictions when(boolean wrong, Message why) {
        if (wrong && first.isEmpty()) {
            first = Optional.of(why);
        }
        return this;
    }

    /** Those of options that belong to these. */
    public Contradictions and(Contradictions others) {
        others.first().ifPresent(why -> when(true, why));
        return this;
    }

    Optional<Message> first() {
        return first;
    }
}
