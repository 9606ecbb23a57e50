package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Ran;

/** What {@code fix-firewall} does lets the phone in, and {@code rollback} leaves every rule as it was. */
@Tag("lab")
@ExtendWith(LabExtension.class)
class ChangeLabTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** 128 and the number of SIGKILL, as nsenter passes it on. */
    private static final int KILLED = 137;
    private static final Duration SCRIPT_LIMIT = Duration.ofSeconds(60);

    static Stream<Repair> possible() {
        return Repair.possible().stream();
    }

    static Stream<Repair> beyond() {
        return Repair.beyond().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("possible")
    void opensAndTakesBack(Repair repair, Lab lab) {
        broken(repair, lab, before -> {
            assertNotEquals(List.of(), shutOut(lab), "the phone is kept out");
            assertExit(40, fix(lab, repair.options()), "the plan");
            assertSame(before, lab.exactRules(), "showing the plan changes nothing");

            assertExit(0, apply(lab, repair), "applying it");
            String after = lab.exactRules();
            assertEquals(List.of(), shutOut(lab), "nobody is shut out");
            added(before, after).forEach(ChangeLabTest::isNarrow);

            assertExit(0, apply(lab, repair), "applying it again");
            assertSame(after, lab.exactRules(), "a second run changes nothing");

            assertExit(0, rollback(lab), "taking it back");
            assertSame(before, lab.exactRules(), "every rule as it was, in its order");
            assertExit(0, rollback(lab), "taking back what is taken back");
            assertSame(before, lab.exactRules(), "every rule still as it was");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beyond")
    void leavesAloneWhatIsNotItsOwn(Repair repair, Lab lab) {
        broken(repair, lab, before -> {
            Ran ran = apply(lab, repair);
            assertTrue(Stream.of(20, 30, 40).anyMatch(code -> code == exit(ran)), "exit code " + exit(ran) + said(ran));
            assertSame(before, lab.exactRules(), "nothing is changed");
            assertNotEquals(List.of(), shutOut(lab), "and the phone is still kept out");
        });
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void changesNothingWhereAllIsWell(World world, Lab lab) {
        lab.inhabit(world);
        String before = lab.exactRules();
        assertExit(0, fix(lab, List.of("--apply", "--yes")), "nothing to do");
        assertSame(before, lab.exactRules(), "no rule is touched");
    }

    static Stream<World> worlds() {
        return Stream.of(World.PROCESSES, World.CONTAINERS);
    }

    /** Killed as the journal's line of this number appears: between an intention and its deed, or after it. */
    @ParameterizedTest(name = "at line {0} of the journal")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void killedWhileItApplies(int line, Lab lab) {
        broken(five(), lab, before -> {
            Path journal = journal(lab);
            kill(lab, "runbook.FixFirewall", List.of("--apply", "--yes", "--services", services(lab)), journal,
                    lines(journal) + line);
            assertExit(0, rollback(lab), "taking back what was begun");
            assertSame(before, lab.exactRules(), "every rule as it was");
        });
    }

    @ParameterizedTest(name = "at line {0} of the journal")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void killedWhileItTakesBack(int line, Lab lab) {
        broken(five(), lab, before -> {
            assertExit(0, apply(lab, five()), "applying");
            Path journal = journal(lab);
            kill(lab, "runbook.Rollback", List.of("--yes"), journal, lines(journal) + line);
            assertExit(0, rollback(lab), "taking back the rest");
            assertSame(before, lab.exactRules(), "every rule as it was");
        });
    }

    @Test
    void twoAtOnceAreAsOne(Lab lab) {
        broken(five(), lab, before -> {
            List<String> words = Script.words(lab, Fault.User.ROOT, "runbook.FixFirewall",
                    List.of("--apply", "--yes", "--services", services(lab)));
            Process one = lab.machine().start(log(lab), words.toArray(String[]::new));
            Process two = lab.machine().start(log(lab), words.toArray(String[]::new));
            assertEquals(List.of(0, 0), List.of(exit(one), exit(two)),
                    () -> "the second waits for the first\n" + lastLines(log(lab)));
            String after = lab.exactRules();
            assertEquals(List.of(), shutOut(lab), "nobody is shut out");
            List<String> added = added(before, after);
            assertEquals(added.stream().distinct().toList(), added, "no rule twice");
            assertExit(0, rollback(lab), "taking both back");
            assertSame(before, lab.exactRules(), "every rule as it was");
        });
    }

    private static Repair five() {
        return new Repair("five ports closed", World.PROCESSES, List.of(), Repair.closed("22"));
    }

    /** Something to do while the firewall is as a repair wants it. */
    private interface Work {
        void with(String before);
    }

    private static void broken(Repair repair, Lab lab, Work work) {
        lab.inhabit(repair.world());
        String untouched = lab.rules();
        Fault.Heal rules = lab.keepRules();
        Fault.Heal heal = repair.injection().inject(lab);
        boolean well = false;
        try {
            work.with(lab.exactRules());
            well = true;
        } finally {
            if (well) {
                heal.heal();
            } else {
                // Whatever the script left: the next test starts from the rules that the lab began with.
                rollback(lab);
                heal.heal();
                rules.heal();
            }
        }
        assertEquals(untouched, lab.rules(), "the lab is healed");
    }

    /** The ports where the phone gets no answer. */
    private static List<Integer> shutOut(Lab lab) {
        return lab.askPhone(PATIENCE).entrySet().stream()
                .filter(port -> port.getValue() != Answer.OK)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Ran apply(Lab lab, Repair repair) {
        var options = new ArrayList<>(List.of("--apply", "--yes"));
        options.addAll(repair.options());
        return fix(lab, options);
    }

    private static Ran fix(Lab lab, List<String> options) {
        var args = new ArrayList<>(List.of("--lang", "en", "--services", services(lab)));
        args.addAll(options);
        return Script.run(lab, Fault.User.ROOT, "runbook.FixFirewall", args);
    }

    private static Ran rollback(Lab lab) {
        return Script.run(lab, Fault.User.ROOT, "runbook.Rollback", "--lang", "en", "--yes");
    }

    private static String services(Lab lab) {
        return lab.inventory("auto", false).toString();
    }

    /**
     * Starts a script and kills it, and only it, as soon as the journal has so many lines: five changes make ten, so
     * there is always something left that it did not come to.
     */
    private static void kill(Lab lab, String script, List<String> args, Path journal, int enough) {
        Process process = lab.machine().start(log(lab),
                Script.words(lab, Fault.User.ROOT, script, args).toArray(String[]::new));
        while (process.isAlive() && lines(journal) < enough) {
            Thread.onSpinWait();
        }
        process.children().forEach(ProcessHandle::destroyForcibly);
        assertEquals(KILLED, exit(process), "it was killed, and did not end by itself");
    }

    private static int exit(Process process) {
        try {
            if (!process.waitFor(SCRIPT_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                Machine.end(process);
                throw new AssertionError("a script did not end within " + SCRIPT_LIMIT);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path journal(Lab lab) {
        return Script.state(lab, Fault.User.ROOT).resolve("runbook").resolve("journal.jsonl");
    }

    private static Path log(Lab lab) {
        return lab.folder().resolve("scripts.log");
    }

    private static String lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int lines(Path journal) {
        try {
            return Files.exists(journal) ? (int) Files.readString(journal).lines().count() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines that were not there before; what ufw keeps in its files counts as well. */
    private static List<String> added(String before, String after) {
        var left = new ArrayList<>(before.lines().toList());
        return after.lines().filter(line -> !left.remove(line)).toList();
    }

    /** To the letter; what differs is told line by line. */
    private static void assertSame(String before, String after, String what) {
        if (!before.equals(after)) {
            fail(what + "\n- " + String.join("\n- ", added(after, before)) + "\n+ "
                    + String.join("\n+ ", added(before, after)) + "\n(nothing above: the order differs)");
        }
    }

    /** One protocol, one port, and the local network only. */
    private static void isNarrow(String rule) {
        if (rule.startsWith("-A ")) {
            assertTrue(rule.contains("-s 192.168.1.0/24") && rule.contains("-p tcp") && rule.matches(
                    ".*--(dport|ctorigdstport) (5002|8000|8001|7880|7881)\\b.*"), "too wide: " + rule);
        }
    }

    private static void assertExit(int code, Ran ran, String what) {
        assertEquals(code, exit(ran), what + said(ran));
    }

    private static int exit(Ran ran) {
        return ran.end() instanceof Ran.Exited(int code) ? code : -1;
    }

    private static String said(Ran ran) {
        return "\n" + ran.end() + "\n" + ran.outText() + "\n" + ran.errText();
    }
}
