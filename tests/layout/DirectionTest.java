package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who may use whom, and who may touch the world. */
class DirectionTest {
    /** From the ground up. A package uses packages of lower floors, and nothing beside or above it. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("text"),
            Set.of("json"),
            Set.of("net", "process"),
            Set.of("docker", "firewall", "host", "inventory", "process.recording", "state"),
            Set.of("adb", "firewall.linux.netfilter", "firewall.windows.policy", "host.linux", "host.linux.routing",
                    "host.windows", "inventory.compose", "probe"),
            Set.of("change.elevate", "firewall.linux.iptables", "firewall.linux.nft", "firewall.windows", "host.read",
                    "host.windows.tasks", "path"),
            Set.of("console", "discovery", "firewall.linux", "path.check", "phone.page"),
            Set.of("help"),
            Set.of("change.journal", "monitor.schedule", "path.gather", "phone.evidence", "report"),
            Set.of("change.plan", "demo", "monitor"),
            Set.of("change.lease", "change.script", "phone.cable"),
            Set.of("change.report", "cli", "phone", "phone.applog"),
            Set.of("change.run", "cli.monitor"),
            Set.of("cli.change"),
            Set.of("cli.phone"),
            Set.of("runbook"));

    @Test
    void everyPackageHasItsFloor() {
        var packages = new TreeSet<String>();
        Source.shipped().forEach(source -> packages.add(source.packageName()));
        packages.remove("change"); // only its sentence
        assertEquals(packages, FLOORS.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void nothingPointsUp() {
        // An import, or a name spelled out in the code: package.Type.
        var use = Pattern.compile("(?<![\\w.])((?:[a-z]\\w*\\.)+)[A-Z]\\w*");
        var wrong = new TreeSet<String>();
        for (Source source : Source.shipped()) {
            String user = source.packageName();
            use.matcher(source.code()).results().map(found -> found.group(1).replaceFirst("\\.$", ""))
                    .filter(used -> !used.equals(user) && floor(used).isPresent())
                    .filter(used -> floor(used).getAsInt() >= floor(user).orElseThrow())
                    .forEach(used -> wrong.add(source.path() + " uses " + used));
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    void onlyProcessStartsProcesses() {
        assertEquals(List.of(), matches("ProcessBuilder|ProcessExecutor|getRuntime\\(\\)\\s*\\.exec\\b|StartedProcess",
                source -> !idea(source).equals("process")));
    }

    /** By a bare name Windows would take a program from the folder one stands in. */
    @Test
    void whatStartsAProcessLooksUpItsPlace() {
        var locator = Pattern.compile("\\bProgramLocator\\b");
        assertEquals(List.of(), matches("new\\s+Process(Builder|Executor)\\b", source -> !source.has(locator)));
    }

    /** A variable that whoever starts us can set; the JVM knows the folder by itself. */
    @Test
    void theSystemFolderIsKnownInOnePlace() {
        assertEquals(List.of("lib/process/ProgramLocator.java", "lib/process/SystemFolder.java"),
                Source.shipped().stream().filter(source -> source.strings().stream()
                        .anyMatch(string -> string.matches("(?i)SystemRoot|windir"))).map(Source::path).toList());
    }

    @Test
    void onlyTheRimPrints() {
        assertEquals(List.of(), matches("System\\s*\\.\\s*(out|err)\\b|System\\s*\\.\\s*console\\b|printStackTrace",
                source -> !Set.of("console", "cli").contains(idea(source))));
    }

    /** What this program keeps passes through {@code state}; these write elsewhere, where somebody wants it. */
    private static final Set<String> WRITERS_ELSEWHERE = Set.of(
            "lib/process/recording/RecordingFolder.java", // the folder of --record
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

    /** Empty for a package that is none of ours. */
    private static OptionalInt floor(String name) {
        return IntStream.range(0, FLOORS.size()).filter(floor -> FLOORS.get(floor).contains(name)).findFirst();
    }
}
