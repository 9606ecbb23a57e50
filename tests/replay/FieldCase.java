package replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cli.ExitCode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import path.FindingId;
import runbook.Diagnose;
import runbook.FixFirewall;
import testing.Cli;
import testing.Project;
import testing.Result;

/**
 * A Windows machine from the field, and what is to be said of it: guilty of the fault of its kind, or innocent and
 * alike. Texts are compared with line breaks as blanks, in a pipe wide enough for every sentence.
 */
final class FieldCase {
    /** What people reported in public, rebuilt; each folder has a {@code case.md}. */
    static final String GIVEN = "tests/fixtures/cases/windows";
    private static final int WIDE = 400;

    private final FieldFault fault;
    private final boolean guilty;
    private final String name;
    private final ComposedMachine composed;
    private final List<String> options = new ArrayList<>();
    private final List<FindingId> found = new ArrayList<>();
    private final List<FindingId> notFound = new ArrayList<>();
    private final List<String> saidEn = new ArrayList<>();
    private final List<String> saidFr = new ArrayList<>();
    private final List<String> neverSaid = new ArrayList<>();
    private final List<String> planned = new ArrayList<>();
    private final List<String> neverPlanned = new ArrayList<>();
    private int code = -1;
    private int planCode = -1;

    private FieldCase(FieldFault fault, boolean guilty, String name, ComposedMachine composed) {
        this.fault = fault;
        this.guilty = guilty;
        this.name = name;
        this.composed = composed;
    }

    /** @param given a folder of {@link #GIVEN} */
    static FieldCase guilty(FieldFault fault, String given) {
        return new FieldCase(fault, true, given, null);
    }

    static FieldCase guilty(FieldFault fault, ComposedMachine machine) {
        return new FieldCase(fault, true, machine.name(), machine);
    }

    static FieldCase innocent(FieldFault fault, String given) {
        return new FieldCase(fault, false, given, null);
    }

    static FieldCase innocent(FieldFault fault, ComposedMachine machine) {
        return new FieldCase(fault, false, machine.name(), machine);
    }

    /** A given machine with changes, under another name. */
    static ComposedMachine like(String given, String name) {
        return new ComposedMachine(GIVEN + "/" + given, name);
    }

    /** Of both diagnose and fix-firewall. */
    FieldCase with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    FieldCase exits(int expected) {
        this.code = expected;
        return this;
    }

    FieldCase finds(FindingId... ids) {
        found.addAll(List.of(ids));
        return this;
    }

    FieldCase lacks(FindingId... ids) {
        notFound.addAll(List.of(ids));
        return this;
    }

    FieldCase says(String english, String french) {
        saidEn.add(english);
        saidFr.add(french);
        return this;
    }

    /** In neither language, in neither script. */
    FieldCase neverSays(String... parts) {
        neverSaid.addAll(List.of(parts));
        return this;
    }

    /** @param english what the plan says */
    FieldCase plans(int expected, String... english) {
        this.planCode = expected;
        planned.addAll(List.of(english));
        return this;
    }

    FieldCase neverPlans(String... english) {
        neverPlanned.addAll(List.of(english));
        return this;
    }

    FieldFault fault() {
        return fault;
    }

    boolean guilty() {
        return guilty;
    }

    String name() {
        return name;
    }

    /** @param scratch for the recording of a composed machine */
    void check(Path scratch) throws IOException {
        Path folder = folder(scratch);
        assertTrue(code >= 0 && planCode >= 0, () -> this + " says how diagnose and fix-firewall end");
        Result english = diagnose(folder, "--lang", "en").exitedWith(code);
        Result french = diagnose(folder, "--lang", "fr").exitedWith(code);
        Set<String> ids = ids(diagnose(folder, "--output", "json"));
        found.forEach(id -> assertTrue(ids.contains(id.id()), () -> id.id() + " is not among " + ids + "\n"
                + english.out()));
        notFound.forEach(id -> assertFalse(ids.contains(id.id()), () -> id.id() + "\n" + english.out()));
        Result plan = run(new FixFirewall(question -> Optional.empty()), folder, Stream.of("--lang", "en")).exitedWith(planCode);
        contain(english, saidEn);
        contain(french, saidFr);
        contain(plan, planned);
        lack(plan, neverPlanned);
        for (Result each : List.of(english, french, plan)) {
            lack(each, neverSaid);
        }
    }

    private static void contain(Result result, List<String> parts) {
        String text = text(result);
        parts.forEach(part -> assertTrue(text.contains(part), () -> "expected: " + part + "\n" + result.out()
                + result.err()));
    }

    private static void lack(Result result, List<String> parts) {
        String text = text(result);
        parts.forEach(part -> assertFalse(text.contains(part), () -> "not expected: " + part + "\n" + result.out()
                + result.err()));
    }

    /** With ordinary blanks, where French has others before its signs. */
    private static String text(Result result) {
        return (result.out() + " " + result.err()).replaceAll("[\\s\\u00a0\\u202f]+", " ");
    }

    private static Set<String> ids(Result json) {
        var ids = JsonParser.parseString(json.out()).getAsJsonObject().getAsJsonArray("findings").asList().stream()
                .map(JsonElement::getAsJsonObject).map(finding -> finding.get("id").getAsString());
        return ids.collect(Collectors.toSet());
    }

    private Result diagnose(Path folder, String... more) {
        return run(new Diagnose(), folder, Stream.of(more));
    }

    private Result run(Callable<ExitCode> script, Path folder, Stream<String> more) {
        return Cli.run(WIDE, script, Stream.of(options.stream(), more, Stream.of("--replay", folder.toString()))
                .flatMap(words -> words).toArray(String[]::new));
    }

    private Path folder(Path scratch) throws IOException {
        if (composed == null) {
            return Project.path(GIVEN + "/" + name);
        }
        Path folder = Files.createDirectories(scratch.resolve(name));
        for (var file : composed.folder().entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder;
    }

    @Override
    public String toString() {
        return fault + ": " + name + (guilty ? "" : ", innocent");
    }
}
