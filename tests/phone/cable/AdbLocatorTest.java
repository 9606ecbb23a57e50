package phone.cable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import process.Os;

class AdbLocatorTest {
    private static final Map<String, String> VARIABLES = Map.of(
            "PATH", "/bin::.:/usr/bin",
            "ANDROID_HOME", "/sdk", "ANDROID_SDK_ROOT", "/older-sdk", "HOME", "/me", "LOCALAPPDATA", "/local");

    @Test
    void whereItIsLookedForAndInWhichOrder() {
        assertEquals(List.of("/bin/adb", "/usr/bin/adb", "/usr/local/sbin/adb", "/usr/sbin/adb", "/sbin/adb",
                "/sdk/platform-tools/adb", "/older-sdk/platform-tools/adb",
                "/me/Android/Sdk/platform-tools/adb"), places(Os.LINUX));
        assertEquals("/me/Library/Android/sdk/platform-tools/adb", places(Os.MAC).getLast());
        var variables = new HashMap<>(VARIABLES);
        variables.put("PATH", "C:\\tools;;.;\\sdk;D:sdk;\"D:\\my tools\"");
        assertEquals(List.of("C:/tools/adb.exe", "D:/my tools/adb.exe", "/sdk/platform-tools/adb.exe",
                "/older-sdk/platform-tools/adb.exe", "/local/Android/Sdk/platform-tools/adb.exe"),
                places(Os.WINDOWS, variables).stream().skip(1).toList());
    }

    private static List<String> places(Os os) {
        return places(os, VARIABLES);
    }

    private static List<String> places(Os os, Map<String, String> variables) {
        return AdbLocator.places(os, variables).stream().map(place -> place.toString().replace('\\', '/')).toList();
    }

    /** What lies in the folder somebody happens to stand in must not be started. */
    @Test
    void neverInTheFolderOneStandsIn() {
        assertTrue(AdbLocator.places(Os.LINUX, VARIABLES).stream().allMatch(Path::isAbsolute));
    }

    @Test
    void windowsWritesPathAsItLikes() {
        Path there = Path.of("C:\\tools", "adb.exe");
        assertEquals(Optional.of(there.toString()),
                AdbLocator.find(Os.WINDOWS, Map.of("Path", "C:\\tools"), there::equals));
    }

    @Test
    void theFirstThatIsThere() {
        Path second = Path.of("/usr/bin/adb");
        assertEquals(Optional.of(second.toString()), AdbLocator.find(Os.LINUX, VARIABLES, second::equals));
        assertEquals(Optional.empty(), AdbLocator.find(Os.LINUX, VARIABLES, place -> false));
    }
}
