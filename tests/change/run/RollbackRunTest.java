package change.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.Fixtures;
import change.journal.Journal;
import change.journal.KillSwitch;
import change.journal.MemoryWorld;
import change.journal.RunId;
import change.journal.WordRule;
import change.plan.Applier;
import change.report.ChangeReport;
import change.report.HandMadeRule;
import change.report.RollbackRunResult;
import com.google.gson.JsonObject;
import console.Look;
import console.Spoken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import json.JsonDocument;
import json.JsonOutput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.Fact;
import process.Os;
import state.StateException;
import state.StateFolder;
import text.Language;
import text.Message;
import text.Words;

/** The whole course of rollback, and rules made by hand. */
class RollbackRunTest {
    private static final Function<Message, Optional<Boolean>> YES = question -> Optional.of(true);

    @TempDir
    private Path folder;
    private final MemoryWorld world = new MemoryWorld(KillSwitch.never());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private boolean administrator = true;
    private boolean json;
    private Spoken spoken = Spoken.ALL;

    @BeforeEach
    void twoRuns() throws StateException {
        for (RunId run : List.of(Fixtures.RUN, Fixtures.LATER)) {
            try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
                new Applier(world, journal, message -> { })
                        .apply(Fixtures.plan(run, run.equals(Fixtures.RUN) ? "run" : "later"));
            }
        }
    }

    @Test
    void theListSaysWhatSinceWhenAndByWhichRunNewestFirst() throws Exception {
        assertEquals(RollbackRunResult.End.WELL, taking(YES).list(Optional.of(Fixtures.RUN)).end());
        assertEquals("""
                Changes made by this tool that may be active: 4 (journal: the journal)

                Run 20261122-101500-3f9a, since 2026-11-22T10:15:00Z
                → 2.2  accept run live1 on 7881
                        del run live1
                → 2.1  accept run live on 7880
                        del run live
                → 1.2  accept run api6 on 8000
                        del run api6
                → 1.1  accept run api on 8000
                        del run api
                """, out.toString());
        assertEquals(8, world.rules.size());
    }

    @Test
    void takesBackEverythingOnceAgreedTo() throws Exception {
        assertEquals(RollbackRunResult.End.DECLINED, take(question -> Optional.of(false)).end());
        assertEquals(RollbackRunResult.End.NOBODY_TO_ASK, take(question -> Optional.empty()).end());
        assertEquals(8, world.rules.size());
        assertEquals(RollbackRunResult.End.WELL, take(YES).end());
        assertEquals(List.of(), world.rules);
        assertEquals(RollbackRunResult.End.WELL, take(question -> {
            throw new AssertionError("there is nothing to ask");
        }).end());
    }

    @Test
    void takesBackOneRunOnly() throws Exception {
        taking(YES).takeBack(Optional.of(Fixtures.LATER), Duration.ZERO);
        assertEquals(List.of("run live1", "run live", "run api6", "run api"), world.rules);
        assertEquals(RollbackRunResult.End.WELL, taking(YES).takeBack(Optional.of(Fixtures.LATER), Duration.ZERO)
                .end());
        assertEquals(RollbackRunResult.End.NO_SUCH_RUN,
                taking(YES).takeBack(Optional.of(new RunId("20200101-000000-0000")), Duration.ZERO).end());
    }

    @Test
    void withoutRightsNothingIsTakenBack() throws Exception {
        administrator = false;
        assertEquals(RollbackRunResult.End.NEEDS_ADMINISTRATOR, take(YES).end());
        assertEquals(8, world.rules.size());
        assertTrue(err.toString().endsWith("    sudo this\n"), err.toString());
    }

    /** Who asks for quiet hears of what could not be undone, and before that of what is asked. */
    @Test
    void quietIsOnlyWhatIsWrong() throws Exception {
        spoken = Spoken.WRONG_OR_ASKED;
        assertEquals(RollbackRunResult.End.DECLINED, take(question -> Optional.of(false)).end());
        assertTrue(out.toString().contains("→ 2.2  accept run live1 on 7881"), out.toString());
        out.getBuffer().setLength(0);
        spoken = Spoken.WRONG;
        world.rules.set(world.rules.indexOf("later api"), "later api*");
        assertEquals(RollbackRunResult.End.INCOMPLETE, take(YES).end());
        assertTrue(out.toString().startsWith("✗ ") && out.toString().contains("later api"), out.toString());
        assertEquals(-1, out.toString().indexOf("✓"), out.toString());
        out.getBuffer().setLength(0);
        world.rules.set(world.rules.indexOf("later api*"), "later api");
        assertEquals(RollbackRunResult.End.WELL, take(YES).end());
        spoken = Spoken.WRONG_OR_ASKED;
        assertEquals(RollbackRunResult.End.WELL, taking(YES).list(Optional.empty()).end());
        assertEquals("", out + "" + err);
    }

    /** Whoever only wants to see the list gets an empty one, and hears where else to look. */
    @Test
    void anEmptyListOfAnOrdinaryAccountIsAnAnswer() throws Exception {
        take(YES);
        out.getBuffer().setLength(0);
        administrator = false;
        assertEquals(RollbackRunResult.End.WELL, taking(YES).list(Optional.empty()).end());
        assertTrue(out.toString().contains("No change made by this tool is active"), out.toString());
        assertTrue(err.toString().contains("root's journal") && err.toString().endsWith("    sudo this\n"),
                err.toString());
        json = true;
        assertEquals(List.of(), taking(YES).list(Optional.empty()).items());
    }

    @Test
    void anEmptyJournalOfAnOrdinaryAccountProvesNothing() throws Exception {
        take(YES);
        administrator = false;
        assertEquals(RollbackRunResult.End.NEEDS_ADMINISTRATOR, take(YES).end());
        assertTrue(err.toString().contains("root's journal"), err.toString());
    }

    @Test
    void theDocumentSaysWhatBecameOfEachChange() throws Exception {
        json = true;
        world.rules.set(world.rules.indexOf("later api"), "later api*");
        world.rules.remove("later live");
        RollbackRun taking = taking(YES);
        RollbackRunResult ended = taking.takeBack(Optional.of(Fixtures.LATER), Duration.ZERO);
        assertEquals(RollbackRunResult.End.INCOMPLETE, ended.end());
        taking.report().end(world.now(), 20, ended, List.of(), List.of());
        JsonObject document = Fixtures.document(out.toString());
        assertEquals("fail", document.get("verdict").getAsString());
        assertEquals(List.of("undone", "gone", "undone", "refused"), document.getAsJsonArray("changes").asList()
                .stream().map(change -> change.getAsJsonObject().get("result").getAsString()).toList());
    }

    @Test
    void rulesMadeByHandAreShownAndRemovedOnlyWhenAgreedTo() throws Exception {
        var removal = new WordRule("removal", 1);
        var hand = new HandMadeRules(world, taking(YES).report(), Fact.known(List.of(removal)));
        assertEquals(RollbackRunResult.End.WELL, hand.list().end());
        assertTrue(out.toString().contains("Rules made by hand with the names of services: 1"),
                out.toString());
        assertEquals(RollbackRunResult.End.WELL,
                hand.remove(Fact.known(true), () -> "sudo this", Optional.empty(), question -> Optional.of(false))
                        .end());
        assertEquals(RollbackRunResult.End.NOBODY_TO_ASK,
                hand.remove(Fact.known(true), () -> "sudo this", Optional.empty(), question -> Optional.empty()).end());
        assertEquals(RollbackRunResult.End.NEEDS_ADMINISTRATOR,
                hand.remove(Fact.known(false), () -> "sudo this", Optional.empty(), YES).end());
        assertEquals(8, world.rules.size());
        HandMadeRules.Removal removed = hand.remove(Fact.known(true), () -> "sudo this", Optional.empty(), YES);
        assertEquals(RollbackRunResult.End.WELL, removed.end());
        assertEquals(HandMadeRule.Result.REMOVED, removed.rules().getFirst().result());
        assertTrue(world.rules.contains("removal"));
    }

    @Test
    void aRuleMadeByHandThatStaysIsAFailure() throws Exception {
        world.rules.add("full");
        var hand = new HandMadeRules(world, taking(YES).report(), Fact.known(List.of(new WordRule("removal", 1))));
        assertEquals(RollbackRunResult.End.INCOMPLETE,
                hand.remove(Fact.known(true), () -> "sudo this", Optional.empty(), YES).end());
        assertTrue(out.toString().contains("the list is full"), out.toString());
    }

    /** What nobody can know is named, so that a person can look; the way out is named, too. */
    @Test
    void damagedLinesAreNamedAndWhatIsWholeIsTakenBack() throws Exception {
        damage("1.1");
        taking(YES).list(Optional.empty());
        String journal = folder.resolve("journal.jsonl").toString();
        assertTrue(out.toString().startsWith("""
                ! Part of the journal is damaged. What it was about may still be in effect; nobody can tell:
                    %1$s:1: its checksum does not match
                    perhaps: accept run api on 8000
                    look in the firewall for rules marked: runbook 20261122-101500-3f9a
                    %1$s:2: its checksum does not match
                """.formatted(journal)), out.toString());
        assertTrue(out.toString().contains("jbang rollback sets the damaged journal aside"), out.toString());
        out.getBuffer().setLength(0);
        taking(YES).takeBack(Optional.empty(), Duration.ZERO);
        Path aside = Journal.damages(new StateFolder(folder), Fixtures.KINDS).getFirst().file();
        assertEquals(List.of("run api"), world.rules, "what is left is what nobody could know");
        assertTrue(err.toString().contains("It is kept as " + aside), err.toString());
        assertTrue(out.toString().contains("then delete what was set aside: " + aside + "\n"), out.toString());
    }

    @Test
    void whereAllOfAJournalIsDamagedItIsNotSaidThatNothingIsInEffect() throws Exception {
        Files.writeString(folder.resolve("journal.jsonl"), "{\"journal\":1,\"nothing\"\n");
        take(YES);
        assertFalse(out.toString().contains("No change"), out.toString());
        assertTrue(out.toString().contains("then delete what was set aside"), out.toString());
        Files.delete(Journal.damages(new StateFolder(folder), Fixtures.KINDS).getFirst().file());
        out.getBuffer().setLength(0);
        take(YES);
        assertTrue(out.toString().contains("No change made by this tool is active"), out.toString());
    }

    /** Another sign in all that the first run's journal says of a step. */
    private void damage(String step) throws IOException {
        Path journal = folder.resolve("journal.jsonl");
        Files.write(journal, Files.readAllLines(journal).stream().map(line -> line.contains(Fixtures.RUN.text())
                ? line.replace("\"step\":\"" + step, "\"stop\":\"" + step) : line).toList());
    }

    private RollbackRunResult take(Function<Message, Optional<Boolean>> agreed) throws StateException {
        return taking(agreed).takeBack(Optional.empty(), Duration.ZERO);
    }

    private RollbackRun taking(Function<Message, Optional<Boolean>> agreed) {
        var answer = new ChangeReport(new Words(Language.ENGLISH), new Look(200, false, true), Os.LINUX,
                new PrintWriter(out, true), new PrintWriter(err, true),
                json ? Optional.of(new JsonOutput(new PrintWriter(out, true), StandardCharsets.UTF_8))
                        : Optional.empty(), false, spoken,
                new JsonDocument("rollback", "1", MemoryWorld.START), "the journal");
        return new RollbackRun(world, answer, new StateFolder(folder), Fixtures.KINDS, Fact.known(administrator),
                () -> "sudo this", Optional.empty(), agreed, false);
    }
}
