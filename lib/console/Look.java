package console;

/**
 * What the reader's screen can show.
 *
 * @param width   columns; text is wrapped to it
 * @param colour  whether colours may be used
 * @param unicode whether marks such as ✓ and ✗ can be written, or ASCII has to do
 */
public record Look(int width, boolean colour, boolean unicode) {

    /** What every terminal and every log file can show. */
    public static final Look PLAIN = new Look(80, false, false);
}
