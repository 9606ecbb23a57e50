package phone.cable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import process.Os;

class AdbLocatorTest {
    private static final Map<String, String> VARIABLES = Map.of(
            "PATH", String.join(File.pathSeparator, "/bin", "", ".", "/usr/bin"),
            "ANDROID_HOME", "/sdk", "ANDROID_SDK_ROOT", "/older-sdk", "HOME", "/me", "LOCALAPPDATA", "/local");

    @Test
    void whereItIsLookedForAndInWhichOrder() {
        assertEquals(List.of("/bin/adb", "/usr/bin/adb", "/sdk/platform-tools/adb", "/older-sdk/platform-tools/adb",
                "/me/Android/Sdk/platform-tools/adb"), places(Os.LINUX));
        assertEquals("/me/Library/Android/sdk/platform-tools/adb", places(Os.MAC).getLast());
        assertEquals(List.of("/bin/adb.exe", "/usr/bin/adb.exe", "/sdk/platform-tools/adb.exe",
                "/older-sdk/platform-tools/adb.exe", "/local/Android/Sdk/platform-tools/adb.exe"), places(Os.WINDOWS));
    }

    private static List<String> places(Os os) {
        return AdbLocator.places(os, VARIABLES).stream().map(place -> place.toString().replace('\\', '/')).toList();
    }

    /** What lies in the folder somebody happens to stand in must not be started. */
    @Test
    void neverInTheFolderOneStandsIn() {
        assertTrue(AdbLocator.places(Os.LINUX, VARIABLES).stream().allMatch(Path::isAbsolute));
    }

    @Test
    void windowsWritesPathAsItLikes() {
        assertEquals(Optional.of(Path.of("/tools/adb.exe").toString()),
                AdbLocator.find(Os.WINDOWS, Map.of("Path", "/tools"), place -> true));
    }

    @Test
    void theFirstThatIsThere() {
        Path second = Path.of("/usr/bin/adb");
        assertEquals(Optional.of(second.toString()), AdbLocator.find(Os.LINUX, VARIABLES, second::equals));
        assertEquals(Optional.empty(), AdbLocator.find(Os.LINUX, VARIABLES, place -> false));
    }
}
