package cli;

import docker.Engine;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import testing.Cli;
import testing.Result;

/** A script named {@code diagnose} that does what a test wants. */
@Command(name = "diagnose")
@ExitCodes({ExitCode.OK, ExitCode.BROKEN, ExitCode.UNKNOWN, ExitCode.CHANGES, ExitCode.NEEDS_ADMINISTRATOR,
        ExitCode.BAD_INVENTORY})
final class FakeScript implements Callable<ExitCode> {

    @FunctionalInterface
    interface Body {
        ExitCode run(Settings settings) throws Exception;
    }

    @Mixin
    private final CommonOptions common = new CommonOptions(OutputFormat.JSON, OutputFormat.NAGIOS);
    private final Body body;

    FakeScript(Body body) {
        this.body = body;
    }

    @Override
    public ExitCode call() throws Exception {
        return body.run(common.settings());
    }

    static Result run(Body body, String... args) {
        return Cli.run(new FakeScript(body), args);
    }

    /** Prints one thing about the settings. */
    static Result ask(Function<Settings, Object> question, String... args) {
        return run(settings -> {
            settings.out().println(question.apply(settings));
            return ExitCode.OK;
        }, args);
    }

    /** Prints the names of the services of the inventory. */
    static Result services(Engine docker, String... args) {
        return run(settings -> {
            settings.inventory(() -> docker).services().forEach(service -> settings.out().println(service.name()));
            return ExitCode.OK;
        }, args);
    }
}
