package process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import testing.Executable;

class ProgramLocatorTest {
    private static final String SYSTEM = "C:\\WINDOWS\\system32";

    @Test
    void onWindowsTheSystemFolderComesBeforeEverythingElse() {
        assertEquals(List.of("C:/WINDOWS/system32/netsh.exe", "C:/tools/netsh.exe", "//server/tools/netsh.exe"),
                places(windows(Map.of("Path", ".;C:\\tools;;C:\\WINDOWS\\system32;\\\\server\\tools;bin")), "netsh"));
    }

    /** cmd.exe would read the arguments of a .cmd and a .bat once more; whatever PATHEXT says, it is not asked. */
    @Test
    void onWindowsANameMeansAnExe() {
        assertEquals(List.of("C:/WINDOWS/system32/Docker.EXE"), places(windows(Map.of()), "Docker.EXE"));
        assertEquals(List.of("C:/WINDOWS/system32/docker.cmd.exe"),
                places(windows(Map.of("PATHEXT", ".CMD;.BAT")), "docker.cmd"));
    }

    @Test
    void onUnixPathComesFirstAndThenTheProgramsOfTheAdministrator() {
        assertEquals(List.of("/opt/x/ss", "/usr/bin/ss", "/usr/local/sbin/ss", "/usr/sbin/ss", "/sbin/ss"),
                places(ProgramLocator.of(Os.LINUX, Map.of("PATH", ":/opt/x:.:bin:/usr/bin:/opt/x:"), SYSTEM), "ss"));
    }

    /** What is started looks for its own programs in the same places, by variables that are written as they were. */
    @Test
    void whatIsStartedFindsOthersInTheSameWay() {
        assertEquals(Map.of(), environment(Os.LINUX, Map.of("PATH", "/usr/bin:/bin")));
        assertEquals(Map.of("PATH", "/usr/bin"), environment(Os.LINUX, Map.of("PATH", ":/usr/bin:.", "Path", "x")));
        assertEquals(Map.of("PATH", "/usr/bin:/bin"), environment(Os.LINUX, Map.of("PATH", "")));
        assertEquals(Map.of("NoDefaultCurrentDirectoryInExePath", "1"), environment(Os.WINDOWS, Map.of("PATH", "C:\\x",
                "SystemRoot", "C:\\WINDOWS", "windir", "C:\\WINDOWS")));
        assertEquals(Map.of("NoDefaultCurrentDirectoryInExePath", "1", "Path", "C:\\x", "SYSTEMROOT", "C:\\WINDOWS",
                "WINDIR", "C:\\WINDOWS"), environment(Os.WINDOWS, Map.of("Path", ".;C:\\x", "SYSTEMROOT", "D:\\",
                "WINDIR", "D:\\")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyWhatCanBeStartedIsFoundAndAlwaysByItsWholePath(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("a/tool"));
        Files.createDirectories(folder.resolve("b"));
        Files.createDirectories(folder.resolve("c"));
        Files.writeString(folder.resolve("b/tool"), "");
        Path tool = Executable.write(folder.resolve("c/tool"), "#!/bin/sh\n");
        ProgramLocator programs = ProgramLocator.of(Os.LINUX, Map.of("PATH",
                folder + "/a:" + folder + "/b:c:\0:" + folder + "/c"));
        assertEquals(Optional.of(tool), programs.find("tool"));
        assertEquals(Optional.of(tool), programs.find(tool.toString()));
        assertEquals(Optional.empty(), programs.find("c/tool"));
        assertEquals(Optional.empty(), programs.find("./tool"));
    }

    private static ProgramLocator windows(Map<String, String> variables) {
        return ProgramLocator.of(Os.WINDOWS, variables, SYSTEM);
    }

    private static Map<String, String> environment(Os os, Map<String, String> variables) {
        return ProgramLocator.of(os, variables, SYSTEM).environment();
    }

    private static List<String> places(ProgramLocator programs, String name) {
        return programs.places(name).stream().map(place -> place.toString().replace('\\', '/')).toList();
    }
}
