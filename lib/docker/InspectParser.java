package docker;

import static docker.DockerJson.bool;
import static docker.DockerJson.field;
import static docker.DockerJson.fields;
import static docker.DockerJson.key;
import static docker.DockerJson.number;
import static docker.DockerJson.text;
import static json.Json.object;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import docker.Container.Health;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import json.Json;
import net.Protocol;
import process.Fact;

/**
 * Reads what {@code docker container inspect} prints: the whole document, or what {@link #TEMPLATE} takes of it, as
 * <pre>{ "Id":"cb06…","Name":"/web","RestartCount":0,"State":{"Status":"running",…},"HostConfig":{ …</pre>
 */
final class InspectParser {

    /**
     * The document with only what a {@link Container} needs: no label but one, no alias, no process. The client knows
     * the id as ID; with any name it does not know it would refuse maps that a container lacks. Behind the last of
     * several stands one of nothing, since a template cannot leave out the last comma.
     */
    static final String TEMPLATE = "{ " + field("Id", ".ID") + "," + field("Name", ".Name") + ","
            + field("RestartCount", ".RestartCount") + ","
            + key("State") + "{ " + fields(".State", "Status", "ExitCode", "OOMKilled", "StartedAt", "Error") + ","
            + key("Health") + "{ {{with .State.Health}}" + field("Status", ".Status") + "," + key("Log")
            + "[{{range .Log}}{ " + field("Output", ".Output") + " },{{end}}null]{{end}} } },"
            + key("HostConfig") + "{ " + fields(".HostConfig", "NetworkMode", "PortBindings") + " },"
            + key("Config") + "{ " + fields(".Config", "ExposedPorts") + "," + key("Labels") + "{ "
            + field(InspectParser.SERVICE, "(index .Config.Labels `" + InspectParser.SERVICE + "`)") + " } },"
            + key("NetworkSettings") + "{ " + fields(".NetworkSettings", "Ports") + "," + key("Networks")
            + "{ {{range $name, $one := .NetworkSettings.Networks}}{{json $name}}:{ {{with $one}}"
            + fields("", "NetworkID", "IPAddress", "GlobalIPv6Address") + "{{end}} },{{end}}" + key("") + "null } } }";

    private static final String SERVICE = "com.docker.compose.service";

    private InspectParser() { }

    /** @param text an array of containers, or containers one after the other */
    static Fact<List<Container>> parse(String text) {
        return DockerJson.each(text, InspectParser::container);
    }

    private static Container container(JsonObject all) {
        JsonObject state = object(all, "State");
        JsonObject health = object(state, "Health");
        JsonObject host = object(all, "HostConfig");
        JsonObject config = object(all, "Config");
        JsonObject network = object(all, "NetworkSettings");
        if (text(all, "Id").isEmpty() || text(state, "Status").isEmpty()) {
            throw new IllegalArgumentException("a container needs Id and State");
        }
        return new Container(text(all, "Id"), DockerJson.name(text(all, "Name")),
                Optional.of(text(object(config, "Labels"), SERVICE)).filter(service -> !service.isBlank()),
                DockerJson.status(text(state, "Status")), health(text(health, "Status")),
                number(state, "ExitCode"), bool(state, "OOMKilled"), number(all, "RestartCount"), startedAt(state),
                text(state, "Error"), lastOutput(health), publications(object(host, "PortBindings")),
                publications(object(network, "Ports")), exposed(object(config, "ExposedPorts")), networks(network),
                text(host, "NetworkMode"), true);
    }

    private static Health health(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "starting" -> Health.STARTING;
            case "healthy" -> Health.HEALTHY;
            case "unhealthy" -> Health.UNHEALTHY;
            default -> Health.NONE;
        };
    }

    /** Docker writes year 1 for a container that never ran. */
    private static Optional<Instant> startedAt(JsonObject state) {
        String time = text(state, "StartedAt");
        return time.isEmpty() || time.startsWith("0001-") ? Optional.empty() : Optional.of(Instant.parse(time));
    }

    private static String lastOutput(JsonObject health) {
        List<JsonObject> log = Json.objects(health, "Log");
        return log.isEmpty() ? "" : text(log.getLast(), "Output").strip();
    }

    /** {@code {"8000/tcp":[{"HostIp":"0.0.0.0","HostPort":"8000"}],"7473/tcp":null}}: null is not published. */
    private static List<Container.Publication> publications(JsonObject ports) {
        List<Container.Publication> publications = new ArrayList<>();
        for (Map.Entry<String, JsonElement> port : ports.entrySet()) {
            Optional<Container.PortKey> key = Container.PortKey.parse(port.getKey());
            if (key.isPresent() && port.getValue() instanceof JsonArray bindings) {
                bindings.forEach(binding -> publications.add(publication(key.get(), binding.getAsJsonObject())));
            }
        }
        return publications;
    }

    private static Container.Publication publication(Container.PortKey key, JsonObject binding) {
        String address = text(binding, "HostIp");
        return new Container.Publication(key.port(), key.protocol(), address.isEmpty() ? "0.0.0.0" : address,
                hostPort(text(binding, "HostPort")));
    }

    /** 0 where Docker is left to choose: {@code ""}, {@code "0"} or a range such as {@code "8000-8010"}. */
    private static int hostPort(String text) {
        return text.isEmpty() || text.matches("\\d+-\\d+") ? 0 : Container.PortKey.port(text);
    }

    private static List<Integer> exposed(JsonObject ports) {
        return ports.keySet().stream().flatMap(port -> Container.PortKey.parse(port).stream())
                .filter(key -> key.protocol() == Protocol.TCP).map(Container.PortKey::port).sorted().toList();
    }

    private static List<Attachment> networks(JsonObject settings) {
        JsonObject networks = object(settings, "Networks");
        return networks.keySet().stream().filter(name -> !name.isEmpty()).map(name -> {
            JsonObject network = object(networks, name);
            return new Attachment(name, text(network, "NetworkID"),
                    Stream.of("IPAddress", "GlobalIPv6Address").map(kind -> text(network, kind))
                            .filter(address -> !address.isEmpty()).toList());
        }).toList();
    }
}
