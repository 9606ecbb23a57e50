package cli.monitor;

import cli.CommonOptions;
import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.ExitCodes;
import cli.OutputFormat;
import cli.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import monitor.schedule.Status;
import monitor.schedule.StatusJson;
import monitor.schedule.StatusText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import process.Fact;
import process.FileError;
import state.RollingLog;
import state.StateException;
import text.Message;

/** {@code monitor status}: shows whether the watch in the background is running, and what it saw last. */
@Command(name = "status")
@ExitCodes({ExitCode.OK, ExitCode.BROKEN, ExitCode.UNKNOWN})
public final class StatusCommand implements Callable<ExitCode> {

    @Mixin
    private CommonOptions common = new CommonOptions(OutputFormat.JSON)
            .without("--services", "--discover", "--skip", "--sudo", "--timeout", "--record", "--raw", "--replay");

    @Spec
    private CommandSpec spec;

    @Override
    public ExitCode call() throws StateException {
        SchedulerSetup setup = SchedulerSetup.of(spec, common);
        Status status = setup.scheduledMonitor().status(StatusCommand::tail);
        ExitCode code = switch (status.entry()) {
            case Fact.Unknown<?> unknown -> ExitCode.UNKNOWN;
            case Fact.Known<?> known -> status.faults().isEmpty() ? ExitCode.OK : ExitCode.BROKEN;
        };
        Settings settings = setup.settings();
        if (settings.output() == OutputFormat.JSON) {
            settings.json().document(new StatusJson(settings.words()).of(setup.head(code), status));
        } else {
            var text = new StatusText(settings.words(), DiagnosisOutput.look(settings));
            (settings.quiet() ? text.faults(status) : text.lines(status))
                    .forEach(settings.out()::println);
        }
        return code;
    }

    private static List<String> tail(Path log, int lines) throws StateException {
        try {
            return RollingLog.tail(log, lines);
        } catch (IOException e) {
            throw StateException.io(Message.of("monitor.log-unreadable", log.toString(), FileError.reason(e, log)), e);
        }
    }
}
