package layout;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import testing.Project;

/** What {@code jbang-catalog.json} offers. */
public final class Catalog {

    /**
     * One alias.
     *
     * @param name   what a user types
     * @param script the path of its file, from the root
     * @param keys   all that the catalog says of it
     */
    public record Alias(String name, String script, String description, Set<String> keys) {

        /** JShell rather than a command with options. */
        public boolean isConsole() {
            return script.endsWith(".jsh");
        }

        @Override
        public String toString() {
            return name;
        }

        /** {@code fix-firewall} of {@code runbook/FixFirewall.java}. */
        String nameByFile() {
            String file = script.substring(script.lastIndexOf('/') + 1, script.lastIndexOf('.'));
            return file.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        }
    }

    private Catalog() {
    }

    /** In the order of the file. */
    public static List<Alias> aliases() {
        var aliases = new ArrayList<Alias>();
        root().getAsJsonObject("aliases").asMap().forEach((name, value) -> {
            JsonObject alias = value.getAsJsonObject();
            aliases.add(new Alias(name, text(alias, "script-ref"), text(alias, "description"), alias.keySet()));
        });
        return aliases;
    }

    public static Alias alias(String name) {
        return aliases().stream().filter(alias -> alias.name().equals(name)).findFirst().orElseThrow();
    }

    static JsonObject root() {
        return JsonParser.parseString(Project.read("jbang-catalog.json")).getAsJsonObject();
    }

    private static String text(JsonObject alias, String key) {
        return alias.has(key) ? alias.get(key).getAsString() : "";
    }
}
