package monitor.schedule;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import process.Fact;
import process.World;
import state.StateFolder;
import text.Message;

/**
 * What the system has to start a program again and again without anybody asking. There is one entry of ours in it at
 * most, under a constant name.
 */
public sealed interface Scheduler permits TaskScheduler, SystemdUser, Crontab, Scheduler.None {

    /**
     * The one of this system.
     *
     * @param environment the variables of this process
     * @param home        the user's home folder
     */
    static Scheduler of(World world, StateFolder state, Map<String, String> environment, String home,
            ScheduledMonitor.Alive alive) {
        return switch (world.os()) {
            case WINDOWS -> new TaskScheduler(world, state);
            case LINUX -> SystemdUser.answers(world) ? units(environment, home)
                    .<Scheduler>map(units -> new SystemdUser(world, units))
                    .orElseGet(() -> new None(Message.of("state.no-home")))
                    : Crontab.answers(world) ? new Crontab(world, state, alive)
                            : new None(Message.of("schedule.no-linux"));
            case MAC, OTHER -> new None(Message.of("schedule.no-scheduler"));
        };
    }

    /** systemd.unit(5), "User unit search path": of those that a user may write to, the one for own units. */
    private static Optional<Path> units(Map<String, String> environment, String home) {
        String own = environment.getOrDefault("HOME", "").startsWith("/") ? environment.get("HOME") : home;
        return Stream.of(environment.getOrDefault("XDG_CONFIG_HOME", ""), own + "/.config")
                .filter(config -> config.startsWith("/")).findFirst()
                .map(config -> Path.of(config, "systemd", "user"));
    }

    /** What it is and how the entry is called, for a person to find it. */
    Message name();

    /** What it says of our entry; an empty optional where there is none. */
    Fact<Optional<ScheduledTask>> look();

    /** Makes or replaces the entry. Where this is refused, an older entry is still there as it was. */
    SchedulerResult register(LaunchCommand launch);

    /** Starts now what is registered, rather than at the next turn. */
    SchedulerResult start();

    /** Ends what it has started. Where nothing runs, that is no failure. */
    SchedulerResult stop();

    /** Removes the entry. Where there is none, that is no failure. */
    SchedulerResult unregister();

    /** A system whose scheduler this program cannot use. */
    public record None(Message why) implements Scheduler {

        @Override
        public Message name() {
            return why;
        }

        @Override
        public Fact<Optional<ScheduledTask>> look() {
            return Fact.unknown(why);
        }

        @Override
        public SchedulerResult register(LaunchCommand launch) {
            return new SchedulerResult.Refused(why);
        }

        @Override
        public SchedulerResult start() {
            return new SchedulerResult.Refused(why);
        }

        @Override
        public SchedulerResult stop() {
            return new SchedulerResult.Refused(why);
        }

        @Override
        public SchedulerResult unregister() {
            return new SchedulerResult.Refused(why);
        }
    }
}
