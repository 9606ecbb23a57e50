package inventory.compose;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import json.Json;
import json.JsonShapeException;

/**
 * What {@code docker compose config --format json} prints: the project with all files merged, variables in place and
 * services out that no profile lets run. Ports are in the long syntax, {@code published} a text:
 * {@code {"mode":"ingress","host_ip":"127.0.0.1","target":80,"published":"8000","protocol":"tcp"}}.
 */
final class ConfigJson {

    private ConfigJson() { }

    static Project parse(String text) throws JsonShapeException {
        return Json.read(text, json -> project(json.getAsJsonObject()));
    }

    private static Project project(JsonObject project) {
        return new Project(project.get("name").getAsString(), Json.object(project, "services").entrySet().stream()
                .map(ConfigJson::service).toList());
    }

    private static ComposeService service(Map.Entry<String, JsonElement> entry) {
        JsonObject service = entry.getValue().getAsJsonObject();
        return new ComposeService(entry.getKey(), Json.text(service, "container_name"),
                Json.text(service, "network_mode"),
                Json.objects(service, "ports").stream().map(ConfigJson::port).toList(),
                Json.list(service, "expose").stream()
                        .flatMap(expose -> Ports.exposed(expose.getAsString()).stream()).toList(),
                healthTest(Json.object(service, "healthcheck")),
                Stream.of(Json.text(service, "scale"), Json.text(Json.object(service, "deploy"), "replicas"))
                        .flatMap(Optional::stream).mapToInt(Integer::parseInt).findFirst().orElse(1));
    }

    private static Ports.Mapping port(JsonObject port) {
        return Ports.mapping(Json.text(port, "target").orElse(""), Json.text(port, "published").orElse(""),
                Json.text(port, "protocol").orElse("")).orElseThrow(() ->
                new IllegalArgumentException("no port: " + port));
    }

    private static List<String> healthTest(JsonObject healthcheck) {
        boolean disabled = Json.text(healthcheck, "disable").filter("true"::equals).isPresent();
        return disabled ? List.of("NONE")
                : Json.list(healthcheck, "test").stream().map(JsonElement::getAsString).toList();
    }
}
