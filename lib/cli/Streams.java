package cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import json.JsonOutput;

/**
 * Where a script writes: the answer to {@code out}, progress and errors to {@code err}.
 *
 * @param json the answer as JSON: the same stream as {@code out}, without what makes texts readable there
 */
public record Streams(PrintWriter out, JsonOutput json, Terminal outTerminal, PrintWriter err, Terminal errTerminal) {

    /** Writers that take every character, as a test has them. */
    public Streams(PrintWriter out, Terminal outTerminal, PrintWriter err, Terminal errTerminal) {
        this(out, new JsonOutput(out, StandardCharsets.UTF_8), outTerminal, err, errTerminal);
    }

    /** The streams of this process. */
    static Streams ofProcess() {
        return of(System.out, Terminal.ofDescriptor(1, System.out.charset()),
                System.err, Terminal.ofDescriptor(2, System.err.charset()));
    }

    /** Streams of bytes, each with its own character set. */
    public static Streams of(PrintStream out, Terminal outTerminal, PrintStream err, Terminal errTerminal) {
        PrintWriter plain = encoder(out);
        return new Streams(readable(plain, out.charset()), new JsonOutput(plain, out.charset()), outTerminal,
                readable(encoder(err), err.charset()), errTerminal);
    }

    /** Two plain writers, as a test or a pipe has them. */
    public static Streams plain(PrintWriter out, PrintWriter err) {
        return new Streams(out, Terminal.none(), err, Terminal.none());
    }

    Streams withoutColour() {
        return new Streams(out, json, outTerminal.withoutColour(), err, errTerminal.withoutColour());
    }

    /** Made of the PrintStream itself, because it throws nothing, and is to be asked whether a pipe is broken. */
    private static PrintWriter encoder(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }

    private static PrintWriter readable(PrintWriter encoder, Charset charset) {
        return new PrintWriter(new PlainWriter(encoder, charset), true) {
            @Override
            public boolean checkError() {
                return super.checkError() || encoder.checkError();
            }
        };
    }
}
