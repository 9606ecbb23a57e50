package inventory.compose;

import inventory.InventoryProblem;
import inventory.Mistakes;
import inventory.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import text.Message;

/**
 * Compose's rules for a file over another one, and for a service over the one that it extends: mappings are merged key
 * by key, lists are joined, and the later text wins. {@code !reset} takes a key away, {@code !override} replaces.
 */
final class Merge {
    /** The one list we read that is replaced and not joined: a command. */
    private static final String COMMAND = "test";

    private Merge() { }

    /** The fields of both, each once. */
    static Yaml.Fields fields(Yaml.Fields base, Yaml.Fields over) throws InventoryProblem {
        Map<String, Yaml.Field> merged = new LinkedHashMap<>();
        base.fields().forEach(field -> merged.put(field.key().value(), field));
        for (Yaml.Field field : over.fields()) {
            String key = field.key().value();
            Optional<Yaml> value = value(key, Optional.ofNullable(merged.get(key)).map(Yaml.Field::value),
                    field.value());
            value.ifPresentOrElse(present -> merged.put(key, new Yaml.Field(field.key(), present)),
                    () -> merged.remove(key));
        }
        return new Yaml.Fields(List.copyOf(merged.values()), over.place());
    }

    private static Optional<Yaml> value(String key, Optional<Yaml> base, Yaml over) throws InventoryProblem {
        if (over instanceof Yaml.Tagged(Yaml.Merging tag, Yaml value)) {
            return switch (tag) {
                case RESET -> Optional.empty();
                case OVERRIDE -> value(key, Optional.empty(), value);
            };
        }
        if (base.isEmpty() || base.get() instanceof Yaml.Text nothing && nothing.nothing()) {
            return Optional.of(over instanceof Yaml.Fields fields
                    ? fields(new Yaml.Fields(List.of(), fields.place()), fields) : over);
        }
        return Optional.of(switch (over) {
            case Yaml.Text text when text.nothing() -> base.get();
            case Yaml command when key.equals(COMMAND) -> command;
            case Yaml.Fields fields when base.get() instanceof Yaml.Fields below -> fields(below, fields);
            case Yaml.Items items when base.get() instanceof Yaml.Items below -> joined(below, items);
            case Yaml.Text text when base.get() instanceof Yaml.Text -> text;
            case Yaml other -> throw Mistakes.at(other.place(), Message.of("inventory.compose-merge", key));
        });
    }

    private static Yaml.Items joined(Yaml.Items below, Yaml.Items items) {
        var all = new ArrayList<>(below.values());
        all.addAll(items.values());
        return new Yaml.Items(all, items.place());
    }
}
