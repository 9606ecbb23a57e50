package cli;

import inventory.Inventory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a script said and how it ended. The script is a stand-in named {@code diagnose}. */
record Told(int exit, String out, String err) {

    @FunctionalInterface
    interface Body {
        ExitCode run(Settings settings) throws Exception;
    }

    @Command(name = "diagnose")
    static final class StandIn implements Callable<ExitCode> {
        @Mixin
        private final Common common = new Common(Output.JSON, Output.NAGIOS);
        private final Body body;

        StandIn(Body body) {
            this.body = body;
        }

        @Override
        public ExitCode call() throws Exception {
            return body.run(common.settings());
        }
    }

    static Told by(Body body, String... args) {
        return by(new StandIn(body), args);
    }

    static Told by(Callable<ExitCode> script, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Script.execute(script, Streams.plain(new PrintWriter(out, true), new PrintWriter(err, true)), args);
        return new Told(exit, out.toString(), err.toString());
    }

    /** Prints one thing about the settings. */
    static Told asked(Function<Settings, Object> question, String... args) {
        return by(settings -> {
            settings.out().println(question.apply(settings));
            return ExitCode.OK;
        }, args);
    }

    /** Prints the names of the services. */
    static Told services(String... args) {
        return by(settings -> {
            Inventory inventory = settings.inventory(() -> new docker.Engine.NotInstalled());
            inventory.services().forEach(service -> settings.out().println(service.name()));
            return ExitCode.OK;
        }, args);
    }
}
