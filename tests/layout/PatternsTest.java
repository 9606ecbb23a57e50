package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import text.Words;

/**
 * No regular expression of the program takes much longer for a text twice as long, nor runs out of stack: text comes
 * from other programs, from containers and from phones. What is counted is how often a pattern looks at a character.
 */
class PatternsTest {
    private static final int LONG = 2000;

    /** How often a pattern may look at each sign of a long text; a quadratic one does half as often as the text is long. */
    private static final int MOST = 100;

    /** A group that repeats calls itself for each round; this many of them are more than a thread's usual stack holds. */
    private static final int DEEP = 20_000;

    private static final Pattern INLINE = Pattern.compile(
            "\\.(?<call>matches|replaceAll|replaceFirst|split)\\(\"(?<text>(?:[^\"\\\\]|\\\\.)*+)\"");

    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9\"',;:]{2,}");
    private static final Pattern UNICODE = Pattern.compile("(?<!\\\\)\\\\u([0-9A-Fa-f]{4})");

    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super(null, null, false, false);
        }
    }

    /** A text that counts how often somebody looks at it. */
    private static final class Watched implements CharSequence {
        private final String text;
        private final long most;
        private long looks;

        Watched(String text, long most) {
            this.text = text;
            this.most = most;
        }

        @Override
        public char charAt(int index) {
            if (++looks > most) {
                throw new TooMany();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.substring(from, to);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** @param searched true where it is looked for in a text, false where the whole text has to match */
    private record Use(Pattern pattern, boolean searched) { }

    /** The patterns that lib holds in constants, and those that stand in a call, by where they stand. */
    private static Map<String, Use> patterns() {
        var all = new LinkedHashMap<String, Use>();
        for (Source source : Source.library()) {
            String name = source.path().replaceFirst("^lib/", "").replaceFirst("[.]java$", "").replace('/', '.');
            if (!name.contains("-")) {
                constants(name, source.text(), all);
            }
            Matcher inline = INLINE.matcher(source.text());
            while (inline.find()) {
                String pattern = UNICODE.matcher(inline.group("text")).replaceAll(escape -> Matcher.quoteReplacement(
                        Character.toString(Integer.parseInt(escape.group(1), 16)))).translateEscapes();
                all.put(name + " " + pattern, new Use(Pattern.compile(pattern),
                        !inline.group("call").equals("matches")));
            }
        }
        return all;
    }

    private static void constants(String name, String text, Map<String, Use> all) {
        try {
            for (Field field : Class.forName(name, false, PatternsTest.class.getClassLoader()).getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == Pattern.class) {
                    field.setAccessible(true);
                    all.put(name + "." + field.getName(), new Use((Pattern) field.get(null),
                            searched(field.getName(), text)));
                }
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == List.class) {
                    field.setAccessible(true);
                    for (Object element : (List<?>) field.get(null)) {
                        if (element instanceof Pattern pattern) {
                            all.put(name + "." + field.getName() + " " + pattern, new Use(pattern, false));
                        }
                    }
                }
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new AssertionError(name, e);
        }
    }

    /** Whether a constant is looked for, at once or by a variable that holds its matcher. */
    private static boolean searched(String name, String text) {
        String searches = "(?:find|results|replaceAll|replaceFirst)\\(";
        if (Pattern.compile(name + "\\.matcher\\((?:[^()]|\\([^()]*\\))*\\)\\s*\\." + searches + "|" + name + "\\.(?:split|asPredicate)")
                .matcher(text).find()) {
            return true;
        }
        return Pattern.compile("(\\w+) = " + name + "\\.matcher").matcher(text).results()
                .anyMatch(variable -> Pattern.compile("\\b" + variable.group(1) + "\\." + searches).matcher(text).find());
    }

    /** What is repeated: one or two of the signs that the pattern itself is about, or that texts are made of. */
    private static Set<String> pumps(Pattern pattern) {
        Set<String> signs = new LinkedHashSet<>(List.of("a", "1", " ", "\t", "\n", "-", "/"));
        pattern.pattern().chars().filter(c -> !Character.isLetterOrDigit(c)).forEach(c ->
                signs.add(Character.toString(c)));
        Set<String> pumps = new LinkedHashSet<>(signs);
        Matcher literal = LITERAL.matcher(pattern.pattern());
        while (literal.find()) {
            pumps.add(literal.group());
        }
        return pumps;
    }

    /** What may have to stand before it, so that the pattern comes as far as what repeats. */
    private static List<String> starts(Pattern pattern) {
        var starts = new ArrayList<>(List.of(""));
        Matcher literal = Pattern.compile("^[^\\[\\\\(|*+?.^$]+").matcher(pattern.pattern());
        if (literal.find()) {
            starts.add(literal.group());
        }
        return starts;
    }

    /** Finds all there is, then tries to match the whole. */
    private static void search(Use use, Watched text) {
        Matcher matcher = use.pattern().matcher(text);
        while (use.searched() && matcher.find() && matcher.end() < text.length()) { }
        use.pattern().matcher(text).matches();
    }

    private static boolean within(Use use, String text, int times) {
        try {
            search(use, new Watched(text, (long) times * text.length()));
            return true;
        } catch (TooMany | StackOverflowError e) {
            return false;
        }
    }

    @Test
    void aSignIsLookedAtAFewTimesOnly() {
        Map<String, Use> patterns = patterns();
        assertTrue(patterns.size() > 100, () -> patterns.keySet().toString());
        var slow = new TreeSet<String>();
        patterns.forEach((name, use) -> {
            for (String start : starts(use.pattern())) {
                for (String pump : pumps(use.pattern())) {
                    if (!within(use, start + pump.repeat(LONG / pump.length()) + "\u0000", MOST)) {
                        slow.add(name + " on many " + Words.printable(pump));
                        return;
                    }
                }
            }
        });
        assertEquals(Set.of(), slow);
    }

    @Test
    void aLongTextDoesNotEndTheStack() {
        var deep = new TreeSet<String>();
        patterns().forEach((name, use) -> {
            for (String pump : pumps(use.pattern())) {
                try {
                    search(use, new Watched(starts(use.pattern()).getLast() + pump.repeat(DEEP / pump.length()),
                            (long) MOST * DEEP));
                } catch (TooMany e) {
                    // The other test tells.
                    return;
                } catch (StackOverflowError e) {
                    deep.add(name + " on many " + Words.printable(pump));
                    return;
                }
            }
        });
        assertEquals(Set.of(), deep);
    }
}
