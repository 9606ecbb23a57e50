package state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import process.Fact;
import process.LiveWorld;

/** A file of the system is written whole, with its owner and its rights, and only where root alone could have. */
@DisabledOnOs(OS.WINDOWS)
class SystemFileTest {
    private static final LiveWorld WORLD = new LiveWorld();

    @TempDir
    private Path folder;
    private Path path;
    private SystemFile file;

    @BeforeEach
    void asRoot() {
        assumeTrue(Account.current().isRoot(), "only root writes such files");
        path = folder.resolve("rules.v4");
        file = new SystemFile(path);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aNewFileIsForAllToReadAndGoesAgain() throws Exception {
        assertEquals(Fact.known(Optional.empty()), file.read(WORLD));
        assertEquals(Optional.empty(), file.write("été\n"));
        assertEquals(Fact.known(Optional.of("été\n")), file.read(WORLD));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertEquals(Optional.empty(), file.remove());
        assertEquals(Optional.empty(), file.remove());
        assertEquals(List.of(), names());
    }

    @Test
    void ownerGroupAndRightsStay() throws Exception {
        Files.writeString(path, "before\n");
        Files.setAttribute(path, "unix:gid", 4);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals(Optional.empty(), file.write("after\n"));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertEquals(4, Files.getAttribute(path, "unix:gid"));
        assertEquals("after\n", Files.readString(path));
    }

    @Test
    void whatAKilledWriterLeftIsRemoved() throws Exception {
        Files.writeString(folder.resolve("rules.v4.123456.tmp"), "half of i");
        assertEquals(Optional.empty(), file.write("whole\n"));
        assertEquals(List.of("rules.v4"), names());
    }

    @Test
    void whatAKilledWriterLeftGoesWithoutTheFile() throws Exception {
        Files.writeString(folder.resolve("rules.v4.123456.tmp"), "half of i");
        Files.writeString(folder.resolve("rules.v6"), "another\n");
        file.removeLeftovers();
        assertEquals(List.of("rules.v6"), names());
    }

    @Test
    void aLinkIsNeitherReadNorWritten() throws Exception {
        Path real = Files.writeString(folder.resolve("real"), "before\n");
        Files.createSymbolicLink(path, real);
        assertInstanceOf(Fact.Unknown.class, file.read(WORLD));
        assertEquals("state.not-only-root", file.write("after\n").orElseThrow().key());
        assertEquals("state.not-only-root", file.remove().orElseThrow().key());
        assertEquals("before\n", Files.readString(real));
        assertTrue(Files.isSymbolicLink(path));
    }

    @Test
    void whatAnotherAccountCouldHavePutThereIsLeftAlone() throws Exception {
        Files.writeString(path, "before\n");
        Files.setAttribute(path, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);
        assertInstanceOf(Fact.Unknown.class, file.read(WORLD));
        assertEquals("state.not-only-root", file.write("after\n").orElseThrow().key());
        Files.setAttribute(path, "unix:uid", 0, LinkOption.NOFOLLOW_LINKS);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals("state.not-only-root", file.write("after\n").orElseThrow().key());
        assertEquals("before\n", Files.readString(path));
    }

    /** Read as text and written again it would be another file. */
    @Test
    void whatIsNoTextInUtf8IsLeftAlone() throws Exception {
        byte[] latin = "# \u00e9t\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(path, latin);
        assertInstanceOf(Fact.Unknown.class, file.read(WORLD));
        assertArrayEquals(latin, Files.readAllBytes(path));
    }
}
