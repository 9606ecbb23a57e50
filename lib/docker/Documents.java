package docker;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonStreamParser;
import docker.Container.Status;
import fact.Fact;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import text.Message;

/** JSON as the docker client prints it where a template asks for it: how to ask, and how to read it. */
final class Documents {

    private Documents() { }

    /**
     * In a template, a key and the colon. The template itself writes it, because a double quote in an argument does
     * not reach a Windows program as it is.
     */
    static String key(String name) {
        return "{{json `" + name + "`}}:";
    }

    static String field(String name, String value) {
        return key(name) + "{{json " + value + "}}";
    }

    /**
     * @param text an array of containers, or containers one after the other
     * @param read what to make of one; it may throw what Gson, numbers and times throw
     */
    static Fact<List<Container>> each(String text, Function<JsonObject, Container> read) {
        List<Container> containers = new ArrayList<>();
        try {
            var documents = new JsonStreamParser(text);
            // Where every container is gone there is nothing, which the parser takes for a document cut short.
            while (!text.isBlank() && documents.hasNext()) {
                JsonElement next = documents.next();
                if (next instanceof JsonArray many) {
                    many.forEach(one -> containers.add(read.apply(one.getAsJsonObject())));
                } else {
                    containers.add(read.apply(next.getAsJsonObject()));
                }
            }
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException | DateTimeException
                | UnsupportedOperationException | ClassCastException e) {
            String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return Fact.unknown(Message.of("docker.unclear", what));
        }
        return Fact.known(containers);
    }

    static JsonObject object(JsonObject parent, String key) {
        return parent.get(key) instanceof JsonObject object ? object : new JsonObject();
    }

    static String text(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }

    static int number(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value == null || value.isJsonNull() ? 0 : value.getAsInt();
    }

    static boolean bool(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value != null && value.isJsonPrimitive() && value.getAsBoolean();
    }

    static Status status(String word) {
        return Stream.of(Status.values()).filter(status -> status.name().equalsIgnoreCase(word)).findFirst()
                .orElse(Status.OTHER);
    }
}
