package windows;

import static java.util.stream.Collectors.toCollection;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import testing.Result;

/**
 * What {@code diagnose --output json} makes of a machine, without what no two runs have in common: times, and the words
 * for them.
 *
 * @param services a line for each: its hops, where the path breaks and why
 * @param findings their ids
 */
record Verdict(int exit, String profile, List<String> services, TreeSet<String> findings) {

    static Verdict of(Result diagnosed) {
        JsonObject said = JsonParser.parseString(diagnosed.out()).getAsJsonObject();
        var services = new ArrayList<String>();
        for (JsonElement one : said.getAsJsonArray("services")) {
            JsonObject service = one.getAsJsonObject();
            var line = new StringBuilder(service.get("name") + " " + service.get("port"));
            for (JsonElement hop : service.getAsJsonArray("hops")) {
                line.append(' ').append(text(hop, "hop")).append('=').append(text(hop, "result"));
            }
            services.add(line + " " + service.get("brokenAt") + " " + service.get("cause"));
        }
        return new Verdict(diagnosed.exit(), text(said.get("host"), "profile"), services,
                said.getAsJsonArray("findings").asList().stream().map(finding -> text(finding, "id"))
                        .collect(toCollection(TreeSet::new)));
    }

    private static String text(JsonElement object, String key) {
        JsonElement value = object.getAsJsonObject().get(key);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }
}
