package firewall.windows.policy;

import java.util.List;
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
 * @param programs    the paths that processes of one file name run from, by that name in lower case with
 *                    {@code .exe}; an empty one where Windows does not tell
 */
public record RuleContext(Map<String, String> environment, Map<String, String> services, Optional<String> version,
        Map<String, List<String>> programs) {

    public RuleContext {
        programs = Map.copyOf(programs);
        environment = lowerCase(environment);
        services = lowerCase(services);
    }

    /**
     * What a listener that is known by its file name may be: each path that a process of that name runs from. A path
     * stays itself, and a name that no path is known for stays a name.
     */
    List<Optional<String>> candidates(Optional<String> program) {
        if (program.isEmpty() || program.get().indexOf('\\') >= 0) {
            return List.of(program);
        }
        return programs.getOrDefault(program.get().toLowerCase(Locale.ROOT), List.of("")).stream()
                .map(path -> path.isEmpty() ? program : Optional.of(path)).toList();
    }

    private static Map<String, String> lowerCase(Map<String, String> names) {
        var lower = new TreeMap<String, String>();
        names.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return Map.copyOf(lower);
    }
}
