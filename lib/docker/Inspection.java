package docker;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonStreamParser;
import docker.Container.Health;
import docker.Container.Status;
import fact.Fact;
import inventory.Protocol;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import text.Message;

/**
 * Reads what {@code docker container inspect} prints: the whole document, or what {@link #TEMPLATE} takes of it, as
 * <pre>{ "Id":"cb06…","Name":"/web","RestartCount":0,"State":{"Status":"running",…},"HostConfig":{ …</pre>
 */
final class Inspection {

    /**
     * The document with only the keys that a {@link Container} needs. Every key is written by the template itself,
     * because a double quote in an argument does not reach a Windows program as it is.
     * The client knows the id as ID; with any name it does not know it would refuse maps that a container lacks.
     */
    static final String TEMPLATE = "{ " + field("Id", ".ID") + "," + field("Name", ".Name") + ","
            + field("RestartCount", ".RestartCount") + "," + field("State", ".State") + ","
            + key("HostConfig") + "{ " + field("NetworkMode", ".HostConfig.NetworkMode") + ","
            + field("PortBindings", ".HostConfig.PortBindings") + " },"
            + key("Config") + "{ " + field("Image", ".Config.Image") + ","
            + field("ExposedPorts", ".Config.ExposedPorts") + "," + key("Labels") + "{ "
            + field(Inspection.SERVICE, "(index .Config.Labels `" + Inspection.SERVICE + "`)") + " } },"
            + key("NetworkSettings") + "{ " + field("Ports", ".NetworkSettings.Ports") + ","
            + field("Networks", ".NetworkSettings.Networks") + " } }";

    private static final String SERVICE = "com.docker.compose.service";

    private Inspection() { }

    private static String key(String name) {
        return "{{json `" + name + "`}}:";
    }

    private static String field(String name, String value) {
        return key(name) + "{{json " + value + "}}";
    }

    /** @param text an array of containers, or containers one after the other */
    static Fact<List<Container>> parse(String text) {
        List<Container> containers = new ArrayList<>();
        try {
            var documents = new JsonStreamParser(text);
            // Where every container is gone there is nothing, which the parser takes for a document cut short.
            while (!text.isBlank() && documents.hasNext()) {
                JsonElement next = documents.next();
                if (next instanceof JsonArray many) {
                    many.forEach(one -> containers.add(container(one.getAsJsonObject())));
                } else {
                    containers.add(container(next.getAsJsonObject()));
                }
            }
        } catch (JsonParseException | IllegalStateException | IllegalArgumentException | DateTimeException
                | UnsupportedOperationException | ClassCastException e) {
            String what = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return Fact.unknown(Message.of("docker.unclear", what));
        }
        return Fact.known(containers);
    }

    private static Container container(JsonObject all) {
        JsonObject state = object(all, "State");
        JsonObject health = object(state, "Health");
        JsonObject host = object(all, "HostConfig");
        JsonObject config = object(all, "Config");
        JsonObject network = object(all, "NetworkSettings");
        String name = text(all, "Name");
        if (text(all, "Id").isEmpty() || name.isEmpty() || text(state, "Status").isEmpty()) {
            throw new IllegalArgumentException("a container needs Id, Name and State");
        }
        return new Container(text(all, "Id"), name.startsWith("/") ? name.substring(1) : name,
                Optional.of(text(object(config, "Labels"), SERVICE)).filter(service -> !service.isEmpty()),
                text(config, "Image"), status(text(state, "Status")), health(text(health, "Status")),
                number(state, "ExitCode"), bool(state, "OOMKilled"), number(all, "RestartCount"), startedAt(state),
                text(state, "Error"), lastOutput(health), publications(object(host, "PortBindings")),
                publications(object(network, "Ports")), exposed(object(config, "ExposedPorts")), addresses(network),
                text(host, "NetworkMode"));
    }

    private static Status status(String word) {
        return Stream.of(Status.values()).filter(status -> status.name().equalsIgnoreCase(word)).findFirst()
                .orElse(Status.OTHER);
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
        JsonArray log = health.get("Log") instanceof JsonArray array ? array : new JsonArray();
        return log.isEmpty() ? "" : text(log.get(log.size() - 1).getAsJsonObject(), "Output").strip();
    }

    /** {@code {"8000/tcp":[{"HostIp":"0.0.0.0","HostPort":"8000"}],"7473/tcp":null}}: null is not published. */
    private static List<Publication> publications(JsonObject ports) {
        List<Publication> publications = new ArrayList<>();
        for (Map.Entry<String, JsonElement> port : ports.entrySet()) {
            Optional<PortKey> key = PortKey.parse(port.getKey());
            if (key.isPresent() && port.getValue() instanceof JsonArray bindings) {
                bindings.forEach(binding -> publications.add(publication(key.get(), binding.getAsJsonObject())));
            }
        }
        return publications;
    }

    private static Publication publication(PortKey key, JsonObject binding) {
        String address = text(binding, "HostIp");
        return new Publication(key.port(), key.protocol(), address.isEmpty() ? "0.0.0.0" : address,
                hostPort(text(binding, "HostPort")));
    }

    /** 0 where Docker is left to choose: {@code ""}, {@code "0"} or a range such as {@code "8000-8010"}. */
    private static int hostPort(String text) {
        return text.isEmpty() || text.matches("\\d+-\\d+") ? 0 : PortKey.port(text);
    }

    private static List<Integer> exposed(JsonObject ports) {
        return ports.keySet().stream().flatMap(port -> PortKey.parse(port).stream())
                .filter(key -> key.protocol() == Protocol.TCP).map(PortKey::port).sorted().toList();
    }

    private static List<String> addresses(JsonObject network) {
        JsonObject networks = object(network, "Networks");
        return networks.keySet().stream()
                .flatMap(name -> Stream.of("IPAddress", "GlobalIPv6Address")
                        .map(kind -> text(object(networks, name), kind)))
                .filter(address -> !address.isEmpty()).distinct().toList();
    }

    private static JsonObject object(JsonObject parent, String key) {
        return parent.get(key) instanceof JsonObject object ? object : new JsonObject();
    }

    private static String text(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }

    private static int number(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value == null || value.isJsonNull() ? 0 : value.getAsInt();
    }

    private static boolean bool(JsonObject parent, String key) {
        JsonElement value = parent.get(key);
        return value != null && value.isJsonPrimitive() && value.getAsBoolean();
    }

    /** A port as Docker's maps name it, {@code 8000/tcp}. */
    private record PortKey(int port, Protocol protocol) {

        /** Empty for a protocol that no phone of ours uses: sctp. */
        static Optional<PortKey> parse(String key) {
            int slash = key.indexOf('/');
            String port = slash < 0 ? key : key.substring(0, slash);
            String protocol = slash < 0 ? "tcp" : key.substring(slash + 1);
            return Stream.of(Protocol.values()).filter(known -> known.id().equals(protocol)).findFirst()
                    .map(known -> new PortKey(port(port), known));
        }

        static int port(String text) {
            int port = Integer.parseInt(text);
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("not a port: " + text);
            }
            return port;
        }
    }
}
