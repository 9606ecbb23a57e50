package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runbook.FixFirewall;
import runbook.Monitor;
import runbook.Rollback;
import runbook.Verify;
import testing.Result;

/**
 * Programs with the names of Windows' own in the folder one stands in, where CreateProcess looks before its system
 * folder: none of them is started, and what is comes by its whole path.
 */
@WindowsTest
class PlantedTest {
    private static final String HOME = "C:\\users\\root\\";
    private static final String ADB = "C:\\users\\Android tools\\adb.exe";
    private static final String SYSTEM = "C:\\windows\\system32\\";
    private static final List<String> NAMES = List.of("adb", "arp", "auditpol", "cmd", "docker", "ipconfig", "java",
            "javaw", "netsh", "netstat", "ping", "powershell", "reg", "schtasks", "tasklist", "whoami", "wsl");

    /** The stand-in that writes down its calls, with another name of five letters for the file. */
    private static void plant(WindowsMachine machine) throws IOException {
        machine.forgetAnswers();
        String standIn = Files.readString(machine.at(SYSTEM + "netstat.exe"), StandardCharsets.ISO_8859_1);
        byte[] planted = standIn.replace(wide("calls"), wide("plant")).getBytes(StandardCharsets.ISO_8859_1);
        NAMES.forEach(name -> machine.write(HOME + name + ".exe", planted));
    }

    private static String wide(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
    }

    private static String planted(WindowsMachine machine) {
        return machine.read("C:\\bench\\plant.log");
    }

    /** The test itself: this is what a bare name comes to. */
    @Test
    void aBareNameStartsThem(WindowsMachine machine) throws IOException {
        plant(machine);
        machine.run(SYSTEM + "cmd.exe", "/c", "netstat -ano");
        assertTrue(planted(machine).contains("netstat"), planted(machine));
    }

    @Test
    void noChangeDoes(WindowsMachine machine) throws IOException {
        plant(machine);
        machine.write(HOME + "one.yaml", "services:\n  - name: API\n    port: 8000\n");
        machine.script(FixFirewall.class, "--services", "one.yaml", "--apply", "--yes").exitedWith(0);
        machine.script(Rollback.class, "--yes").exitedWith(0);
        noneWasStarted(machine);
    }

    @Test
    void noWatchDoes(WindowsMachine machine) throws IOException {
        plant(machine);
        machine.script(Monitor.class, "--example", "--once").exitedWith(20);
        noneWasStarted(machine);
    }

    private static void noneWasStarted(WindowsMachine machine) {
        assertEquals("", planted(machine));
        List<String> calls = machine.read("C:\\bench\\calls.log").lines().toList();
        assertTrue(calls.size() > 5, calls::toString);
        assertEquals(List.of(), calls.stream().filter(call -> !call.startsWith(SYSTEM)).toList());
    }

    /** adb lies in a folder of its own; entries that depend on where one stands lead nowhere. */
    @Test
    void whatIsNoneOfWindowsIsFoundByTheWholeEntriesOfPath(WindowsMachine machine) throws IOException {
        plant(machine);
        androidTools(machine);
        asksAdb(machine).errContains("adb");
        assertEquals("", planted(machine));
        assertTrue(machine.read("C:\\bench\\calls.log").contains(ADB), () -> machine.read("C:\\bench\\calls.log"));
    }

    /** Where others can write to that folder, a run with an administrator's rights leaves it alone, and says why. */
    @ParameterizedTest
    @ValueSource(strings = {"C:\\users\\Android tools", "C:\\users\\Android tools\\adb.exe"})
    void whatOthersCanChangeIsNotStarted(String open, WindowsMachine machine) throws IOException {
        plant(machine);
        androidTools(machine);
        Files.setPosixFilePermissions(machine.at(open), PosixFilePermissions.fromString("rwxrwxrwx"));
        asksAdb(machine).errContains(ADB + " is not used: others can change it");
        assertFalse(machine.read("C:\\bench\\calls.log").contains(ADB), () -> machine.read("C:\\bench\\calls.log"));
        Files.setPosixFilePermissions(machine.at(open), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void androidTools(WindowsMachine machine) throws IOException {
        machine.write(ADB, Files.readAllBytes(machine.at(SYSTEM + "netstat.exe")));
        machine.says("adb", "List of devices attached\r\n\r\n");
    }

    private static Result asksAdb(WindowsMachine machine) {
        var words = new ArrayList<>(List.of(SYSTEM + "with.exe",
                "PATH=;.;..\\root;C:;\\users\\root;C:\\users\\Android tools"));
        words.addAll(machine.java(Verify.class, "--example", "--adb-logcat", "--lang", "en"));
        return machine.run(Map.of(), words);
    }
}
