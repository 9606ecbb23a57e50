package cli.monitor;

import cli.CommonOptions;
import cli.ExitCode;
import cli.Invocation;
import cli.Settings;
import cli.Version;
import java.time.Duration;
import java.time.Instant;
import json.JsonBuilder;
import json.JsonDocument;
import monitor.schedule.ScheduledMonitor;
import monitor.schedule.Scheduler;
import picocli.CommandLine.Model.CommandSpec;
import state.ProcessLock;
import state.StateFolder;
import text.Message;

/** What the commands below monitor work with: the system's scheduler, as the options say. */
record SchedulerSetup(Settings settings, Instant start) {

    /** Options belong behind the command that they are for; in front of it they would be lost without a word. */
    static SchedulerSetup of(CommandSpec command, CommonOptions common) {
        if (!command.parent().commandLine().getParseResult().matchedOptions().isEmpty()) {
            throw new Invocation(command).refused(Message.of("monitor.options-behind", command.name()));
        }
        Settings settings = common.settings();
        return new SchedulerSetup(settings, settings.world().now());
    }

    ScheduledMonitor scheduledMonitor() {
        StateFolder folder = MonitorCommand.folder();
        ScheduledMonitor.Alive alive = () -> ProcessLock.holder(folder.watchLock()).map(ProcessLock.Holder::pid);
        var scheduler = Scheduler.of(settings.world(), folder, System.getenv(), System.getProperty("user.home"), alive);
        return new ScheduledMonitor(scheduler, folder, alive, Thread::sleep);
    }

    /** The head of the document for programs. */
    JsonBuilder head(ExitCode code) {
        String command = settings.invocation().command().qualifiedName(" ");
        return new JsonDocument(command, Version.CURRENT, start).head(
                Duration.between(start, settings.world().now()), code.verdict().id(), code.code());
    }
}
