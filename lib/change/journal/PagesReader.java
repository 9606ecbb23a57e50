package change.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import state.StateException;
import text.Message;

/**
 * Reads a journal's bytes as lines. The last line may be torn: its writer was killed in the middle of it, or the disk
 * was full. Such a line has no line end, and no change was made on its word, since a change follows only after its line
 * is whole. Any other line that cannot be read, or that is missing, is damage: it is named, and the lines around it
 * count as they are.
 *
 * <p>However much is settled in a journal, what is held of it stays small: see {@link Compaction}.
 */
final class PagesReader {

    /** How many are named one by one; a journal in which more is damaged is looked at as a whole. */
    static final int DAMAGES = 100;

    /** Bytes between two times at which what is settled is let go. */
    private static final long BETWEEN = 1 << 20;

    /** Bytes of a line, more or less. */
    private static final long USUAL = 300;

    private static final String BEGIN = "{\"journal\":";

    private final Path file;
    private final JournalCodec codec;
    private List<JournalLine> lines = new ArrayList<>();
    private final ArrayDeque<JournalLine> settled = new ArrayDeque<>();
    private final List<Damage> damages = new ArrayList<>();
    private long sinceLetGo;
    private long letGoAfter = BETWEEN;
    private boolean outgrown;
    private boolean numbered;
    /** Whether anything since the last whole line is damaged, so that its number is accounted for. */
    private boolean damagedSince;
    private long last;
    private long row;

    private PagesReader(Path file, JournalCodec codec) {
        this.file = file;
        this.codec = codec;
    }

    /**
     * @param file as damage is to name it
     * @throws StateException where another version of this program wrote a line
     */
    static Pages read(InputStream in, Path file, JournalCodec codec) throws IOException, StateException {
        return new PagesReader(file, codec).read(new LineReader(in));
    }

    private Pages read(LineReader reader) throws IOException, StateException {
        long length = 0;
        while (reader.next()) {
            accept(reader);
            length += reader.size();
        }
        byte[] torn = new byte[0];
        boolean lacksLineEnd = false;
        if (reader.length() > 0) {
            String text = new String(reader.bytes(), 0, reader.length(), StandardCharsets.UTF_8);
            if (isTorn(reader, text)) {
                torn = Arrays.copyOf(reader.bytes(), reader.length());
            } else {
                accept(reader);
                length += reader.size();
                lacksLineEnd = true;
            }
        }
        return new Pages(new JournalState(lines, damages.isEmpty()), List.copyOf(settled), outgrown, last,
                List.copyOf(damages), damages.isEmpty() ? length : -1, lacksLineEnd, torn);
    }

    /** What was whole once, or was never ours, was not cut off by the death of its writer: it has been damaged since. */
    private boolean isTorn(LineReader reader, String text) {
        if (reader.length() > LineReader.LONGEST || StoredLine.wasWhole(text)
                || !text.startsWith(BEGIN) && !BEGIN.startsWith(text) || text.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        try {
            codec.read(text);
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private void accept(LineReader reader) throws StateException {
        row++;
        if (reader.length() > LineReader.LONGEST) {
            damaged(reader, Message.of("change.line-long"));
            return;
        }
        if (!reader.startsWith(BEGIN)) {
            damaged(reader, Message.of("change.line-not-ours"));
            return;
        }
        Optional<StoredLine> stored = StoredLine.read(reader.bytes(), reader.length());
        if (stored.isEmpty()) {
            damaged(reader, Message.of("change.line-sum"));
            return;
        }
        OptionalLong number = stored.get().number();
        if (number.isEmpty() && numbered) {
            damaged(reader, Message.of("change.line-without-sum"));
            return;
        }
        if (number.isPresent() && number.getAsLong() <= last) {
            damaged(reader, Message.of("change.line-order"));
            return;
        }
        try {
            JournalLine line = codec.read(stored.get().body());
            count(number);
            lines.add(line);
            sinceLetGo += reader.size();
            letGo();
        } catch (IllegalArgumentException e) {
            if (number.isPresent()) {
                throw new StateException(StateException.Reason.REFUSED, Message.of("change.journal-other-version",
                        file + ":" + row, String.valueOf(e.getMessage())), e);
            }
            damaged(reader, Message.verbatim(String.valueOf(e.getMessage())));
        }
    }

    private void count(OptionalLong number) {
        long next = last + 1;
        last = number.orElse(next);
        if (last > next && !damagedSince && damages.size() < DAMAGES) {
            damages.add(Damage.missing(file, row, Message.of("change.line-missing", Long.toString(last - next))));
        }
        numbered |= number.isPresent();
        damagedSince = false;
    }

    private void damaged(LineReader reader, Message why) {
        damagedSince = true;
        if (damages.size() < DAMAGES) {
            String text = new String(reader.bytes(), 0, reader.length(), StandardCharsets.UTF_8);
            damages.add(new Legible(text, codec).damage(file, row, why));
        }
    }

    /** Lets go of what can never again decide anything. */
    private void letGo() {
        if (sinceLetGo < letGoAfter) {
            return;
        }
        Optional<Compaction> compaction = Compaction.of(new JournalState(lines), line -> USUAL);
        if (compaction.isPresent()) {
            outgrown = true;
            lines = new ArrayList<>(compaction.get().kept());
            settled.addAll(compaction.get().settled());
            while (settled.size() > Compaction.HISTORY / USUAL) {
                settled.removeFirst();
            }
        }
        // What is in effect is looked at anew only where as much again has come.
        letGoAfter = Math.max(BETWEEN, lines.size() * USUAL);
        sinceLetGo = 0;
    }
}
