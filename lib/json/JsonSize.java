package json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/**
 * How much a document from a stranger holds, told before anything is made of it: one byte of JSON can become a hundred
 * in memory.
 *
 * @param values names, values, and beginnings of objects and arrays
 */
public record JsonSize(long values) {

    /** There is more in it than was allowed. */
    public static final class Exceeded extends Exception {
        private static final long serialVersionUID = 1L;

        private Exceeded() {
            super("too much JSON");
        }
    }

    /**
     * @param text exactly one document of RFC 8259
     * @param deepest objects and arrays inside each other
     * @param most    values
     * @throws JsonShapeException where it is none, is deeper than that, or gives one name twice in one object
     * @throws Exceeded           where it holds more values than that; no more of it was read
     */
    public static JsonSize of(String text, int deepest, long most) throws JsonShapeException, Exceeded {
        try (var reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(deepest);
            return new JsonSize(values(reader, most));
        } catch (MalformedJsonException | EOFException | IllegalStateException e) {
            throw new JsonShapeException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long values(JsonReader reader, long most) throws IOException, JsonShapeException, Exceeded {
        var open = new ArrayDeque<Set<String>>();
        for (long values = 1; ; values++) {
            if (values > most) {
                throw new Exceeded();
            }
            switch (reader.peek()) {
                case BEGIN_OBJECT -> {
                    reader.beginObject();
                    open.push(new HashSet<>());
                }
                case BEGIN_ARRAY -> {
                    reader.beginArray();
                    open.push(Set.of());
                }
                case END_OBJECT -> {
                    reader.endObject();
                    open.pop();
                }
                case END_ARRAY -> {
                    reader.endArray();
                    open.pop();
                }
                case NAME -> {
                    String name = reader.nextName();
                    if (!open.element().add(name)) {
                        throw new JsonShapeException("twice: " + name);
                    }
                }
                case STRING, NUMBER, BOOLEAN, NULL -> skip(reader);
                case END_DOCUMENT -> {
                    return values;
                }
            }
        }
    }

    private static void skip(JsonReader reader) throws IOException {
        if (reader.peek() == JsonToken.NULL) {
            reader.nextNull();
        } else {
            reader.skipValue();
        }
    }
}
