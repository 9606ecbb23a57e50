package change.elevate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import state.StateException;
import state.StateFolder;

/** The file between the two processes: whole, once, and nowhere but where it was made. */
class ResultFileTest {
    private static final String NAME = "elevated-00112233445566778899aabbccddeeff.json";

    @TempDir
    private Path folder;

    private StateFolder state() {
        return new StateFolder(folder.resolve("state"));
    }

    @Test
    void whatIsWrittenIsTakenOnceAndNothingStays() throws Exception {
        ResultFile made = ResultFile.create(state(), RandomGenerator.getDefault());
        ResultFile given = ResultFile.given(state(), made.file());
        given.write("{\"schema\":\"runbook/1\",\"exitCode\":0}");
        assertEquals(0, made.take().orElseThrow().get("exitCode").getAsInt());
        assertEquals(Optional.empty(), made.take());
        try (var left = Files.list(state().path())) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void twoNamesAreNeverTheSame() throws Exception {
        var random = RandomGenerator.getDefault();
        assertTrue(!ResultFile.create(state(), random).file().equals(ResultFile.create(state(), random).file()));
    }

    @Test
    void anAdministratorWritesNoOtherFile() throws Exception {
        Files.createDirectories(state().path());
        Path full = Files.writeString(state().path().resolve(NAME), "something");
        Path otherName = Files.createFile(state().path().resolve("elevated.json"));
        Path otherFolder = Files.createFile(folder.resolve(NAME));
        for (Path file : List.of(full, otherName, otherFolder, folder.resolve("missing.json"), Path.of(NAME),
                state().path().resolve(NAME.replace("00", "zz")), state().path())) {
            assertThrows(StateException.class, () -> ResultFile.given(state(), file), file.toString());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkIsNotFollowed() throws Exception {
        Files.createDirectories(state().path());
        Path aim = Files.createFile(folder.resolve("aim"));
        Path link = Files.createSymbolicLink(state().path().resolve(NAME), aim);
        assertThrows(StateException.class, () -> ResultFile.given(state(), link));
    }
}
