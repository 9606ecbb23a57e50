package firewall.linux.nft;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Elements of a set or a map, as JSON; a map's element has a value besides its key. */
record NftSets(List<Element> elements) {

    NftSets {
        elements = List.copyOf(elements);
    }

    record Element(JsonElement key, Optional<JsonElement> value) { }

    /** @param elements {@code ["1.2.3.4", {"range": …}]}, or pairs for a map: {@code [[22, {"accept": null}]]} */
    static NftSets of(JsonElement elements) {
        List<Element> all = new ArrayList<>();
        if (elements != null && elements.isJsonArray()) {
            for (JsonElement each : elements.getAsJsonArray()) {
                if (each.isJsonArray() && each.getAsJsonArray().size() == 2) {
                    JsonArray pair = each.getAsJsonArray();
                    all.add(new Element(bare(pair.get(0)), Optional.of(pair.get(1))));
                } else {
                    all.add(new Element(bare(each), Optional.empty()));
                }
            }
        } else if (elements != null && !elements.isJsonNull()) {
            all.add(new Element(bare(elements), Optional.empty()));
        }
        return new NftSets(all);
    }

    /** An element with a time-out or a comment is wrapped: {@code {"elem": {"val": "9.9.9.9", "expires": 3599}}}. */
    private static JsonElement bare(JsonElement element) {
        if (element.isJsonObject() && element.getAsJsonObject().get("elem") instanceof JsonObject wrapped
                && wrapped.has("val")) {
            return wrapped.get("val");
        }
        return element;
    }
}
