package lab;

import static lab.ChangeSteps.added;
import static lab.ChangeSteps.apply;
import static lab.ChangeSteps.assertExit;
import static lab.ChangeSteps.assertSame;
import static lab.ChangeSteps.broken;
import static lab.ChangeSteps.exit;
import static lab.ChangeSteps.fix;
import static lab.ChangeSteps.rollback;
import static lab.ChangeSteps.said;
import static lab.ChangeSteps.shutOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Ran;
import testing.Turn;

/** What {@code fix-firewall} does lets the phone in, and {@code rollback} leaves every rule as it was. */
@LabTest
@Turn(3)
class ChangeLabTest {

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
            assertSame(before, lab.rules().exact(), "showing the plan changes nothing");

            assertExit(0, apply(lab, repair), "applying it");
            String after = lab.rules().exact();
            assertEquals(List.of(), shutOut(lab), "nobody is shut out");
            added(before, after).forEach(ChangeLabTest::isNarrow);

            assertExit(0, apply(lab, repair), "applying it again");
            assertSame(after, lab.rules().exact(), "a second run changes nothing");

            assertExit(0, rollback(lab), "taking it back");
            assertSame(before, lab.rules().exact(), "every rule as it was, in its order");
            assertExit(0, rollback(lab), "taking back what is taken back");
            assertSame(before, lab.rules().exact(), "every rule still as it was");
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beyond")
    void leavesAloneWhatIsNotItsOwn(Repair repair, Lab lab) {
        broken(repair, lab, before -> {
            Ran ran = apply(lab, repair);
            assertTrue(Stream.of(20, 30, 40).anyMatch(code -> code == exit(ran)), "exit code " + exit(ran) + said(ran));
            assertSame(before, lab.rules().exact(), "nothing is changed");
            assertNotEquals(List.of(), shutOut(lab), "and the phone is still kept out");
        });
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void changesNothingWhereAllIsWell(World world, Lab lab) {
        lab.inhabit(world);
        String before = lab.rules().exact();
        assertExit(0, fix(lab, List.of("--apply", "--yes")), "nothing to do");
        assertSame(before, lab.rules().exact(), "no rule is touched");
    }

    static Stream<World> worlds() {
        return Stream.of(World.PROCESSES, World.CONTAINERS);
    }

    /** One protocol, one port, and the local network only. */
    private static void isNarrow(String rule) {
        if (rule.startsWith("-A ")) {
            assertTrue(rule.contains("-s 192.168.1.0/24") && rule.contains("-p tcp") && rule.matches(
                    ".*--(dport|ctorigdstport) (5002|8000|8001|7880|7881)\\b.*"), "too wide: " + rule);
        }
    }
}
