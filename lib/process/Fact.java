package process;

import java.util.Optional;
import java.util.function.Function;
import text.Message;

/**
 * One thing that was read from the machine: either its value, or why it could not be read. An absent thing is a
 * known fact (an empty list, an empty {@link Optional}); {@link Unknown} is never turned into "no".
 */
public sealed interface Fact<T> {

    record Known<T>(T value) implements Fact<T> { }

    /** @param cause a sentence that says what failed, and where possible what would help */
    record Unknown<T>(Message cause) implements Fact<T> { }

    static <T> Fact<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Fact<T> unknown(Message cause) {
        return new Unknown<>(cause);
    }

    default <R> Fact<R> map(Function<? super T, ? extends R> change) {
        return switch (this) {
            case Known<T>(T value) -> new Known<>(change.apply(value));
            case Unknown<T>(Message cause) -> new Unknown<>(cause);
        };
    }

    default <R> Fact<R> then(Function<? super T, Fact<R>> next) {
        return switch (this) {
            case Known<T>(T value) -> next.apply(value);
            case Unknown<T>(Message cause) -> new Unknown<>(cause);
        };
    }

    /** The value where it is known; use only where not knowing and not having lead to the same next step. */
    default Optional<T> toOptional() {
        return switch (this) {
            case Known<T>(T value) -> Optional.of(value);
            case Unknown<T> unknown -> Optional.empty();
        };
    }
}
