package inventory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.Protocol;
import text.Message;
import text.Nearest;

/** A YAML document to an {@link Inventory}: the one place that knows the keys. */
final class InventoryReader {
    private static final List<String> TOP_KEYS = List.of("host", "services");
    private static final List<String> SERVICE_KEYS =
            List.of("name", "port", "ports", "protocol", "health", "container");
    private static final List<String> PORT_KEYS = List.of("port", "health");

    private final String source;
    private final Mistakes mistakes;
    private final Map<String, Yaml.Place> names = new HashMap<>();
    private final PortsReader ports;

    InventoryReader(String source) {
        this.source = source;
        this.mistakes = new Mistakes();
        this.ports = new PortsReader(mistakes, this::port);
    }

    Inventory read(String text) throws InventoryProblem {
        Optional<Yaml> root = YamlReader.read(source, text);
        if (root.isEmpty() || root.get() instanceof Yaml.Text word && word.nothing()) {
            throw Mistakes.inWhole(source, Message.of("inventory.empty"));
        }
        Map<String, Yaml> top = fields(root.get(), "inventory.top-shape", TOP_KEYS);
        Optional<String> host = text(top, "host").flatMap(this::host);
        List<Service> services = services(top, root.get().place());
        if (mistakes.any()) {
            throw mistakes.problem();
        }
        return new Inventory(host, services, source);
    }

    private Optional<String> host(Yaml.Text written) {
        String host = written.value().strip();
        return host.equalsIgnoreCase("auto") ? Optional.empty() : checked(written, HostRule::refused);
    }

    private List<Service> services(Map<String, Yaml> top, Yaml.Place whole) {
        Yaml written = top.get("services");
        if (written == null) {
            if (!mistakes.any()) {
                mistakes.add(whole, Message.of("inventory.no-services-key"));
            }
            return List.of();
        }
        if (!(written instanceof Yaml.Items items)) {
            boolean compose = written instanceof Yaml.Fields;
            boolean nothing = written instanceof Yaml.Text word && word.nothing();
            mistakes.add(written.place(), Message.of(compose ? "inventory.services-compose"
                    : nothing ? "inventory.no-services" : "inventory.services-shape"));
            return List.of();
        }
        if (items.values().isEmpty()) {
            mistakes.add(items.place(), Message.of("inventory.no-services"));
        }
        return items.values().stream().flatMap(item -> service(item).stream()).toList();
    }

    private Optional<Service> service(Yaml item) {
        Map<String, Yaml> fields = fields(item, "inventory.service-shape", SERVICE_KEYS);
        if (!(item instanceof Yaml.Fields)) {
            return Optional.empty();
        }
        Optional<String> name = name(fields, item.place());
        Protocol protocol = text(fields, "protocol").flatMap(this::protocol).orElse(Protocol.TCP);
        Optional<HealthCheck> health = health(fields, protocol);
        Optional<String> container =
                text(fields, "container").flatMap(written -> checked(written, NameRule::refusedContainer));
        Map<Integer, Optional<HealthCheck>> free = ports.read(fields, item.place(), protocol, name.orElse("?"));
        var checks = new HashMap<Integer, HealthCheck>();
        free.forEach((port, own) -> own.or(() -> health).ifPresent(check -> checks.put(port, check)));
        return name.isEmpty() || free.isEmpty() ? Optional.empty()
                : Optional.of(new Service(name.get(), List.copyOf(free.keySet()), protocol, checks, container));
    }

    /** One entry of {@code ports} that says more than its number. */
    private Optional<PortsReader.Port> port(Yaml.Fields written, Protocol protocol) {
        Map<String, Yaml> fields = fields(written, "inventory.port-entry", PORT_KEYS);
        Optional<HealthCheck> health = health(fields, protocol);
        if (!fields.containsKey("port")) {
            mistakes.add(written.place(), Message.of("inventory.port-entry"));
        }
        return text(fields, "port").map(number -> new PortsReader.Port(number, health));
    }

    private Optional<HealthCheck> health(Map<String, Yaml> fields, Protocol protocol) {
        Optional<Yaml.Text> written = text(fields, "health");
        Optional<String> health = written.flatMap(text -> checked(text, HealthRule::refused));
        if (health.isPresent() && protocol == Protocol.UDP) {
            mistakes.add(written.get().place(), Message.of("inventory.health-udp"));
        }
        return health.map(HealthCheck::of);
    }

    private Optional<String> name(Map<String, Yaml> fields, Yaml.Place service) {
        if (!fields.containsKey("name")) {
            mistakes.add(service, Message.of("inventory.no-name"));
            return Optional.empty();
        }
        Optional<Yaml.Text> written = text(fields, "name");
        Optional<String> name = written.flatMap(text -> checked(text, NameRule::refused));
        if (name.isPresent()) {
            // Windows compares display names without regard to case.
            Yaml.Place first = names.putIfAbsent(name.get().toLowerCase(Locale.ROOT), written.get().place());
            if (first != null) {
                mistakes.add(written.get().place(),
                        Message.of("inventory.name-twice", name.get(), Integer.toString(first.line())));
            }
        }
        return name;
    }

    private Optional<Protocol> protocol(Yaml.Text written) {
        String word = written.value().strip().toLowerCase(Locale.ROOT);
        for (Protocol protocol : Protocol.values()) {
            if (protocol.id().equals(word)) {
                return Optional.of(protocol);
            }
        }
        mistakes.add(written.place(), Message.of("inventory.protocol", written.value()));
        return Optional.empty();
    }

    /** The text behind a key, without blanks around it; empty where there is none or it is no text. */
    private Optional<Yaml.Text> text(Map<String, Yaml> fields, String key) {
        Yaml value = fields.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Yaml.Text written)) {
            mistakes.add(value.place(), Message.of("inventory.not-text", key));
            return Optional.empty();
        }
        if (written.nothing()) {
            mistakes.add(value.place(), Message.of("inventory.nothing", key));
            return Optional.empty();
        }
        return Optional.of(written);
    }

    private Optional<String> checked(Yaml.Text written, Function<String, Optional<Message>> refused) {
        String value = written.value().strip();
        Optional<Message> why = refused.apply(value);
        why.ifPresent(message -> mistakes.add(written.place(), message));
        return why.isPresent() ? Optional.empty() : Optional.of(value);
    }

    /** The values by key; unknown and repeated keys are mistakes. */
    private Map<String, Yaml> fields(Yaml node, String shape, List<String> known) {
        if (!(node instanceof Yaml.Fields(List<Yaml.Field> written, Yaml.Place place))) {
            mistakes.add(node.place(), Message.of(shape));
            return Map.of();
        }
        var values = new LinkedHashMap<String, Yaml>();
        for (Yaml.Field field : written) {
            String key = field.key().value();
            Optional<String> meant = known.contains(key) ? Optional.of(key) : Nearest.to(key, known);
            if (!known.contains(key)) {
                mistakes.add(field.key().place(), unknownKey(key, meant, known));
            } else if (values.containsKey(key)) {
                mistakes.add(field.key().place(), Message.of("inventory.key-twice", key));
            }
            // A misspelt key is read as the one that was meant, so that nobody hears that this one is missing too.
            meant.ifPresent(name -> values.putIfAbsent(name, field.value()));
        }
        return values;
    }

    private static Message unknownKey(String key, Optional<String> meant, List<String> known) {
        return meant.map(near -> Message.of("inventory.unknown-key-near", key, near))
                .orElseGet(() -> Message.of("inventory.unknown-key", key, known));
    }
}
