package fuzz;

import cli.CommonOptions;
import cli.DiagnosisOutput;
import cli.ExitCode;
import cli.ExitCodes;
import cli.OutputFormat;
import cli.Settings;
import inventory.InventoryProblem;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import path.Hop;
import picocli.CommandLine.Mixin;
import process.Command;
import process.Fact;
import process.Ran;
import process.World;
import report.TextReport;
import testing.ForwardingWorld;

/** {@code diagnose} of a recorded machine, of which one answer is another one. */
@picocli.CommandLine.Command(name = "diagnose")
@ExitCodes({ExitCode.OK, ExitCode.BROKEN, ExitCode.UNKNOWN})
final class ForeignAnswer implements Callable<ExitCode> {

    @Mixin
    private CommonOptions common = new CommonOptions(OutputFormat.JSON, OutputFormat.NAGIOS, OutputFormat.JUNIT);
    private final String begin;
    private final byte[] bytes;

    /** @param begin how the command or the look begins that is answered so */
    ForeignAnswer(String begin, byte[] bytes) {
        this.begin = begin;
        this.bytes = bytes;
    }

    @Override
    public ExitCode call() throws InventoryProblem {
        Settings given = common.settings();
        var settings = new Settings(given.invocation(), answering(given.world()), given.services(), given.words(),
                given.streams(), given.output(), given.timeout(), given.verbosity(), given.thresholds(),
                given.skipped());
        var answer = new DiagnosisOutput(settings, EnumSet.allOf(Hop.class), TextReport::diagnosis);
        return answer.show(answer.walk(answer.inventory()));
    }

    private World answering(World recorded) {
        return new ForwardingWorld(recorded) {
            @Override
            public Ran run(Command command) {
                Ran ran = super.run(command);
                return command.line().startsWith(begin)
                        ? new Ran(command, ran.end(), bytes, ran.err(), ran.took()) : ran;
            }

            @Override
            public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
                return what.startsWith(begin) && shape == String.class
                        ? Fact.known(shape.cast(new String(bytes, StandardCharsets.UTF_8)))
                        : super.observe(what, shape, look);
            }
        };
    }
}
