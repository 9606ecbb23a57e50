package testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs a command in this JVM, with what it writes caught. The command must write through its {@code CommandLine}. */
public final class Cli {

    private Cli() {
    }

    /** @param command an object with picocli's {@code @Command}, or a {@code CommandLine} that is set up already */
    public static Result run(Object command, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = command instanceof CommandLine ready ? ready : new CommandLine(command);
        int exit = line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .execute(args);
        return new Result(exit, out.toString(), err.toString());
    }
}
