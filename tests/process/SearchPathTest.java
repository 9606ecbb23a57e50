package process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchPathTest {

    @Test
    void onUnixAnEntryIsWholeWhereItBeginsAtTheRoot() {
        assertEquals(new SearchPath(List.of("/usr/bin", "/opt/my tools", "/"),
                List.of(".", ".", "bin", "~/bin", "../x", "$HOME/bin", ".")),
                unix(":/usr/bin:.:bin:~/bin:../x:/opt/my tools:$HOME/bin:/:"));
    }

    /** The C library takes an empty PATH for the current folder, and has one of its own where there is none. */
    @Test
    void whatHasNoWholeEntryIsTheSystemsOwn() {
        assertEquals(new SearchPath(List.of("/usr/bin", "/bin"), List.of(".")), unix(""));
        assertEquals(new SearchPath(List.of("/usr/bin", "/bin"), List.of("bin")), unix("bin"));
        assertEquals(new SearchPath(List.of("/usr/bin", "/bin"), List.of()), SearchPath.of(Os.LINUX, Optional.empty()));
    }

    @Test
    void onWindowsAnEntryIsWholeWithItsDriveOrItsServer() {
        assertEquals(new SearchPath(List.of("C:\\Windows\\system32", "D:/tools", "\\\\server\\tools", "c:\\",
                "\\\\?\\C:\\long"), List.of(".", "C:tools", "C:", "\\tools", "/tools", "~\\bin", "%JAVA_HOME%\\bin",
                "bin", "..")),
                windows("C:\\Windows\\system32;.;D:/tools;C:tools;C:;\\tools;/tools;\\\\server\\tools;~\\bin;"
                        + "%JAVA_HOME%\\bin;bin;..;c:\\;\\\\?\\C:\\long"));
    }

    @Test
    void onWindowsAnEmptyEntryIsNothingAndQuotesAreNoPartOfTheName() {
        assertEquals(new SearchPath(List.of("C:\\a b", "C:\\a;b", "C:\\c", "C:\\not closed"), List.of()),
                windows(";;\"C:\\a b\"; ;\"C:\\a;b\";C:\\c ;\"C:\\not closed"));
        assertEquals(new SearchPath(List.of(), List.of()), windows(""));
    }

    @Test
    void aProgramThatIsStartedGetsTheWholeEntriesAlone() {
        assertEquals("/usr/bin:/opt/my tools", unix(":/usr/bin:.:bin:/opt/my tools").text(Os.LINUX));
        assertEquals("C:\\a b;\"C:\\a;b\";D:\\", windows("\"C:\\a b\";.;\"C:\\a;b\";x;D:\\;").text(Os.WINDOWS));
    }

    private static SearchPath unix(String path) {
        return SearchPath.of(Os.LINUX, Optional.of(path));
    }

    private static SearchPath windows(String path) {
        return SearchPath.of(Os.WINDOWS, Optional.of(path));
    }
}
