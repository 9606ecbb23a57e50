package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import process.Ran;

/** What tests of changes have in common: the scripts, the phone's word for them, and every rule to the letter. */
final class ChangeSteps {

    /** Every stand-in answers at once; where a rule drops the packet, no patience helps. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private ChangeSteps() {
    }

    /** Something to do while the firewall is as a repair wants it. */
    interface Work {
        void with(String before);
    }

    static void broken(Repair repair, Lab lab, Work work) {
        lab.inhabit(repair.world());
        forgotten(lab);
        String untouched = lab.rules().gist();
        Fault.Heal rules = lab.rules().keep();
        Fault.Heal heal = repair.injection().inject(lab);
        boolean well = false;
        try {
            work.with(lab.rules().exact());
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
        assertEquals(untouched, lab.rules().gist(), "the lab is healed");
    }

    static Path journal(Lab lab) {
        return Script.state(lab, Fault.User.ROOT).resolve("runbook").resolve("journal.jsonl");
    }

    /** All of it is taken back. A journal that grew from test to test would be compacted while one counts its lines. */
    private static void forgotten(Lab lab) {
        try {
            Files.deleteIfExists(journal(lab));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ports where the phone gets no answer. */
    static List<Integer> shutOut(Lab lab) {
        return lab.askPhone(PATIENCE).entrySet().stream()
                .filter(port -> port.getValue() != Answer.OK)
                .map(Map.Entry::getKey)
                .toList();
    }

    static Ran apply(Lab lab, Repair repair) {
        var options = new ArrayList<>(List.of("--apply", "--yes"));
        options.addAll(repair.options());
        return fix(lab, options);
    }

    static Ran fix(Lab lab, List<String> options) {
        var args = new ArrayList<>(List.of("--lang", "en", "--timeout", "1s", "--services", services(lab)));
        args.addAll(options);
        return Script.run(lab, Fault.User.ROOT, "runbook.FixFirewall", args);
    }

    static Ran rollback(Lab lab) {
        return Script.run(lab, Fault.User.ROOT, "runbook.Rollback", "--lang", "en", "--yes");
    }

    static String services(Lab lab) {
        return lab.inventory("auto", false).toString();
    }

    /** Lines that were not there before; what ufw keeps in its files counts as well. */
    static List<String> added(String before, String after) {
        var left = new ArrayList<>(before.lines().toList());
        return after.lines().filter(line -> !left.remove(line)).toList();
    }

    /** To the letter; what differs is told line by line. */
    static void assertSame(String before, String after, String what) {
        if (!before.equals(after)) {
            fail(what + "\n- " + String.join("\n- ", added(after, before)) + "\n+ "
                    + String.join("\n+ ", added(before, after)) + "\n(nothing above: the order differs)");
        }
    }

    static void assertExit(int code, Ran ran, String what) {
        assertEquals(code, exit(ran), what + said(ran));
    }

    static int exit(Ran ran) {
        return ran.end() instanceof Ran.Exited(int code) ? code : -1;
    }

    static String said(Ran ran) {
        return "\n" + ran.end() + "\n" + ran.outText() + "\n" + ran.errText();
    }
}
