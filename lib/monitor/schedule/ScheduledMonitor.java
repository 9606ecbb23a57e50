package monitor.schedule;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import state.ProgramCopy;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * Puts a watch into the background, takes it away, and tells how it stands. Each of these can be done again: scheduling
 * twice leaves one watch, with the options of the second.
 */
public final class ScheduledMonitor {
    /** For Java: a watch waits nearly all of its life, so little memory matters more than speed. */
    private static final List<String> JAVA_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx256m");

    /** A JVM takes two seconds to begin on a machine under load; virus scanners read new jars first. */
    private static final int LOOKS = 60;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private static final int LAST_LINES = 5;

    /** The process id of the watch that runs now. */
    public interface Alive {
        Optional<Long> process() throws StateException;
    }

    /** Waits; a seam so that tests need no time. */
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /** The last lines of a file. */
    public interface Tail {
        List<String> lines(Path file, int most) throws StateException;
    }

    private final Scheduler scheduler;
    private final StateFolder folder;
    private final Alive alive;
    private final Sleeper sleeper;

    public ScheduledMonitor(Scheduler scheduler, StateFolder folder, Alive alive, Sleeper sleeper) {
        this.scheduler = scheduler;
        this.folder = folder;
        this.alive = alive;
        this.sleeper = sleeper;
    }

    /** What came of {@link #schedule}. */
    public sealed interface Scheduled {

        /** @param process empty where the watch has not begun yet; {@code why} then says what is known of it */
        record Done(Optional<Long> process, Optional<Message> why) implements Scheduled {

            public Message message(Path log) {
                return process.map(pid -> Message.of("schedule.done-running", pid, log.toString()))
                        .orElseGet(() -> Message.of("schedule.done-later", log.toString()));
            }
        }

        record Refused(Message why) implements Scheduled { }
    }

    /** What came of {@link #unschedule}. */
    public sealed interface Unscheduled {

        record Done() implements Unscheduled { }

        record NothingThere() implements Unscheduled { }

        /**
         * Nothing is registered any more, and yet a watch runs: one that a person started, or that would not end.
         *
         * @param command what ends it
         */
        record StillRuns(long process, String command) implements Unscheduled { }

        record Refused(Message why) implements Unscheduled { }

        default Message message(Path log) {
            return switch (this) {
                case Done done -> Message.of("schedule.removed", log.toString());
                case NothingThere nothing -> Message.of("schedule.nothing-there");
                case StillRuns(long process, String command) -> Message.of("schedule.still-runs", process, command);
                case Refused(Message why) -> Message.of("schedule.not-removed", why);
            };
        }
    }

    private String ending(long process) {
        return (scheduler instanceof TaskScheduler ? "taskkill /f /pid " : "kill ") + process;
    }

    public Path log() {
        return folder.monitorLog();
    }

    /**
     * @param java      the program that runs a jar; a copy of it is started where root is to and others can change it
     * @param classPath what this program runs from
     * @throws StateException when this program cannot be copied
     */
    public Scheduled schedule(WatchOptions order, Path java, List<Path> classPath, String mainClass)
            throws StateException {
        if (scheduler instanceof Scheduler.None(Message why)) {
            return new Scheduled.Refused(why);
        }
        ProgramCopy jars = folder.scheduled();
        Path jar = jars.export(classPath, mainClass);
        var launch = new LaunchCommand(folder.java(java).toString(), JAVA_OPTIONS, jar.toString(), order.args(log()));
        if (scheduler.register(launch) instanceof SchedulerResult.Refused(Message why)) {
            keepOnlyRegistered(jars);
            return new Scheduled.Refused(why);
        }
        scheduler.stop();
        Optional<Long> old = waitUntil(false);
        if (old.isPresent()) {
            // Perhaps one that a person started: it has the lock, and nobody but that person may end it.
            return new Scheduled.Done(Optional.empty(),
                    old.map(pid -> Message.of("schedule.old-runs", pid, ending(pid))));
        }
        Scheduled.Done done = switch (scheduler.start()) {
            case SchedulerResult.Done started -> new Scheduled.Done(waitUntil(true), Optional.empty());
            case SchedulerResult.Later later -> new Scheduled.Done(alive.process(), Optional.empty());
            case SchedulerResult.Refused(Message why) -> new Scheduled.Done(alive.process(), Optional.of(why));
        };
        jars.keepOnly(jar);
        return done;
    }

    /** What was registered before still is, and needs its own jars; where that cannot be told, all of them stay. */
    private void keepOnlyRegistered(ProgramCopy jars) {
        scheduler.look().toOptional().ifPresent(entry -> entry.ifPresentOrElse(
                old -> old.launch().toOptional().ifPresent(launch -> jars.keepOnly(Path.of(launch.jar()))),
                jars::clear));
    }

    public Unscheduled unschedule() throws StateException {
        boolean nothingThere = scheduler.look().toOptional().filter(Optional::isEmpty).isPresent();
        if (!nothingThere) {
            scheduler.stop();
            if (scheduler.unregister() instanceof SchedulerResult.Refused(Message why)) {
                return new Unscheduled.Refused(why);
            }
        }
        Optional<Long> left = nothingThere ? alive.process() : waitUntil(false);
        if (left.isPresent()) {
            return new Unscheduled.StillRuns(left.get(), ending(left.get()));
        }
        folder.scheduled().clear();
        return nothingThere ? new Unscheduled.NothingThere() : new Unscheduled.Done();
    }

    public Status status(Tail tail) throws StateException {
        return new Status(scheduler.name(), scheduler.look(), alive.process(), log(), tail.lines(log(), LAST_LINES));
    }

    /** @return the watch that runs when the waiting is over */
    private Optional<Long> waitUntil(boolean running) throws StateException {
        try {
            for (int look = 0; look < LOOKS && alive.process().isPresent() != running; look++) {
                sleeper.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return alive.process();
    }
}
