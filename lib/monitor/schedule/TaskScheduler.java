package monitor.schedule;

import com.google.gson.JsonObject;
import host.windows.PowerShell;
import host.windows.tasks.Schtasks;
import host.windows.tasks.TaskDefinition;
import host.windows.tasks.TaskListing;
import host.windows.tasks.TaskXmlReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import json.Json;
import json.JsonShapeException;
import process.Fact;
import process.Ran;
import process.WindowsArguments;
import process.World;
import state.StateFolder;
import text.Message;

/**
 * The Windows Task Scheduler: changed by {@code schtasks.exe}, whose words are translated and whose exit code is 0 or
 * 1, and read by PowerShell, which has names and numbers. Needs no administrator: MS-TSCH has a table of who may add
 * which task, and a user who is no administrator may add what runs as that very user, logged on, without a password.
 *
 * @param folder where the definition lies for the moment in which it is read
 */
public record TaskScheduler(World world, StateFolder folder) implements Scheduler {
    /** The task's name, in the scheduler's root folder. */
    public static final String NAME = "runbook monitor";

    /** How often is looked whether the watch still runs. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    /** SCHED_S_TASK_HAS_NOT_RUN, 0x00041303: then the last start is 1999-11-30, which never was. */
    private static final long NEVER_RAN = 267_011;

    /** The state "disabled" of MSFT_ScheduledTask. */
    private static final int DISABLED = 1;

    @Override
    public Message name() {
        return Message.of("schedule.task-scheduler", NAME);
    }

    @Override
    public Fact<Optional<ScheduledTask>> look() {
        return switch (task().read()) {
            case Fact.Known<JsonObject>(JsonObject answer) -> answer.get("task") instanceof JsonObject task
                    ? Fact.known(Optional.of(entry(task))) : Fact.known(Optional.empty());
            case Fact.Unknown<JsonObject>(Message cause) -> listed(cause);
        };
    }

    private Schtasks task() {
        return new Schtasks(world, NAME);
    }

    private ScheduledTask entry(JsonObject task) {
        OptionalLong result = number(task, "lastResult");
        boolean never = result.isPresent() && result.getAsLong() == NEVER_RAN;
        return new ScheduledTask(number(task, "state").orElse(0) != DISABLED, never ? Optional.empty()
                : time(task, "lastRun"), result, time(task, "nextRun"), definition().then(TaskScheduler::launch));
    }

    private static OptionalLong number(JsonObject object, String key) {
        try {
            return OptionalLong.of(Json.read(object, json -> json.getAsJsonObject().get(key).getAsLong()));
        } catch (JsonShapeException e) {
            return OptionalLong.empty();
        }
    }

    private static Optional<String> time(JsonObject object, String key) {
        return Json.text(object, key).map(time -> time.replace('T', ' '));
    }

    /** Where PowerShell did not answer: what schtasks has, in the words of this Windows. */
    private Fact<Optional<ScheduledTask>> listed(Message cause) {
        Fact<TaskDefinition> definition = definition();
        return switch (definition) {
            case Fact.Known<TaskDefinition>(TaskDefinition task) -> {
                Optional<TaskListing> listing = TaskListing.read(task().run("/query", "/v", "/fo", "LIST").outText());
                yield Fact.known(Optional.of(new ScheduledTask(task.settings().enabled(),
                        listing.filter(list -> list.lastResult() != NEVER_RAN).map(TaskListing::lastRun),
                        listing.map(list -> OptionalLong.of(list.lastResult())).orElse(OptionalLong.empty()),
                        listing.map(TaskListing::nextRun), launch(task))));
            }
            // It has no exit code of its own for "no such task": that would be claimed without being known.
            case Fact.Unknown<TaskDefinition> unknown -> Fact.unknown(cause);
        };
    }

    private Fact<TaskDefinition> definition() {
        Ran ran = task().run("/query", "/xml");
        return ran.succeeded() ? TaskXmlReader.read(ran.out()) : Fact.unknown(ran.failure());
    }

    private static Fact<LaunchCommand> launch(TaskDefinition task) {
        return task.actions().stream().findFirst()
                .flatMap(exec -> LaunchCommand.of(exec.command(), WindowsArguments.split(exec.arguments())))
                .map(Fact::known).orElseGet(ScheduledTask::unreadable);
    }

    @Override
    public SchedulerResult register(LaunchCommand launch) {
        return SchedulerResult.unless(task().create(folder, watching(launch, task().user())));
    }

    /**
     * The definition of a watch: looked after every ten minutes for ever, at most one, on batteries too, without an
     * end, with the rights of its user and no more, a little below what that user works with.
     *
     * @param user a security identifier; without one the service takes who registers the task
     */
    public static TaskDefinition watching(LaunchCommand launch, Optional<String> user) {
        // Time triggers need a start; any moment that has passed will do, and this one is the same in every test.
        var trigger = new TaskDefinition.Trigger("TimeTrigger", true, Optional.of("2026-01-01T00:00:00"),
                Optional.of(AGAIN), Optional.empty());
        var settings = new TaskDefinition.Settings(Optional.of(TaskDefinition.MultipleInstances.IGNORE_NEW), false,
                false, true, true, true, Optional.of(Duration.ZERO), 6);
        int end = Math.max(launch.jar().lastIndexOf('\\'), launch.jar().lastIndexOf('/'));
        Optional<String> home = end <= 0 || end > TaskDefinition.LONGEST_PATH ? Optional.empty()
                : Optional.of(launch.jar().substring(0, end));
        return new TaskDefinition("runbook: jbang monitor status", List.of(trigger),
                new TaskDefinition.Principal(user, Optional.of("InteractiveToken"), Optional.of("LeastPrivilege")),
                settings, List.of(new TaskDefinition.Exec(launch.java(), WindowsArguments.join(launch.words()), home)));
    }

    @Override
    public SchedulerResult start() {
        return SchedulerResult.unless(Schtasks.failure(task().run("/run")));
    }

    @Override
    public SchedulerResult stop() {
        task().run("/end");
        // Whether something ran is not in the exit code; that the watch is gone is seen by its lock.
        return new SchedulerResult.Done();
    }

    @Override
    public SchedulerResult unregister() {
        return SchedulerResult.unless(task().delete());
    }
}
