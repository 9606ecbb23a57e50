///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Watches the services and reports failures and recoveries.
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Lib.java
package runbook;

import cli.Common;
import cli.DiagnosisOutput;
import cli.DurationConverter;
import cli.ExitCode;
import cli.ExitException;
import cli.HandoverOptions;
import cli.OutputFormat;
import cli.Script;
import cli.ServicesFrom;
import cli.Settings;
import cli.Version;
import console.Look;
import docker.DockerReader;
import inventory.Inventory;
import inventory.InventoryProblem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import json.Json;
import json.JsonBuilder;
import json.JsonDocument;
import monitor.BackgroundMonitor;
import monitor.EventFormat;
import monitor.LiveTable;
import monitor.MemoryMeter;
import monitor.MonitorEvent;
import monitor.RoundLoop;
import monitor.StateTracker;
import monitor.schedule.ScheduledMonitor;
import monitor.schedule.Scheduler;
import monitor.schedule.Status;
import monitor.schedule.StatusJson;
import monitor.schedule.StatusText;
import monitor.schedule.WatchOptions;
import path.Hop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import process.Fact;
import process.FileError;
import process.Os;
import process.World;
import process.recording.RecordException;
import report.TextReport;
import state.ProcessLock;
import state.RollingLog;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * Walks the path again and again: a live table on a terminal, one line for each change everywhere else. The commands
 * below it have the system do so while nobody looks.
 */
@Command(name = "monitor", subcommands = {Monitor.Schedule.class, Monitor.Unschedule.class, Monitor.State.class})
public final class Monitor implements Callable<ExitCode> {

    @Mixin
    private Common common = new Common(OutputFormat.JSON, OutputFormat.NAGIOS);

    @Option(names = "--once")
    private boolean once;

    @Option(names = "--every", paramLabel = "${bundle:label.time}", converter = Every.class, defaultValue = "30s")
    private Duration every;

    @Option(names = "--log", paramLabel = "${bundle:label.file}")
    private Path log;

    /** More often than once a second only tires the services; a day is the longest that is still watching. */
    static final class Every extends DurationConverter {
        Every() {
            super(Duration.ofSeconds(1), Duration.ofDays(1));
        }
    }

    public static void main(String... args) {
        Script.run(new Monitor(), args);
    }

    @Override
    public ExitCode call() throws InventoryProblem, StateException {
        Settings settings = common.settings();
        var answer = new DiagnosisOutput(settings, EnumSet.allOf(Hop.class), TextReport::diagnosis)
                .warmUpInBackground();
        if (log != null) {
            return background(settings, answer);
        }
        Inventory inventory = answer.inventory();
        // A recorded machine cannot change: one round says all there is to say.
        if (!settings.world().live()) {
            return answer.show(answer.walk(inventory));
        }
        if (!once && settings.output() == OutputFormat.NAGIOS) {
            throw common.refused(Message.of("monitor.nagios-once"));
        }
        // One round changes nothing and keeps nothing: it needs no turn, and no folder.
        if (once) {
            return answer.show(answer.walk(inventory));
        }
        StateFolder folder = HandoverOptions.folderOfThisProcess();
        try (ProcessLock _ = alone(settings, folder, folder.monitorLock(), "monitor.already-runs")) {
            var watch = new StateTracker();
            Predicate<RoundLoop.Round> page = settings.output() == OutputFormat.TEXT && settings.screen().interactive()
                    ? live(settings, watch) : lines(settings, watch);
            rounds(settings, answer, inventory).run(page::test);
            return watch.alarmed() ? ExitCode.BROKEN : ExitCode.OK;
        }
    }

    private RoundLoop rounds(Settings settings, DiagnosisOutput answer, Inventory inventory) {
        var memory = new MemoryMeter(new DockerReader(settings.world())::usage, System::nanoTime);
        return new RoundLoop(() -> new RoundLoop.Round(answer.walk(inventory), memory.latest()), every,
                System::nanoTime, Thread::sleep);
    }

    /** @throws ExitException where another process is at it, named in the refusal */
    private static ProcessLock alone(Settings settings, StateFolder folder, Path lock, String refusal)
            throws StateException {
        folder.create();
        Optional<ProcessLock> taken = ProcessLock.take(lock, settings.script(), settings.world().now());
        if (taken.isEmpty()) {
            String other = ProcessLock.written(lock).map(holder -> Long.toString(holder.pid())).orElse("?");
            throw new ExitException(ExitCode.UNKNOWN, Message.of(refusal, other));
        }
        return taken.get();
    }

    private Predicate<RoundLoop.Round> live(Settings settings, StateTracker watch) {
        var table = new LiveTable(settings.words(), DiagnosisOutput.look(settings), ZoneId.systemDefault());
        return round -> {
            List<MonitorEvent> happenings = watch.round(round);
            settings.out().print(table.redraw(round, watch, happenings, settings.words().duration(every)));
            return !settings.out().checkError();
        };
    }

    /** Ends when nobody reads any more. */
    private static Predicate<RoundLoop.Round> lines(Settings settings, StateTracker watch) {
        var line = new EventFormat(settings.words(), DiagnosisOutput.look(settings), ZoneId.systemDefault());
        return round -> {
            for (MonitorEvent event : watch.round(round)) {
                if (settings.output() == OutputFormat.JSON) {
                    settings.json().line(line.json(event));
                } else {
                    settings.out().println(line.text(event));
                }
            }
            return !settings.out().checkError();
        };
    }

    /** The watch that a scheduler starts: it writes to its log and to nothing else, because it has nothing else. */
    private ExitCode background(Settings settings, DiagnosisOutput answer) throws InventoryProblem, StateException {
        if (once || settings.output() == OutputFormat.NAGIOS || !settings.world().live()) {
            throw common.refused(Message.of("monitor.log-alone"));
        }
        StateFolder folder = HandoverOptions.folderOfThisProcess();
        try (ProcessLock _ = alone(settings, folder, folder.watchLock(), "monitor.watch-already-runs")) {
            var line = new EventFormat(settings.words(), Look.PLAIN, ZoneId.systemDefault());
            var background = new BackgroundMonitor(log(folder), settings.output() == OutputFormat.JSON
                    ? event -> Json.line(line.json(event)) : line::text);
            try {
                background.open();
            } catch (IOException e) {
                throw new ExitException(ExitCode.IO_ERROR,
                        Message.of("monitor.log-refused", log.toString(), FileError.reason(e, log)));
            }
            try {
                Inventory inventory = answer.inventory();
                background.begin(inventory.endpoints().size(), every);
                rounds(settings, answer, inventory).run(background::round);
                return ExitCode.OK;
            } catch (InventoryProblem e) {
                background.giveUp(e.mistakes().getFirst().message());
                throw e;
            } catch (ExitException e) {
                background.giveUp(e.why());
                throw e;
            } catch (RecordException e) {
                background.giveUp(e.why());
                throw e;
            } catch (RuntimeException | Error e) {
                background.giveUp(Message.verbatim(e.toString()));
                throw e;
            }
        }
    }

    private RollingLog log(StateFolder folder) {
        return log.equals(folder.monitorLog()) ? RollingLog.in(folder, log, BackgroundMonitor.LOG_LIMIT)
                : RollingLog.named(log, BackgroundMonitor.LOG_LIMIT);
    }

    private static ScheduledMonitor scheduling(World world) {
        StateFolder folder = HandoverOptions.folderOfThisProcess();
        ScheduledMonitor.Alive alive = () -> ProcessLock.holder(folder.watchLock()).map(ProcessLock.Holder::pid);
        var scheduler = Scheduler.of(world, folder, System.getenv(), System.getProperty("user.home"), alive);
        return new ScheduledMonitor(scheduler, folder, alive, Thread::sleep);
    }

    private static List<String> tail(Path log, int lines) throws StateException {
        try {
            return RollingLog.tail(log, lines);
        } catch (IOException e) {
            throw StateException.io(Message.of("monitor.log-unreadable", log.toString(), FileError.reason(e, log)), e);
        }
    }

    /** Options belong behind the command that they are for; in front of it they would be lost without a word. */
    private static void nothingBefore(CommandSpec command, Common common) {
        if (!command.parent().commandLine().getParseResult().matchedOptions().isEmpty()) {
            throw common.refused(Message.of("monitor.options-behind", command.name()));
        }
    }

    private static JsonBuilder head(Settings settings, CommandSpec command, Instant start, ExitCode code) {
        return new JsonDocument(command.qualifiedName(" "), Version.CURRENT, start).head(
                Duration.between(start, settings.world().now()), code.verdict().id(), code.code());
    }

    /** Has the system start the watch, and start it again whenever it has ended. */
    @Command(name = "schedule")
    static final class Schedule implements Callable<ExitCode> {
        @Mixin
        private Common common = new Common(OutputFormat.JSON).without("--record", "--raw", "--replay");

        @Option(names = "--every", paramLabel = "${bundle:label.time}", converter = Every.class, defaultValue = "30s")
        private Duration every;

        @Spec
        private CommandSpec spec;

        @Override
        public ExitCode call() throws InventoryProblem, StateException {
            nothingBefore(spec, common);
            Settings settings = common.settings();
            Instant start = settings.world().now();
            boolean discover = settings.services() instanceof ServicesFrom.FromDocker;
            if (!discover) {
                // Mistakes in the file are told now, to somebody who reads them.
                settings.inventory(() -> {
                    throw new IllegalStateException("Docker is not asked");
                });
            }
            Optional<Path> services = settings.services() instanceof ServicesFrom.FromFile(Path file)
                    ? Optional.of(file) : Optional.empty();
            var order = new WatchOptions(services, discover, every, settings.timeout(), settings.words().language(),
                    settings.output() == OutputFormat.JSON);
            Path java = Path.of(System.getProperty("java.home"), "bin",
                    Os.current() == Os.WINDOWS ? "javaw.exe" : "java");
            if (!Files.isRegularFile(java)) {
                throw new ExitException(ExitCode.BROKEN, Message.of("schedule.no-java", java.toString()));
            }
            List<Path> classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !entry.isBlank()).map(Path::of).toList();
            ScheduledMonitor scheduledMonitor = scheduling(settings.world());
            return switch (scheduledMonitor.schedule(order, java, classPath, Monitor.class.getName())) {
                case ScheduledMonitor.Scheduled.Done done -> {
                    ExitCode code = done.process().isPresent() ? ExitCode.OK : ExitCode.WARNINGS;
                    if (settings.output() == OutputFormat.JSON) {
                        settings.json().document(new StatusJson(settings.words()).of(
                                head(settings, spec, start, code), done, scheduledMonitor.log()));
                    } else {
                        settings.out().println(settings.words().say(done.message(scheduledMonitor.log())));
                        done.why().ifPresent(settings::say);
                    }
                    yield code;
                }
                case ScheduledMonitor.Scheduled.Refused(Message why) ->
                    throw new ExitException(ExitCode.BROKEN, Message.of("schedule.nothing-changed", why));
            };
        }
    }

    /** Takes that back. */
    @Command(name = "unschedule")
    static final class Unschedule implements Callable<ExitCode> {
        @Mixin
        private Common common = Common.withoutMachine();

        @Spec
        private CommandSpec spec;

        @Override
        public ExitCode call() throws StateException {
            nothingBefore(spec, common);
            Settings settings = common.settings();
            ScheduledMonitor scheduledMonitor = scheduling(settings.world());
            ScheduledMonitor.Unscheduled ended = scheduledMonitor.unschedule();
            settings.out().println(settings.words().say(ended.message(scheduledMonitor.log())));
            return switch (ended) {
                case ScheduledMonitor.Unscheduled.Done done -> ExitCode.OK;
                case ScheduledMonitor.Unscheduled.NothingThere nothing -> ExitCode.OK;
                case ScheduledMonitor.Unscheduled.StillRuns runs -> ExitCode.BROKEN;
                case ScheduledMonitor.Unscheduled.Refused refused -> ExitCode.BROKEN;
            };
        }
    }

    /** Tells how it stands with it. */
    @Command(name = "status")
    static final class State implements Callable<ExitCode> {
        @Mixin
        private Common common = new Common(OutputFormat.JSON)
                .without("--services", "--discover", "--timeout", "--record", "--raw", "--replay");

        @Spec
        private CommandSpec spec;

        @Override
        public ExitCode call() throws StateException {
            nothingBefore(spec, common);
            Settings settings = common.settings();
            Instant start = settings.world().now();
            Status status = scheduling(settings.world()).status(Monitor::tail);
            ExitCode code = switch (status.entry()) {
                case Fact.Unknown<?> unknown -> ExitCode.UNKNOWN;
                case Fact.Known<?> known -> status.faults().isEmpty() ? ExitCode.OK : ExitCode.BROKEN;
            };
            if (settings.output() == OutputFormat.JSON) {
                settings.json().document(new StatusJson(settings.words()).of(
                        head(settings, spec, start, code), status));
            } else {
                new StatusText(settings.words(), DiagnosisOutput.look(settings)).lines(status)
                        .forEach(settings.out()::println);
            }
            return code;
        }
    }
}
