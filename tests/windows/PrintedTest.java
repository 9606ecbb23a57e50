package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import runbook.FixFirewall;
import testing.Result;

/**
 * Printed scripts, as a person has them run: saved by {@code >} of cmd, run, run again, undone; then pasted, and undone
 * by a paste. The registry is to the letter what it was, each time.
 */
@WindowsTest
class PrintedTest {

    private static final String SCRIPT = "C:\\users\\root\\configure_firewall.ps1";
    private static final String PASTE = "C:\\users\\root\\paste.txt";
    private static final String CMD = "C:\\users\\root\\run.cmd";

    static Stream<Arguments> scripts() {
        return Stream.of(
                Arguments.of("rules", RecordedWindows.FEW_RULES, Map.of("Category", "1"), List.of("--lang", "en"),
                        List.of("done: ", "already there: ", "undone: ")),
                Arguments.of("a block rule", new RecordedWindows("windows-popup-block-rule"), Map.of(),
                        List.of("--override-blocks", "--lang", "en"), List.of("done: ", "already there: ", "undone: ")),
                Arguments.of("a network", RecordedWindows.FEW_RULES, Map.of("Category", "0"), List.of("--set-private", "--lang", "fr"),
                        List.of("fait : ", "deja en place : ", "annule : ")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void doesItOnceAndTakesItBack(String what, RecordedWindows recorded, Map<String, String> told, List<String> options,
            List<String> words, WindowsMachine machine) {
        recorded.into(machine, told);
        List<String> before = state(machine);
        print(machine, options);
        assertEquals(before, state(machine), "printed and not run");

        file(machine).exitedWith(0).outContains(words.get(0));
        List<String> after = state(machine);
        assertNotEquals(before, after);
        file(machine).exitedWith(0).outContains(words.get(1));
        assertEquals(after, state(machine), "run again");
        file(machine, "-Undo").exitedWith(0).outContains(words.get(2));
        assertEquals(before, state(machine), "undone");

        String script = machine.read(SCRIPT);
        paste(machine, script).exitedWith(0).outContains(words.get(0));
        assertEquals(after, state(machine), "pasted");
        assertTrue(script.contains("\n} @args"), script);
        paste(machine, script.replace("\n} @args", "\n} -Undo")).exitedWith(0).outContains(words.get(2));
        assertEquals(before, state(machine), "undone by a paste");
    }

    /** The firewall's keys, the network's category, and the notes that a script leaves for its way back. */
    private static List<String> state(WindowsMachine machine) {
        return List.of(machine.registry().firewall(), machine.registry().export(WindowsRegistry.BENCH),
                machine.registry().has("HKEY_LOCAL_MACHINE\\SOFTWARE\\runbook") ? "notes" : "no notes");
    }

    private static void print(WindowsMachine machine, List<String> options) {
        String line = machine.commandLine(FixFirewall.class, Stream.concat(options.stream(),
                Stream.of("--print", "powershell")).toArray(String[]::new));
        machine.write(CMD, "@" + line + " > " + SCRIPT + "\r\n");
        machine.run("cmd.exe", "/c", CMD).exitedWith(40);
    }

    private static Result file(WindowsMachine machine, String... args) {
        return machine.run(Map.of(), Stream.concat(Stream.of(WindowsMachine.POWERSHELL, "-NoProfile",
                "-ExecutionPolicy", "RemoteSigned", "-File", SCRIPT), Stream.of(args)).toList());
    }

    private static Result paste(WindowsMachine machine, String script) {
        machine.write(PASTE, script);
        machine.write(CMD, "@" + WindowsMachine.POWERSHELL + " -NoProfile -Command - < " + PASTE + "\r\n");
        return machine.run("cmd.exe", "/c", CMD);
    }
}
