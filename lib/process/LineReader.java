package process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Hands over what a program writes, line by line, and keeps none of it. */
final class LineReader extends OutputStream {

    /** What is longer than this is no line of a tool that we follow; its end is cut off. */
    static final int LONGEST = 64 * 1024;

    private final Consumer<String> onLine;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineReader(Consumer<String> onLine) {
        this.onLine = onLine;
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            onLine.accept(Ran.decode(line.toByteArray()));
            line.reset();
        } else if (line.size() < LONGEST) {
            line.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }
}
