package json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import text.Durations;

/** An object of JSON, member by member, in the order in which they are put. */
public final class JsonBuilder {
    private final JsonObject object = new JsonObject();

    /**
     * @param value a string, number, boolean, {@link Id}, moment, length of time (in milliseconds, as a text beside it
     *              would round it), element or object of JSON, an optional or a collection of these; null and an
     *              empty optional are JSON's null
     */
    public JsonBuilder put(String key, Object value) {
        object.add(key, element(value));
        return this;
    }

    /** The member only where there is a value for it. */
    public JsonBuilder putIfPresent(String key, Optional<?> value) {
        value.ifPresent(present -> put(key, present));
        return this;
    }

    /** An array with what is made of each value. */
    public <T> JsonBuilder put(String key, Collection<T> values, Function<? super T, ?> each) {
        return put(key, values.stream().map(each).toList());
    }

    public JsonObject build() {
        return object;
    }

    private static JsonElement element(Object value) {
        return switch (value) {
            case null -> JsonNull.INSTANCE;
            case JsonElement element -> element;
            case JsonBuilder builder -> builder.object;
            case String text -> new JsonPrimitive(text);
            case Number number -> new JsonPrimitive(number);
            case Boolean flag -> new JsonPrimitive(flag);
            case Id id -> new JsonPrimitive(id.id());
            case Duration time -> new JsonPrimitive(Durations.millis(time));
            case Instant moment -> new JsonPrimitive(moment.toString());
            case Optional<?> optional -> element(optional.orElse(null));
            case Collection<?> values -> {
                var array = new JsonArray();
                values.forEach(each -> array.add(element(each)));
                yield array;
            }
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        };
    }
}
