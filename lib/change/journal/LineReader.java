package change.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file line by line, in little memory however large it is, and however long a line. */
final class LineReader {

    /** Far longer than any line that is written: the longest holds the text of a file of rules. */
    static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private byte[] line = new byte[1 << 12];
    private int length;
    private long read;

    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * Goes on to the next line.
     *
     * @return true where it ends with a line end; false at the end of the file, where {@link #bytes} is what is left
     */
    boolean next() throws IOException {
        length = 0;
        read = 0;
        while (true) {
            if (at == end) {
                at = 0;
                end = Math.max(0, in.read(buffer));
                if (end == 0) {
                    return false;
                }
            }
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            keep(from, at);
            if (at < end) {
                at++;
                read++;
                return true;
            }
        }
    }

    private void keep(int from, int to) {
        read += to - from;
        int kept = Math.min(to - from, LONGEST + 1 - length);
        if (length + kept > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + kept));
        }
        System.arraycopy(buffer, from, line, length, kept);
        length += kept;
    }

    /** The line without its end; of a longer one its first {@link #LONGEST} bytes and one more. Good until the next. */
    byte[] bytes() {
        return line;
    }

    /** How many of {@link #bytes} are the line's. */
    int length() {
        return length;
    }

    /** @param text in ASCII */
    boolean startsWith(String text) {
        byte[] begin = text.getBytes(StandardCharsets.US_ASCII);
        return length >= begin.length && Arrays.equals(line, 0, begin.length, begin, 0, begin.length);
    }

    /** How many bytes of the file the line takes, with its end. */
    long size() {
        return read;
    }
}
