package firewall.windows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import testing.Project;

/** A dump of the registry as {@code reg query /s} prints it: keys, and in each its values. */
public final class Dump {
    private static final Pattern VALUE = Pattern.compile("    (.*?)    (REG_[A-Z_]+)    (.*)");

    public static final String WIN7 = "win7sp1-FirewallPolicy-regquery-s.txt";
    public static final String WIN81 = "win81-FirewallPolicy-regquery-s.txt";
    public static final String WIN10 = "win10-1709-FirewallPolicy-regquery-s.txt";
    public static final String EXPORT = "win-advfirewall-export-fwpolicy_full.wfw.dump.txt";
    public static final String POPUP = "popup-rules-evidence.txt";

    /** @param key path of the key, empty for values that stand under none */
    public record Value(String key, String name, String type, String text) { }

    private Dump() { }

    public static String read(String name) {
        return new String(Project.fixture("firewall-registry/" + name), StandardCharsets.UTF_8);
    }

    static List<Value> values(String dump) {
        var values = new ArrayList<Value>();
        String key = "";
        for (String line : dump.lines().toList()) {
            Matcher value = VALUE.matcher(line.startsWith(" ") ? line : "    " + line);
            if (line.contains("    REG_") && value.matches()) {
                values.add(new Value(key, value.group(1), value.group(2), value.group(3)));
            } else if (!line.isBlank()) {
                key = line;
            }
        }
        return values;
    }

    /** Every value that holds a rule, of whatever key. */
    public static List<Value> rules(String dump) {
        return values(dump).stream().filter(value -> value.text().contains("|Action=")).toList();
    }

    /** The rules of the local store, which is what Windows decides by. */
    public static Map<String, String> local(String name) {
        var rules = new LinkedHashMap<String, String>();
        rules(read(name)).stream()
                .filter(value -> value.key().endsWith("\\FirewallRules") && !value.key().contains("AppIso"))
                .forEach(value -> rules.put(value.name(), value.text()));
        return rules;
    }

    /** The settings of one profile key, numbers in decimal. */
    public static Map<String, String> profile(String name, String profile) {
        var settings = new LinkedHashMap<String, String>();
        values(read(name)).stream().filter(value -> value.key().endsWith("\\" + profile))
                .filter(value -> value.type().equals("REG_DWORD"))
                .forEach(value -> settings.put(value.name(), String.valueOf(Long.decode(value.text()))));
        return settings;
    }
}
