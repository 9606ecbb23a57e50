package change.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import change.journal.RunId;
import firewall.Change;
import firewall.Decision;
import firewall.Decision.Cause;
import firewall.Firewall;
import firewall.Flow;
import firewall.Persistence;
import firewall.Policy;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import net.Cidr;
import org.junit.jupiter.api.Test;
import path.FakeMachine;
import path.Phone;
import process.Fact;
import text.Message;

/** On whose behalf the firewall is asked, and for which network it is opened. */
class PlannerTest {

    /** Says who asked, in place of a plan. */
    private record Asked() implements Firewall {

        @Override
        public Fact<Policy> read() {
            throw new AssertionError("it was read already");
        }

        @Override
        public Proposal propose(Wanted wanted, Decision decision, String run, Permissions may) {
            return new Proposal.OutOfReach(Message.verbatim(wanted.flow().from().getHostAddress() + " for "
                    + wanted.lan()));
        }

        @Override
        public Persistence persistence(List<Change> changes, String run) {
            throw new AssertionError("nothing is changed");
        }
    }

    private static String asked(FakeMachine given) {
        var facts = given.facts();
        Plan plan = new Planner(facts, Optional.of(new Asked()), new RunId("20261130-010000-0001"),
                Firewall.Permissions.NONE).plan(facts.firewall());
        return switch (plan.endpoints().getFirst().answer()) {
            case PortAnswer.OutOfReach beyond -> beyond.why().args().getFirst().toString();
            case PortAnswer other -> other.getClass().getSimpleName();
        };
    }

    private static FakeMachine blocking(String... networks) {
        var given = new FakeMachine();
        given.exceptions = List.of(networks).stream().map(Cidr::parse).toList();
        given.firewall = flow -> given.exceptions.stream().anyMatch(network -> network.contains(flow.from()))
                ? blocked(flow) : new Decision.Allowed(FakeMachine.DEFAULT_ALLOW, List.of());
        return given;
    }

    private static Decision blocked(Flow flow) {
        return new Decision.Blocked(FakeMachine.DROP, false, Cause.BLOCK_RULE, List.of());
    }

    private static FakeMachine about(String phone, FakeMachine given) {
        given.phone = Optional.of(new Phone(InetAddress.ofLiteral(phone),
                Fact.unknown(Message.of("path.hop.not-asked"))));
        return given;
    }

    @Test
    void aPhoneThatIsNamedIsTheOneThatIsAskedFor() {
        assertEquals("Open", asked(blocking("192.168.1.23/32")));
        assertEquals("192.168.1.23 for 192.168.1.0/24", asked(about("192.168.1.23", blocking("192.168.1.23/32"))));
        assertEquals("Open", asked(about("192.168.1.24", blocking("192.168.1.23/32"))));
    }

    /** As diagnose has it: who is in a rule for nearly all of the LAN is no exception. */
    @Test
    void withoutANameItIsOneThatFaresAsMostDo() {
        assertEquals("192.168.1.129 for 192.168.1.0/24", asked(blocking("192.168.1.128/25", "192.168.1.64/26")));
    }

    @Test
    void ofAPhoneInAnotherNetworkItAloneIsLetIn() {
        assertEquals("192.168.20.23 for 192.168.20.23/32", asked(about("192.168.20.23", blocking("192.168.20.0/24"))));
    }
}
