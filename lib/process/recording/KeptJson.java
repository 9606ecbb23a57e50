package process.recording;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import json.Json;
import json.JsonShapeException;

/**
 * What of a JSON document is kept: the members that a reader reads, and none that a later version of the other program
 * may add.
 *
 * @param members what is kept of each; any other is left out
 */
record KeptJson(Map<String, UnaryOperator<JsonElement>> members) {

    static KeptJson of(String... whole) {
        Map<String, UnaryOperator<JsonElement>> members = new LinkedHashMap<>();
        for (String name : whole) {
            members.put(name, UnaryOperator.identity());
        }
        return new KeptJson(members);
    }

    KeptJson with(String name, UnaryOperator<JsonElement> part) {
        Map<String, UnaryOperator<JsonElement>> more = new LinkedHashMap<>(members);
        more.put(name, part);
        return new KeptJson(more);
    }

    KeptJson with(String name, KeptJson part) {
        return with(name, part::kept);
    }

    /** Of an object; of each object of an array. What is neither stays where it says nothing: null. */
    JsonElement kept(JsonElement element) {
        return switch (element) {
            case JsonArray array -> {
                var kept = new JsonArray();
                array.forEach(one -> kept.add(kept(one)));
                yield kept;
            }
            case JsonObject object -> {
                var kept = new JsonObject();
                members.forEach((name, part) -> {
                    if (object.has(name)) {
                        kept.add(name, part.apply(object.get(name)));
                    }
                });
                yield kept;
            }
            case JsonPrimitive other -> JsonNull.INSTANCE;
            default -> element;
        };
    }

    /** Of documents one after the other; nothing where it is no JSON: then nobody knows what is in it. */
    String kept(String printed) {
        try {
            List<JsonElement> all = Json.readEach(printed, this::kept);
            return all.stream().map(Json::line).collect(Collectors.joining("\n")) + (all.isEmpty() ? "" : "\n");
        } catch (JsonShapeException e) {
            return "";
        }
    }
}
