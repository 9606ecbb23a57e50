package host.windows.tasks;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import host.windows.PowerShell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import json.Json;
import process.Command;
import process.Fact;
import process.Ran;
import process.SystemFolder;
import process.World;
import state.PrivateFile;
import state.StateException;
import state.StateFolder;
import text.Columns;
import text.Message;

/**
 * One task of the Windows Task Scheduler: changed by {@code schtasks.exe}, whose words are translated and whose exit
 * code is 0 or 1, and read by PowerShell, which has names and numbers.
 *
 * @param name in the scheduler's root folder
 */
public record Schtasks(World world, String name) {

    /** It answers in a second; a machine that has just started takes several. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** {@code {"user":"S-1-5-21-…-1001","task":{"state":4,"lastRun":"2026-11-23T08:00:00","lastResult":267009,…}}}. */
    public Fact<JsonObject> read() {
        Fact<JsonElement> answer = new PowerShell(world).json("host/windows/tasks/read-task.ps1", Map.of("name", name));
        return answer.then(json -> json instanceof JsonObject object && object.has("user") && object.has("task")
                ? Fact.known(object) : Fact.unknown(Message.of("schedule.no-task-facts")));
    }

    /** Who runs this: a security identifier. Without one the service takes who registers a task. */
    public Optional<String> user() {
        return read().toOptional().flatMap(answer -> Json.text(answer, "user"));
    }

    /**
     * Makes or replaces the task.
     *
     * @param folder where the definition lies for the moment in which it is read
     * @return why it was refused, in the words of schtasks; empty where it is done
     */
    public Optional<Message> create(StateFolder folder, TaskDefinition task) {
        for (TaskDefinition.Exec exec : task.actions()) {
            if (TaskDefinition.isReplaced(exec.command()) || TaskDefinition.isReplaced(exec.arguments())) {
                return Optional.of(Message.of("schedule.percent", exec.command() + " " + exec.arguments()));
            }
            if (exec.command().length() > TaskDefinition.LONGEST_PATH) {
                return Optional.of(Message.of("schedule.too-long", exec.command(), TaskDefinition.LONGEST_PATH));
            }
        }
        Path file = null;
        try {
            folder.create();
            file = PrivateFile.temporary(folder, "task", ".xml", TaskXml.bytes(task));
            return failure(run("/create", "/xml", file.toString(), "/f"));
        } catch (StateException e) {
            return Optional.of(e.why());
        } catch (IOException e) {
            return Optional.of(folder.unusable(e));
        } catch (IllegalArgumentException e) {
            return Optional.of(Message.of("schedule.no-file", folder.path().toString(),
                    String.valueOf(e.getMessage())));
        } finally {
            if (file != null) {
                PrivateFile.remove(file);
            }
        }
    }

    /** The same. */
    public Optional<Message> delete() {
        return failure(run("/delete", "/f"));
    }

    /** Why it failed; empty where it did not. */
    public static Optional<Message> failure(Ran ran) {
        return ran.succeeded() ? Optional.empty() : Optional.of(switch (ran.end()) {
            case Ran.Exited(int code) -> Message.of("schedule.refused", code, said(ran));
            case Ran.TimedOut end -> ran.failure();
            case Ran.NotFound end -> Message.of("schedule.no-schtasks");
            case Ran.Flooded end -> ran.failure();
            case Ran.NotStarted end -> ran.failure();
        });
    }

    /** All of it, on one line: where a definition is refused, the second line says at which place. */
    private static String said(Ran ran) {
        String text = ran.errText().isBlank() ? ran.outText() : ran.errText();
        String line = String.join(" ", text.lines().map(String::strip).filter(one -> !one.isEmpty()).toList());
        return line.length() > 500 ? Columns.start(line, 500) + "…" : line;
    }

    public Ran run(String verb, String... more) {
        var words = new ArrayList<>(List.of(verb, "/tn", name));
        words.addAll(List.of(more));
        return world.run(Command.of(SystemFolder.file("schtasks.exe"), words).within(DEADLINE)
                .called("schtasks " + verb + (more.length > 0 ? " " + more[0] : "")));
    }
}
