package testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cli.ExitCode;
import cli.ExitCodes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Whatever a test has a script do: it ends with a code that its {@code --help} lists. */
final class ToldExitCodes {
    private static final Set<Integer> OF_NAGIOS = Set.of(0, 1, 2, 3);

    private ToldExitCodes() { }

    static void check(Callable<ExitCode> script, int exit, String... args) {
        if (Arrays.stream(args).anyMatch(arg -> arg.toLowerCase(Locale.ROOT).endsWith("nagios"))
                && OF_NAGIOS.contains(exit)) {
            return;
        }
        CommandLine called = new CommandLine(script);
        if (args.length > 0 && called.getSubcommands().containsKey(args[0])) {
            called = called.getSubcommands().get(args[0]);
        }
        var own = called.getCommandSpec().userObject().getClass().getAnnotation(ExitCodes.class);
        Set<Integer> told = Stream.concat(own == null ? Stream.of() : Arrays.stream(own.value()),
                Stream.of(ExitCode.OK, ExitCode.BAD_ARGUMENTS, ExitCode.BUG, ExitCode.IO_ERROR))
                .map(ExitCode::code).collect(Collectors.toSet());
        assertTrue(told.contains(exit), () -> "--help does not tell of " + exit + ", with which this ended: "
                + String.join(" ", args));
    }
}
