package replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import runbook.Diagnose;
import runbook.Monitor;
import testing.Project;

/**
 * What the scripts say of each recorded machine, whole. A change of wording shows as a change of these files: run the
 * tests with {@code UPDATE=1} in the environment, then read the difference as whoever will get to read it at 2 a.m.
 */
class ReplayTest {
    private static final boolean UPDATE = "1".equals(System.getenv("UPDATE"));

    static Stream<Arguments> views() {
        return RecordedMachine.all().stream().flatMap(host ->
                Stream.of(ExpectedOutput.values()).filter(view -> view.suits(host))
                .map(view -> Arguments.of(host, view)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("views")
    void isSaidAsExpected(RecordedMachine host, ExpectedOutput view) throws IOException {
        String said = view.of(host);
        Path expected = host.expected(view.file());
        if (UPDATE) {
            Files.createDirectories(expected.getParent());
            Files.writeString(expected, said);
        }
        assertEquals(Files.readString(expected), said, () -> host + ", " + view + ": see UPDATE in " + getClass());
    }

    static List<RecordedMachine> hosts() {
        return RecordedMachine.all();
    }

    /** A recorded machine cannot change, so monitor's one round says what diagnose says. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("hosts")
    void monitorSaysTheSame(RecordedMachine host) {
        List<String> options = List.of("--lang", "fr");
        assertEquals(ExpectedOutput.run(host, new Diagnose(), options),
                ExpectedOutput.run(host, new Monitor(), options));
    }

    @Test
    void everyRecordingSaysWhatIsTrueThere() throws IOException {
        List<RecordedMachine> hosts = RecordedMachine.all();
        assertTrue(hosts.size() > 1, "recordings are there");
        for (RecordedMachine host : hosts) {
            String told = Files.readString(host.folder().resolve("case.md"));
            assertTrue(told.startsWith("# " + host + "\n") && told.contains("\n- Machine: "), host::toString);
        }
    }

    @Test
    void nothingIsExpectedOfWhatNoViewShows() {
        List<String> shown = RecordedMachine.all().stream().flatMap(host -> Stream.of(ExpectedOutput.values())
                .filter(view -> view.suits(host)).map(view -> host.fromRoot() + "/expected/" + view.file())).sorted()
                .toList();
        List<String> kept = Project.files("tests/fixtures/hosts", "").stream()
                .filter(file -> file.contains("/expected/")).toList();
        assertEquals(shown, kept);
    }
}
