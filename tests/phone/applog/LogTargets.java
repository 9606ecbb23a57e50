package phone.applog;

import fuzz.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import path.Facts;
import phone.cable.CableTargets;
import phone.cable.Machine;
import process.Ran;
import testing.Project;

/** What the log of an app says. */
public final class LogTargets {
    private static final Facts FACTS = Machine.facts();

    private LogTargets() { }

    public static List<Target> all() {
        return List.of(new Target("logcat", () -> logs(), bytes -> {
            for (boolean emulator : new boolean[] {true, false}) {
                AppLogFindings.of(Ran.decode(bytes), FACTS, emulator).forEach(CableTargets::finding);
            }
        }));
    }

    private static List<byte[]> logs() {
        return Stream.concat(families(), Stream.of("flutter", "android", "react")
                .flatMap(maker -> Project.files("tests/fixtures/adb", ".txt").stream().filter(file -> file.contains("/" + maker)))
                .map(file -> Project.fixture(file.replace("tests/fixtures/", "")))).toList();
    }

    /** Every family, in each form of logs. */
    private static Stream<byte[]> families() {
        return AppLogFamiliesTest.rows().collect(Collectors.groupingBy(AppLogFamiliesTest.Row::form, TreeMap::new,
                Collectors.mapping(AppLogFamiliesTest.Row::log, Collectors.joining("\n")))).values().stream()
                .map(log -> log.getBytes(StandardCharsets.UTF_8));
    }
}
