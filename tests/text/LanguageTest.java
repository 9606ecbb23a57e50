package text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource({"fr_FR.UTF-8,FRENCH", "fr,FRENCH", "fr_CA@euro,FRENCH", "FR,FRENCH", "en_GB.UTF-8,ENGLISH", "C,ENGLISH",
            "C.UTF-8,ENGLISH", "POSIX,ENGLISH", "de_DE,ENGLISH", "fry_NL,ENGLISH", "!,ENGLISH"})
    void theEnvironmentDecides(String value, Language language) {
        for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            assertEquals(language, Language.of(Map.of(name, value), Locale.FRENCH));
        }
    }

    @Test
    void theMoreSpecificVariableWins() {
        assertEquals(Language.FRENCH, Language.of(Map.of("LC_ALL", "fr_FR", "LANG", "en_GB"), Locale.ENGLISH));
        assertEquals(Language.ENGLISH, Language.of(Map.of("LC_MESSAGES", "en_GB", "LANG", "fr_FR"), Locale.FRENCH));
        assertEquals(Language.FRENCH, Language.of(Map.of("LC_ALL", "", "LANG", "fr_FR"), Locale.ENGLISH));
    }

    @Test
    void withoutAnyTheSystemDecides() {
        assertEquals(Language.FRENCH, Language.of(Map.of(), Locale.CANADA_FRENCH));
        assertEquals(Language.ENGLISH, Language.of(Map.of(), Locale.GERMANY));
    }

    /** Blanks that are no part of French spacing stay plain, so that what is to be copied can be. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            la règle « {0} » : voir | la règle «~{0}~»~: voir
            prêt ? oui ! fin ; 80 % | prêt~? oui~! fin~; 80~%
            ports: ["80:80"] --yes  | ports: ["80:80"] --yes
            un espace s'écrit %20    | un espace s'écrit %20
            """)
    void frenchSetsNoBreakSpacesAndEnglishDoesNot(String text, String typeset) {
        assertEquals(typeset.replace('~', '\u00a0'), Language.FRENCH.typeset(text));
        assertEquals(text, Language.ENGLISH.typeset(text));
    }
}
