package inventory;

import java.util.List;
import java.util.regex.Pattern;
import text.Nearest;

/**
 * Whether a text is meant as an inventory, by its keys alone. {@code services.yaml} is also what other programs call their own files:
 * Symfony's and Compose's have a mapping under {@code services}, Homepage's is a list, and Homer's services have no port.
 */
final class InventoryShape {
    private static final List<String> TOP_KEYS = List.of("host", "services");
    private static final List<String> PORT_KEYS = List.of("port", "ports");

    /** Of a text that is no YAML yet: the keys that begin in its first column, and the first item of its list. */
    private static final Pattern KEY = Pattern.compile("(?m)^([A-Za-z][\\w-]*)[ \\t]*:");
    private static final Pattern NAMED_ITEM = Pattern.compile("(?m)^[ \\t]*-\\s*+\\{?\\s*+name\\b");

    private InventoryShape() { }

    static boolean isIn(String text) {
        try {
            return YamlReader.read("", text).filter(InventoryShape::isOurs).isPresent();
        } catch (InventoryProblem e) {
            List<String> keys = KEY.matcher(text).results().map(key -> key.group(1)).toList();
            return keys.contains("services") && keys.stream().allMatch(InventoryShape::isTopKey)
                    && NAMED_ITEM.matcher(text).find();
        }
    }

    /** A mapping under {@code services} is what every Compose file has. */
    static boolean isCompose(String text) {
        try {
            return YamlReader.compose("", text).stream().anyMatch(root ->
                    root instanceof Yaml.Fields(List<Yaml.Field> fields, Yaml.Place place)
                            && fields.stream().anyMatch(field -> field.key().value().equals("services")
                            && field.value() instanceof Yaml.Fields));
        } catch (InventoryProblem e) {
            return false;
        }
    }

    private static boolean isOurs(Yaml root) {
        return root instanceof Yaml.Fields(List<Yaml.Field> fields, Yaml.Place place)
                && fields.stream().allMatch(field -> isTopKey(field.key().value()))
                && fields.stream().anyMatch(field -> field.value() instanceof Yaml.Items(var items, Yaml.Place at)
                        && items.stream().anyMatch(InventoryShape::hasPort));
    }

    private static boolean hasPort(Yaml item) {
        return item instanceof Yaml.Fields(List<Yaml.Field> fields, Yaml.Place place) && fields.stream()
                .map(field -> field.key().value()).anyMatch(key -> isOrIsNear(key, PORT_KEYS));
    }

    private static boolean isTopKey(String key) {
        return isOrIsNear(key, TOP_KEYS);
    }

    private static boolean isOrIsNear(String key, List<String> known) {
        return known.contains(key) || Nearest.to(key, known).isPresent();
    }
}
