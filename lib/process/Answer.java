package process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program writes to its standard output for one {@link Request} after the other: kept from the line that says
 * that the question was taken to the one that ends the answer; all of it where there is no such line. Thread-safe.
 */
final class Answer extends OutputStream {
    /** A blank, and {@code taken} or an exit code, which on Windows has up to eleven characters. */
    private static final int BEHIND_MARK = " -2147483648\r\n".length();

    private Kept kept = new Kept();
    private Pattern line;
    private int markLength;
    private boolean taken;
    private boolean flooded;
    private boolean ended;
    private OptionalInt code = OptionalInt.empty();

    /** From now on it is about this question; what was written before is forgotten. */
    synchronized void begin(String mark) {
        kept = new Kept();
        line = Pattern.compile("(?s).*(" + Pattern.quote(mark) + " (taken|-?[0-9]{1,10})\r?\n)");
        markLength = mark.length();
        taken = false;
        flooded = false;
        code = OptionalInt.empty();
    }

    @Override
    public synchronized void write(int b) {
        if (code.isPresent() || flooded) {
            return;
        }
        kept.write(b);
        if (b == '\n') {
            Matcher found = line.matcher(kept.end(markLength + BEHIND_MARK));
            if (found.matches()) {
                marked(found.group(1), found.group(2));
            }
        }
        if (kept.size() == Exec.Capture.LIMIT) {
            flooded = true;
            notifyAll();
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    private void marked(String whole, String what) {
        if (what.equals("taken")) {
            taken = true;
            kept = new Kept();
        } else {
            kept.cut(whole.length());
            code = OptionalInt.of((int) Long.parseLong(what));
            notifyAll();
        }
    }

    /** The program writes no more. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Returns when the answer is whole, when it is too much, when the program has ended, and at this moment. */
    synchronized void await(long nanoTime) throws InterruptedException {
        long left = nanoTime - System.nanoTime();
        while (code.isEmpty() && !flooded && !ended && left > 0) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
            left = nanoTime - System.nanoTime();
        }
    }

    /** Whether the program has read the question. */
    synchronized boolean taken() {
        return taken;
    }

    /** With what the program would have ended; empty while the answer is not whole. */
    synchronized OptionalInt code() {
        return code;
    }

    /** It is more than {@link Exec.Capture#LIMIT} bytes. */
    synchronized boolean flooded() {
        return flooded;
    }

    synchronized boolean ended() {
        return ended;
    }

    synchronized byte[] bytes() {
        return kept.toByteArray();
    }

    private static final class Kept extends ByteArrayOutputStream {

        String end(int length) {
            int from = Math.max(0, count - length);
            return new String(buf, from, count - from, StandardCharsets.ISO_8859_1);
        }

        void cut(int length) {
            count -= length;
        }
    }
}
