package cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;

/** Where a script writes: the answer to {@code out}, progress and errors to {@code err}. */
public record Streams(PrintWriter out, Terminal outTerminal, PrintWriter err, Terminal errTerminal) {

    /** The streams of this process. */
    static Streams ofProcess() {
        return new Streams(writer(System.out), Terminal.ofDescriptor(1, System.out.charset()),
                writer(System.err), Terminal.ofDescriptor(2, System.err.charset()));
    }

    /** Two plain writers, as a test or a pipe has them. */
    public static Streams plain(PrintWriter out, PrintWriter err) {
        return new Streams(out, Terminal.none(), err, Terminal.none());
    }

    Streams withoutColour() {
        return new Streams(out, outTerminal.withoutColour(), err, errTerminal.withoutColour());
    }

    private static PrintWriter writer(PrintStream stream) {
        // A PrintStream swallows a broken pipe ("| head"); checkError() of the writer tells those who go on for long.
        var encoder = new OutputStreamWriter(stream, stream.charset());
        return new PrintWriter(new PlainWriter(encoder, stream.charset()), true);
    }
}
