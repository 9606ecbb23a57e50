package inventory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import text.Message;
import text.Nearest;

/** Takes mappings apart, and notes what is none or has keys that nobody knows. */
final class FieldReader {
    private final Mistakes mistakes;

    FieldReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** The text behind a key, without blanks around it; empty where there is none or it is no text. */
    Optional<Yaml.Text> text(Map<String, Yaml> fields, String key) {
        Yaml value = fields.get(key);
        return value == null ? Optional.empty() : text(value, key);
    }

    /** A value that has to be a text. @param key that it stands behind */
    Optional<Yaml.Text> text(Yaml value, String key) {
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

    Optional<String> checked(Yaml.Text written, Function<String, Optional<Message>> refused) {
        String value = written.value().strip();
        Optional<Message> why = refused.apply(value);
        why.ifPresent(message -> mistakes.add(written.place(), message));
        return why.isPresent() ? Optional.empty() : Optional.of(value);
    }

    /** The values by key; unknown and repeated keys are mistakes. */
    Map<String, Yaml> fields(Yaml node, String shape, List<String> known) {
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
