package discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import text.Message;

/** Which file is found from which folder, and which one nobody may be led by. */
class FileSearchTest {
    private static final List<String> NAMES = List.of("services.yaml", "services.yml");

    /** Of an account that has no file on this machine. */
    private static final int NOBODY = 2_000_000_001;

    @TempDir
    private Path temporary;
    private Path home;
    private Path project;

    @BeforeEach
    void folders() throws IOException {
        home = Files.createDirectories(temporary.toRealPath().resolve("home"));
        project = Files.createDirectories(home.resolve("project/app/src")).getParent().getParent();
    }

    @Test
    void theNearestCounts() throws IOException {
        Path above = file(project.resolve("services.yaml"));
        assertEquals(found(above), search(project.resolve("app/src"), trusted()));
        Path nearer = file(project.resolve("app/services.yml"));
        assertEquals(found(nearer), search(project.resolve("app/src"), trusted()));
        Path preferred = file(project.resolve("app/services.yaml"));
        assertEquals(found(preferred), search(project.resolve("app"), trusted()));
    }

    @Test
    void theHomeIsTheLastFolder() throws IOException {
        file(home.getParent().resolve("services.yaml"));
        assertEquals(nothing(), search(project, trusted()));
        Path atHome = file(home.resolve("services.yaml"));
        assertEquals(found(atHome), search(project, trusted()));
    }

    @Test
    void aFolderOfThatNameIsNone() throws IOException {
        Files.createDirectory(project.resolve("services.yaml"));
        assertEquals(nothing(), search(project, trusted()));
    }

    @Test
    void aFileThatDoesNotFitIsPassedOverAndNamed() throws IOException {
        Path other = file(project.resolve("app/services.yaml"));
        Path ours = file(project.resolve("services.yaml"));
        Message why = Message.verbatim("another program's");
        var result = new FileSearch(project.resolve("app"), home, trusted()).nearest(NAMES,
                file -> file.equals(other) ? Optional.of(why) : Optional.empty());
        assertEquals(new FileSearch.Result(Optional.of(ours), List.of(passedOver(other, why))), result);
    }

    @Test
    void whatIsSomebodyElsesIsPassedOverAndNothingAboveIsLookedAt() throws IOException {
        Path file = file(project.resolve("app/services.yaml"));
        file(project.resolve("services.yaml"));
        Message owner = Message.of("discovery.owner", Files.getAttribute(file, "unix:uid").toString());
        assertEquals(new FileSearch.Result(Optional.empty(),
                        List.of(passedOver(file, Message.of("discovery.folder", owner)))),
                search(project.resolve("app"), new FileTrust.Posix(Set.of(NOBODY), false)));
    }

    @Test
    void aFileOfAnotherAccountInAFolderOfOursIsPassedOver() throws IOException {
        Path file = file(project.resolve("services.yaml"));
        Message why = Message.of("discovery.owner", "4711");
        assertEquals(new FileSearch.Result(Optional.empty(), List.of(passedOver(file, why))),
                search(project, path -> path.equals(file) ? Optional.of(why) : Optional.empty()));
    }

    @Test
    void aLinkIsJudgedByItsMakerAndByWhatItLeadsTo() throws IOException {
        Path link = Files.createSymbolicLink(project.resolve("services.yaml"), Path.of("/proc/version"));
        assertEquals(Optional.empty(), trusted().refused(link));
        assertEquals(Optional.of(Message.of("discovery.owner", uid().toString())),
                new FileTrust.Posix(Set.of(NOBODY), false).refused(link));
    }

    /** What others can write would decide what root does. */
    @Test
    void rootIsNotLedByWhatOthersCanWrite() throws IOException {
        Path file = file(project.resolve("services.yaml"));
        for (String open : List.of("rw-rw-rw-", "rw----rw-")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
            assertEquals(Optional.of(Message.of("discovery.writable")), strict().refused(file), open);
            assertEquals(Optional.empty(), trusted().refused(file), open);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(Optional.empty(), strict().refused(file));
        Files.setPosixFilePermissions(project, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(new FileSearch.Result(Optional.empty(), List.of(passedOver(file,
                Message.of("discovery.folder", Message.of("discovery.writable"))))), search(project, strict()));
    }

    private FileSearch.Result search(Path start, FileTrust trust) {
        return new FileSearch(start, home, trust).nearest(NAMES, file -> Optional.empty());
    }

    private static FileSearch.Result found(Path file) {
        return new FileSearch.Result(Optional.of(file), List.of());
    }

    private static FileSearch.Result nothing() {
        return new FileSearch.Result(Optional.empty(), List.of());
    }

    private static Message passedOver(Path file, Message why) {
        return Message.of("discovery.passed-over", file.toString(), why);
    }

    private FileTrust trusted() throws IOException {
        return new FileTrust.Posix(new HashSet<>(List.of(0, uid())), false);
    }

    private FileTrust strict() throws IOException {
        return new FileTrust.Posix(new HashSet<>(List.of(0, uid())), true);
    }

    private Integer uid() throws IOException {
        return (Integer) Files.getAttribute(temporary, "unix:uid");
    }

    private static Path file(Path file) throws IOException {
        return Files.writeString(file, "");
    }
}
