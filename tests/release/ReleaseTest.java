package release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import cli.Version;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testing.Project;

class ReleaseTest {
    private static final Pattern TAG = Pattern.compile("\\b(?:v|Release )(\\d+\\.\\d+\\.\\d+)\\b");

    @Test
    void theVersionIsTheOneThatScriptsSay() {
        assertEquals(Version.CURRENT, Release.version());
    }

    @Test
    void readmeNamesTheTagOfThisVersion() {
        var tags = new TreeSet<String>();
        TAG.matcher(Project.read("README.md")).results().forEach(found -> tags.add(found.group(1)));
        assertEquals(Set.of(Release.version()), tags);
    }

    @Test
    void theSameClassesMakeTheSameJar() throws IOException {
        assertArrayEquals(Release.jar(), Release.jar());
    }

    @ParameterizedTest
    @CsvSource({"lib/Core.java,SOURCES", "lib/Lib.java,SOURCES", "lib/Core.java,DEPS"})
    void theJarStandsInPlaceOfTheIndex(String index, String directive) {
        String before = "//JAVA 25+\n//%s ../%s\npackage x;\n".formatted(directive, index);
        String libraries = Project.read("lib/Core.java") + (index.equals("lib/Lib.java") ? Project.read(index) : "");
        String expected = libraries.lines().filter(line -> line.startsWith("//DEPS "))
                .reduce("//JAVA 25+\n", (some, line) -> some + line + "\n") + "//DEPS ../lib/l.jar\npackage x;\n";
        assertEquals(expected, Release.script(before, "../lib/l.jar"));
    }
}
