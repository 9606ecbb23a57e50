package inventory.compose;

import inventory.InventoryProblem;
import inventory.Mistakes;
import inventory.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import text.Message;

/** One service's tree, merged and with variables in place, to what it says of its ports. */
final class ServiceReader {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    private final String name;
    private final Yaml.Fields fields;

    private ServiceReader(String name, Yaml.Fields fields) {
        this.name = name;
        this.fields = fields;
    }

    static ComposeService read(String name, Yaml.Fields fields) throws InventoryProblem {
        return new ServiceReader(name, fields).service();
    }

    private ComposeService service() throws InventoryProblem {
        var ports = new LinkedHashSet<Ports.Mapping>();
        for (Yaml port : items(fields, "ports")) {
            ports.addAll(port(port));
        }
        var exposed = new ArrayList<Ports.Mapping>();
        for (Yaml port : items(fields, "expose")) {
            exposed.addAll(known(Ports.exposed(word(port)), port));
        }
        return new ComposeService(name, text(fields, "container_name"), text(fields, "network_mode"),
                List.copyOf(ports), exposed, healthTest(), replicas());
    }

    /** The profiles that it needs one of; none where it always runs. */
    static List<String> profiles(Yaml.Fields service) throws InventoryProblem {
        var profiles = new ArrayList<String>();
        for (Yaml profile : items(service, "profiles")) {
            profiles.add(word(profile));
        }
        return profiles;
    }

    private static List<Ports.Mapping> port(Yaml port) throws InventoryProblem {
        if (!(port instanceof Yaml.Fields written)) {
            return known(Ports.parse(word(port)), port);
        }
        return known(Ports.mapping(text(written, "target").orElse(""), text(written, "published").orElse(""),
                text(written, "protocol").orElse("")).stream().toList(), port);
    }

    private static List<Ports.Mapping> known(List<Ports.Mapping> mappings, Yaml written) throws InventoryProblem {
        if (mappings.isEmpty()) {
            throw Mistakes.at(written.place(), written instanceof Yaml.Text text
                    ? Message.of("inventory.compose-port", text.value()) : Message.of("inventory.compose-port-keys"));
        }
        return mappings;
    }

    private List<String> healthTest() throws InventoryProblem {
        if (!(field(fields, "healthcheck").orElse(null) instanceof Yaml.Fields check)) {
            return List.of();
        }
        if (text(check, "disable").filter(word -> word.matches("(?i)true|yes|on|y")).isPresent()) {
            return List.of("NONE");
        }
        return switch (field(check, "test").orElse(null)) {
            case Yaml.Text line -> List.of("CMD-SHELL", line.value());
            case Yaml.Items(List<Yaml> values, Yaml.Place place) -> {
                var words = new ArrayList<String>();
                for (Yaml value : values) {
                    words.add(word(value));
                }
                yield words;
            }
            case null, default -> List.of();
        };
    }

    private int replicas() throws InventoryProblem {
        Optional<Yaml> written = field(fields, "scale").or(() -> field(fields, "deploy")
                .filter(Yaml.Fields.class::isInstance)
                .flatMap(deploy -> field((Yaml.Fields) deploy, "replicas")));
        if (written.isEmpty()) {
            return 1;
        }
        String number = word(written.get());
        if (!NUMBER.matcher(number).matches()) {
            throw Mistakes.at(written.get().place(), Message.of("inventory.compose-number", number));
        }
        return Integer.parseInt(number);
    }

    static Optional<Yaml> field(Yaml.Fields fields, String key) {
        return fields.fields().stream().filter(field -> field.key().value().equals(key)).map(Yaml.Field::value)
                .filter(value -> !(value instanceof Yaml.Text text && text.nothing())).findFirst();
    }

    static Optional<String> text(Yaml.Fields fields, String key) throws InventoryProblem {
        Optional<Yaml> value = field(fields, key);
        return value.isPresent() ? Optional.of(word(value.get())) : Optional.empty();
    }

    /** A list; one text alone is a list of it where Compose takes both. */
    static List<Yaml> items(Yaml.Fields fields, String key) {
        return field(fields, key).map(value -> value instanceof Yaml.Items(List<Yaml> values, Yaml.Place place)
                ? values : List.of(value)).orElse(List.of());
    }

    static String word(Yaml value) throws InventoryProblem {
        if (value instanceof Yaml.Text text) {
            return text.value();
        }
        throw Mistakes.at(value.place(), Message.of("inventory.compose-no-mapping"));
    }
}
