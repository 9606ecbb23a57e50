package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lab.Browser;
import lab.Tab;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import runbook.FixFirewall;
import runbook.Rollback;
import testing.Turn;
import testing.Wait;

/** A phone decides whether a change stays: a real browser, on the other end of a cable, in a namespace of its own. */
@WindowsTest
@Turn(0)
@Timeout(value = 7, unit = TimeUnit.MINUTES)
class ConfirmByPhoneTest {

    private static final Pattern PAGE =
            Pattern.compile("http://" + Pattern.quote(WindowsMachine.ADDRESS) + ":\\d+/[^\\s\"]*");

    private String before;

    @BeforeEach
    void begin(WindowsMachine machine) {
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1"));
        before = machine.registry().firewall();
    }

    @Test
    void whatAPhoneGetsThroughStays(WindowsMachine machine) {
        try (WindowsProcess run = fix(machine, "3m");
                Browser browser = Browser.start(machine.folder(), machine.phone().pid());
                Tab tab = browser.open("fr-FR")) {
            tab.go(page(run));
            run.end().exitedWith(0);
        }
        int starts = machine.powerShellStarts();
        assertTrue(starts <= 2, () -> starts + " starts of PowerShell");
        assertEquals(4, machine.registry().ours().size(), "the page's own rule is gone");
        assertEquals(Map.of(), machine.tasks().all());
        machine.script(Rollback.class, "--yes").exitedWith(0);
        assertEquals(before, machine.registry().firewall());
    }

    @Test
    void whatNobodyAnswersIsTakenBack(WindowsMachine machine) {
        try (WindowsProcess run = fix(machine, "10s")) {
            run.end().exitedWith(40);
        }
        assertEquals(before, machine.registry().firewall());
        assertEquals(Map.of(), machine.tasks().all());
    }

    /** The page is up when the program dies, and nobody can confirm any more. */
    @Test
    void whatNobodyIsLeftToConfirmIsTakenBackByTheTask(WindowsMachine machine) {
        try (WindowsProcess run = fix(machine, "10s")) {
            page(run);
            run.kill();
            machine.killAll("powershell.exe");
        }
        assertNotEquals(before, machine.registry().firewall());
        machine.tasks().runUntilNoneIsLeft();
        assertEquals(before, machine.registry().firewall());
        machine.script(Rollback.class, "--yes").exitedWith(0);
        assertEquals(before, machine.registry().firewall());
    }

    private static WindowsProcess fix(WindowsMachine machine, String within) {
        return machine.start(Map.of(), machine.java(FixFirewall.class, "--apply", "--yes", "--confirm-by-phone", within));
    }

    private static URI page(WindowsProcess run) {
        Wait.until("the page's address", WindowsMachine.LIMIT, () -> PAGE.matcher(run.said()).find() || !run.running());
        Matcher page = PAGE.matcher(run.said());
        if (!page.find()) {
            throw new AssertionError(run.said());
        }
        return URI.create(page.group());
    }
}
