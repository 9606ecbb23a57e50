package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import process.Fact;
import process.Os;
import process.RootProgram;
import process.ThisProgram;
import state.StateFolder;
import text.Message;

/** The line that a person pastes to give the same command with more rights: short, and nothing that others wrote. */
@DisabledOnOs(OS.WINDOWS)
class RunAgainTest {
    private static final String LONG = "/home/zoé/.m2/repository/info/picocli/picocli.jar:".repeat(12) + "last.jar";

    @TempDir
    private Path folder;

    private RunAgain again(String classPath, Fact<StateFolder> state) {
        return new RunAgain(new ThisProgram(Os.LINUX, "/opt/java", classPath, "runbook.Diagnose"), RootProgram.SUDO,
                state, List.of("-v"));
    }

    private Fact<StateFolder> state() {
        return Fact.known(new StateFolder(folder.resolve("state")));
    }

    @Test
    void aShortClassPathStandsInTheLine() {
        assertEquals("sudo /opt/java -cp a.jar runbook.Diagnose -v", again("a.jar", state()).line());
        assertTrue(Files.notExists(folder.resolve("state")), "and nothing is written");
    }

    @Test
    void aLongOneStandsInAFileOfTheUsers() throws IOException {
        Path file = folder.resolve("state/diagnose.args");
        assertEquals("sudo /opt/java @" + file + " -v", again(LONG, state()).line());
        assertEquals("\"-cp\"\n\"" + LONG + "\"\n\"runbook.Diagnose\"\n", Files.readString(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    /** A monitor says the line again and again. */
    @Test
    void itIsWrittenOnce() throws IOException {
        again(LONG, state()).line();
        Path file = folder.resolve("state/diagnose.args");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
        again(LONG, state()).line();
        assertEquals(FileTime.fromMillis(1000), Files.getLastModifiedTime(file));
        again(LONG + ":more.jar", state()).line();
        assertTrue(Files.readString(file).contains("more.jar"));
    }

    /** What lies there and is a link is not followed, and not what root should read either. */
    @Test
    void whereItCannotBeWrittenTheLineIsLong() throws IOException {
        String whole = "sudo /opt/java -cp '" + LONG + "' runbook.Diagnose -v";
        assertEquals(whole, again(LONG, Fact.unknown(Message.verbatim("no home"))).line());
        Path state = Files.createDirectory(folder.resolve("state"));
        Files.createSymbolicLink(state.resolve("diagnose.args"), folder.resolve("elsewhere"));
        assertEquals(whole, again(LONG, state()).line());
    }

    @Test
    void whatOthersMayChangeIsTold() throws IOException {
        Path jar = Files.createFile(folder.resolve("a.jar"));
        assertEquals(Optional.empty(), again(jar.toString(), state()).writableByOthers());
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertEquals(Optional.of(jar.toRealPath()), again("/nonexistent.jar:" + jar, state()).writableByOthers());
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xrwx"));
        assertEquals(Optional.of(folder.toRealPath()), again(jar.toString(), state()).writableByOthers());
    }
}
