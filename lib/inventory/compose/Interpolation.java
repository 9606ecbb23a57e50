package inventory.compose;

import inventory.InventoryProblem;
import inventory.Mistakes;
import inventory.Yaml;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import text.Message;

/**
 * Compose's variables in a text: {@code $NAME}, <code>${NAME}</code>, and with {@code -}, {@code +} or {@code ?} behind
 * the name what stands for it when it is unset; with a colon before that, also when it is empty. {@code $$} is a dollar.
 */
final class Interpolation {
    private static final Pattern NAME = Pattern.compile("\\G[_a-zA-Z][_a-zA-Z0-9]*");
    private static final Pattern OPERATOR = Pattern.compile("\\G:?[-+?]");
    /** Deeper than anybody nests defaults of defaults. */
    private static final int DEEPEST = 50;

    private final Map<String, String> environment;

    private Interpolation(Map<String, String> environment) {
        this.environment = environment;
    }

    static Interpolation of(Map<String, String> environment) {
        return new Interpolation(environment);
    }

    /** @param unset variables that it asks for, has no default for, and that have no value: nothing stands there */
    record Result(String text, Set<String> unset) { }

    /** @param place where the text stands, for mistakes */
    Result apply(String template, Yaml.Place place) throws InventoryProblem {
        var unset = new LinkedHashSet<String>();
        return new Result(apply(template, place, unset, 0), unset);
    }

    private String apply(String template, Yaml.Place place, Set<String> unset, int depth) throws InventoryProblem {
        if (depth > DEEPEST) {
            throw Mistakes.at(place, Message.of("inventory.too-deep"));
        }
        var text = new StringBuilder();
        int at = 0;
        for (int dollar = template.indexOf('$'); dollar >= 0; dollar = template.indexOf('$', at)) {
            text.append(template, at, dollar);
            int next = dollar + 1;
            Matcher name = NAME.matcher(template);
            if (template.startsWith("$", next)) {
                text.append('$');
                at = next + 1;
            } else if (template.startsWith("{", next)) {
                int end = end(template, next);
                if (end < 0 || !name.find(next + 1)) {
                    throw wrong(template, place);
                }
                text.append(braced(name.group(), template.substring(name.end(), end), template, place, unset, depth));
                at = end + 1;
            } else if (name.find(next)) {
                text.append(value(name.group(), unset));
                at = name.end();
            } else {
                throw wrong(template, place);
            }
        }
        return text.append(template.substring(at)).toString();
    }

    private String braced(String name, String rest, String template, Yaml.Place place, Set<String> unset, int depth)
            throws InventoryProblem {
        if (rest.isEmpty()) {
            return value(name, unset);
        }
        Matcher operator = OPERATOR.matcher(rest);
        if (!operator.find()) {
            throw wrong(template, place);
        }
        boolean there = environment.containsKey(name)
                && !(operator.group().startsWith(":") && environment.get(name).isEmpty());
        String word = rest.substring(operator.end());
        return switch (operator.group().charAt(operator.group().length() - 1)) {
            case '-' -> there ? environment.get(name) : apply(word, place, unset, depth + 1);
            case '+' -> there ? apply(word, place, unset, depth + 1) : environment.getOrDefault(name, "");
            default -> {
                if (!there) {
                    throw Mistakes.at(place, Message.of("inventory.variable-required", name,
                            apply(word, place, unset, depth + 1)));
                }
                yield environment.get(name);
            }
        };
    }

    private String value(String name, Set<String> unset) {
        if (!environment.containsKey(name)) {
            unset.add(name);
        }
        return environment.getOrDefault(name, "");
    }

    /** The brace that closes the one at this place; negative where none does. */
    private static int end(String template, int open) {
        int depth = 0;
        for (int i = open; i < template.length(); i++) {
            depth += template.charAt(i) == '{' ? 1 : template.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static InventoryProblem wrong(String template, Yaml.Place place) {
        return Mistakes.at(place, Message.of("inventory.variable-wrong", template));
    }
}
