package process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.recording.RecordException;
import process.recording.RecordingWorld;
import process.recording.Redaction;
import process.recording.ReplayWorld;
import runbook.Diagnose;
import state.Account;
import testing.Cli;
import testing.FakeWorld;
import testing.Rights;

/** A recording is for its owner's eyes, and goes nowhere but where its owner said. */
class RecordingFolderTest {
    private static final Command ASK = Command.of("ask");

    @TempDir
    private Path folder;

    @BeforeAll
    static void systemsWithSuchRights() {
        assumeTrue(Os.current() == Os.LINUX, "rights of POSIX");
    }

    private static RecordingWorld record(Path recording) throws IOException {
        var world = new RecordingWorld(new FakeWorld(Os.LINUX).command("ask", "an answer"), recording, Redaction.off());
        world.run(ASK);
        return world;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        record(folder.resolve("a/b"));
        assertEquals(List.of(), Rights.ofOthers(folder.resolve("a")));
        assertEquals(List.of("rwx------", "rw-------", "rw-------"), List.of(Rights.of(folder.resolve("a/b")),
                Rights.of(folder.resolve("a/b/manifest.jsonl")), Rights.of(folder.resolve("a/b/001-ask.out"))));
    }

    @Test
    void anEmptyFolderOfOnesOwnWillDo() throws IOException {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        record(mine);
        assertEquals(List.of("001-ask.out", "manifest.jsonl"), names(mine));
        assertEquals("rw-------", Rights.of(mine.resolve("manifest.jsonl")));
    }

    @Test
    void aLinkIsRefusedWhereverItLeads() throws IOException {
        Path precious = Files.createDirectory(folder.resolve("precious"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), precious);
        assertEquals("it is a link; name a folder that does not exist yet",
                assertThrows(RecordException.class, () -> record(link)).getMessage());
        assertEquals(List.of(), names(precious));
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
        assertThrows(IOException.class, () -> record(dangling));
        assertFalse(Files.exists(folder.resolve("nowhere")));
        Cli.run(new Diagnose(), "--lang", "en", "--example", "--record", link.toString()).exitedWith(64)
                .errContains("cannot record into " + link + ": it is a link; name a folder that does not exist yet");
        Cli.run(new Diagnose(), "--lang", "fr", "--example", "--record", link.toString()).exitedWith(64)
                .errContains("c'est un lien").errContains("indiquez un dossier qui n'existe pas encore");
    }

    /** Whoever owns it could put links in it, or other files in the place of ours. */
    @Test
    void anotherAccountsFolderIsRefused() throws IOException {
        assumeTrue(Account.current().isRoot(), "only root can give a folder away");
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        Files.setAttribute(theirs, "unix:uid", 65534);
        assertTrue(assertThrows(RecordException.class, () -> record(theirs)).getMessage().startsWith("it belongs to "));
        assertEquals(List.of(), names(theirs));
    }

    @Test
    void aFolderThatOthersWriteToIsRefused() throws IOException {
        for (String rights : List.of("rwxrwx---", "rwx----w-")) {
            Path open = Files.createDirectory(folder.resolve(rights));
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString(rights));
            assertEquals("other accounts can write to it; name a folder that does not exist yet",
                    assertThrows(RecordException.class, () -> record(open)).getMessage());
            assertEquals(List.of(), names(open));
        }
    }

    /** Somebody who may rename the folder puts a link in its place while it is written. */
    @Test
    void whatTakesItsPlaceMeanwhileGetsNothing() throws IOException {
        Path recording = folder.resolve("recording");
        RecordingWorld world = record(recording);
        Path precious = Files.createDirectory(folder.resolve("precious"));
        Files.writeString(precious.resolve("manifest.jsonl"), "precious");
        Path moved = Files.move(recording, folder.resolve("moved"));
        Files.createSymbolicLink(recording, precious);
        world.run(ASK);
        assertEquals(List.of("manifest.jsonl"), names(precious));
        assertEquals("precious", Files.readString(precious.resolve("manifest.jsonl")));
        assertEquals(List.of("001-ask.out", "002-ask.out", "manifest.jsonl"), names(moved));
        world.discard();
        assertEquals(List.of("manifest.jsonl"), names(precious));
        assertEquals(List.of(), names(moved));
    }

    /** A file that is there already is nobody's answer. */
    @Test
    void noFileIsWrittenOver() throws IOException {
        Path recording = folder.resolve("recording");
        RecordingWorld world = record(recording);
        Path precious = Files.writeString(folder.resolve("precious"), "precious");
        Files.createSymbolicLink(recording.resolve("002-ask.out"), precious);
        assertThrows(RecordException.class, () -> world.run(ASK));
        assertEquals("precious", Files.readString(precious));
        assertThrows(RecordException.class, world::requireWhole);
    }

    @Test
    void whatHoldsSomethingIsRefused() throws IOException {
        Files.writeString(folder.resolve("precious"), "");
        assertThrows(DirectoryNotEmptyException.class, () -> record(folder));
        assertEquals(List.of("precious"), names(folder));
    }

    /** What is written is what can be read: a monitor that is recorded for weeks is told when it cannot go on. */
    @Test
    void moreThanIsReadIsNotWritten() throws IOException {
        var world = new RecordingWorld(new FakeWorld(Os.LINUX).look("file /x", "x".repeat(1 << 20)),
                folder.resolve("recording"), Redaction.off());
        RecordException full = assertThrows(RecordException.class, () -> {
            for (int i = 0; i < 40; i++) {
                world.file("/x");
            }
        });
        assertTrue(full.getMessage().startsWith("it is full: --replay reads 32 MiB"), full.getMessage());
        assertThrows(RecordException.class, world::requireWhole);
        assertEquals(31, Files.size(folder.resolve("recording/manifest.jsonl")) >> 20);
        assertEquals(1 << 20, new ReplayWorld(folder.resolve("recording")).file("/x").toOptional().orElseThrow()
                .length());
    }
}
