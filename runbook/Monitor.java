///usr/bin/env jbang "$0" "$@" ; exit $?
//DESCRIPTION Watches the services and reports failures and recoveries.
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xmn16m
//SOURCES ../lib/Lib.java
package runbook;

import cli.Common;
import cli.ExitCode;
import cli.Handover;
import cli.Output;
import cli.PathAnswer;
import cli.Script;
import cli.ServicesFrom;
import cli.Settings;
import cli.Stop;
import cli.TimeOption;
import cli.Version;
import docker.DockerReader;
import fact.Fact;
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
import monitor.Background;
import monitor.EventLine;
import monitor.Happening;
import monitor.LiveTable;
import monitor.MemoryMeter;
import monitor.Round;
import monitor.Rounds;
import monitor.Watch;
import path.Hop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import process.FileError;
import process.Os;
import process.RecordException;
import process.World;
import report.Look;
import report.TextReport;
import schedule.Order;
import schedule.Scheduler;
import schedule.Scheduling;
import schedule.Status;
import schedule.StatusJson;
import schedule.StatusText;
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
    private Common common = new Common(Output.JSON, Output.NAGIOS);

    @Option(names = "--once")
    private boolean once;

    @Option(names = "--every", paramLabel = "${bundle:label.time}", converter = Every.class, defaultValue = "30s")
    private Duration every;

    @Option(names = "--log", paramLabel = "${bundle:label.file}")
    private Path log;

    /** More often than once a second only tires the services; a day is the longest that is still watching. */
    static final class Every extends TimeOption {
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
        var answer = new PathAnswer(settings, EnumSet.allOf(Hop.class), TextReport::diagnosis).warmUpInBackground();
        if (log != null) {
            return background(settings, answer);
        }
        Inventory inventory = answer.inventory();
        // A recorded machine cannot change: one round says all there is to say.
        if (!settings.world().live()) {
            return answer.show(answer.walk(inventory));
        }
        if (!once && settings.output() == Output.NAGIOS) {
            throw common.refused(Message.of("monitor.nagios-once"));
        }
        // One round changes nothing and keeps nothing: it needs no turn, and no folder.
        if (once) {
            return answer.show(answer.walk(inventory));
        }
        StateFolder folder = Handover.folderOfThisProcess();
        try (ProcessLock _ = alone(settings, folder, folder.monitorLock(), "monitor.already-runs")) {
            var watch = new Watch();
            Predicate<Round> page = settings.output() == Output.TEXT && settings.screen().interactive()
                    ? live(settings, watch) : lines(settings, watch);
            rounds(settings, answer, inventory).run(page::test);
            return watch.alarmed() ? ExitCode.BROKEN : ExitCode.OK;
        }
    }

    private Rounds rounds(Settings settings, PathAnswer answer, Inventory inventory) {
        var memory = new MemoryMeter(new DockerReader(settings.world())::usage, System::nanoTime);
        return new Rounds(() -> new Round(answer.walk(inventory), memory.latest()), every, System::nanoTime,
                Thread::sleep);
    }

    /** @throws Stop where another process is at it, named in the refusal */
    private static ProcessLock alone(Settings settings, StateFolder folder, Path lock, String refusal)
            throws StateException {
        folder.create();
        Optional<ProcessLock> taken = ProcessLock.take(lock, settings.script(), settings.world().now());
        if (taken.isEmpty()) {
            String other = ProcessLock.written(lock).map(holder -> Long.toString(holder.pid())).orElse("?");
            throw new Stop(ExitCode.UNKNOWN, Message.of(refusal, other));
        }
        return taken.get();
    }

    private Predicate<Round> live(Settings settings, Watch watch) {
        var table = new LiveTable(settings.words(), PathAnswer.look(settings), ZoneId.systemDefault());
        return round -> {
            List<Happening> happenings = watch.round(round);
            settings.out().print(table.redraw(round, watch, happenings, settings.words().duration(every)));
            return !settings.out().checkError();
        };
    }

    /** Ends when nobody reads any more. */
    private static Predicate<Round> lines(Settings settings, Watch watch) {
        var line = new EventLine(settings.words(), PathAnswer.look(settings), ZoneId.systemDefault());
        return round -> {
            for (Happening happening : watch.round(round)) {
                if (settings.output() == Output.JSON) {
                    settings.json().line(line.json(happening));
                } else {
                    settings.out().println(line.text(happening));
                }
            }
            return !settings.out().checkError();
        };
    }

    /** The watch that a scheduler starts: it writes to its log and to nothing else, because it has nothing else. */
    private ExitCode background(Settings settings, PathAnswer answer) throws InventoryProblem, StateException {
        if (once || settings.output() == Output.NAGIOS || !settings.world().live()) {
            throw common.refused(Message.of("monitor.log-alone"));
        }
        StateFolder folder = Handover.folderOfThisProcess();
        try (ProcessLock _ = alone(settings, folder, folder.watchLock(), "monitor.watch-already-runs")) {
            var line = new EventLine(settings.words(), Look.PLAIN, ZoneId.systemDefault());
            var background = new Background(log(folder), settings.output() == Output.JSON
                    ? happening -> Json.line(line.json(happening)) : line::text);
            try {
                background.open();
            } catch (IOException e) {
                throw new Stop(ExitCode.IO_ERROR,
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
            } catch (Stop e) {
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
        return log.equals(folder.monitorLog()) ? RollingLog.in(folder, log, Background.LOG_LIMIT)
                : RollingLog.named(log, Background.LOG_LIMIT);
    }

    private static Scheduling scheduling(World world) {
        StateFolder folder = Handover.folderOfThisProcess();
        Scheduling.Alive alive = () -> ProcessLock.holder(folder.watchLock()).map(ProcessLock.Holder::pid);
        var scheduler = Scheduler.of(world, folder, System.getenv(), System.getProperty("user.home"), alive);
        return new Scheduling(scheduler, folder, alive, Thread::sleep);
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
        private Common common = new Common(Output.JSON).without("--record", "--raw", "--replay");

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
            var order = new Order(services, discover, every, settings.timeout(), settings.words().language(),
                    settings.output() == Output.JSON);
            Path java = Path.of(System.getProperty("java.home"), "bin",
                    Os.current() == Os.WINDOWS ? "javaw.exe" : "java");
            if (!Files.isRegularFile(java)) {
                throw new Stop(ExitCode.BROKEN, Message.of("schedule.no-java", java.toString()));
            }
            List<Path> classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !entry.isBlank()).map(Path::of).toList();
            Scheduling scheduling = scheduling(settings.world());
            return switch (scheduling.schedule(order, java, classPath, Monitor.class.getName())) {
                case Scheduling.Scheduled.Done done -> {
                    ExitCode code = done.process().isPresent() ? ExitCode.OK : ExitCode.WARNINGS;
                    if (settings.output() == Output.JSON) {
                        settings.json().document(new StatusJson(settings.words()).of(
                                head(settings, spec, start, code), done, scheduling.log()));
                    } else {
                        settings.out().println(settings.words().say(done.message(scheduling.log())));
                        done.why().ifPresent(settings::say);
                    }
                    yield code;
                }
                case Scheduling.Scheduled.Refused(Message why) ->
                    throw new Stop(ExitCode.BROKEN, Message.of("schedule.nothing-changed", why));
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
            Scheduling scheduling = scheduling(settings.world());
            Scheduling.Unscheduled ended = scheduling.unschedule();
            settings.out().println(settings.words().say(ended.message(scheduling.log())));
            return switch (ended) {
                case Scheduling.Unscheduled.Done done -> ExitCode.OK;
                case Scheduling.Unscheduled.NothingThere nothing -> ExitCode.OK;
                case Scheduling.Unscheduled.StillRuns runs -> ExitCode.BROKEN;
                case Scheduling.Unscheduled.Refused refused -> ExitCode.BROKEN;
            };
        }
    }

    /** Tells how it stands with it. */
    @Command(name = "status")
    static final class State implements Callable<ExitCode> {
        @Mixin
        private Common common = new Common(Output.JSON)
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
            if (settings.output() == Output.JSON) {
                settings.json().document(new StatusJson(settings.words()).of(
                        head(settings, spec, start, code), status));
            } else {
                new StatusText(settings.words(), PathAnswer.look(settings)).lines(status)
                        .forEach(settings.out()::println);
            }
            return code;
        }
    }
}
