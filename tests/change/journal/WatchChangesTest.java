package change.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import firewall.Change;
import firewall.linux.TraceTable;
import firewall.windows.AuditPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is switched on to watch can be found in the journal, and only as it was written there. */
class WatchChangesTest {

    static Stream<Change> changes() {
        return Stream.of(new TraceTable(List.of(7880, 8000), List.of()), new TraceTable(List.of(8000), List.of(7882)),
                new AuditPolicy(0, 1));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void isReadAsItWasWritten(Change change) {
        JournalCodec codec = ChangeKinds.all();
        var entry = new ChangeEntry(Instant.parse("2026-11-23T10:00:00Z"), new RunId("20261123-100000-3f9a"), "1.1",
                ChangeEvent.INTENDED, "verify", change, Optional.empty());
        String line = codec.line(entry);
        assertEquals(entry, codec.read(line));
        for (String bad : List.of("\"8000; flush ruleset\"", "99999", "-1", "null")) {
            String edited = line.replaceFirst("(8000|(?<=\"packets\":)0)", bad);
            assertNotEquals(line, edited);
            assertThrows(IllegalArgumentException.class, () -> codec.read(edited), edited);
        }
    }
}
