package lab;

import static lab.ChangeSteps.assertExit;
import static lab.ChangeSteps.assertSame;
import static lab.ChangeSteps.broken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.PaintedScreen;
import testing.Turn;
import testing.Wait;

/** Ctrl-C while a page is open to phones, in a real terminal: what was heard counts, and nothing is left behind. */
@LabTest
@Turn(4)
class InterruptLabTest {
    private static final Repair FIVE =
            new Repair("five ports closed", World.PROCESSES, List.of(), Repair.closed("22"));

    /** Four services answer, the fifth keeps the phone waiting: it is in the middle of it for as long as anybody needs. */
    private static final Repair FOUR = new Repair("one port closed, and the page's", World.PROCESSES, List.of(),
            Repair.closed("22,5002,8000,8001,7880"));

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @AfterEach
    void forget(Lab lab) {
        PhoneResult.forget(lab);
    }

    /** The verdict, its exit code, the phone's page, the page's port in the firewall, and the programs that looked on. */
    @Test
    void theVerdictSoFarIsGivenAndAllThatThePageOpenedIsClosed(Lab lab) {
        broken(FOUR, lab, before -> inTerminal(lab, terminal -> {
            terminal.run("runbook.Verify", verifying(lab), "");
            List<ProcessHandle> programs;
            try (Tab tab = lab.browser().open("en-GB")) {
                tab.go(terminal.page());
                terminal.until("has tried 4 of 5");
                programs = terminal.programs();
                assertTrue(programs.size() > 1, "those that look on: " + programs);
                assertNotEquals(before, lab.rules().exact(), "the page is let in");
                terminal.interrupt();
                assertEquals(30, terminal.code(), terminal::said);
                tab.await("the end", LIMIT, text -> text.contains("The test was ended on the PC."));
            }
            String said = terminal.said();
            assertTrue(said.contains("Ended before its time"), said);
            assertTrue(said.contains("A phone (192.168.1.23) got through to 4 of 5 ports."), said);
            assertSame(before, lab.rules().exact(), "every rule as it was");
            assertGone(programs);
        }));
    }

    /** A program reads what comes of it: one whole document, whose exit code is that of the process. */
    @Test
    void theDocumentIsWhole(Lab lab) {
        broken(FOUR, lab, before -> inTerminal(lab, terminal -> {
            Path record = terminal.file("record");
            var args = new ArrayList<>(verifying(lab));
            args.addAll(List.of("--output", "json", "--record", record.toString()));
            terminal.run("runbook.Verify", args, "> " + terminal.file("out"));
            interruptAfterFour(lab, terminal);
            JsonObject document = JsonParser.parseString(Files.readString(terminal.file("out"))).getAsJsonObject();
            assertEquals(terminal.code(), document.get("exitCode").getAsInt(), document::toString);
            assertEquals(30, terminal.code());
            assertTrue(Files.exists(record.resolve("manifest.jsonl")), "what was seen is recorded to the end");
            assertSame(before, lab.rules().exact(), "every rule as it was");
        }));
    }

    /** Whoever reads from the pipe does not end at Ctrl-C, or there would be nobody to read. */
    @Test
    void soItIsInAPipe(Lab lab) {
        broken(FOUR, lab, before -> inTerminal(lab, terminal -> {
            var args = new ArrayList<>(verifying(lab));
            args.addAll(List.of("--output", "junit"));
            terminal.run("runbook.Verify", args, "| (trap '' INT; cat > " + terminal.file("out") + ")");
            interruptAfterFour(lab, terminal);
            terminal.code();
            String document = Files.readString(terminal.file("out"));
            assertTrue(document.startsWith("<?xml") && document.strip().endsWith("</testsuites>"), document);
            assertSame(before, lab.rules().exact(), "every rule as it was");
        }));
    }

    /** A page is waited for that is to hear of the end, and this one never asks again: nobody has to wait for that. */
    @Test
    void aSecondOneEndsItAtOnceAndTheRuleIsTakenBackAllTheSame(Lab lab) {
        broken(FOUR, lab, before -> inTerminal(lab, terminal -> {
            terminal.run("runbook.Verify", verifying(lab), "");
            Machine.outside("nsenter", "--target", Long.toString(lab.phone()), "--net", "--", "busybox", "wget", "-q",
                    "-O", "/dev/null", terminal.page().toString());
            terminal.until("has tried 0 of 5");
            List<ProcessHandle> programs = terminal.programs();
            terminal.interrupt();
            terminal.until("Ended before its time");
            terminal.interrupt();
            assertEquals(130, terminal.code(), terminal::said);
            assertSame(before, lab.rules().exact(), "every rule as it was");
            assertGone(programs);
        }));
    }

    /** Who is ended by kill, or by whoever has started it, has said what was heard as well. */
    @Test
    void killIsAnsweredAsCtrlCIs(Lab lab) {
        broken(FOUR, lab, before -> {
            try (PhonePageScript script = PhonePageScript.start(lab, "runbook.Verify", verifying(lab));
                    Tab tab = lab.browser().open("en-GB")) {
                tab.go(script.page());
                script.awaitSaid("7880");
                script.terminate();
                assertExit(30, script.end(), "its verdict");
                assertTrue(script.said().contains("Ended before its time"), script.said());
            }
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    /** The screen says what becomes of the change and when; Ctrl-C undoes it, the page's port with it. */
    @Test
    void aChangeThatWaitsIsUndoneWithItsPage(Lab lab) {
        broken(FIVE, lab, before -> inTerminal(lab, terminal -> {
            terminal.run("runbook.FixFirewall", fixing(lab), "");
            List<ProcessHandle> programs;
            try (Tab _ = lab.browser().open("en-GB")) {
                String page = terminal.page().toString();
                String screen = terminal.until("unless a phone confirms it");
                assertTrue(screen.matches(".*The change is undone at \\d\\d:\\d\\d:\\d\\d \\(in .*"), screen);
                assertEquals(page, PaintedScreen.of(terminal.painted(), 80, 24, PaintedScreen.Theme.USUAL.getFirst())
                        .scanned().toLowerCase(Locale.ROOT));
                programs = terminal.programs();
                assertTrue(programs.size() > 1, "the guard: " + programs);
                terminal.interrupt();
                assertEquals(40, terminal.code(), terminal::said);
            }
            String said = terminal.said();
            assertTrue(said.contains("Not kept: ended before a phone confirmed it."), said);
            assertTrue(said.contains("None of it is in effect any more."), said);
            assertSame(before, lab.rules().exact(), "every rule as it was");
            assertGone(programs);
        }));
    }

    @Test
    void theDocumentOfAChangeIsWholeToo(Lab lab) {
        broken(FIVE, lab, before -> inTerminal(lab, terminal -> {
            var args = new ArrayList<>(fixing(lab));
            args.addAll(List.of("--output", "json"));
            terminal.run("runbook.FixFirewall", args, "> " + terminal.file("out"));
            terminal.page();
            terminal.interrupt();
            assertEquals(40, terminal.code(), terminal::said);
            JsonObject document = JsonParser.parseString(Files.readString(terminal.file("out"))).getAsJsonObject();
            assertEquals(40, document.get("exitCode").getAsInt(), document::toString);
            assertEquals("taken-back", document.get("result").getAsString(), document::toString);
            assertSame(before, lab.rules().exact(), "every rule as it was");
        }));
    }

    /** The terminal hangs up on the script and the shell does, too: whichever is the second, nothing is left behind. */
    @ParameterizedTest
    @ValueSource(strings = {"runbook.Verify", "runbook.FixFirewall"})
    void aTerminalThatIsClosedLeavesNothing(String script, Lab lab) {
        broken(FIVE, lab, before -> {
            List<ProcessHandle> programs = new ArrayList<>();
            inTerminal(lab, terminal -> {
                terminal.run(script, script.equals("runbook.Verify") ? verifying(lab) : fixing(lab), "");
                terminal.page();
                programs.addAll(terminal.programs());
                assertNotEquals(before, lab.rules().exact(), "the page is let in");
            });
            assertGone(programs);
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    /** A process that is killed undoes nothing; the run that it names means its page's port as well. */
    @Test
    void whoUndoesTheRunOfAKilledProcessUndoesItsPageToo(Lab lab) {
        broken(FIVE, lab, before -> {
            try (PhonePageScript script = PhonePageScript.start(lab, "runbook.FixFirewall", fixing(lab))) {
                script.page();
                Matcher run = Pattern.compile("runbook (\\d{8}-\\d{6}-[0-9a-f]{4})[^\\n]*8000|8000[^\\n]*runbook "
                        + "(\\d{8}-\\d{6}-[0-9a-f]{4})").matcher(lab.rules().exact());
                assertTrue(run.find(), lab.rules().exact());
                script.kill();
                assertExit(0, Script.run(lab, Fault.User.ROOT, "runbook.Rollback", "--lang", "en", "--yes", "--run",
                        run.group(1) == null ? run.group(2) : run.group(1)), "one run");
            }
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    private static void interruptAfterFour(Lab lab, LabTerminal terminal) {
        try (Tab tab = lab.browser().open("en-GB")) {
            tab.go(terminal.page());
            terminal.until("has tried 4 of 5");
            terminal.interrupt();
            terminal.code();
        }
    }

    /** The guard ends by itself as soon as it looks again and finds nothing that is lent. */
    private static void assertGone(List<ProcessHandle> programs) {
        Wait.until("the end of all that it has started", LIMIT,
                () -> programs.stream().noneMatch(ProcessHandle::isAlive));
    }

    private interface InTerminal {
        void with(LabTerminal terminal) throws Exception;
    }

    private static void inTerminal(Lab lab, InTerminal work) {
        try (LabTerminal terminal = LabTerminal.open(lab, 80, 24)) {
            work.with(terminal);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a patience that keeps the phone waiting for the fifth. */
    private static List<String> verifying(Lab lab) {
        return List.of("--phone", "--open", "--timeout", "15s", "--lang", "en", "--services",
                lab.inventory("auto", false).toString());
    }

    private static List<String> fixing(Lab lab) {
        return List.of("--apply", "--yes", "--lang", "en", "--timeout", "1s", "--services", ChangeSteps.services(lab),
                "--confirm-by-phone", "5m");
    }
}
