package cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Where a script writes: the answer to {@code out}, progress and errors to {@code err}. */
public record Streams(PrintWriter out, Terminal outTerminal, PrintWriter err, Terminal errTerminal) {

    /** The streams of this process. */
    static Streams of(StandardStream out, StandardStream err) {
        return new Streams(writer(out, System.out.charset()),
                Terminal.ofDescriptor(out.descriptor(), System.out.charset()),
                writer(err, System.err.charset()), Terminal.ofDescriptor(err.descriptor(), System.err.charset()));
    }

    /** Two plain writers, as a test or a pipe has them. */
    public static Streams plain(PrintWriter out, PrintWriter err) {
        return new Streams(out, Terminal.none(), err, Terminal.none());
    }

    Streams withoutColour() {
        return new Streams(out, outTerminal.withoutColour(), err, errTerminal.withoutColour());
    }

    /** Whose checkError() tells those who go on for long that nobody reads any more ("| head"). */
    private static PrintWriter writer(StandardStream stream, Charset charset) {
        var encoder = new OutputStreamWriter(stream, charset);
        return new PrintWriter(new PlainWriter(encoder, charset), true);
    }
}
