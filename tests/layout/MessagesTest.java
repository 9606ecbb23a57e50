package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import testing.Project;

/**
 * Both languages are whole, and hold no sentence that nobody says.
 *
 * <p>The code names a key in one of two ways: as one string, {@code "process.timed-out"}; or in two parts, a string
 * that ends with a dot, {@code "path.finding."}, and then another string or the name of an enum constant in kebab
 * case ({@code FIREWALL_BLOCK_RULE} is {@code firewall-block-rule}). That other string may again be in two parts, the
 * first of which ends with a hyphen: {@code "docker-" + verb}.
 *
 * <p>A key's first dot ends its home: the sentences of {@code firewall.windows} are those of {@code firewall-windows}.
 */
class MessagesTest {
    private static final String ENGLISH = "messages_en.properties";
    private static final String FRENCH = "messages_fr.properties";
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)}");
    private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\\b");
    /** Names that look like keys and are files: {@code host.json}. */
    private static final Pattern FILE =
            Pattern.compile(".*\\.(json|jsonl|ya?ml|txt|md|ps1|sh|lock|timer|service|jar|log)");

    private final Map<String, Map<String, String>> english = all(ENGLISH);
    private final Map<String, Map<String, String>> french = all(FRENCH);
    private final Set<String> strings = new HashSet<>();
    private final Set<String> constants = new HashSet<>();

    MessagesTest() {
        for (Source source : Source.shipped()) {
            strings.addAll(source.strings());
            CONSTANT.matcher(source.code()).results()
                    .forEach(found -> constants.add(found.group().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
    }

    @Test
    void thereAreSentences() {
        assertFalse(english.isEmpty());
    }

    @Test
    void frenchHasTheKeysOfEnglish() {
        assertEquals(keysByHome(english), keysByHome(french));
    }

    @Test
    void aSentenceHasTheSamePlacesInBothLanguages() {
        var different = new TreeSet<String>();
        english.forEach((home, sentences) -> sentences.forEach((key, sentence) -> {
            String translated = french.getOrDefault(home, Map.of()).getOrDefault(key, "");
            if (!places(sentence).equals(places(translated))) {
                different.add(key + ": " + places(sentence) + " and " + places(translated));
            }
        }));
        assertEquals(Set.of(), different);
    }

    @Test
    void noSentenceIsEmptyOrSaidTwice() {
        var wrong = new ArrayList<String>();
        for (String file : files()) {
            var seen = new HashSet<String>();
            Project.read(file).lines().filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .filter(line -> !line.startsWith(" "))
                    .forEach(line -> {
                        int equals = line.indexOf('=');
                        if (equals < 1 || line.substring(equals + 1).isBlank()) {
                            wrong.add(file + ": no sentence in: " + line);
                        } else if (!seen.add(line.substring(0, equals).strip())) {
                            wrong.add(file + ": twice: " + line);
                        }
                    });
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void aKeyBeginsWithItsPackage() {
        var strangers = new ArrayList<String>();
        english.forEach((home, sentences) -> sentences.keySet().stream()
                .filter(key -> !key.startsWith(home + ".")).forEach(key -> strangers.add(key + " in lib/" + home)));
        assertEquals(List.of(), strangers);
    }

    @Test
    void everyKeyInTheCodeHasItsSentence() {
        String homes = String.join("|", english.keySet());
        var key = Pattern.compile("(" + homes + ")\\.[a-z0-9]+(?:[.-][a-z0-9]+)*");
        var missing = new TreeSet<String>();
        strings.stream().filter(string -> key.matcher(string).matches() && !FILE.matcher(string).matches())
                .filter(string -> !keys().contains(string)).forEach(missing::add);
        assertEquals(Set.of(), missing);
    }

    @Test
    void everySentenceIsSaid() {
        var unused = new TreeSet<>(keys());
        unused.removeIf(key -> strings.contains(key) || isMadeOfTwoParts(key));
        assertEquals(Set.of(), unused);
    }

    private boolean isMadeOfTwoParts(String key) {
        for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) {
            String rest = key.substring(dot + 1);
            if (strings.contains(key.substring(0, dot + 1)) && (isNamed(rest) || isNamedInTwoParts(rest))) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(String rest) {
        return strings.contains(rest) || constants.contains(rest);
    }

    private boolean isNamedInTwoParts(String rest) {
        for (int hyphen = rest.indexOf('-'); hyphen > 0; hyphen = rest.indexOf('-', hyphen + 1)) {
            if (strings.contains(rest.substring(0, hyphen + 1)) && isNamed(rest.substring(hyphen + 1))) {
                return true;
            }
        }
        return false;
    }

    private Set<String> keys() {
        return english.values().stream().flatMap(sentences -> sentences.keySet().stream()).collect(Collectors.toSet());
    }

    private static Map<String, Set<String>> keysByHome(Map<String, Map<String, String>> sentences) {
        var keys = new TreeMap<String, Set<String>>();
        sentences.forEach((home, texts) -> keys.put(home, new TreeSet<>(texts.keySet())));
        return keys;
    }

    private static Set<String> places(String sentence) {
        return PLACE.matcher(sentence).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> files() {
        var files = new ArrayList<>(Project.files("lib", ENGLISH));
        files.addAll(Project.files("lib", FRENCH));
        return files;
    }

    /** Home to key to sentence. */
    private static Map<String, Map<String, String>> all(String name) {
        var all = new TreeMap<String, Map<String, String>>();
        for (String file : Project.files("lib", name)) {
            var sentences = new Properties();
            try {
                sentences.load(new StringReader(Project.read(file)));
            } catch (IOException e) {
                throw new IllegalStateException("a string cannot fail to be read", e);
            }
            String home = Index.keys(file);
            var byKey = new TreeMap<String, String>();
            sentences.stringPropertyNames().forEach(key -> byKey.put(key, sentences.getProperty(key)));
            all.put(home, byKey);
        }
        return all;
    }
}
