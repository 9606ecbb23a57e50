package change.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.Fixtures;
import change.journal.KillSwitch;
import change.journal.MemoryFirewall;
import change.journal.MemoryWorld;
import change.lease.LeaseSetup;
import change.plan.ApplyCheck;
import change.plan.ApplyResult;
import change.plan.Plan;
import change.plan.Planner;
import change.plan.PortAssessment;
import change.report.ChangeReport;
import change.report.FixResult;
import change.report.PlanText;
import com.google.gson.JsonObject;
import console.Look;
import console.Spoken;
import firewall.Firewall;
import inventory.Source;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import json.JsonDocument;
import json.JsonOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import path.Facts;
import process.Fact;
import process.Os;
import state.StateException;
import state.StateFolder;
import testing.FactsBuilder;
import text.Language;
import text.Message;
import text.Words;

/** The whole course of fix-firewall on a machine that is a list of words. */
class FixRunTest {
    private static final Function<Message, Optional<Boolean>> YES = question -> Optional.of(true);

    @TempDir
    private Path folder;
    private final MemoryWorld world = new MemoryWorld(KillSwitch.never());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private boolean administrator = true;
    private boolean override;
    private boolean json;
    private Spoken spoken = Spoken.ALL;
    private boolean persist;

    @Test
    void aPlanIsShownWithItsWayBackAndNothingIsDone() throws Exception {
        assertEquals(FixResult.End.CHANGES_WAIT, show().end());
        assertEquals(List.of(), world.rules);
        assertTrue(Files.notExists(folder.resolve("journal.jsonl")));
        assertEquals("""
                Allow 192.168.1.0/24 to reach the services on 192.168.1.44 (wlan0), and nobody else
                Services: test

                → 1. API  8000/tcp
                    Blocked by default: no rule allows it (filter INPUT: -P INPUT DROP)
                    accept 20261122 101500 3f9a 8000 on 8000
                        add 20261122 101500 3f9a 8000
                    Gone after a restart
                    Undone by:
                        del 20261122 101500 3f9a 8000
                → 2. LiveKit  7880/tcp, 7881/tcp
                    Blocked by default: no rule allows it (filter INPUT: -P INPUT DROP)
                    accept 20261122 101500 3f9a 7880 on 7880
                        add 20261122 101500 3f9a 7880
                    accept 20261122 101500 3f9a 7881 on 7881
                        add 20261122 101500 3f9a 7881
                    Gone after a restart
                    Undone by:
                        del 20261122 101500 3f9a 7881
                        del 20261122 101500 3f9a 7880

                Changes pending: 3. Nothing was changed yet.
                To apply them:
                    jbang fix-firewall --apply
                """, out.toString());
    }

    @Test
    void carriedOutTheFirewallIsAskedAgain() throws Exception {
        FixResult ended = carryOut(YES);
        assertEquals(FixResult.End.WELL, ended.end());
        assertEquals(3, world.rules.size());
        assertEquals(3, ended.check().orElseThrow().fixed().size());
        assertTrue(out.toString().contains("✓ API  8000/tcp is allowed now"), out.toString());
        assertTrue(out.toString().contains("jbang rollback --run 20261122-101500-3f9a"), out.toString());
    }

    /** Who agreed in advance and asks for quiet hears nothing of what went well. */
    @Test
    void quietIsOnlyWhatIsWrong() throws Exception {
        spoken = Spoken.WRONG_OR_ASKED;
        assertEquals(FixResult.End.CHANGES_WAIT, carryOut(question -> {
            assertTrue(out.toString().contains("→ 1. API"), out.toString());
            return Optional.of(false);
        }).end());
        out.getBuffer().setLength(0);
        spoken = Spoken.WRONG;
        assertEquals(FixResult.End.WELL, carryOut(YES).end());
        assertEquals("", out + "" + err);
        world.rules.clear();
        world.rules.add("full");
        assertEquals(FixResult.End.BLOCKED, carryOut(YES).end());
        assertTrue(out.toString().startsWith("✗ "), out.toString());
        assertFalse(out.toString().contains("✓") || out.toString().contains("\n\n"), out.toString());
    }

    @Test
    void whatARestartEndsIsSaidWithTheLineThatKeepsIt() throws Exception {
        carryOut(YES);
        assertTrue(out.toString().endsWith("""
                ! Until the next restart: these rules are in the kernel only. To keep them:
                        jbang fix-firewall --apply --persist
                """), out.toString());
        assertEquals(List.of(), boot());
    }

    @Test
    void whatIsToOutlastARestartIsAgreedToAndMadeLast() throws Exception {
        persist = true;
        FixResult ended = carryOut(question -> {
            assertTrue(out.toString().contains("→ Keep it after a restart (run 20261122-101500-3f9a)\n"
                    + "    a list that remembers\n"), out.toString());
            assertEquals(List.of(), world.rules);
            return Optional.of(true);
        });
        assertEquals(FixResult.End.WELL, ended.end());
        assertEquals(List.of("boot 20261122 101500 3f9a 7881", "boot 20261122 101500 3f9a 7880",
                "boot 20261122 101500 3f9a 8000"), boot());
        assertEquals(boot(), world.rules.subList(0, 3), "after the rules themselves");
        assertTrue(out.toString().contains("✓ Survives a restart: accept boot"), out.toString());
        assertFalse(out.toString().contains("Until the next restart"), out.toString());
        List<String> journal = Files.readAllLines(folder.resolve("journal.jsonl"));
        assertEquals(12, journal.size());
        assertTrue(journal.get(6).contains("\"step\":\"3.1\",\"event\":\"intended\""), journal.get(6));
    }

    /** The line that is given after a run without it, typed then. */
    @Test
    void whatIsInEffectAlreadyIsMadeToOutlastARestart() throws Exception {
        carryOut(YES);
        persist = true;
        assertEquals(FixResult.End.CHANGES_WAIT, show().end());
        assertEquals(List.of(), boot());
        assertEquals(FixResult.End.CHANGES_WAIT, carryOut(question -> Optional.of(false)).end());
        assertEquals(List.of(), boot());
        assertEquals(FixResult.End.WELL, carryOut(YES).end());
        assertEquals(3, boot().size());
        assertEquals(FixResult.End.WELL, carryOut(question -> {
            throw new AssertionError("nothing is left to do");
        }).end());
    }

    @Test
    void withoutAWayTheRulesAreMadeAndThatIsSaid() throws Exception {
        persist = true;
        world.rules.add("forgetful");
        assertEquals(FixResult.End.WELL, carryOut(YES).end());
        assertEquals(List.of(), boot());
        assertTrue(out.toString().endsWith("! nothing here remembers anything\n"), out.toString());
    }

    @Test
    void whatCouldNotBeKeptIsAFailureThatIsSaid() throws Exception {
        persist = true;
        world.rules.add("forgetful later");
        FixResult ended = carryOut(YES);
        assertEquals(FixResult.End.BLOCKED, ended.end());
        assertTrue(out.toString().contains("✗ Open now, but a restart would close it again:\n    the list is full\n"),
                out.toString());
        assertEquals(List.of(), boot());
    }

    /** What a restart of the machine leaves. */
    private List<String> boot() {
        return world.rules.stream().filter(rule -> rule.startsWith("boot ")).toList();
    }

    @Test
    void aSecondRunFindsNothingToDo() throws Exception {
        carryOut(YES);
        List<String> before = List.copyOf(world.rules);
        assertEquals(FixResult.End.WELL, carryOut(question -> {
            throw new AssertionError("there is nothing to ask");
        }).end());
        assertEquals(before, world.rules);
        assertEquals(6, Files.readAllLines(folder.resolve("journal.jsonl")).size());
    }

    @Test
    void aRuleThatDoesNotHelpIsNotCalledAFix() throws Exception {
        world.rules.add("deaf");
        FixResult ended = carryOut(YES);
        assertEquals(FixResult.End.BLOCKED, ended.end());
        assertEquals(ApplyCheck.Verdict.UNCHANGED, ended.check().orElseThrow().verdict());
        assertTrue(out.toString()
                .contains("✗ API  8000/tcp is still blocked\n    Blocked by default: no rule "
                + "allows it"),
                out.toString());
    }

    @Test
    void someFixedAndSomeNotIsPartly() throws Exception {
        FixResult ended = fixing().carryOut(plan(), Duration.ZERO);
        assertEquals(FixResult.End.WELL, ended.end());
        world.rules.remove("20261122 101500 3f9a 7881");
        var after = new ApplyCheck(ended.check().orElseThrow().applied(), plan().endpoints());
        assertEquals(ApplyCheck.Verdict.PARTLY, after.verdict());
        assertEquals(2, after.fixed().size());
    }

    /** A change that failed is no port that is blocked: the firewall alone says what gets in. */
    @Test
    void whatTheFirewallSaysDecidesAndNotWhetherAChangeFailed() throws Exception {
        FixResult ended = fixing().carryOut(plan(), Duration.ZERO);
        Plan plan = ended.plan();
        var results = new LinkedHashMap<>(ended.check().orElseThrow().applied().results());
        results.put("2.2", new ApplyResult.Failed(Message.verbatim("the list is full"), true));
        List<PortAssessment> open = ended.check().orElseThrow().after();
        assertEquals(ApplyCheck.Verdict.FIXED, new ApplyCheck(new ApplyResult(plan, results), open).verdict());
        world.rules.add("unreadable");
        List<PortAssessment> unknown = plan().endpoints();
        assertEquals(ApplyCheck.Verdict.UNCHANGED, new ApplyCheck(new ApplyResult(plan, results), unknown).verdict());
        assertEquals(ApplyCheck.Verdict.UNKNOWN,
                new ApplyCheck(ended.check().orElseThrow().applied(), unknown).verdict());
    }

    /** While the question waits, the list cannot be read any more. */
    @Test
    void whatWasNotMadeIsNotSaidToBeMade() throws Exception {
        FixResult ended = carryOut(question -> {
            world.rules.add("unreadable");
            return Optional.of(true);
        });
        assertEquals(FixResult.End.UNKNOWN, ended.end());
        assertEquals(List.of("unreadable"), world.rules);
        assertTrue(out.toString().contains("? Nothing was changed; could not tell whether every service gets in."),
                out.toString());
        assertFalse(out.toString().contains("The changes were made"), out.toString());
    }

    @Test
    void whatIsNotKnownToBeBlockedIsNotSaidToBe() throws Exception {
        FixResult ended = carryOut(question -> {
            world.rules.add("full");
            return Optional.of(true);
        });
        world.rules.add("unreadable");
        var applyCheck = new ApplyCheck(ended.check().orElseThrow().applied(), plan().endpoints());
        String text = String.join("\n", new PlanText(new Words(Language.ENGLISH), new Look(200, false, true), Os.LINUX,
                false, Spoken.ALL).aftermath(applyCheck, false, Optional.empty(), "the journal"));
        assertFalse(text.contains("is still blocked"), text);
        assertTrue(text.contains("No blocked port is known to be allowed now"), text);
    }

    /** iptables may write a rule in another way than it was told: nobody has changed it then. */
    @Test
    void whatTheSystemMadeOfItIsNotPutDownToSomebody() throws Exception {
        world.rules.add("rewriting");
        carryOut(YES);
        assertTrue(out.toString().contains("failed, but it may be in effect anyway: accept"), out.toString());
        assertTrue(out.toString().contains("the system accepted the change, but what is there differs"),
                out.toString());
        assertFalse(out.toString().contains("It was changed since"), out.toString());
    }

    @Test
    void withoutRightsNothingIsWrittenAndTheLineIsGiven() throws Exception {
        administrator = false;
        assertEquals(FixResult.End.NEEDS_ADMINISTRATOR, carryOut(YES).end());
        assertTrue(err.toString().endsWith("    sudo this\n"), err.toString());
        assertEquals(List.of(), world.rules);
        assertTrue(Files.notExists(folder.resolve("journal.jsonl")));
    }

    @Test
    void noMeansNoAndNobodyIsNotYes() throws Exception {
        assertEquals(FixResult.End.CHANGES_WAIT, carryOut(question -> Optional.of(false)).end());
        assertEquals(FixResult.End.NOBODY_TO_ASK, carryOut(question -> Optional.empty()).end());
        assertEquals(List.of(), world.rules);
        assertTrue(Files.notExists(folder.resolve("journal.jsonl")));
    }

    @Test
    void aRuleThatBlocksOnPurposeStaysUnlessOverridden() throws Exception {
        world.rules.add("on purpose");
        assertEquals(FixResult.End.BLOCKED, carryOut(YES).end());
        assertTrue(out.toString().contains("--override-blocks"), out.toString());
        assertEquals(List.of("on purpose"), world.rules);
        override = true;
        assertEquals(FixResult.End.WELL, carryOut(YES).end());
    }

    @Test
    void whatIsNotOursToChangeIsToldAndLeft() throws Exception {
        world.rules.add("policy");
        assertEquals(FixResult.End.BLOCKED, show().end());
        assertTrue(out.toString().contains("    ask its administrators"), out.toString());
    }

    @Test
    void whatCannotBeReadIsUnknownNotWell() throws Exception {
        world.rules.add("unreadable");
        administrator = false;
        assertEquals(FixResult.End.UNKNOWN, show().end());
        assertTrue(out.toString().contains("? API  8000/tcp: could not tell\n    the list cannot be read"),
                out.toString());
        assertTrue(out.toString().endsWith("    sudo this\n"), out.toString());
    }

    @Test
    void aRunThatCameBeforeLeavesNothingToDo() throws Exception {
        Plan shown = plan();
        List.of(7880, 7881, 8000).forEach(port -> world.rules.add("other " + port));
        FixResult ended = fixing().carryOut(shown, Duration.ZERO);
        assertEquals(FixResult.End.WELL, ended.end());
        assertEquals(List.of("other 7880", "other 7881", "other 8000"), world.rules);
    }

    @Test
    void aPlanThatHasBecomeAnotherIsNotCarriedOut() throws Exception {
        world.rules.addAll(List.of("other 7880", "other 7881"));
        Plan shown = plan();
        world.rules.remove("other 7880");
        assertEquals(FixResult.End.CHANGES_WAIT, fixing().carryOut(shown, Duration.ZERO).end());
        assertEquals(List.of("other 7881"), world.rules);
        assertTrue(err.toString().contains("The firewall has changed since"), err.toString());
    }

    @Test
    void theDocumentHasEachStepsStateAndEachPortsDecisionBeforeAndAfter() throws Exception {
        json = true;
        FixRun fixRun = fixing();
        FixResult ended = fixRun.carryOut(plan(), Duration.ZERO);
        fixRun.report().end(world.now(), 0, Source.example(), ended);
        JsonObject document = Fixtures.document(out.toString());
        assertEquals("runbook/1", document.get("schema").getAsString());
        assertEquals("fix-firewall", document.get("tool").getAsString());
        assertEquals("ok", document.get("verdict").getAsString());
        assertEquals("fixed", document.get("result").getAsString());
        assertEquals("192.168.1.0/24", document.get("lan").getAsString());
        JsonObject step = document.getAsJsonObject("plan").getAsJsonArray("steps").get(1).getAsJsonObject();
        assertEquals("[\"7880/tcp\",\"7881/tcp\"]", step.get("ports").toString());
        assertEquals("done", step.get("state").getAsString());
        assertEquals("add 20261122 101500 3f9a 7881", step.getAsJsonArray("changes").get(1).getAsJsonObject()
                .getAsJsonArray("commands").get(0).getAsJsonObject().get("run").getAsString());
        JsonObject endpoint = document.getAsJsonArray("endpoints").get(0).getAsJsonObject();
        assertEquals("blocked default change", words(endpoint.getAsJsonObject("before"), "decision", "cause", "can"));
        assertEquals("allowed nothing", words(endpoint.getAsJsonObject("after"), "decision", "can"));
        assertFalse(out.toString().contains("is allowed now"));
    }

    @Test
    void whatCouldNotBeginIsADocumentToo() {
        json = true;
        String problem = fixing().report().problem(world.now(), 20, Message.verbatim("no \u00ab journal \u00bb"));
        assertEquals("no \u00ab journal \u00bb", Fixtures.document(problem).get("problem").getAsString());
    }

    private static String words(JsonObject json, String... keys) {
        return String.join(" ", List.of(keys).stream().map(key -> json.get(key).getAsString()).toList());
    }

    private FixResult show() throws StateException {
        return fixing().show(plan());
    }

    private FixResult carryOut(Function<Message, Optional<Boolean>> agreed) throws StateException {
        return fixing(agreed).carryOut(plan(), Duration.ZERO);
    }

    private Plan plan() {
        return assessment().plan(new MemoryFirewall(world).read());
    }

    private FixRun fixing() {
        return fixing(YES);
    }

    private FixRun fixing(Function<Message, Optional<Boolean>> agreed) {
        var answer = new ChangeReport(new Words(Language.ENGLISH), new Look(200, false, true), Os.LINUX,
                new PrintWriter(out, true), new PrintWriter(err, true),
                json ? Optional.of(new JsonOutput(new PrintWriter(out, true), StandardCharsets.UTF_8))
                        : Optional.empty(), false, spoken,
                new JsonDocument("fix-firewall", "1", MemoryWorld.START), "the journal");
        return new FixRun(world, assessment(), answer, new StateFolder(folder), Fixtures.KINDS,
                "jbang fix-firewall --apply", () -> "sudo this", Optional.empty(), agreed,
                LeaseSetup.none(Fixtures.LATER),
                new FixRun.Persisting(persist, "jbang fix-firewall --apply --persist"));
    }

    private Planner assessment() {
        var firewall = new MemoryFirewall(world);
        Facts facts = FactsBuilder.onLan(Os.LINUX, List.of(Fixtures.service("API", 8000),
                        Fixtures.service("LiveKit", 7880, 7881))).at(MemoryWorld.START).firewall(firewall.read())
                .administrator(Fact.known(administrator)).build();
        return new Planner(facts, Optional.of(firewall), Fixtures.RUN,
                new Firewall.Permissions(override, false));
    }
}
