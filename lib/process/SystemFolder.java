package process;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of Windows' own programs, {@code C:\Windows\System32}, which only an administrator can fill.
 *
 * <p>Which one it is, Windows tells the JVM at its start: HotSpot begins {@code java.library.path} with the folder of
 * Java and the answers of GetSystemDirectory and GetWindowsDirectory (os_windows.cpp), before the entries of PATH. The
 * variable SystemRoot, which whoever starts a process can set, is asked only where that property has been replaced:
 * who does so decides what this JVM runs anyway.
 */
public final class SystemFolder {

    private static final Pattern SYSTEM = Pattern.compile("(?i)[a-z]:\\\\(?:[^;]*\\\\)?system32");
    private static final Pattern WHOLE = Pattern.compile("[A-Za-z]:\\\\[^;]+");

    private SystemFolder() { }

    /** The whole path of a program of Windows, such as {@code WindowsPowerShell\v1.0\powershell.exe}. */
    public static String file(String name) {
        return ofThisProcess() + "\\" + name;
    }

    static String ofThisProcess() {
        return of(System.getProperty("java.library.path", ""), System.getenv());
    }

    static String of(String libraryPath, Map<String, String> environment) {
        return Stream.of(libraryPath.split(";")).filter(folder -> SYSTEM.matcher(folder).matches()).findFirst()
                .orElseGet(() -> Optional.ofNullable(environment.get("SystemRoot"))
                        .filter(root -> WHOLE.matcher(root).matches()).orElse("C:\\Windows") + "\\System32");
    }

    /** The folder of Windows itself, {@code C:\Windows}. */
    static String windows(String systemFolder) {
        return systemFolder.substring(0, systemFolder.lastIndexOf('\\'));
    }
}
