package cli.monitor;

import change.lease.LeaseCheck;
import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.ExitException;
import cli.OutputFormat;
import cli.Settings;
import console.Look;
import console.ProgressLine;
import console.Screen;
import docker.DockerReader;
import inventory.Inventory;
import inventory.InventoryProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import json.Json;
import monitor.BackgroundMonitor;
import monitor.EventFormat;
import monitor.LiveTable;
import monitor.MemoryMeter;
import monitor.MonitorEvent;
import monitor.RoundLoop;
import monitor.StateTracker;
import path.Hop;
import path.gather.FactsReader;
import process.FileError;
import process.LiveWorld;
import process.recording.RecordException;
import report.TextReport;
import state.ProcessLock;
import state.RollingLog;
import state.StateException;
import state.StateFolder;
import text.Message;

/** What monitor does, one method for each {@link MonitorOptions.Task}. */
public final class MonitorCommand {
    private final Settings settings;
    private final MonitorOptions options;
    private final DiagnosisOutput path;

    public MonitorCommand(Settings settings, MonitorOptions options) {
        this.settings = settings;
        this.options = options;
        this.path = new DiagnosisOutput(settings, EnumSet.allOf(Hop.class), TextReport::diagnosis);
    }

    /** Looks once. Changes nothing and keeps nothing, so it needs no lock and no folder. */
    public ExitCode oneRound() throws InventoryProblem {
        return path.show(path.walk(path.warmUpInBackground().inventory()));
    }

    /** Looks until nobody reads any more. */
    public ExitCode watch() throws InventoryProblem, StateException {
        Inventory inventory = path.warmUpInBackground().inventory();
        StateFolder folder = folder();
        try (ProcessLock _ = lock(folder, folder.monitorLock(), "monitor.already-runs");
                var app = new AppOf(options.follows() ? Optional.of(AppFailures.begin(new LiveWorld(),
                        options.serial(), () -> FactsReader.facts(settings.world().inBackground(), inventory,
                                path.limits()))) : Optional.empty())) {
            var tracker = new StateTracker();
            if (settings.output() == OutputFormat.TEXT && settings.screen().interactive() && !settings.quiet()) {
                try (var screen = new Screen(settings.out(), settings.screen().window())) {
                    rounds(inventory).run(table(tracker, app, screen));
                }
            } else {
                if (!settings.quiet()) {
                    inventory.source().lines().forEach(settings::say);
                }
                rounds(inventory).run(lines(tracker, app));
            }
            return tracker.alarmed() ? ExitCode.BROKEN : tracker.unsure() ? ExitCode.UNKNOWN : ExitCode.OK;
        }
    }

    /** The watch that a scheduler starts: it writes to its log and to nothing else, because it has nothing else. */
    public ExitCode watchInBackground() throws InventoryProblem, StateException {
        path.warmUpInBackground();
        settings.streams().progress().ifPresent(ProgressLine::close);
        StateFolder folder = folder();
        try (ProcessLock _ = lock(folder, folder.watchLock(), "monitor.watch-already-runs")) {
            BackgroundMonitor background = opened(log(folder));
            try {
                Inventory inventory = path.inventory();
                background.begin(inventory.endpoints().size(), options.every());
                rounds(inventory).run(background::round);
                return ExitCode.OK;
            } catch (InventoryProblem | RuntimeException | Error e) {
                background.giveUp(why(e));
                throw e;
            }
        }
    }

    static StateFolder folder() {
        return ExitException.known(StateFolder.ofThisProcess(), ExitCode.IO_ERROR);
    }

    /** @throws ExitException where another process is at it, named in the refusal */
    private ProcessLock lock(StateFolder folder, Path lock, String refusal) throws StateException {
        folder.create();
        Optional<ProcessLock> taken = ProcessLock.take(lock, settings.script(), settings.world().now());
        if (taken.isEmpty()) {
            String other = ProcessLock.written(lock).map(holder -> Long.toString(holder.pid())).orElse("?");
            throw new ExitException(ExitCode.UNKNOWN, Message.of(refusal, other));
        }
        return taken.get();
    }

    private RoundLoop rounds(Inventory inventory) {
        var memory = new MemoryMeter(new DockerReader(settings.world().inBackground())::usage, System::nanoTime);
        return new RoundLoop(() -> {
            var round = new RoundLoop.Round(path.walk(inventory), memory.latest(),
                    LeaseCheck.ofThisProcess(settings.world()));
            // An idle PowerShell holds 60 MB, and nothing is asked until the next round.
            settings.world().hangUp();
            return round;
        }, options.every(), System::nanoTime, Thread::sleep);
    }

    /** What happens in this round, to the services and to the app that is watched beside them. */
    private record AppOf(Optional<AppFailures> failures) implements AutoCloseable {

        List<MonitorEvent> events(StateTracker tracker, RoundLoop.Round round) {
            var events = new ArrayList<>(tracker.round(round));
            failures.ifPresent(app -> events.addAll(app.since(round.diagnosis().startedAt())));
            return events;
        }

        @Override
        public void close() {
            failures.ifPresent(AppFailures::close);
        }
    }

    private RoundLoop.Reader table(StateTracker tracker, AppOf app, Screen screen) {
        var table = new LiveTable(settings.words(), DiagnosisOutput.look(settings), ZoneId.systemDefault(),
                settings.words().duration(options.every()));
        return round -> screen.show(table.picture(round, tracker, app.events(tracker, round)));
    }

    private RoundLoop.Reader lines(StateTracker tracker, AppOf app) {
        var format = new EventFormat(settings.words(), DiagnosisOutput.look(settings), ZoneId.systemDefault());
        return round -> {
            for (MonitorEvent event : app.events(tracker, round)) {
                if (settings.output() == OutputFormat.JSON) {
                    settings.json().line(format.json(event));
                } else if (event.wrong() || !settings.quiet()) {
                    settings.out().println(format.text(event));
                }
            }
            return !settings.out().checkError();
        };
    }

    private RollingLog log(StateFolder folder) {
        Path file = options.log().toAbsolutePath().normalize();
        return file.equals(folder.monitorLog()) ? RollingLog.in(folder, file, BackgroundMonitor.LOG_LIMIT)
                : RollingLog.named(file, BackgroundMonitor.LOG_LIMIT);
    }

    private BackgroundMonitor opened(RollingLog log) throws StateException {
        var format = new EventFormat(settings.words(), Look.PLAIN, ZoneId.systemDefault());
        var background = new BackgroundMonitor(log, settings.output() == OutputFormat.JSON
                ? event -> Json.line(format.json(event)) : format::text);
        try {
            background.open();
            return background;
        } catch (IOException e) {
            throw new ExitException(ExitCode.IO_ERROR, Message.of("monitor.log-refused", options.log().toString(),
                    FileError.reason(e, options.log())));
        }
    }

    private static Message why(Throwable end) {
        return switch (end) {
            case InventoryProblem problem -> problem.mistakes().getFirst().message();
            case ExitException exit -> exit.why();
            case RecordException unwritten -> unwritten.why();
            default -> Message.verbatim(end.toString());
        };
    }
}
