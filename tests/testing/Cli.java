package testing;

import cli.ExitCode;
import cli.Script;
import cli.Streams;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;

/** Runs a script in this JVM, as {@code main} would but for the end of the process, with what it writes caught. */
public final class Cli {

    private Cli() {
    }

    /** @param script an object with picocli's {@code @Command} and a {@code cli.Common} */
    public static Result run(Callable<ExitCode> script, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Script.execute(script, Streams.plain(new PrintWriter(out, true), new PrintWriter(err, true)), args);
        return new Result(exit, out.toString(), err.toString());
    }
}
