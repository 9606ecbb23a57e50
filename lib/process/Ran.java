package process;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import text.Columns;
import text.Message;

/**
 * What became of a command: how it ended and every byte it wrote, standard output and standard error apart.
 *
 * @param took wall-clock time from start to end
 */
public record Ran(Command command, End end, byte[] out, byte[] err, Duration took) {

    /** How a command ended. Only {@link Exited} says anything about what the program found. */
    public sealed interface End { }

    public record Exited(int code) implements End { }

    public record TimedOut() implements End { }

    /**
     * There is no such program on the PATH.
     *
     * @param leftOut one of its name that is not started for where it lies: in the current folder or another that the
     *                PATH names without its whole path; for root by its whole path, where another account can change it
     */
    public record NotFound(Optional<String> leftOut) implements End {
        public NotFound() {
            this(Optional.empty());
        }
    }

    /** It wrote more than {@link Exec.Capture#LIMIT} bytes and was ended. */
    public record Flooded() implements End { }

    /** It could not be started, or a recording does not hold it. */
    public record NotStarted(Message why) implements End {
        /** {@code Cannot run program "ls" (in directory "/srv"): error=13, Permission denied}. */
        private static final Pattern NAMED_AGAIN =
                Pattern.compile("(?s)Cannot run program \".*?\"(?: \\(in directory \".*?\"\\))?: ");

        /** @param said what the JDK says of it; that names the program too, which the sentence around it has already */
        public static NotStarted saying(String said) {
            return new NotStarted(Message.verbatim(NAMED_AGAIN.matcher(said).replaceFirst("")));
        }
    }

    public boolean succeeded() {
        return end instanceof Exited(int code) && code == 0;
    }

    public String outText() {
        return decode(out);
    }

    public String errText() {
        return decode(err);
    }

    /** The output of a command that ended with exit code 0, else why there is none. */
    public Fact<String> text() {
        return succeeded() ? Fact.known(outText()) : Fact.unknown(failure());
    }

    /** Why the command gave no answer; for a command that ended with exit code 0 this says just that. */
    public Message failure() {
        String program = command.program();
        return switch (end) {
            case Exited(int code) -> Message.of("process.exited", program, code, firstLine());
            case TimedOut() -> Message.of("process.timed-out", program, command.deadline());
            case NotFound(Optional<String> leftOut) -> leftOut
                    .map(file -> Message.of(file.startsWith("/") ? "process.not-found-but-others"
                            : file.startsWith(":\\", 1) ? "process.not-found-but-account"
                            : "process.not-found-but-here", program, file))
                    .orElseGet(() -> Message.of("process.not-found", program));
            case Flooded() -> Message.of("process.flooded", program, Exec.Capture.LIMIT / (1024 * 1024));
            case NotStarted(Message why) -> Message.of("process.not-started", program, why);
        };
    }

    /** The first line it wrote to standard error, or else to standard output: netsh puts its errors there. */
    public String firstLine() {
        String said = errText().isBlank() ? outText() : errText();
        return start(said, 300);
    }

    /** How an answer that nobody understands begins, short enough for a sentence. */
    public String outStart() {
        return start(outText(), 60);
    }

    private static String start(String text, int longest) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > longest ? Columns.start(line, longest) + "…" : line;
    }

    /**
     * Bytes to text without trusting any one encoding: a UTF-16 byte order mark (what PowerShell 5.1 writes to a
     * file) decides; else strict UTF-8; else the OEM code page 850 of Western Windows consoles, where a German
     * netstat writes its Ö as 0x99.
     */
    public static String decode(byte[] bytes) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, oem());
        }
    }

    private static Charset oem() {
        // Cp850 is in the module jdk.charsets, which a trimmed runtime may lack; Latin-1 keeps digits and ASCII right.
        return Charset.isSupported("IBM850") ? Charset.forName("IBM850") : StandardCharsets.ISO_8859_1;
    }
}
