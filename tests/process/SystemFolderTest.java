package process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemFolderTest {
    private static final Map<String, String> SOMEBODYS = Map.of("SystemRoot", "D:\\somebody's");

    /** As a Temurin 25 has it on a Windows; what follows the fourth entry is PATH. */
    @Test
    void itIsWhatTheJvmWasToldAndNoVariable() {
        assertEquals("C:\\WINDOWS\\system32", SystemFolder.of("C:\\Java\\bin;C:\\WINDOWS\\Sun\\Java\\bin;"
                + "C:\\WINDOWS\\system32;C:\\WINDOWS;D:\\planted\\System32;.", SOMEBODYS));
    }

    @Test
    void whereThatIsReplacedSystemRootNamesItByItsWholePath() {
        assertEquals("D:\\Windows\\System32", SystemFolder.of("C:\\natives", Map.of("SystemRoot", "D:\\Windows")));
        for (String no : new String[] {"", ".", "Windows", "\\Windows", "C:", "D:Windows", "\\\\server\\Windows",
                "%windir%", "C:\\a;C:\\b"}) {
            assertEquals("C:\\Windows\\System32", SystemFolder.of("C:\\natives", Map.of("SystemRoot", no)), no);
        }
        assertEquals("C:\\Windows\\System32", SystemFolder.of("", Map.of()));
    }

    @Test
    void noFolderOfThatNameBesideOneIsTaken() {
        assertEquals("C:\\Windows\\System32", SystemFolder.of("system32;.\\system32;\\system32;C:system32;"
                + "\\\\server\\system32;C:\\x\\system32x", Map.of()));
    }
}
