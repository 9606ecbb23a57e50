package cli.monitor;

import cli.CommonOptions;
import cli.ExitCode;
import cli.ExitCodes;
import cli.ExitException;
import cli.OutputFormat;
import cli.Settings;
import discovery.ServicesFrom;
import docker.DockerReader;
import inventory.InventoryProblem;
import inventory.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import monitor.schedule.ScheduledMonitor;
import monitor.schedule.StatusJson;
import monitor.schedule.WatchOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import process.Os;
import process.ThisProgram;
import state.StateException;
import text.Message;

/** {@code monitor schedule}: has the system start the watch, and start it again whenever it has ended. */
@Command(name = "schedule")
@ExitCodes({ExitCode.OK, ExitCode.BROKEN, ExitCode.BAD_INVENTORY})
public final class ScheduleCommand implements Callable<ExitCode> {

    @Mixin
    private CommonOptions common = new CommonOptions(OutputFormat.JSON).without("--record", "--raw", "--replay");

    @Option(names = "--every", paramLabel = "${bundle:label.time}", converter = MonitorOptions.Every.class,
            defaultValue = MonitorOptions.USUALLY_EVERY)
    private Duration every;

    @Spec
    private CommandSpec spec;

    @Override
    public ExitCode call() throws InventoryProblem, StateException {
        SchedulerSetup setup = SchedulerSetup.of(spec, common);
        WatchOptions watch = watch(setup.settings());
        Path java = java();
        ScheduledMonitor monitor = setup.scheduledMonitor();
        String mainClass = setup.settings().invocation().mainClass().getName();
        return switch (monitor.schedule(watch, java, ThisProgram.classPathOfThisProcess(), mainClass)) {
            case ScheduledMonitor.Scheduled.Done done -> show(setup, done, monitor.log());
            case ScheduledMonitor.Scheduled.Refused(Message why) ->
                throw new ExitException(ExitCode.BROKEN, Message.of("schedule.nothing-changed", why));
        };
    }

    /**
     * The options of the watch, with the services that are known now: it starts in another folder. Mistakes in a file of
     * them are told now, to somebody who reads them; Docker may name others by then.
     */
    private WatchOptions watch(Settings settings) throws InventoryProblem {
        Source source = settings.services() instanceof ServicesFrom.Docker
                ? Source.docker()
                : settings.inventory(() -> new DockerReader(settings.world()).read()).source();
        return new WatchOptions(source, every, settings.timeout(), settings.words().language(),
                settings.output() == OutputFormat.JSON, settings.skipped(), settings.world().sudo());
    }

    private static Path java() {
        Path java = Path.of(System.getProperty("java.home"), "bin",
                Os.current() == Os.WINDOWS ? "javaw.exe" : "java");
        if (!Files.isRegularFile(java)) {
            throw new ExitException(ExitCode.BROKEN, Message.of("schedule.no-java", java.toString()));
        }
        return java;
    }

    private static ExitCode show(SchedulerSetup setup, ScheduledMonitor.Scheduled.Done done, Path log) {
        Settings settings = setup.settings();
        ExitCode code = done.process().isPresent() ? ExitCode.OK : ExitCode.WARNINGS;
        if (settings.output() == OutputFormat.JSON) {
            settings.json().document(new StatusJson(settings.words()).of(setup.head(code), done, log));
        } else {
            if (!settings.quiet()) {
                settings.out().println(settings.words().say(done.message(log)));
            }
            done.why().ifPresent(settings::say);
        }
        return code;
    }
}
