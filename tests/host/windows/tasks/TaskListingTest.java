package host.windows.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Ran;
import testing.Mutations;
import testing.Project;

/** What schtasks lists, in any language. */
class TaskListingTest {
    private static final String ON_START = "win-en-schtasks-query-v-fo-list-onstart.txt";
    private static final String RUNNING = "win-en-schtasks-query-v-fo-list-running-system.txt";
    private static final String FRENCH = "win-fr-schtasks-query-list-from-test.txt";
    private static final String INFO = "win-en-Get-ScheduledTaskInfo.txt";

    @Test
    void english() {
        assertEquals(Optional.of(new TaskListing("\\vulntask", "N/A", "Ready", "9/3/2022 11:13:13 AM", 0)),
                read(ON_START));
        assertEquals(Optional.of(new TaskListing("\\restore", "N/A", "Running", "10/19/2019 9:22:00 AM", 267_009)),
                read(RUNNING));
    }

    @Test
    void french() {
        assertEquals(Optional.of(new TaskListing("\\InfosHebdo", "22/08/2026 09:15:00", "Prêt", "30/11/1999 00:00:00",
                267_011)), read(FRENCH));
    }

    /** PowerShell's list begins with the dates and ends with the path: not one of schtasks, and not taken for one. */
    @Test
    void anotherListIsNone() {
        assertEquals(Optional.empty(), read(INFO));
        assertEquals(Optional.empty(), TaskListing.read(""));
        assertEquals(Optional.empty(), TaskListing.read("Folder: \\\nTaskName:   \\a\nNext:  b\nLast Result:  7\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ON_START, RUNNING, FRENCH, INFO})
    void damageIsNeitherFatalNorInventive(String file) {
        for (byte[] damaged : Mutations.of(Project.fixture("tasks/" + file), 200, 20261123)) {
            String text = Ran.decode(damaged);
            TaskListing.read(text).ifPresent(task -> {
                assertTrue(text.contains(task.name()), task.name());
                assertTrue(Pattern.compile("-?\\d{1,10}").matcher(text).results()
                        .anyMatch(number -> Long.parseLong(number.group()) == task.lastResult()), task.toString());
            });
        }
    }

    private static Optional<TaskListing> read(String file) {
        return TaskListing.read(new String(Project.fixture("tasks/" + file), StandardCharsets.UTF_8));
    }
}
