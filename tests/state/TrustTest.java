package state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import change.journal.Fixtures;
import change.journal.MemoryWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What decides what root does can be changed by root alone. */
@DisabledOnOs(OS.WINDOWS)
class TrustTest {

    @TempDir
    private Path home;
    private Path folder;
    private Path journal;
    private int me;

    @BeforeEach
    void aJournal() throws IOException, StateException {
        folder = home.resolve("state/runbook");
        Fixtures.open(folder, "fix-firewall", MemoryWorld.START).close();
        journal = folder.resolve("journal.jsonl");
        me = (int) Files.getAttribute(journal, "unix:uid");
    }

    @Test
    void whatOnlyWeCanChangeIsTrusted() throws Exception {
        Trust.require(journal, me);
        Files.delete(journal);
        Trust.require(journal, me);
    }

    @Test
    void aLinkIsRefused() throws Exception {
        Path real = Files.move(journal, home.resolve("elsewhere"));
        Files.createSymbolicLink(journal, real);
        assertEquals("state.link", refusal(me));
        assertThrows(StateException.class, () -> Fixtures.open(folder, "rollback", MemoryWorld.START));
    }

    @Test
    void aLinkThatLeadsNowhereIsRefused() throws Exception {
        Files.delete(journal);
        Files.createSymbolicLink(journal, home.resolve("nowhere"));
        assertEquals("state.link", refusal(me));
        assertThrows(StateException.class, () -> Fixtures.open(folder, "rollback", MemoryWorld.START));
        assertEquals(false, Files.exists(home.resolve("nowhere")));
    }

    @Test
    void aFolderThatIsALinkIsRefused() throws Exception {
        Path real = Files.move(folder, home.resolve("elsewhere"));
        Files.createSymbolicLink(folder, real);
        assertEquals("state.link", refusal(me));
    }

    @Test
    void aFileThatOthersCanWriteIsRefused() throws Exception {
        Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rw-rw----"));
        assertEquals(me == Account.ROOT ? "state.writable-root" : "state.writable", refusal(me));
    }

    @Test
    void aFolderAboveItThatOthersCanWriteIsRefused() throws Exception {
        Files.setPosixFilePermissions(home.resolve("state"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(me == Account.ROOT ? "state.writable-root" : "state.writable", refusal(me));
        // As /tmp is: others may add to it, but not replace what is ours.
        Files.setAttribute(home.resolve("state"), "unix:mode", 01777);
        Trust.require(journal, me);
    }

    @Test
    void whatBelongsToAnotherAccountIsRefused() throws Exception {
        if (me == Account.ROOT) {
            Files.setAttribute(journal, "unix:uid", 65534);
        }
        assertEquals("state.owner", refusal(me + 1));
    }

    private String refusal(int account) {
        return assertThrows(StateException.class, () -> Trust.require(journal, account)).why().key();
    }
}
