package text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many columns of a terminal a text takes, in whole characters as a reader sees them: the extended grapheme
 * clusters of Unicode (UAX #29), which regular expressions of the JDK know as {@code \X}. Combining marks take none, a
 * wide character two (UAX #11), an emoji two, whatever it is made of. Colours take none. For text without control
 * characters, as {@link Words#printable} leaves it.
 */
public final class Columns {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern CHARACTER = Pattern.compile("\\X");
    private static final Pattern CHARACTER_OR_COLOUR = Pattern.compile(COLOUR + "|" + CHARACTER);

    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int SOFT_HYPHEN = 0xAD;

    /**
     * First and last of what is Wide or Fullwidth in EastAsianWidth.txt of Unicode 16.0, the version of Java 25, but
     * for emoji, which the JDK tells itself. What is unassigned between two of them counts as they do.
     */
    private static final int[] WIDE = {
        0x1100, 0x115F,   // Hangul Jamo, leading consonants
        0x2329, 0x232A,   // angle brackets
        0x2630, 0x2637,   // trigrams
        0x268A, 0x268F,   // monograms, digrams
        0x2E80, 0x3029,   // CJK radicals, symbols and punctuation
        0x3030, 0x303E,
        0x3041, 0x3247,   // Hiragana, Katakana, Bopomofo, Hangul, enclosed
        0x3250, 0xA4C6,   // enclosed, CJK ideographs, Yi
        0xA960, 0xA97C,   // Hangul Jamo Extended-A
        0xAC00, 0xD7A3,   // Hangul syllables
        0xF900, 0xFAFF,   // CJK compatibility ideographs
        0xFE10, 0xFE6B,   // vertical forms, compatibility forms, small forms
        0xFF01, 0xFF60,   // fullwidth forms
        0xFFE0, 0xFFE6,
        0x16FE0, 0x16FE3, // ideographic symbols
        0x17000, 0x1B2FB, // Tangut, Khitan, Kana supplement, Nushu
        0x1D300, 0x1D376, // Tai Xuan Jing symbols, counting rods
        0x1F200, 0x1F265, // enclosed ideographs
        0x20000, 0x3FFFD, // CJK ideographs, extensions B and later
    };

    private Columns() { }

    public static int of(String text) {
        String plain = text.indexOf('\u001b') < 0 ? text : COLOUR.matcher(text).replaceAll("");
        return plain.chars().allMatch(c -> c >= ' ' && c < 0x7F) ? plain.length()
                : CHARACTER.matcher(plain).results().map(MatchResult::group).mapToInt(Columns::ofOne).sum();
    }

    /**
     * The text where it fits, else as much of its beginning as fits with the mark behind it. Colours are kept, those
     * of what is cut off too: one of them is the end of the colour.
     */
    public static String cut(String text, int columns, String mark) {
        if (of(text) <= columns) {
            return text;
        }
        int left = columns - of(mark);
        var kept = new StringBuilder();
        boolean full = false;
        for (String one : CHARACTER_OR_COLOUR.matcher(text).results().map(MatchResult::group).toList()) {
            if (one.charAt(0) == '\u001b') {
                kept.append(one);
            } else if (!full && ofOne(one) <= left) {
                left -= ofOne(one);
                kept.append(one);
            } else if (!full) {
                full = true;
                kept.append(mark);
            }
        }
        return kept.toString();
    }

    /** As much of the beginning as is no longer than {@code most} as Java counts, in whole characters. */
    public static String start(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = 0;
        Matcher next = CHARACTER.matcher(text);
        while (next.find() && next.end() <= most) {
            end = next.end();
        }
        // Who stacks marks on a letter without end gets it cut.
        return text.substring(0, end > 0 ? end : Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /**
     * Pieces that each fit, broken between two wide characters, where East Asian text may be; what has none stays
     * whole, such as a command.
     */
    public static List<String> pieces(String word, int columns) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        int used = 0;
        boolean wideBefore = false;
        for (String one : CHARACTER_OR_COLOUR.matcher(word).results().map(MatchResult::group).toList()) {
            int more = one.charAt(0) == '\u001b' ? 0 : ofOne(one);
            if (more == 2 && wideBefore && used + more > columns) {
                pieces.add(piece.toString());
                piece.setLength(0);
                used = 0;
            }
            piece.append(one);
            used += more;
            wideBefore = more == 2 || more == 0 && wideBefore;
        }
        pieces.add(piece.toString());
        return pieces;
    }

    /** With blanks behind it, so that the next column begins where it should. */
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** With blanks before it, as numbers are set. */
    public static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }

    private static int ofOne(String character) {
        int first = character.codePointAt(0);
        if (Character.isEmojiPresentation(first) || Character.isEmoji(first)
                && character.codePoints().anyMatch(c -> c == EMOJI_STYLE)) {
            // Half a flag is a letter.
            return isFlagLetter(first) && character.codePointCount(0, character.length()) == 1 ? 1 : 2;
        }
        return character.codePoints().map(Columns::ofPart).sum();
    }

    /** A letter of Indic scripts that joins another one stays a column of its own, as terminals have it. */
    private static int ofPart(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK,
                    Character.CONTROL -> 0;
            case Character.FORMAT -> c == SOFT_HYPHEN ? 1 : 0;
            default -> isWide(c) ? 2 : isInnerJamo(c) ? 0 : 1;
        };
    }

    /** Vowels and last consonants of a Korean syllable, which stand within the square of its first. */
    private static boolean isInnerJamo(int c) {
        return c >= 0x1160 && c <= 0x11FF || c >= 0xD7B0 && c <= 0xD7FB;
    }

    private static boolean isFlagLetter(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }

    private static boolean isWide(int c) {
        if (c < WIDE[0]) {
            return false;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (c >= WIDE[i] && c <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
