package windows;

import host.windows.tasks.TaskDefinition;
import host.windows.tasks.TaskXmlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import process.Fact;
import process.WindowsArguments;
import testing.Wait;

/** The tasks of a {@link WindowsMachine}: what schtasks.exe was told there, in place of Windows' own service. */
record ScheduledTasks(WindowsMachine machine) {

    /** A lease for a phone ends three minutes after its last change, where nobody is left to say otherwise. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Pattern CREATED = Pattern.compile(
            "schtasks\\.exe\"? /create /tn (\"[^\"]*\"|\\S+) /xml (\"[^\"]*\"|\\S+)");
    private static final Pattern DELETED = Pattern.compile("schtasks\\.exe\"? /delete /tn (\"[^\"]*\"|\\S+)");

    /** Names and definitions of those that are there. */
    Map<String, TaskDefinition> all() {
        var there = new LinkedHashMap<String, TaskDefinition>();
        machine.read("C:\\bench\\calls.log").lines().forEach(line -> {
            Matcher created = CREATED.matcher(line);
            if (created.find()) {
                String file = bare(created.group(2));
                there.put(bare(created.group(1)), definition(kept(file)));
            }
            Matcher deleted = DELETED.matcher(line);
            if (deleted.find()) {
                there.remove(bare(deleted.group(1)));
            }
        });
        return there;
    }

    /** The only one. */
    TaskDefinition only() {
        Map<String, TaskDefinition> all = all();
        if (all.size() != 1) {
            throw new AssertionError(all.keySet() + "\n" + machine.read("C:\\bench\\calls.log"));
        }
        return all.values().iterator().next();
    }

    /** Runs what is due, as the service does, until nothing is left: whatever waits for its time is left alone. */
    void runUntilNoneIsLeft() {
        Wait.until("the end of all tasks", LIMIT, () -> {
            Map<String, TaskDefinition> left = all();
            for (TaskDefinition task : left.values()) {
                if (start(task).isBefore(Instant.now())) {
                    machine.run(Map.of(), words(task)).exitedWith(0);
                }
            }
            return left.isEmpty();
        });
    }

    private static Instant start(TaskDefinition task) {
        return OffsetDateTime.parse(task.triggers().getFirst().start().orElseThrow()).toInstant();
    }

    /** The words of its command, as the service starts it. */
    static List<String> words(TaskDefinition task) {
        TaskDefinition.Exec exec = task.actions().getFirst();
        var words = new ArrayList<>(List.of(exec.command()));
        words.addAll(WindowsArguments.split(exec.arguments()));
        return words;
    }

    /** From now on schtasks.exe, asked for a task of this name, answers with its definition. */
    void tell(String name) {
        Optional<String> file = machine.read("C:\\bench\\calls.log").lines().map(CREATED::matcher)
                .filter(Matcher::find).filter(one -> bare(one.group(1)).equals(name)).map(one -> bare(one.group(2)))
                .reduce((one, next) -> next);
        try {
            machine.write("C:\\bench\\" + RecordedWindows.file("schtasks /query /tn \"" + name + "\" /xml") + ".txt",
                    Files.readAllBytes(kept(file.orElseThrow())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path kept(String file) {
        return machine.at("C:\\bench\\kept\\" + file.substring(file.lastIndexOf('\\') + 1));
    }

    private static TaskDefinition definition(Path file) {
        try {
            if (TaskXmlReader.read(Files.readAllBytes(file)) instanceof Fact.Known<TaskDefinition>(TaskDefinition task)) {
                return task;
            }
            throw new AssertionError(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bare(String word) {
        return word.replace("\"", "");
    }
}
