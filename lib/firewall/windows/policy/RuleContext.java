package firewall.windows.policy;

import firewall.Receiver;
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

    /** What may get a packet, as far as rules can ask for it: more than one where several programs have one name. */
    List<Candidate> candidates(Receiver receiver) {
        return switch (receiver) {
            case Receiver.Program(String path, Optional<String> service) when service.isPresent() ->
                List.of(new Candidate(Optional.of(image(path, service.get())), service));
            case Receiver.Program(String path, var service) -> paths(path);
            case Receiver.Expected(String file, boolean running) when running && !programs.containsKey(lower(file)) ->
                List.of(Candidate.UNKNOWN);
            // What we expect by name is known to be no app package.
            case Receiver.Expected(String file, boolean running) -> paths(file).stream()
                    .map(each -> new Candidate(each.program(), each.service())).toList();
            case Receiver.Unnamed unnamed -> List.of(Candidate.UNKNOWN);
            case Receiver.Nobody nobody -> List.of(Candidate.UNKNOWN);
            case Receiver.Other other -> List.of(Candidate.NONE);
            case Receiver.Guest guest -> List.of(Candidate.NONE);
        };
    }

    /**
     * What a listener that is known by its file name may be: each path that a process of that name runs from. A path
     * stays itself, and a name that no path is known for stays a name.
     */
    private List<Candidate> paths(String program) {
        if (program.indexOf('\\') >= 0) {
            return List.of(Candidate.of(program));
        }
        return programs.getOrDefault(lower(program), List.of("")).stream()
                .map(path -> Candidate.of(path.isEmpty() ? program : path)).toList();
    }

    /** Windows names the programs of services by their files alone: the registry has the whole path. */
    private String image(String program, String service) {
        String line = services.getOrDefault(lower(service), "");
        int end = lower(line).indexOf(lower(program));
        return program.indexOf('\\') >= 0 || end < 0 ? program
                : ProgramConditions.expand(line.substring(0, end + program.length()).replace("\"", ""), environment);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> lowerCase(Map<String, String> names) {
        var lower = new TreeMap<String, String>();
        names.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return Map.copyOf(lower);
    }
}
