package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may use whom, and who may touch the world. */
class DirectionTest {
    /**
     * From the ground up. A package uses packages of lower levels and nothing beside or above it; a subpackage
     * ({@code firewall.linux}) stands where its parent stands and may use it.
     */
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("text"),
            Set.of("json"),
            Set.of("net", "process"),
            Set.of("inventory", "state"),
            Set.of("host", "docker", "probe"),
            Set.of("firewall"),
            Set.of("path"),
            Set.of("console"),
            Set.of("report"),
            Set.of("change"),
            Set.of("phone"),
            Set.of("monitor", "demo"),
            Set.of("cli"),
            Set.of("runbook"));

    @Test
    void everyPackageHasItsLevel() {
        var known = LEVELS.stream().flatMap(Set::stream).collect(Collectors.toSet());
        var unknown = new TreeSet<String>();
        Source.shipped().stream().map(DirectionTest::idea).filter(idea -> !known.contains(idea)).forEach(unknown::add);
        assertEquals(Set.of(), unknown);
    }

    @Test
    void nothingPointsBack() {
        String ideas = LEVELS.stream().flatMap(Set::stream).collect(Collectors.joining("|"));
        // An import, or a name spelled out in the code: package.Type.
        var use = Pattern.compile("(?<![\\w.])(" + ideas + ")(?:\\.[a-z]+)*\\.[A-Z]\\w*");
        var wrong = new TreeSet<String>();
        for (Source source : Source.shipped()) {
            String user = idea(source);
            use.matcher(source.code()).results().map(found -> found.group(1))
                    .filter(used -> !used.equals(user) && level(used) >= level(user))
                    .forEach(used -> wrong.add(source.path() + " uses " + used));
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void onlyProcessStartsProcesses() {
        assertEquals(List.of(), matches("ProcessBuilder|ProcessExecutor|getRuntime\\(\\)\\s*\\.exec\\b|StartedProcess",
                source -> !idea(source).equals("process")));
    }

    @Test
    void onlyTheRimPrints() {
        assertEquals(List.of(), matches("System\\s*\\.\\s*(out|err)\\b|System\\s*\\.\\s*console\\b|printStackTrace",
                source -> !Set.of("console", "cli").contains(idea(source))));
    }

    /** What this program keeps passes through {@code state}; these write elsewhere, where somebody wants it. */
    private static final Set<String> WRITERS_ELSEWHERE = Set.of(
            "lib/process/recording/RecordingWorld.java", // the folder of --record
            "lib/monitor/schedule/SystemdUser.java", // the folder of the user's units
            "lib/firewall/windows/AuditPolicy.java", // a folder of the system's for what is in passing
            "lib/console/StandardStream.java"); // what the process was started with

    @Test
    void onlyStateWritesFiles() {
        String writing = "Files\\s*\\.\\s*(write|new(Output|BufferedWriter|ByteChannel)|create|move|copy|delete|set)"
                + "|FileChannel\\s*\\.\\s*open|RandomAccessFile|FileOutputStream|FileWriter";
        assertEquals(WRITERS_ELSEWHERE, Set.copyOf(matches(writing, source -> !idea(source).equals("state"))));
    }

    @Test
    void theJvmIsEndedInOnePlace() {
        var places = matches("System\\s*\\.\\s*exit\\b|\\.\\s*halt\\s*\\(", source -> true);
        assertEquals(1, places.size(), "System.exit in " + places);
        assertEquals(List.of(), places.stream().filter(place -> !place.startsWith("lib/cli/")).toList());
    }

    @Test
    void everyImportNamesWhatItWants() {
        assertEquals(List.of(), matches("import\\s+(static\\s+)?[\\w.]+\\.\\*|import\\s+module", source -> true));
    }

    private static List<String> matches(String regex, Predicate<Source> where) {
        var pattern = Pattern.compile(regex);
        var found = new ArrayList<String>();
        Source.shipped().stream().filter(where).filter(source -> source.has(pattern))
                .forEach(source -> found.add(source.path()));
        return found;
    }

    /** The first word of the package: {@code firewall} of {@code firewall.linux}. */
    private static String idea(Source source) {
        return source.packageName().split("\\.")[0];
    }

    private static int level(String idea) {
        for (int level = 0; level < LEVELS.size(); level++) {
            if (LEVELS.get(level).contains(idea)) {
                return level;
            }
        }
        throw new IllegalArgumentException(idea + " has no level: see everyPackageHasItsLevel");
    }
}
