package firewall.windows;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What rules can ask about this machine.
 *
 * @param environment variables that stand in paths of rules; names in lower case
 * @param services    the command line of each service that a rule names; names in lower case
 * @param version     of Windows, {@code 10.0} for Windows 10 and 11
 */
public record Machine(Map<String, String> environment, Map<String, String> services, Optional<String> version) {

    public Machine {
        environment = lowerCase(environment);
        services = lowerCase(services);
    }

    private static Map<String, String> lowerCase(Map<String, String> names) {
        var lower = new TreeMap<String, String>();
        names.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return Map.copyOf(lower);
    }
}
