package state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.Fact;
import process.Os;

class StateFolderTest {

    @TempDir
    private Path root;

    @Test
    void isWhereTheSystemSaysThatStateBelongs() {
        String base = root.toString();
        assertEquals(root.resolve("runbook"), of(Os.LINUX, Map.of("XDG_STATE_HOME", base, "HOME", "/other"), "/x"));
        assertEquals(root.resolve(".local/state/runbook"), of(Os.LINUX, Map.of("HOME", base), "/x"));
        assertEquals(root.resolve(".local/state/runbook"), of(Os.LINUX, Map.of(), base));
        assertEquals(root.resolve("runbook"), of(Os.WINDOWS, Map.of("LOCALAPPDATA", base), "/x"));
        assertEquals(root.resolve("AppData/Local/runbook"), of(Os.WINDOWS, Map.of("USERPROFILE", base), "/x"));
    }

    @Test
    void aRelativePathCountsAsNotSet() {
        assertEquals(root.resolve(".local/state/runbook"),
                of(Os.LINUX, Map.of("XDG_STATE_HOME", "state", "HOME", root.toString()), "/x"));
    }

    @Test
    void withoutAnyHomeThereIsNoJournal() {
        assertInstanceOf(Fact.Unknown.class, StateFolder.of(Os.LINUX, Map.of("HOME", ""), "?"));
    }

    private static Path of(Os os, Map<String, String> environment, String home) {
        return StateFolder.of(os, environment, home).toOptional().orElseThrow().path();
    }
}
