package json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonStreamParser;
import com.google.gson.Strictness;
import com.google.gson.reflect.TypeToken;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import text.HiddenCharacters;

/**
 * JSON as text, written and read the same way everywhere. What is written stays what it is whoever encodes or shows it:
 * {@link HiddenCharacters}, among them halves of surrogate pairs, for which UTF-8 has no bytes, stand there as escapes.
 */
public final class Json {
    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .serializeNulls()
            .registerTypeAdapterFactory(new GsonAdapters.OptionalFactory())
            .registerTypeAdapterFactory(new GsonAdapters.IdFactory())
            .registerTypeAdapter(Duration.class, new GsonAdapters.DurationAdapter())
            .create();
    private static final Gson PRETTY = GSON.newBuilder().setPrettyPrinting().create();
    private static final Gson STRICT = GSON.newBuilder().setStrictness(Strictness.STRICT).create();
    /** Gson's own default writes {@code <}, {@code >}, {@code &}, {@code =} and {@code '} of a string as escapes. */
    private static final Gson QUOTED = new GsonBuilder().serializeNulls().create();

    private Json() { }

    /** Over several lines, as a person can read it; without a line end behind it. */
    public static String pretty(JsonObject json) {
        return escaped(PRETTY.toJson(json), false);
    }

    /** On one line, without its end. */
    public static String line(JsonElement json) {
        return escaped(GSON.toJson(json), false);
    }

    /** The same; a class that hands over just this type is loaded without any of Gson's. */
    public static String line(JsonObject json) {
        return line((JsonElement) json);
    }

    /**
     * On one line, for a place where it stands among other text, such as the script of a page: no string in it has a
     * mark of HTML or an apostrophe.
     */
    public static String quoted(JsonElement json) {
        return escaped(QUOTED.toJson(json), false);
    }

    /** The same JSON in ASCII alone. Outside of strings it is ASCII anyway, so an escape is always in place. */
    public static String ascii(String json) {
        return escaped(json, true);
    }

    private static String escaped(String json, boolean ascii) {
        if (json.chars().noneMatch(c -> c > '~')) {
            return json;
        }
        String shown = HiddenCharacters.replaced(json, c -> c == '\n' ? "\n" : escape(c));
        return !ascii ? shown : shown.codePoints().collect(StringBuilder::new, (plain, c) ->
                plain.append(c <= '~' ? Character.toString(c) : escape(c)), StringBuilder::append).toString();
    }

    private static String escape(int c) {
        var escape = new StringBuilder();
        for (char unit : Character.toChars(c)) {
            escape.append(String.format("\\u%04x", (int) unit));
        }
        return escape.toString();
    }

    /** A record with its components as keys, or strings, numbers, lists and maps of these. */
    public static JsonElement tree(Object value) {
        return GSON.toJsonTree(value);
    }

    /** A record again: a key that is missing leaves its component null, and one too many is passed over. */
    public static <T> T value(JsonElement json, Class<T> type) throws JsonShapeException {
        return value(json, TypeToken.get(type));
    }

    /** The same for a list of records, of which a class cannot tell what is in it. */
    public static <T> T value(JsonElement json, TypeToken<T> type) throws JsonShapeException {
        return record(() -> GSON.fromJson(json, type));
    }

    /** The same straight from a text, where a number that its component cannot hold is refused, and not cut. */
    public static <T> T value(String text, Class<T> type) throws JsonShapeException {
        return record(() -> GSON.fromJson(text, type));
    }

    private static <T> T record(Supplier<T> reading) throws JsonShapeException {
        return checked(() -> {
            try {
                return reading.get();
            } catch (JsonParseException e) {
                throw e;
            } catch (RuntimeException e) {
                // Gson wraps what a record's constructor throws, each version in another way.
                throw new JsonParseException(e.getMessage(), e);
            }
        });
    }

    /** Exactly JSON as RFC 8259 has it. */
    public static JsonElement strict(String text) throws JsonShapeException {
        return checked(() -> STRICT.fromJson(text, JsonElement.class));
    }

    /** What another program printed; a little more than JSON is let pass. */
    public static JsonElement parse(String text) throws JsonShapeException {
        return checked(() -> GSON.fromJson(text, JsonElement.class));
    }

    /** What another program printed, taken apart. */
    public static <T> T read(String text, Function<JsonElement, T> shape) throws JsonShapeException {
        return read(parse(text), shape);
    }

    /** Documents one after the other, as programs print them that answer bit by bit; none where there is nothing. */
    public static <T> List<T> readEach(String text, Function<JsonElement, T> shape) throws JsonShapeException {
        return checked(() -> {
            var all = new ArrayList<T>();
            var documents = new JsonStreamParser(text);
            // Of a text without any, the parser says that one was cut short.
            while (!text.isBlank() && documents.hasNext()) {
                all.add(shape.apply(documents.next()));
            }
            return all;
        });
    }

    /** @param shape takes it apart: whatever Gson, numbers and times throw meanwhile is one exception here */
    public static <T> T read(JsonElement json, Function<JsonElement, T> shape) throws JsonShapeException {
        return checked(() -> shape.apply(json));
    }

    /** A member that is an object; an empty one where it is none. */
    public static JsonObject object(JsonObject in, String key) {
        return in.get(key) instanceof JsonObject object ? object : new JsonObject();
    }

    /** The members of an array that are objects; none where it is no array. */
    public static List<JsonObject> objects(JsonObject in, String key) {
        return list(in, key).stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList();
    }

    /** A member that is an array; none where it is no array. */
    public static List<JsonElement> list(JsonObject in, String key) {
        return in.get(key) instanceof JsonArray array ? array.asList() : List.of();
    }

    /** A member that is a string, a number or a flag, as it is written; empty for everything else. */
    public static Optional<String> text(JsonObject in, String key) {
        return in.get(key) instanceof JsonPrimitive value ? Optional.of(value.getAsString()) : Optional.empty();
    }

    private static <T> T checked(Supplier<T> reading) throws JsonShapeException {
        try {
            return reading.get();
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException | DateTimeException
                | UnsupportedOperationException | ClassCastException | NullPointerException
                | IndexOutOfBoundsException e) {
            throw new JsonShapeException(e);
        }
    }
}
