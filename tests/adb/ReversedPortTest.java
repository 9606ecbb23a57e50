package adb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import process.LiveWorld;
import process.World;
import process.recording.ReplayWorld;
import testing.FakeAdb;
import testing.Project;
import text.Language;
import text.Words;

/** Through the real door for processes, with a program that keeps a list as adb does. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a script for sh")
class ReversedPortTest {
    private static final Fact<Change.State> PRESENT = Fact.known(Change.State.PRESENT);
    private static final Fact<Change.State> ABSENT = Fact.known(Change.State.ABSENT);
    private static final Fact<Change.State> EDITED = Fact.known(Change.State.EDITED);

    @TempDir
    private Path folder;
    private final World world = new LiveWorld();
    private FakeAdb adb;
    private ReversedPort port;

    @BeforeEach
    void plug() throws IOException {
        adb = FakeAdb.in(folder);
        port = new ReversedPort(adb.program(), "R5CT10ABCDE", "Pixel 7 (R5…CDE)", 8000);
    }

    @Test
    void isMadeOnceAndUndoneOnce() throws IOException {
        assertEquals(ABSENT, port.state(world));
        assertEquals(PRESENT, port.apply(world));
        assertEquals(PRESENT, port.apply(world));
        assertEquals("UsbFfs tcp:8000 tcp:8000\n", adb.reversed());
        assertEquals(PRESENT, port.state(world));
        assertEquals(ABSENT, port.undo(world, false));
        assertEquals(ABSENT, port.undo(world, false));
        assertEquals("", adb.reversed());
    }

    /** What the first word is differs: by adb's manual it is the serial number, or host, and neither is what is seen. */
    @ParameterizedTest
    @ValueSource(strings = {"UsbFfs", "(reverse)", "host-14", "R5CT10ABCDE"})
    void isFoundByItsPorts(String first) {
        adb.reverses(first + " tcp:80000 tcp:80000\n" + first + " tcp:8000 tcp:8000\n");
        assertEquals(PRESENT, port.state(world));
        adb.reverses(first + " tcp:9000 tcp:8000\n" + first + " tcp:18000 tcp:8000\n");
        assertEquals(ABSENT, port.state(world));
    }

    @Test
    void whatWasCapturedIsNoneOfOurs() {
        adb.reverses(Project.read("tests/fixtures/adb/adb-reverse-list-usbffs.txt"));
        assertEquals(ABSENT, port.state(world));
    }

    @Test
    void whatSomebodyElseLedElsewhereIsLeftAlone() throws IOException {
        adb.reverses("UsbFfs tcp:8000 tcp:9000\n");
        assertEquals(EDITED, port.state(world));
        assertEquals(EDITED, port.apply(world));
        assertEquals(EDITED, port.undo(world, false));
        assertEquals("UsbFfs tcp:8000 tcp:9000\n", adb.reversed());
        assertEquals(Fact.known(List.of("tcp:8000 tcp:9000")), port.found(world));
        assertEquals(ABSENT, port.undo(world, true));
    }

    @Test
    void aPortThatThePhoneUsesItselfIsRefusedInAdbsWords() throws IOException {
        adb.usesItself(8000);
        assertEquals("adb says: error: cannot bind listener: Address already in use", cause(port.apply(world)));
        assertEquals("", adb.reversed());
    }

    /** With the cable goes what was led over it. */
    @Test
    void aPhoneThatIsNotThereKeepsNothing() {
        for (String said : List.of("error: device 'R5CT10ABCDE' not found\n",
                "adb: device 'R5CT10ABCDE' not found\n")) {
            adb.fails(said);
            assertEquals(ABSENT, port.state(world));
            assertEquals(ABSENT, port.undo(world, false));
        }
        adb.fails(Project.read("tests/fixtures/adb/adb-error-unauthorized.txt"));
        assertTrue(cause(port.state(world)).startsWith("adb says: Otherwise check for a confirmation dialog"),
                cause(port.state(world)));
    }

    @Test
    void isPastedForEveryShell() {
        assertEquals(List.of("adb -s R5CT10ABCDE reverse tcp:8000 tcp:8000"),
                port.paste().stream().map(command -> command.line()).distinct().toList());
        assertEquals(List.of("adb -s R5CT10ABCDE reverse --remove tcp:8000"),
                port.pasteUndo().stream().map(command -> command.line()).distinct().toList());
    }

    /** A line of the journal that somebody has edited starts nothing else. */
    @Test
    void onlyAPhoneAndAPortAreTaken() {
        for (String serial : List.of("", "-x", "a\nb")) {
            assertThrows(IllegalArgumentException.class, () -> new ReversedPort("adb", serial, "x", 8000));
        }
        assertThrows(IllegalArgumentException.class, () -> new ReversedPort("adb", "x", "x", 0));
        assertThrows(IllegalArgumentException.class, () -> new ReversedPort("", "x", "x", 1));
    }

    @Test
    void aRecordingHasNoPhone() throws Exception {
        var recording = new ReplayWorld(Project.path("tests/fixtures/hosts/linux-healthy"));
        assertEquals("a recording has no phone", cause(port.apply(recording)));
    }

    private static String cause(Fact<?> fact) {
        return new Words(Language.ENGLISH).say(assertInstanceOf(Fact.Unknown.class, fact).cause());
    }
}
