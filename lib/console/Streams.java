package console;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import json.JsonOutput;

/**
 * Where a script writes: the answer to {@code out}, progress and errors to {@code err}.
 *
 * @param json     the answer as JSON: the same stream as {@code out}, without what makes texts readable there
 * @param progress where it is told what is waited for; empty where nobody would see it in time
 */
public record Streams(PrintWriter out, JsonOutput json, Terminal outTerminal, PrintWriter err, Terminal errTerminal,
        Optional<ProgressLine> progress) {

    /** Writers that take every character, as a test has them. */
    public Streams(PrintWriter out, Terminal outTerminal, PrintWriter err, Terminal errTerminal) {
        this(out, new JsonOutput(out, StandardCharsets.UTF_8), outTerminal, err, errTerminal, Optional.empty());
    }

    /** The streams of this process, in the character sets that Java found for them. */
    public static Streams of(StandardStream out, StandardStream err) {
        Terminal outTerminal = Terminal.ofDescriptor(out.descriptor(), System.out.charset());
        Terminal errTerminal = Terminal.ofDescriptor(err.descriptor(), System.err.charset());
        var progress = new ProgressLine(readable(encoder(err.direct(), System.err.charset()),
                System.err.charset()), errTerminal, System::nanoTime);
        out.after(progress, outTerminal);
        err.after(progress, errTerminal);
        Streams plain = of(out, System.out.charset(), outTerminal, err, System.err.charset(), errTerminal);
        return new Streams(plain.out, plain.json, outTerminal, plain.err, errTerminal, Optional.of(progress));
    }

    /** Streams of bytes, each with its own character set. */
    public static Streams of(OutputStream out, Charset outCharset, Terminal outTerminal, OutputStream err,
            Charset errCharset, Terminal errTerminal) {
        PrintWriter encoder = encoder(out, outCharset);
        return new Streams(readable(encoder, outCharset), new JsonOutput(encoder, outCharset), outTerminal,
                readable(encoder(err, errCharset), errCharset), errTerminal, Optional.empty());
    }

    /** Two plain writers, as a test or a pipe has them. */
    public static Streams plain(PrintWriter out, PrintWriter err) {
        return new Streams(out, Terminal.none(), err, Terminal.none());
    }

    public Streams withoutColour() {
        return new Streams(out, json, outTerminal.withoutColour(), err, errTerminal.withoutColour(), progress);
    }

    private static PrintWriter encoder(OutputStream stream, Charset charset) {
        return new PrintWriter(new OutputStreamWriter(stream, charset), true);
    }

    /** Whose checkError() tells those who go on for long that nobody reads any more ("| head"). */
    private static PrintWriter readable(PrintWriter encoder, Charset charset) {
        return new PrintWriter(new PlainWriter(encoder, charset), true) {
            @Override
            public boolean checkError() {
                // What is below throws nothing: it has to be asked.
                return super.checkError() || encoder.checkError();
            }
        };
    }
}
