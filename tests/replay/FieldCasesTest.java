package replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Project;

/** Windows machines from the field: each guilty one is told what it suffers from, each innocent one is not accused. */
class FieldCasesTest {
    @TempDir
    private Path scratch;

    static List<FieldCase> cases() {
        return Stream.of(FirewallCases.all(), ProgramCases.all(), ListenerCases.all(), NetworkCases.all(),
                RemedyCases.all()).flatMap(List::stream).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isToldWhatIsTrue(FieldCase field) throws IOException {
        field.check(scratch);
    }

    @Test
    void everyGivenMachineIsAmongThem() {
        Set<String> given = Project.files(FieldCase.GIVEN, "/case.md").stream()
                .map(file -> Path.of(file).getParent().getFileName().toString()).collect(Collectors.toSet());
        given.removeAll(cases().stream().map(FieldCase::name).toList());
        assertEquals(Set.of(), given);
    }

    @Test
    void everyFaultHasAGuiltyAndAnInnocentMachine() {
        var lacking = new HashSet<String>();
        for (FieldFault fault : FieldFault.values()) {
            for (boolean guilty : List.of(true, false)) {
                if (cases().stream().noneMatch(one -> one.fault() == fault && one.guilty() == guilty)) {
                    lacking.add(fault + (guilty ? " guilty" : " innocent"));
                }
            }
        }
        assertEquals(Set.of(), lacking, () -> "of " + Arrays.toString(FieldFault.values()));
    }
}
