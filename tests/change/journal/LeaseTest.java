package change.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.lease.LeaseTerms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import process.BootTime;
import process.Moment;
import state.StateException;
import state.StateFolder;

/** Leases in the journal: how they are written and read, and what the state of the journal is after them. */
public class LeaseTest {
    private static final Instant START = MemoryWorld.START;
    private static final Instant SOON = START.plusSeconds(120);
    private static final Instant LATE = START.plusSeconds(7200);

    @TempDir
    private Path folder;

    @Test
    void linesOfLeasesHaveAVersionOfTheirOwn() throws Exception {
        write(lease(Fixtures.RUN, SOON, LeasePurpose.CONFIRM), kept(Fixtures.RUN, LeasePurpose.CONFIRM));
        assertEquals(List.of(
                "{\"journal\":2,\"at\":\"2026-11-22T10:15:00Z\",\"run\":\"20261122-101500-3f9a\","
                        + "\"script\":\"fix-firewall\",\"lease\":\"confirm\",\"until\":\"2026-11-22T10:17:00Z\","
                        + "\"line\":1,\"sum\":\"0761681c\"}",
                "{\"journal\":2,\"at\":\"2026-11-22T10:15:00Z\",\"run\":\"20261122-101500-3f9a\","
                        + "\"script\":\"fix-firewall\",\"kept\":\"confirm\",\"by\":\"person\","
                        + "\"line\":2,\"sum\":\"75cf8eb2\"}"),
                Files.readAllLines(folder.resolve("journal.jsonl")));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        JournalLine[] lines = {lease(Fixtures.RUN, SOON, LeasePurpose.CONFIRM), done(Fixtures.RUN), kept(Fixtures.RUN,
                LeasePurpose.CONFIRM), lease(Fixtures.LATER, LATE, LeasePurpose.PAGE)};
        write(lines);
        assertEquals(List.of(lines), journalState().lines());
        assertEquals(1, journalState().entries().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
        "\"journal\":2             ~ \"journal\":1              ~ no text for event",
        "\"journal\":2             ~ \"journal\":3              ~ not a line of version 1 or 2",
        "\"lease\":\"confirm\"     ~ \"lease\":\"ever\"         ~ unknown purpose: ever",
        "\"until\":\"2026-11-22T10:17:00Z\" ~ \"until\":\"2026-11-22T10:15:00Z\" ~ ends after it begins",
        "\"until\":\"2026-11-22T10:17:00Z\" ~ \"until\":\"2026-11-22T10:17:00.0Z\" ~ value of another form",
        "\"until\":                ~ \"till\":                  ~ no text for until",
        "\"lease\":\"confirm\"     ~ \"lease\":\"confirm\",\"more\":1 ~ a key too many",
        "\"lease\":\"confirm\"     ~ \"kept\":\"confirm\"       ~ no text for by",
        "\"script\":\"fix-firewall\" ~ \"script\":\"../x\"      ~ not a script"})
    void aLineThatIsNotALeaseOfOursIsRefused(String part, String by, String reason) {
        refused(lease(Fixtures.RUN, SOON, LeasePurpose.CONFIRM), part, by, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
        "\"kept\":\"confirm\"      ~ \"kept\":\"page\"          ~ nobody keeps what is lent for a page",
        "\"by\":\"person\"         ~ \"by\":\"somebody\"        ~ somebody",
        "\"by\":\"person\"         ~ \"by\":null                ~ no text for by"})
    void aLineThatKeepsWhatCannotBeKeptIsRefused(String part, String by, String reason) {
        refused(kept(Fixtures.RUN, LeasePurpose.CONFIRM), part, by, reason);
    }

    private static void refused(JournalLine line, String part, String by, String reason) {
        String bad = Fixtures.KINDS.line(line).replace(part, by);
        assertTrue(!bad.equals(Fixtures.KINDS.line(line)), part);
        var refused = assertThrows(IllegalArgumentException.class, () -> Fixtures.KINDS.read(bad));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    @Test
    void aLeaseIsPendingWhileSomethingOfItsRunMayBeInEffect() throws Exception {
        Lease lease = lease(Fixtures.RUN, SOON, LeasePurpose.CONFIRM);
        write(lease);
        assertEquals(List.of(), journalState().pending(), "nothing was changed yet");
        write(done(Fixtures.RUN));
        assertEquals(List.of(lease), journalState().pending());
        assertEquals(Optional.of(lease), journalState().open().getFirst().lease());
        assertEquals(Optional.of(SOON), journalState().until(Fixtures.RUN));
        write(undone(Fixtures.RUN));
        assertEquals(List.of(), journalState().pending());
    }

    @Test
    void itIsDueFromItsMomentOn() throws Exception {
        write(lease(Fixtures.RUN, SOON, LeasePurpose.CONFIRM), done(Fixtures.RUN), done(Fixtures.LATER));
        assertEquals(List.of(), journalState().due(at(SOON.minusNanos(1))));
        assertEquals(List.of(Fixtures.RUN), journalState().due(at(SOON)).stream().map(JournalState.Item::run).toList());
    }

    /** Set back or forward, an hour or a year: 120 seconds are 120 seconds. */
    @Test
    void aClockThatIsSetMakesItNeitherLongerNorShorter() throws Exception {
        write(new Lease(START, Fixtures.RUN, "fix-firewall", SOON, LeasePurpose.CONFIRM,
                Optional.of(new BootTime("0a", Duration.ofSeconds(1000)))), done(Fixtures.RUN));
        for (Duration set : List.of(Duration.ofHours(-1), Duration.ofDays(-365), Duration.ofHours(1),
                Duration.ofDays(365))) {
            assertTrue(journalState().lent(Fixtures.RUN, at(START.plus(set), "0a", 1119)), set::toString);
            assertEquals(List.of(), journalState().due(at(START.plus(set), "0a", 1119)), set::toString);
            assertEquals(1, journalState().due(at(START.plus(set), "0a", 1120)).size(), set::toString);
        }
    }

    @Test
    void afterARestartTheClockCountsAndHowLongTheMachineHasBeenUp() throws Exception {
        write(new Lease(START, Fixtures.RUN, "fix-firewall", SOON, LeasePurpose.CONFIRM,
                Optional.of(new BootTime("0a", Duration.ofSeconds(1000)))), done(Fixtures.RUN));
        assertEquals(List.of(), journalState().due(at(SOON.minusSeconds(1), "0b", 20)));
        assertEquals(1, journalState().due(at(SOON, "0b", 20)).size());
        assertEquals(1, journalState().due(at(START, "0b", 120)).size(), "up for longer than it was lent");
        assertEquals(1, journalState().due(at(START.minusSeconds(3600), "0b", 20)).size(), "a clock that begins anew");
    }

    /** As on Windows, and of a lease of an earlier version: before its own beginning it cannot be. */
    @Test
    void whereOnlyTheClockTellsOneThatWasSetBackIsNotBelieved() throws Exception {
        write(lease(Fixtures.RUN, LATE, LeasePurpose.UNTIL), done(Fixtures.RUN));
        assertEquals(List.of(), journalState().due(at(START.minusSeconds(30))), "put right by a little");
        assertEquals(1, journalState().due(at(START.minusSeconds(3600))).size());
    }

    @Test
    void whatIsKeptIsNoLongerLentButForItsOtherLease() throws Exception {
        Lease longer = lease(Fixtures.RUN, LATE, LeasePurpose.UNTIL);
        write(lease(Fixtures.RUN, SOON, LeasePurpose.CONFIRM), longer, done(Fixtures.RUN));
        assertEquals(Optional.of(SOON), journalState().until(Fixtures.RUN));
        write(kept(Fixtures.RUN, LeasePurpose.CONFIRM));
        assertEquals(List.of(longer), journalState().pending());
        assertEquals(List.of(), journalState().due(at(SOON)));
        assertEquals(1, journalState().due(at(LATE)).size());
        write(kept(Fixtures.RUN, LeasePurpose.UNTIL));
        assertEquals(List.of(), journalState().pending());
        assertEquals(List.of(), journalState().due(at(LATE)));
    }

    @Test
    void keepingOneRunKeepsNoOther() throws Exception {
        Lease other = lease(Fixtures.LATER, SOON, LeasePurpose.CONFIRM);
        write(lease(Fixtures.RUN, SOON, LeasePurpose.CONFIRM), other, done(Fixtures.RUN), done(Fixtures.LATER),
                kept(Fixtures.RUN, LeasePurpose.CONFIRM));
        assertEquals(List.of(other), journalState().pending());
    }

    /** It is of a run of its own, with an end of its own, and whoever undoes the other one means both. */
    @Test
    void aPageKnowsWhichRunItServes() throws Exception {
        var page = new Lease(START, Fixtures.LATER, "fix-firewall", SOON, LeasePurpose.PAGE, Optional.empty(),
                Optional.of(Fixtures.RUN));
        write(lease(Fixtures.RUN, SOON, LeasePurpose.CONFIRM), page, done(Fixtures.RUN), done(Fixtures.LATER));
        assertEquals(List.of(page), journalState().pending().stream().filter(lease -> lease.partOf().isPresent())
                .toList());
        assertEquals(List.of(Fixtures.LATER, Fixtures.RUN), journalState().openWithParts(Fixtures.RUN).stream()
                .map(JournalState.Item::run).toList());
        assertEquals(List.of(Fixtures.LATER), journalState().openWithParts(Fixtures.LATER).stream()
                .map(JournalState.Item::run).toList());
    }

    @Test
    void onlyAPageIsPartOfAnotherRun() {
        assertThrows(IllegalArgumentException.class, () -> new Lease(START, Fixtures.LATER, "fix-firewall", SOON,
                LeasePurpose.CONFIRM, Optional.empty(), Optional.of(Fixtures.RUN)));
        assertThrows(IllegalArgumentException.class, () -> new Lease(START, Fixtures.RUN, "fix-firewall", SOON,
                LeasePurpose.PAGE, Optional.empty(), Optional.of(Fixtures.RUN)));
    }

    private JournalState journalState() throws StateException {
        return Journal.read(new StateFolder(folder), Fixtures.KINDS);
    }

    private void write(JournalLine... lines) throws StateException {
        try (Journal journal = Fixtures.open(folder, "fix-firewall", START)) {
            for (JournalLine line : lines) {
                journal.write(line);
            }
        }
    }

    static Lease lease(RunId run, Instant until, LeasePurpose purpose) {
        return new LeaseTerms.Length(purpose, Duration.between(START, until)).lease(run, "fix-firewall", at(START));
    }

    public static LeaseKept kept(RunId run, LeasePurpose purpose) {
        return new LeaseKept(START, run, "fix-firewall", purpose, LeaseKept.By.PERSON);
    }

    private static Moment at(Instant now) {
        return new Moment(now, Optional.empty());
    }

    private static Moment at(Instant now, String boot, long up) {
        return new Moment(now, Optional.of(new BootTime(boot, Duration.ofSeconds(up))));
    }

    private static ChangeEntry done(RunId run) {
        return new ChangeEntry(START, run, "1.1", ChangeEvent.DONE, "fix-firewall", new WordRule("word", 1),
                Optional.empty());
    }

    private static ChangeEntry undone(RunId run) {
        return done(run).next(START, ChangeEvent.UNDONE, "rollback");
    }
}
