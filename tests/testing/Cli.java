package testing;

import cli.ExitCode;
import cli.Script;
import console.Streams;
import console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;

/** Runs a script in this JVM, as {@code main} would but for the end of the process, with what it writes caught. */
public final class Cli {

    private Cli() {
    }

    /** @param script an object with picocli's {@code @Command} and a {@code cli.CommonOptions} */
    public static Result run(Callable<ExitCode> script, String... args) {
        return run(Terminal.USUAL_COLUMNS, script, args);
    }

    /** @param columns how wide the pipe is said to be, as the variable COLUMNS says it */
    public static Result run(int columns, Callable<ExitCode> script, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var pipe = new Terminal(false, false, true, columns);
        int exit = Script.execute(script, new Streams(new PrintWriter(out, true), pipe, new PrintWriter(err, true),
                pipe), args);
        ToldExitCodes.check(script, exit, args);
        return new Result(exit, out.toString(), err.toString());
    }
}
