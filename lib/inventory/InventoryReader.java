package inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.Protocol;
import text.Message;

/** A YAML document to an {@link Inventory}: the one place that knows the keys. */
final class InventoryReader {
    private static final List<String> TOP_KEYS = List.of("host", "services");
    private static final List<String> SERVICE_KEYS =
            List.of("name", "port", "ports", "protocol", "health", "container");
    private static final List<String> PORT_KEYS = List.of("port", "health");

    private final String source;
    private final Mistakes mistakes;
    private final Map<String, Yaml.Place> names = new HashMap<>();
    private final FieldReader keys;
    private final HealthReader health;
    private final PortsReader ports;

    InventoryReader(String source) {
        this.source = source;
        this.mistakes = new Mistakes();
        this.keys = new FieldReader(mistakes);
        this.health = new HealthReader(mistakes, keys);
        this.ports = new PortsReader(mistakes, this::port);
    }

    Inventory read(String text) throws InventoryProblem {
        Optional<Yaml> root = YamlReader.read(source, text);
        if (root.isEmpty() || root.get() instanceof Yaml.Text word && word.nothing()) {
            throw Mistakes.inWhole(source, Message.of("inventory.empty"));
        }
        Map<String, Yaml> top = keys.fields(root.get(), "inventory.top-shape", TOP_KEYS);
        Optional<String> host = keys.text(top, "host").flatMap(this::host);
        List<Service> services = services(top, root.get().place());
        if (mistakes.any()) {
            throw mistakes.problem();
        }
        return new Inventory(host, services, source);
    }

    private Optional<String> host(Yaml.Text written) {
        String host = written.value().strip();
        return host.equalsIgnoreCase("auto") ? Optional.empty() : keys.checked(written, HostRule::refused);
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
        Map<String, Yaml> fields = keys.fields(item, "inventory.service-shape", SERVICE_KEYS);
        if (!(item instanceof Yaml.Fields)) {
            return Optional.empty();
        }
        Optional<String> name = name(fields, item.place());
        Protocol protocol = keys.text(fields, "protocol").flatMap(this::protocol).orElse(Protocol.TCP);
        Optional<HealthCheck> shown = health.read(fields, protocol);
        Optional<String> container =
                keys.text(fields, "container").flatMap(written -> keys.checked(written, NameRule::refusedContainer));
        Map<Integer, Optional<HealthCheck>> free = ports.read(fields, item.place(), protocol, name.orElse("?"));
        var checks = new HashMap<Integer, HealthCheck>();
        free.forEach((port, own) -> own.or(() -> shown).ifPresent(check -> checks.put(port, check)));
        return name.isEmpty() || free.isEmpty() ? Optional.empty()
                : Optional.of(new Service(name.get(), List.copyOf(free.keySet()), protocol, checks, container));
    }

    /** One entry of {@code ports} that says more than its number. */
    private Optional<PortsReader.Port> port(Yaml.Fields written, Protocol protocol) {
        Map<String, Yaml> fields = keys.fields(written, "inventory.port-entry", PORT_KEYS);
        Optional<HealthCheck> shown = health.read(fields, protocol);
        if (!fields.containsKey("port")) {
            mistakes.add(written.place(), Message.of("inventory.port-entry"));
        }
        return keys.text(fields, "port").map(number -> new PortsReader.Port(number, shown));
    }

    private Optional<String> name(Map<String, Yaml> fields, Yaml.Place service) {
        if (!fields.containsKey("name")) {
            mistakes.add(service, Message.of("inventory.no-name"));
            return Optional.empty();
        }
        Optional<Yaml.Text> written = keys.text(fields, "name");
        Optional<String> name = written.flatMap(text -> keys.checked(text, NameRule::refused));
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
}
