package process.recording;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import json.Json;
import json.JsonShapeException;
import process.Command;
import process.Ran;

/**
 * Takes all out of what {@code docker compose config} printed that says nothing of ports. Compose puts every variable
 * in its place: environments, commands and health checks hold passwords, which no recording may.
 */
final class ComposeConfig {
    private static final Set<String> KEPT =
            Set.of("ports", "expose", "network_mode", "container_name", "scale", "deploy", "healthcheck");
    private static final Map<String, Set<String>> KEPT_BELOW =
            Map.of("deploy", Set.of("replicas"), "healthcheck", Set.of("test", "disable"));

    /** A health check that is kept consists of these alone: a program, options without values, a URL without a query. */
    private static final Pattern HARMLESS = Pattern.compile("CMD|CMD-SHELL|NONE|(?:/usr/bin/)?(?:curl|wget)|sh|\\|\\|"
            + "|exit|false|\\d{1,3}|-[A-Za-z]+|--[a-z-]+|>?/dev/null|2>&1|https?://[\\w.\\[\\]:-]+(?:/[\\w./-]*)?");

    private ComposeConfig() { }

    static boolean isIn(Command command) {
        return command.program().equals("docker") && command.args().contains("compose")
                && command.args().contains("config");
    }

    /** Nothing where it is no JSON: then nobody knows what is in it. */
    static byte[] withoutSecrets(byte[] printed) {
        try {
            return Json.line(Json.read(Ran.decode(printed), json -> project(json.getAsJsonObject())))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonShapeException e) {
            return new byte[0];
        }
    }

    private static JsonObject project(JsonObject project) {
        var kept = new JsonObject();
        Json.text(project, "name").ifPresent(name -> kept.addProperty("name", name));
        var services = new JsonObject();
        Json.object(project, "services").entrySet().forEach(service ->
                services.add(service.getKey(), only(KEPT, service.getValue().getAsJsonObject())));
        kept.add("services", services);
        return kept;
    }

    private static JsonObject only(Set<String> keys, JsonObject object) {
        var kept = new JsonObject();
        for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
            String key = entry.getKey();
            boolean telling = key.equals("test") && !harmless(entry.getValue());
            if (keys.contains(key) && !telling && !entry.getValue().isJsonNull()) {
                kept.add(key, KEPT_BELOW.containsKey(key)
                        ? only(KEPT_BELOW.get(key), entry.getValue().getAsJsonObject()) : entry.getValue());
            }
        }
        return kept;
    }

    private static boolean harmless(JsonElement test) {
        List<JsonElement> words = test instanceof JsonArray array ? array.asList() : List.of(test);
        return words.stream().flatMap(word -> List.of(word.getAsString().split("[\\s'\"]+")).stream())
                .allMatch(word -> HARMLESS.matcher(word).matches());
    }
}
