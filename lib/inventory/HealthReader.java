package inventory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import net.Protocol;
import text.Message;

/** What stands behind {@code health}: a path or a word, or keys that describe a request and its answer. */
final class HealthReader {
    private static final List<String> KEYS = List.of("path", "status", "contains", "json", "headers", "https", "ca");

    /** RFC 9110, 15. */
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");

    /** A token (RFC 9110, 5.6.2). */
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** Those that belong to the connection and not to whoever asks. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "te", "trailer", "transfer-encoding", "upgrade");

    private final Mistakes mistakes;
    private final FieldReader keys;

    HealthReader(Mistakes mistakes, FieldReader keys) {
        this.mistakes = mistakes;
        this.keys = keys;
    }

    Optional<HealthCheck> read(Map<String, Yaml> fields, Protocol protocol) {
        Yaml written = fields.get("health");
        if (written == null) {
            return Optional.empty();
        }
        if (written instanceof Yaml.Items) {
            mistakes.add(written.place(), Message.of("inventory.health-shape"));
            return Optional.empty();
        }
        Optional<HealthCheck> health = written instanceof Yaml.Fields description ? described(description)
                : keys.text(written, "health").flatMap(text -> keys.checked(text, HealthRule::refused))
                .map(HealthCheck::of);
        if (health.isPresent() && protocol == Protocol.UDP) {
            mistakes.add(written.place(), Message.of("inventory.health-udp"));
        }
        return health;
    }

    private Optional<HealthCheck> described(Yaml.Fields written) {
        Map<String, Yaml> fields = keys.fields(written, "inventory.health-keys", KEYS);
        if (!fields.containsKey("path")) {
            mistakes.add(written.place(), Message.of("inventory.health-keys"));
        }
        Optional<String> path = keys.text(fields, "path")
                .flatMap(text -> keys.checked(text, HealthRule::refusedAsPath));
        Optional<String> contains = keys.text(fields, "contains").map(Yaml.Text::value);
        var terms = new HttpTerms(statuses(fields), contains,
                values(fields, "json", name -> Optional.empty(), value -> Optional.empty()),
                values(fields, "headers", HealthReader::refusedName, HealthReader::refusedValue), tls(fields));
        return path.map(url -> new HealthCheck.HttpGet(url, terms));
    }

    private Set<Integer> statuses(Map<String, Yaml> fields) {
        Yaml written = fields.get("status");
        var statuses = new TreeSet<Integer>();
        if (written != null) {
            for (Yaml one : written instanceof Yaml.Items(List<Yaml> several, Yaml.Place at) ? several
                    : List.of(written)) {
                keys.text(one, "status").flatMap(text -> keys.checked(text, status -> STATUS.matcher(status).matches()
                        ? Optional.empty() : Optional.of(Message.of("inventory.health-status", status))))
                        .ifPresent(status -> statuses.add(Integer.valueOf(status)));
            }
        }
        return statuses;
    }

    /** A mapping of names to texts. */
    private SequencedMap<String, String> values(Map<String, Yaml> fields, String key,
            Function<String, Optional<Message>> refusedName, Function<String, Optional<Message>> refusedValue) {
        var values = new LinkedHashMap<String, String>();
        Yaml written = fields.get(key);
        if (written instanceof Yaml.Fields(List<Yaml.Field> entries, Yaml.Place at)) {
            for (Yaml.Field entry : entries) {
                Optional<String> name = keys.checked(entry.key(), refusedName);
                // In JSON, null is a value.
                Optional<String> value = entry.value() instanceof Yaml.Text text && text.nothing() && key.equals("json")
                        ? Optional.of("null") : keys.text(entry.value(), entry.key().value())
                        .flatMap(text -> keys.checked(text, refusedValue));
                if (name.isPresent() && value.isPresent() && values.putIfAbsent(name.get(), value.get()) != null) {
                    mistakes.add(entry.key().place(), Message.of("inventory.key-twice", name.get()));
                }
            }
        } else if (written != null) {
            mistakes.add(written.place(), Message.of("inventory.health-values", key));
        }
        return values;
    }

    private static Optional<Message> refusedName(String name) {
        return !HEADER.matcher(name).matches() ? Optional.of(Message.of("inventory.health-header", name))
                : OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))
                ? Optional.of(Message.of("inventory.health-header-own", name)) : Optional.empty();
    }

    private static Optional<Message> refusedValue(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c < 0x7F) ? Optional.empty()
                : Optional.of(Message.of("inventory.health-header-value"));
    }

    private Optional<HttpTerms.Tls> tls(Map<String, Yaml> fields) {
        Optional<String> https = keys.text(fields, "https").flatMap(text -> keys.checked(text, word ->
                word.equals("true") || word.equals("false") ? Optional.empty()
                : Optional.of(Message.of("inventory.health-https", word))));
        Optional<String> ca = keys.text(fields, "ca").map(text -> text.value().strip());
        boolean on = https.filter("true"::equals).isPresent();
        if (ca.isPresent() && !on) {
            mistakes.add(fields.get("ca").place(), Message.of("inventory.health-ca"));
        }
        return on ? Optional.of(new HttpTerms.Tls(ca)) : Optional.empty();
    }
}
