package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.elevate.ElevatedRun;
import change.elevate.ResultFile;
import change.journal.ChangeKinds;
import change.journal.Journal;
import change.journal.LeaseKept;
import change.journal.RunId;
import change.lease.Confirmation;
import change.lease.LeaseSetup;
import change.lease.LeaseTerms;
import change.plan.ApplyResult;
import change.plan.Plan;
import change.report.FixResult;
import change.report.RollbackRunResult;
import change.run.FixRun;
import change.run.HandMadeRules;
import com.google.gson.JsonObject;
import firewall.Firewall;
import firewall.windows.policy.FakeWindows;
import inventory.Endpoint;
import inventory.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import process.ThisProgram;
import process.WindowsArguments;
import state.StateException;
import state.StateFolder;
import text.Language;
import text.Message;
import text.Words;

/** fix-firewall --elevate on a Windows of maps: whatever the other process does, what is there is told. */
class ElevatedRunTest {
    private static final String BLOCK = "v2.10|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|App="
            + FakeWindows.DOCKER + "|Name=Docker Desktop Backend|Defer=User|";

    @TempDir
    private Path folder;
    private final FakeWindows windows = new FakeWindows();
    private WindowsRun course;
    private final List<List<String>> started = new ArrayList<>();

    @BeforeEach
    void anOrdinaryUser() {
        course = new WindowsRun(windows, folder);
        windows.elevated = false;
        course.administrator = Fact.known(false);
        course.uac = Optional.of(new ElevatedRun(windows, new ThisProgram(Os.WINDOWS, "C:\\Java\\bin\\java.exe",
                "C:\\my jars\\a.jar;C:\\b.jar", "runbook.FixFirewall"), new StateFolder(folder),
                List.of("--apply", "--services", "C:\\my folder\\services.yaml"),
                RandomGenerator.of("L64X128MixRandom")));
    }

    /** The other process, as it would run: told what it is told, and nothing but that. */
    private void accepted(Consumer<List<String>> child) {
        windows.onElevate = (command, data) -> {
            started.add(WindowsArguments.split(data.get("arguments").getAsString()));
            windows.elevated = true;
            child.accept(started.getLast());
            windows.elevated = false;
            return answer(command, 0, true);
        };
    }

    private static Ran answer(Command command, int error, boolean ran) {
        return FakeWindows.said(command, "{\"answer\":{\"error\":" + error + ",\"started\":" + ran
                + ",\"exit\":null}}");
    }

    private static String after(List<String> arguments, String option) {
        return arguments.get(arguments.indexOf(option) + 1);
    }

    /** fix-firewall with its hidden options. */
    private void child(List<String> arguments) {
        try {
            var other = new WindowsRun(windows, Path.of(after(arguments, "--state")));
            other.json = true;
            if (!course.leaseSetup.terms().equals(LeaseTerms.NONE)) {
                other.leaseSetup = loan(Optional.empty(), true);
            }
            FixRun fixRun = other.fixing(Firewall.Permissions.NONE);
            FixResult ended = fixRun.carryOutAgreed(other.planned(Firewall.Permissions.NONE),
                    after(arguments, "--agreed"), Duration.ZERO);
            fixRun.report().end(windows.now(), 0, Source.example(), ended);
            ResultFile.given(new StateFolder(folder), Path.of(after(arguments, "--result")))
                    .write(other.out.toString());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void write(List<String> arguments, String text) {
        try {
            Files.writeString(Path.of(after(arguments, "--result")), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("elevated-")).toList());
        }
    }

    @Test
    void acceptedItIsDoneAndSeenToBeDone() throws Exception {
        accepted(this::child);
        FixResult ended = course.carryOut(Firewall.Permissions.NONE);
        assertEquals(FixResult.End.WELL, ended.end(), course.err::toString);
        assertEquals(4, windows.rules.get("local").size());
        assertTrue(course.out.toString().contains("done: Add the rule \"Eloquence API Service\""));
        assertTrue(course.out.toString().contains("is allowed now"));
        assertEquals(1, started.size());
        assertNothingIsLeft();
    }

    /** While the question waits, somebody makes the first of the rules: the other process finds another plan. */
    @Test
    void whatWasThereBeforeIsNotSaidToBeDone() throws Exception {
        Plan plan = course.planned(Firewall.Permissions.NONE);
        course.whileAsked = () -> {
            windows.elevated = true;
            plan.changes().getFirst().apply(windows);
            windows.elevated = false;
        };
        accepted(this::child);
        FixResult ended = course.fixing(Firewall.Permissions.NONE).carryOut(plan, Duration.ZERO);
        ApplyResult applied = ended.check().orElseThrow().applied();
        assertEquals(List.of("unchanged", "failed", "failed", "failed"),
                applied.results().values().stream().map(result -> ApplyResult.state(result).id()).toList());
        assertTrue(course.out.toString().contains("already there: "
                + new Words(Language.ENGLISH).say(plan.changes().getFirst().what())), course.out::toString);
        assertFalse(course.out.toString().contains("done: "), course.out::toString);
        assertEquals(1, windows.rules.get("local").size());
    }

    /** What the other process says of another change under the same number is no reason for this one. */
    @Test
    void whyItFailedIsToldOfThatChangeAlone() throws Exception {
        String what = new Words(Language.ENGLISH).say(course.planned(Firewall.Permissions.NONE).changes().getFirst()
                .what());
        for (String of : List.of("Add another rule", what)) {
            var change = new JsonObject();
            change.addProperty("id", "1.1");
            change.addProperty("text", of);
            change.addProperty("error", "the list is full");
            accepted(arguments -> write(arguments, "{\"schema\":\"runbook/1\",\"exitCode\":20,\"plan\":{\"steps\":["
                    + "{\"changes\":[" + change + "]}]}}"));
            course = again();
            course.carryOut(Firewall.Permissions.NONE);
            assertEquals(of.equals(what), course.out.toString().contains("the list is full"), course.out::toString);
            assertTrue(course.out.toString().contains("has ended, but the change is not in effect"),
                    course.out::toString);
        }
    }

    /** The other process lends, since it alone may change anything; the first one asks, since it alone can. */
    private FixResult lent(Confirmation.Verdict verdict) throws Exception {
        accepted(this::child);
        course.leaseSetup = loan(Optional.of(new Confirmation() {
            @Override
            public List<Endpoint> needs() {
                return List.of();
            }

            @Override
            public Verdict await(Plan plan, Duration within, Asking asking) throws StateException {
                asking.begin();
                assertEquals(4, windows.rules.get("local").size(), "it is in effect while it is asked");
                return verdict;
            }
        }), false);
        return course.carryOut(Firewall.Permissions.NONE);
    }

    private static LeaseSetup loan(Optional<Confirmation> asked, boolean elsewhere) {
        return new LeaseSetup(new LeaseTerms(Optional.of(new LeaseTerms.Confirming(Duration.ofMinutes(2),
                LeaseKept.By.PERSON, asked)),
                Optional.empty()), (run, until) -> Optional.empty(), new RunId("20261122-101501-0002"), elsewhere);
    }

    @Test
    void keepingNeedsNoRights() throws Exception {
        FixResult ended = lent(new Confirmation.Verdict.Keep(Message.verbatim("yes")));
        assertEquals(FixResult.End.WELL, ended.end(), course.err::toString);
        assertEquals(Optional.of(true), ended.lease().orElseThrow().kept());
        assertEquals(List.of(), Journal.read(new StateFolder(folder), ChangeKinds.all()).pending());
    }

    @Test
    void whatIsNotKeptIsLeftToTheGuardWhichHasTheRights() throws Exception {
        FixResult ended = lent(new Confirmation.Verdict.TakeBack(Message.verbatim("no")));
        assertEquals(FixResult.End.CHANGES_WAIT, ended.end());
        assertEquals(false, ended.lease().orElseThrow().takenBack());
        assertEquals(1, started.size(), "Windows is not asked again");
        assertTrue(course.out.toString().contains("jbang rollback --elevate --run " + WindowsRun.RUN),
                course.out::toString);
        assertEquals(1, Journal.read(new StateFolder(folder), ChangeKinds.all()).pending().size());
    }

    @Test
    void theOtherProcessIsToldWholePathsTheRunAndWhatWasAgreedTo() throws Exception {
        accepted(arguments -> {
            assertEquals("@" + folder.resolve(Path.of(after(arguments, "--result")).getFileName().toString()
                    .replace(".json", ".args")), arguments.getFirst());
            assertEquals(List.of("--apply", "--services", "C:\\my folder\\services.yaml"), arguments.subList(1, 4));
            assertEquals(folder.toString(), after(arguments, "--state"));
            assertEquals(WindowsRun.RUN.text(), after(arguments, "--as-run"));
            assertTrue(after(arguments, "--agreed").matches("[0-9a-f]{64}"));
            try {
                assertEquals("\"-cp\"\n\"C:\\\\my jars\\\\a.jar;C:\\\\b.jar\"\n\"runbook.FixFirewall\"\n",
                        Files.readString(Path.of(arguments.getFirst().substring(1))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        course.carryOut(Firewall.Permissions.NONE);
        assertEquals(1, started.size());
    }

    @Test
    void refusedIsRefusedAndNotAskedAgain() throws Exception {
        var asked = new ArrayList<JsonObject>();
        windows.onElevate = (command, data) -> {
            asked.add(data);
            return answer(command, 1223, false);
        };
        assertEquals(FixResult.End.NEEDS_ADMINISTRATOR, course.carryOut(Firewall.Permissions.NONE).end());
        assertEquals(1, asked.size());
        assertTrue(course.err.toString().contains("the answer was no. Nothing was changed"), course.err::toString);
        assertTrue(course.err.toString().endsWith("    this, elevated\n"), course.err::toString);
        assertNothingIsLeft();
    }

    @Test
    void anyOtherErrorIsNamed() throws Exception {
        windows.onElevate = (command, data) -> answer(command, 740, false);
        assertEquals(FixResult.End.NEEDS_ADMINISTRATOR, course.carryOut(Firewall.Permissions.NONE).end());
        assertTrue(course.err.toString().contains("Windows error 740"), course.err::toString);
    }

    /** Start-Process says it in words of the system's language, and has no number for it. */
    @Test
    void inAConstrainedLanguageANoIsNotToldFromAnError() throws Exception {
        windows.onElevate = (command, data) -> FakeWindows.said(command, "{\"answer\":{\"error\":null,\"words\":"
                + "\"La commande a \u00e9t\u00e9 annul\u00e9e.\",\"started\":false,\"exit\":null},"
                + "\"mode\":\"ConstrainedLanguage\"}");
        assertEquals(FixResult.End.NEEDS_ADMINISTRATOR, course.carryOut(Firewall.Permissions.NONE).end());
        String said = course.err.toString();
        assertTrue(said.contains("Windows did not start the part that needs administrator rights"), said);
        assertTrue(said.contains("so an answer of no looks like an error: \"La"),
                said);
        assertTrue(said.contains("Nothing was changed"), said);
        assertNothingIsLeft();
    }

    @Test
    void aProcessThatDiedWithoutAWordIsNotTakenForDone() throws Exception {
        accepted(arguments -> { });
        FixResult ended = course.carryOut(Firewall.Permissions.NONE);
        assertEquals(FixResult.End.BLOCKED, ended.end());
        assertTrue(course.err.toString().contains("ended without reporting a result"), course.err::toString);
        assertTrue(course.out.toString().contains("failed, nothing was changed: Add the rule"), course.out::toString);
        assertNothingIsLeft();
    }

    @Test
    void halfAFileAndAFileOfSomethingElseAreNoWord() throws Exception {
        for (String text : List.of("{\"schema\":\"runbook/1\",\"exitC", "[]", "{}", "null", "garbage", "\"x\"")) {
            accepted(arguments -> write(arguments, text));
            course = again();
            assertEquals(FixResult.End.BLOCKED, course.carryOut(Firewall.Permissions.NONE).end(), text);
            assertTrue(course.err.toString().contains("ended without reporting a result"), text + course.err);
        }
    }

    private WindowsRun again() {
        var next = new WindowsRun(windows, folder);
        next.administrator = course.administrator;
        next.uac = course.uac;
        return next;
    }

    @Test
    void whatItDidBeforeItDiedIsSeen() throws Exception {
        accepted(arguments -> course.planned(Firewall.Permissions.NONE).changes()
                .forEach(change -> change.apply(windows)));
        assertEquals(FixResult.End.WELL, course.carryOut(Firewall.Permissions.NONE).end());
        assertTrue(course.err.toString().contains("ended without reporting a result"), course.err::toString);
    }

    @Test
    void aFileThatSaysDoneIsNotBelievedWhereNothingIsThere() throws Exception {
        accepted(arguments -> write(arguments, "{\"schema\":\"runbook/1\",\"exitCode\":0,\"result\":\"fixed\"}"));
        FixResult ended = course.carryOut(Firewall.Permissions.NONE);
        assertEquals(FixResult.End.BLOCKED, ended.end());
        assertTrue(course.out.toString().contains("has ended, but the change is not in effect"), course.out::toString);
        assertTrue(ended.check().orElseThrow().applied().results().values().stream()
                .allMatch(ApplyResult.Failed.class::isInstance));
    }

    @Test
    void aDeadlineMissedIsNeitherARefusalNorAReasonToAskAgain() throws Exception {
        var asked = new ArrayList<JsonObject>();
        windows.onElevate = (command, data) -> {
            asked.add(data);
            return new Ran(command, new Ran.TimedOut(), new byte[0], new byte[0], command.deadline());
        };
        assertEquals(FixResult.End.BLOCKED, course.carryOut(Firewall.Permissions.NONE).end());
        assertEquals(1, asked.size());
        assertTrue(course.err.toString().contains("it may still be running"), course.err::toString);
        assertTrue(course.out.toString().contains("failed, but it may be in effect anyway"),
                course.out::toString);
    }

    @Test
    void anotherPlanThanTheOneAgreedToIsNotCarriedOut() throws Exception {
        accepted(arguments -> {
            windows.rule("{hand}", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=7880|Name=mine|");
            child(arguments);
        });
        assertEquals(FixResult.End.BLOCKED, course.carryOut(Firewall.Permissions.NONE).end());
        assertEquals(List.of("{hand}"), List.copyOf(windows.rules.get("local").keySet()));
    }

    @Test
    void nobodyIsAskedWithoutAPlanOrByOneWhoHasTheRightsOrIsNotKnownToLackThem() throws Exception {
        windows.rule("{block}", BLOCK);
        assertEquals(FixResult.End.BLOCKED, course.carryOut(Firewall.Permissions.NONE).end());
        windows.rules.get("local").clear();
        windows.running = false;
        course = again();
        assertEquals(FixResult.End.UNKNOWN, course.carryOut(Firewall.Permissions.NONE).end());
        windows.running = true;
        course = again();
        course.administrator = Fact.unknown(Message.verbatim("nobody knows"));
        assertEquals(FixResult.End.BLOCKED, course.carryOut(Firewall.Permissions.NONE).end());
        course = again();
        course.administrator = Fact.known(true);
        windows.elevated = true;
        assertEquals(FixResult.End.WELL, course.carryOut(Firewall.Permissions.NONE).end());
        assertFalse(windows.asked.contains("elevate.ps1"));
    }

    /** rollback with its hidden options. */
    private void takesBack(List<String> arguments) {
        try {
            var other = new WindowsRun(windows, folder);
            RollbackRunResult ended = after(arguments, "--part").equals("journal")
                    ? other.taking().takeBackAgreed(Optional.empty(), after(arguments, "--agreed"), Duration.ZERO)
                    : new RollbackRunResult(other.byHand().removeAgreed(after(arguments, "--agreed")).end(), List.of(),
                            Optional.empty());
            write(arguments, "{\"schema\":\"runbook/1\",\"exitCode\":"
                    + (ended.end() == RollbackRunResult.End.WELL ? 0 : 20)
                    + "}");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void fixed() throws Exception {
        accepted(this::child);
        course.carryOut(Firewall.Permissions.NONE);
        course = again();
        started.clear();
    }

    @Test
    void rollbackIsDoneByTheOtherProcessAndSeenToBeDone() throws Exception {
        fixed();
        accepted(this::takesBack);
        RollbackRunResult ended = course.taking().takeBack(Optional.empty(), Duration.ZERO);
        assertEquals(RollbackRunResult.End.WELL, ended.end(), course.err::toString);
        assertEquals(4, ended.back().orElseThrow().lines().size());
        assertTrue(windows.rules.get("local").isEmpty());
        assertEquals(1, started.size());
        assertNothingIsLeft();
        assertEquals(RollbackRunResult.End.WELL, course.taking().takeBack(Optional.empty(), Duration.ZERO).end());
        assertEquals(1, started.size(), "there is nothing left to ask for");
    }

    /** While the question waits, somebody removes one of them by hand. */
    @Test
    void whatWasGoneBeforeIsNotSaidToBeTakenBack() throws Exception {
        fixed();
        String gone = windows.rules.get("local").keySet().iterator().next();
        course.whileAsked = () -> windows.rules.get("local").remove(gone);
        accepted(this::takesBack);
        RollbackRunResult ended = course.taking().takeBack(Optional.empty(), Duration.ZERO);
        assertEquals(RollbackRunResult.End.WELL, ended.end(), course.err::toString);
        assertEquals(List.of("undone", "undone", "undone", "gone"),
                ended.back().orElseThrow().lines().stream().map(line -> line.result().id()).toList());
        assertTrue(course.out.toString().contains("was no longer in effect: "), course.out::toString);
    }

    /** The same for a rule that was made by hand: nobody of ours has removed it. */
    @Test
    void aRuleOfAPersonThatWentMeanwhileIsGoneAndNotRemoved() throws Exception {
        String text = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8000|Name=Eloquence API Service|";
        for (boolean administrator : List.of(false, true)) {
            windows.rule("{1}", text);
            windows.rule("{2}", text);
            course = again();
            course.administrator = Fact.known(administrator);
            windows.elevated = administrator;
            course.whileAsked = () -> windows.rules.get("local").remove("{1}");
            accepted(this::takesBack);
            HandMadeRules.Removal ended = course.removeByHand();
            assertEquals(administrator ? RollbackRunResult.End.WELL : RollbackRunResult.End.INCOMPLETE, ended.end());
            assertEquals(administrator ? List.of("gone", "removed") : List.of("gone", "failed"),
                    ended.rules().stream().map(line -> line.result().id()).toList());
            assertTrue(course.out.toString().contains("was already gone: "), course.out::toString);
        }
    }

    @Test
    void rollbackThatWasRefusedOrDiedOrOnlySaysSoIsNotDone() throws Exception {
        fixed();
        windows.onElevate = (command, data) -> answer(command, 1223, false);
        assertEquals(RollbackRunResult.End.NEEDS_ADMINISTRATOR,
                course.taking().takeBack(Optional.empty(), Duration.ZERO).end());
        accepted(arguments -> { });
        assertEquals(RollbackRunResult.End.INCOMPLETE, course.taking().takeBack(Optional.empty(), Duration.ZERO).end());
        accepted(arguments -> write(arguments, "{\"schema\":\"runbook/1\",\"exitCode\":0}"));
        assertEquals(RollbackRunResult.End.INCOMPLETE, course.taking().takeBack(Optional.empty(), Duration.ZERO).end());
        assertEquals(4, windows.rules.get("local").size());
    }

    @Test
    void rollbackTakesBackOnlyWhatWasShown() throws Exception {
        fixed();
        assertEquals(RollbackRunResult.End.DECLINED,
                course.taking().takeBackAgreed(Optional.empty(), "0".repeat(64), Duration.ZERO).end());
        assertEquals(4, windows.rules.get("local").size());
    }

    @Test
    void rulesMadeByHandAreRemovedByTheOtherProcessOnlyWhereTheyAreTheSame() throws Exception {
        String text = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8000|Name=Eloquence API Service|";
        windows.rule("{1}", text);
        accepted(arguments -> {
            windows.rule("{2}", text);
            takesBack(arguments);
        });
        assertEquals(RollbackRunResult.End.INCOMPLETE, course.removeByHand().end());
        assertEquals(2, windows.rules.get("local").size());
        accepted(this::takesBack);
        assertEquals(RollbackRunResult.End.WELL, course.removeByHand().end());
        assertTrue(windows.rules.get("local").isEmpty());
    }

    @Test
    void noIsNoBeforeWindowsIsAsked() throws Exception {
        course.agreed = Optional.of(false);
        Plan plan = course.planned(Firewall.Permissions.NONE);
        assertEquals(FixResult.End.CHANGES_WAIT, course.fixing(Firewall.Permissions.NONE).carryOut(plan, Duration.ZERO)
                .end());
        course.agreed = Optional.empty();
        assertEquals(FixResult.End.NOBODY_TO_ASK, course.fixing(Firewall.Permissions.NONE).carryOut(plan, Duration.ZERO)
                .end());
    }
}
