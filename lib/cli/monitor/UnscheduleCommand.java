package cli.monitor;

import cli.CommonOptions;
import cli.ExitCode;
import cli.ExitCodes;
import cli.Settings;
import java.util.concurrent.Callable;
import monitor.schedule.ScheduledMonitor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import state.StateException;

/** {@code monitor unschedule}: ends the watch in the background, for good. */
@Command(name = "unschedule")
@ExitCodes({ExitCode.OK, ExitCode.BROKEN})
public final class UnscheduleCommand implements Callable<ExitCode> {

    @Mixin
    private CommonOptions common = CommonOptions.withoutMachine();

    @Spec
    private CommandSpec spec;

    @Override
    public ExitCode call() throws StateException {
        SchedulerSetup setup = SchedulerSetup.of(spec, common);
        ScheduledMonitor monitor = setup.scheduledMonitor();
        ScheduledMonitor.Unscheduled result = monitor.unschedule();
        Settings settings = setup.settings();
        ExitCode code = switch (result) {
            case ScheduledMonitor.Unscheduled.Done done -> ExitCode.OK;
            case ScheduledMonitor.Unscheduled.NothingThere nothing -> ExitCode.OK;
            case ScheduledMonitor.Unscheduled.StillRuns runs -> ExitCode.BROKEN;
            case ScheduledMonitor.Unscheduled.Refused refused -> ExitCode.BROKEN;
        };
        if (code != ExitCode.OK || !settings.quiet()) {
            settings.out().println(settings.words().say(result.message(monitor.log())));
        }
        return code;
    }
}
