package text;

import java.lang.Character.UnicodeScript;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Characters that cannot be seen, or that change what is seen around them: controls, marks that turn the direction of
 * text (CVE-2021-42574), line ends of Unicode, blanks without width, tags, fillers, halves of surrogate pairs. A name
 * with one of them is not what it seems, so that they are shown by number wherever text from outside is printed.
 *
 * <p>Those that do their work stay: what joins emoji or the letters of Arabic and Indic scripts (Unicode, section 23.2),
 * and the selector that makes a character an emoji.
 */
public final class HiddenCharacters {
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int TEXT_STYLE = 0xFE0E;
    private static final int EMOJI_STYLE = 0xFE0F;
    private static final int KEYCAP = 0x20E3;

    /** Scripts whose letters neither join nor part; a joiner between them does nothing but hide. */
    private static final Set<UnicodeScript> UNJOINED = Set.of(UnicodeScript.COMMON, UnicodeScript.LATIN,
            UnicodeScript.GREEK, UnicodeScript.CYRILLIC, UnicodeScript.ARMENIAN, UnicodeScript.HEBREW,
            UnicodeScript.GEORGIAN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL, UnicodeScript.UNKNOWN);

    private HiddenCharacters() { }

    /** Each of them replaced, all others as they are. */
    public static String replaced(String text, IntFunction<String> replacement) {
        if (text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return text;
        }
        var shown = new StringBuilder(text.length() + 16);
        int before = ' ';
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (hidden(c, before, i < text.length() ? text.codePointAt(i) : ' ')) {
                shown.append(replacement.apply(c));
            } else {
                shown.appendCodePoint(c);
            }
            before = c;
        }
        return shown.toString();
    }

    /** {@code \}{@code u001B}, or {@code \U000E0041} where four digits are too few. */
    public static String number(int c) {
        return String.format(c > 0xFFFF ? "\\U%08X" : "\\u%04X", c);
    }

    private static boolean hidden(int c, int before, int after) {
        return switch (c) {
            case JOINER -> !(pictured(before) && Character.isEmoji(after) || joined(before) && joined(after));
            case NON_JOINER -> !(joined(before) && joined(after));
            case TEXT_STYLE, EMOJI_STYLE -> !(pictured(before) || Character.isEmoji(before) && after == KEYCAP);
            default -> switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                        Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
                default -> filler(c);
            };
        };
    }

    /** An emoji or a part of one, and no digit, which Unicode counts among them for its keycap. */
    private static boolean pictured(int c) {
        return c == EMOJI_STYLE || c > 0xFF && Character.isEmoji(c) || c == 0xA9 || c == 0xAE;
    }

    private static boolean joined(int c) {
        UnicodeScript script = UnicodeScript.of(c);
        return (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK) && !UNJOINED.contains(script)
                && script != UnicodeScript.INHERITED;
    }

    /** Letters and marks that look like nothing: Default_Ignorable_Code_Point of Unicode, and the empty Braille cell. */
    private static boolean filler(int c) {
        return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c >= 0x180B && c <= 0x180F
                || c == 0x2800 || c == 0x3164 || c >= 0xFE00 && c <= 0xFE0F || c == 0xFFA0
                || c >= 0xE0000 && c <= 0xE0FFF;
    }
}
