package inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.Protocol;
import text.HiddenCharacters;
import text.Message;
import text.Words;

/**
 * An inventory as the YAML of a services file, with comments for whoever edits it. {@link InventoryFile} reads the
 * same services from it again.
 */
public final class InventoryText {
    /** A range is worth its dash from three ports on. */
    private static final int SHORTEST_RANGE = 3;

    /** What every reader of YAML takes for a text without quotes, of 1.1 as of 1.2, but for {@link #WORDS}. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./()+-]*(?: [A-Za-z0-9_./()+-]+)*");
    private static final Pattern WORDS = Pattern.compile("(?i)null|true|false|yes|no|on|off|y|n");

    private final Words words;
    private final List<String> lines = new ArrayList<>();
    private boolean healthSaid;
    private boolean containerSaid;

    private InventoryText(Words words) {
        this.words = words;
    }

    /**
     * The whole text of a file.
     *
     * @param origin where the services come from, and what was left out: comments at the top
     */
    public static String of(Inventory inventory, List<Message> origin, Words words) {
        var text = new InventoryText(words);
        text.head(origin);
        text.body(inventory);
        return String.join("\n", text.lines) + "\n";
    }

    private void head(List<Message> origin) {
        comment("", Message.of("inventory.write-title"));
        origin.forEach(line -> comment("", line));
        lines.add("#");
        comment("", Message.of("inventory.write-use"));
        lines.add("");
    }

    private void body(Inventory inventory) {
        comment("", Message.of("inventory.write-host"));
        lines.add("host: " + inventory.host().map(InventoryText::scalar).orElse("auto"));
        lines.add("");
        lines.add("services:");
        comment("  ", Message.of("inventory.write-name"));
        for (Service service : inventory.services()) {
            service(service);
            lines.add("");
        }
        lines.removeLast();
    }

    private void service(Service service) {
        lines.add("  - name: " + scalar(service.name()));
        Set<Optional<HealthCheck>> checks = service.ports().stream()
                .map(port -> Optional.ofNullable(service.health().get(port))).collect(Collectors.toSet());
        if (checks.size() == 1) {
            key(service.ports().size() == 1 ? "port" : "ports", service.ports().size() == 1
                    ? service.ports().getFirst().toString() : ports(service.ports()));
        } else {
            each(service);
        }
        if (service.protocol() != Protocol.TCP) {
            key("protocol", service.protocol().id());
        }
        if (!healthSaid && service.protocol() == Protocol.TCP) {
            comment("    ", Message.of("inventory.write-health"));
            healthSaid = true;
        }
        if (checks.size() == 1) {
            checks.iterator().next().ifPresent(check -> health("    ", check));
        }
        container(service.container());
    }

    /** The ports of a service that do not all show in one way that they are well. */
    private void each(Service service) {
        lines.add("    ports:");
        service.ports().forEach(port -> {
            lines.add("      - port: " + port);
            Optional.ofNullable(service.health().get(port)).ifPresent(check -> health("        ", check));
        });
    }

    private void health(String indentation, HealthCheck check) {
        if (!(check instanceof HealthCheck.HttpGet(String url, HttpTerms terms)) || terms.equals(HttpTerms.USUAL)) {
            lines.add(indentation + "health: " + scalar(check.text()));
            return;
        }
        String inside = indentation + "  ";
        lines.add(indentation + "health:");
        lines.add(inside + "path: " + scalar(url));
        if (!terms.statuses().isEmpty()) {
            lines.add(inside + "status: " + terms.statuses().stream().sorted().toList());
        }
        terms.contains().ifPresent(text -> lines.add(inside + "contains: " + scalar(text)));
        values(inside, "json", terms.json());
        values(inside, "headers", terms.headers());
        terms.tls().ifPresent(tls -> {
            lines.add(inside + "https: true");
            tls.ca().ifPresent(ca -> lines.add(inside + "ca: " + scalar(ca)));
        });
    }

    private void values(String indentation, String key, Map<String, String> values) {
        if (!values.isEmpty()) {
            lines.add(indentation + key + ":");
            values.forEach((name, value) -> lines.add(indentation + "  " + scalar(name) + ": " + scalar(value)));
        }
    }

    private void container(Optional<String> container) {
        if (container.isPresent() && !containerSaid) {
            comment("    ", Message.of("inventory.write-container"));
            containerSaid = true;
        }
        container.ifPresent(name -> key("container", scalar(name)));
    }

    private void key(String key, String value) {
        lines.add("    " + key + ": " + value);
    }

    /** What a note quotes may hold anything; a comment ends where its line does. */
    private void comment(String indentation, Message message) {
        words.say(message).lines().map(InventoryText::shown)
                .forEach(line -> lines.add((indentation + "# " + line).stripTrailing()));
    }

    private static String shown(String line) {
        return HiddenCharacters.replaced(line, c -> " ");
    }

    private static String ports(List<Integer> ports) {
        var entries = new ArrayList<String>();
        for (int i = 0; i < ports.size();) {
            int end = i + 1;
            while (end < ports.size() && ports.get(end) == ports.get(end - 1) + 1) {
                end++;
            }
            if (end - i >= SHORTEST_RANGE) {
                entries.add(ports.get(i) + "-" + ports.get(end - 1));
            } else {
                ports.subList(i, end).forEach(port -> entries.add(port.toString()));
            }
            i = end;
        }
        return entries.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    /** A text as YAML writes it: without quotes where nothing can be mistaken. */
    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !WORDS.matcher(text).matches()) {
            return text;
        }
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + HiddenCharacters.replaced(escaped, HiddenCharacters::number) + '"';
    }
}
