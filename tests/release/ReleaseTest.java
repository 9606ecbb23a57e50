package release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cli.Version;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    void thePagesNameTheTagOfThisVersion() {
        assertEquals(Set.of(Release.version()), tags("docs/install.md"));
        assertEquals(Set.of(Release.version()), tags("CONTRIBUTING.md"));
        Stream.concat(Stream.of("README.md"), Project.files("docs", ".md").stream())
                .forEach(page -> assertTrue(Set.of(Release.version()).containsAll(tags(page)), page));
    }

    private static Set<String> tags(String page) {
        return TAG.matcher(Project.read(page)).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    @Test
    void theSameClassesMakeTheSameJar() throws IOException {
        assertArrayEquals(Release.jar(Optional.empty()), Release.jar(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"https://github.com/ORG/REPO.git,https://github.com/ORG/REPO/blob/v{0}/runbook/",
        "https://github.com/ORG/REPO,https://github.com/ORG/REPO/blob/v{0}/runbook/",
        "https://me:word@github.com/ORG/REPO/,https://github.com/ORG/REPO/blob/v{0}/runbook/",
        "git@github.com:ORG/REPO.git,https://github.com/ORG/REPO/blob/v{0}/runbook/",
        "ssh://git@git.example.org:2222/a/b/c.git,https://git.example.org/a/b/c/blob/v{0}/runbook/",
        "git@gitlab.com:a/b.git,https://gitlab.com/a/b/-/blob/v{0}/runbook/", "/srv/git/repo,", "'',", "C:\\repo,"})
    void aFindingLinksToTheTag(String repository, String pages) {
        assertEquals(Optional.ofNullable(pages).map(page -> page.replace("{0}", Release.version())),
                Release.pages(repository));
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
