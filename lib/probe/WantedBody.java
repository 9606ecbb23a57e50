package probe;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import inventory.HttpTerms;
import java.util.Map;
import java.util.Optional;
import json.Json;
import json.JsonShapeException;

/** Whether a body is the one that the services file wants. */
final class WantedBody {

    private WantedBody() { }

    /** What stands there in place of what is wanted, possibly nothing; empty where all of it is there. */
    static Optional<String> missing(HttpTerms terms, AnswerBody body) {
        if (terms.contains().filter(text -> !body.text().contains(text)).isPresent()) {
            return Optional.of(body.firstLine());
        }
        if (terms.json().isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonElement document = Json.parse(body.text());
            for (Map.Entry<String, String> wanted : terms.json().entrySet()) {
                Optional<String> there = at(document, wanted.getKey());
                if (!there.equals(Optional.of(wanted.getValue()))) {
                    return Optional.of(there.map(value -> wanted.getKey() + ": " + value).orElse(body.firstLine()));
                }
            }
            return Optional.empty();
        } catch (JsonShapeException e) {
            return Optional.of(body.firstLine());
        }
    }

    /** @param path names between dots; the number of an element in an array, from 0 */
    private static Optional<String> at(JsonElement document, String path) {
        JsonElement here = document;
        for (String step : path.split("\\.")) {
            here = switch (here) {
                case JsonObject object -> object.get(step);
                case JsonArray array when step.matches("\\d{1,4}")
                        && Integer.parseInt(step) < array.size() -> array.get(Integer.parseInt(step));
                case null, default -> null;
            };
        }
        return here instanceof JsonPrimitive value ? Optional.of(value.getAsString())
                : here != null && here.isJsonNull() ? Optional.of("null") : Optional.empty();
    }
}
