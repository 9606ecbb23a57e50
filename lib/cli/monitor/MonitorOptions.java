package cli.monitor;

import cli.Contradictions;
import cli.DurationConverter;
import cli.OutputFormat;
import cli.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import text.Message;

/** How often monitor looks, and where it writes what happens. */
public final class MonitorOptions {
    static final String USUALLY_EVERY = "30s";

    @Option(names = "--once")
    private boolean once;

    @Option(names = "--every", paramLabel = "${bundle:label.time}", converter = Every.class,
            defaultValue = USUALLY_EVERY)
    private Duration every;

    @Option(names = "--log", paramLabel = "${bundle:label.file}")
    private Path log;

    @Option(names = "--adb-logcat")
    private boolean logOfThePhone;

    @Option(names = "--follow")
    private boolean follow;

    @Option(names = "--adb-serial", paramLabel = "${bundle:label.serial}")
    private String serial;

    /** More often than once a second only tires the services; a day is the longest that is still watching. */
    static final class Every extends DurationConverter {
        Every() {
            super(Duration.ofSeconds(1), Duration.ofDays(1));
        }
    }

    /** What monitor does; each of them alone. */
    public enum Task { ONE_ROUND, WATCH, WATCH_IN_BACKGROUND }

    /** The one thing that it is called for. A recorded machine cannot change: one round says all there is to say. */
    public Task task(Settings settings) {
        return log != null ? Task.WATCH_IN_BACKGROUND
                : once || !settings.world().live() ? Task.ONE_ROUND : Task.WATCH;
    }

    Duration every() {
        return every;
    }

    /** Of the watch in the background. */
    Path log() {
        return log;
    }

    /** The log of an app is read beside the rounds. */
    boolean follows() {
        return logOfThePhone && follow;
    }

    /** The phone that has it; empty for the only one. */
    Optional<String> serial() {
        return Optional.ofNullable(serial);
    }

    /** What contradicts itself; and a monitoring system that asks by its plugin does not wait for a second round. */
    public Contradictions contradictions(Settings settings) {
        boolean nagios = settings.output() == OutputFormat.NAGIOS;
        return new Contradictions()
                .needs("--adb-logcat", logOfThePhone, "--follow", follow)
                .needs("--follow", follow, "--adb-logcat", logOfThePhone)
                .needs("--adb-serial", serial != null, "--adb-logcat", logOfThePhone)
                .when(follow && (nagios || task(settings) != Task.WATCH), Message.of("monitor.follow-watches"))
                .when(log != null && (once || nagios || !settings.world().live()), Message.of("monitor.log-alone"))
                .when(nagios && task(settings) == Task.WATCH, Message.of("monitor.nagios-once"));
    }
}
