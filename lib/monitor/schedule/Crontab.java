package monitor.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import process.Command;
import process.Fact;
import process.Ran;
import process.World;
import state.PrivateFile;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * The crontab(1) of one user, for a Linux without a systemd of that user. It looks every ten minutes; the watch's own
 * lock keeps a second one out.
 *
 * @param folder where a new table lies for the moment in which it is read
 * @param alive  the watch that runs: cron does not end what it has started. Its number is only a hint
 */
public record Crontab(World world, StateFolder folder, ScheduledMonitor.Alive alive) implements Scheduler {

    /** True where there is a cron to speak to. */
    public static boolean answers(World world) {
        return !(world.run(Command.of("crontab", "-l")).end() instanceof Ran.NotFound);
    }

    @Override
    public Message name() {
        return Message.of("schedule.cron");
    }

    /** As bytes, one letter each: the table may be in any encoding, and goes back as it came. */
    private Fact<String> table() {
        Ran ran = world.run(Command.of("crontab", "-l"));
        if (ran.succeeded()) {
            return Fact.known(new String(ran.out(), StandardCharsets.ISO_8859_1));
        }
        // Debian's cron, cronie and BusyBox say so with exit code 1, which is also that of a user who may not. Taking
        // one for the other would replace somebody's table by ours alone.
        return ran.end() instanceof Ran.Exited && ran.errText().contains("no crontab for")
                ? Fact.known("") : Fact.unknown(ran.failure());
    }

    @Override
    public Fact<Optional<ScheduledTask>> look() {
        return table().map(table -> CronTable.entry(table).map(launch ->
                ScheduledTask.of(launch.map(Crontab::decoded).map(Fact::known).orElseGet(ScheduledTask::unreadable))));
    }

    /** Our own line is UTF-8. */
    private static LaunchCommand decoded(LaunchCommand launch) {
        return new LaunchCommand(utf8(launch.java()), launch.options().stream().map(Crontab::utf8).toList(),
                utf8(launch.jar()), launch.args().stream().map(Crontab::utf8).toList());
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String bytes(String utf8) {
        return new String(utf8.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    public SchedulerResult register(LaunchCommand launch) {
        var line = new LaunchCommand(bytes(launch.java()), launch.options().stream().map(Crontab::bytes).toList(),
                bytes(launch.jar()), launch.args().stream().map(Crontab::bytes).toList());
        return switch (table()) {
            case Fact.Unknown<String>(Message cause) -> new SchedulerResult.Refused(cause);
            case Fact.Known<String>(String table) -> {
                try {
                    yield install(CronTable.with(table, line));
                } catch (IllegalArgumentException e) {
                    yield new SchedulerResult.Refused(Message.of("schedule.cron-percent",
                            utf8(String.valueOf(e.getMessage()))));
                }
            }
        };
    }

    private SchedulerResult install(String table) {
        Path file = null;
        try {
            folder.create();
            file = PrivateFile.temporary(folder, "crontab", ".tmp", table.getBytes(StandardCharsets.ISO_8859_1));
            Ran ran = world.run(Command.of("crontab", file.toString()));
            return ran.succeeded() ? new SchedulerResult.Done() : new SchedulerResult.Refused(ran.failure());
        } catch (StateException e) {
            return new SchedulerResult.Refused(e.why());
        } catch (IOException e) {
            return new SchedulerResult.Refused(folder.unusable(e));
        } finally {
            if (file != null) {
                PrivateFile.remove(file);
            }
        }
    }

    @Override
    public SchedulerResult start() {
        return new SchedulerResult.Later();
    }

    @Override
    public SchedulerResult stop() {
        try {
            alive.process().flatMap(ProcessHandle::of).filter(folder.scheduled()::runs)
                    .ifPresent(ProcessHandle::destroy);
        } catch (StateException e) {
            // Who runs cannot be told then; that is seen again when it is waited for.
        }
        return new SchedulerResult.Done();
    }

    @Override
    public SchedulerResult unregister() {
        return switch (table()) {
            case Fact.Unknown<String>(Message cause) -> new SchedulerResult.Refused(cause);
            case Fact.Known<String>(String table) -> {
                String without = CronTable.without(table);
                yield without.equals(table) ? new SchedulerResult.Done() : install(without);
            }
        };
    }
}
