package change.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import state.StateException;
import text.Message;

/**
 * A journal's bytes as lines. The last line may be torn: its writer was killed in the middle of it, or the disk was
 * full. Such a line has no line end, and no change was made on its word, since a change follows only after its
 * line is whole. Any other line that cannot be read is an error.
 *
 * @param length       how many of the bytes are whole lines
 * @param lacksLineEnd the last line is whole, all but its line end
 * @param torn         what comes after them
 */
record Pages(List<JournalLine> lines, int length, boolean lacksLineEnd, byte[] torn) {

    static Pages of(byte[] bytes, Path file, JournalCodec codec) throws StateException {
        var lines = new ArrayList<JournalLine>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                try {
                    lines.add(codec.read(line));
                } catch (IllegalArgumentException e) {
                    throw new StateException(StateException.Reason.REFUSED, Message.of("change.journal-bad-line",
                            file.toString(), lines.size() + 1, String.valueOf(e.getMessage())), e);
                }
                start = i + 1;
            }
        }
        if (start == bytes.length) {
            return new Pages(List.copyOf(lines), start, false, new byte[0]);
        }
        try {
            lines.add(codec.read(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8)));
            return new Pages(List.copyOf(lines), bytes.length, true, new byte[0]);
        } catch (IllegalArgumentException e) {
            return new Pages(List.copyOf(lines), start, false, Arrays.copyOfRange(bytes, start, bytes.length));
        }
    }
}
