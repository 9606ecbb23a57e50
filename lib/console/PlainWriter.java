package console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import text.Columns;

/**
 * Writes what a stream's character set can carry, and for the rest the nearest that it can: under {@code LC_ALL=C}
 * "déjà" becomes "deja" rather than "d?j?".
 */
final class PlainWriter extends FilterWriter {
    private static final Map<Integer, String> NEAREST = Map.ofEntries(
            Map.entry(0x2713, "ok"), Map.entry(0x2717, "x"), Map.entry(0x2192, "->"), Map.entry(0x2026, "..."),
            Map.entry(0x2019, "'"), Map.entry(0x2018, "'"), Map.entry(0x201C, "\""), Map.entry(0x201D, "\""),
            Map.entry(0x2013, "-"), Map.entry(0x2014, "-"),
            Map.entry(0xA0, " "), Map.entry(0x202F, " "), Map.entry(0x153, "oe"), Map.entry(0x152, "OE"),
            Map.entry(0xE6, "ae"), Map.entry(0xC6, "AE"), Map.entry(0xB5, "u"), Map.entry(0xB0, "deg"),
            Map.entry(0xD7, "x"), Map.entry(0x2265, ">="), Map.entry(0x2264, "<="), Map.entry(0x2022, "*"));

    private static final Pattern CHARACTER = Pattern.compile("\\X");

    private final CharsetEncoder encoder;
    private char pendingHigh;

    PlainWriter(Writer out, Charset charset) {
        super(out);
        this.encoder = charset.newEncoder();
    }

    @Override
    public void write(int c) throws IOException {
        write(new char[] {(char) c}, 0, 1);
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        synchronized (lock) {
            String part = text.substring(from, from + length);
            if (pendingHigh != 0) {
                part = pendingHigh + part;
                pendingHigh = 0;
            }
            if (!part.isEmpty() && Character.isHighSurrogate(part.charAt(part.length() - 1))) {
                pendingHigh = part.charAt(part.length() - 1);
                part = part.substring(0, part.length() - 1);
            }
            out.write(encoder.canEncode(part) ? part : plain(part));
        }
    }

    private String plain(String text) {
        // French quotes stand apart from the words in them, straight ones do not.
        String quoted = encoder.canEncode('\u00AB') ? text
                : text.replaceAll("\u00AB[ \u00A0\u202F]?|[ \u00A0\u202F]?\u00BB", "\"");
        var plain = new StringBuilder(text.length());
        // A letter and its accent may come apart or as one: composed first, so that the set's own letters survive.
        CHARACTER.matcher(Normalizer.normalize(quoted, Normalizer.Form.NFC)).results().map(MatchResult::group)
                .forEach(one -> plain.append(encoder.canEncode(one) ? one : nearest(one)));
        return plain.toString();
    }

    /** Part by part; where one part has nothing near it, the whole is as many question marks as it is wide. */
    private String nearest(String character) {
        List<String> parts = character.codePoints().mapToObj(c -> nearest(c, Character.toString(c))).toList();
        return parts.contains("?") ? "?".repeat(Columns.of(character)) : String.join("", parts);
    }

    private String nearest(int c, String one) {
        if (encoder.canEncode(one)) {
            return one;
        }
        String known = NEAREST.get(c);
        if (known != null) {
            return known;
        }
        String letters = Normalizer.normalize(one, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        // Nothing is left of an accent alone.
        return encoder.canEncode(letters) ? letters : "?";
    }
}
