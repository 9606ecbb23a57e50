package change.plan;

import firewall.Change.State;
import java.util.Optional;
import java.util.function.Supplier;
import process.Fact;
import text.Message;

/**
 * What became of a change that was asked for. Where an error came back or no answer at all, as from a program that died
 * or did not end in time, it may have been made all the same: what is there is looked at, never assumed.
 *
 * @param state   what is there
 * @param failure why it may not be what was asked for; empty where nothing went wrong on the way
 */
public record Attempt(Fact<State> state, Optional<Message> failure) {

    /**
     * @param answer of {@link firewall.Change#apply} or {@link firewall.Change#undo}
     * @param look   at what is there now; called only where the answer does not tell
     */
    public static Attempt of(Fact<State> answer, Supplier<Fact<State>> look) {
        return switch (answer) {
            case Fact.Known<State> known -> new Attempt(known, Optional.empty());
            case Fact.Unknown<State>(Message cause) -> new Attempt(switch (look.get()) {
                case Fact.Known<State> known -> known;
                case Fact.Unknown<State>(Message again) -> Fact.unknown(again.equals(cause)
                        ? Message.of("change.not-seen-after-either", cause)
                        : Message.of("change.not-seen-after", cause, again));
            }, Optional.of(cause));
        };
    }
}
