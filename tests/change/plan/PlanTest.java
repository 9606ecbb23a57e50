package change.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.Fixtures;
import change.journal.WordRule;
import firewall.Change;
import firewall.Decision;
import firewall.Firewall;
import firewall.Flow;
import firewall.Persistence;
import firewall.Policy;
import inventory.Endpoint;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import org.junit.jupiter.api.Test;
import process.Fact;
import text.Message;

class PlanTest {
    private static final Decision.Allowed ALLOWED = new Decision.Allowed(Fixtures.DROP, List.of());

    @Test
    void oneStepForEachServiceWithAllItsPorts() {
        Plan plan = Fixtures.plan(Fixtures.RUN, "run");
        assertEquals(List.of("1 API [8000] 2", "2 LiveKit [7880, 7881] 2"), plan.steps().stream()
                .map(step -> step.number() + " " + step.service().name() + " "
                        + step.endpoints().stream().map(Endpoint::port).toList() + " " + step.changes().size())
                .toList());
        assertEquals(Plan.Verdict.CHANGES_WAIT, plan.verdict());
    }

    @Test
    void aChangeThatTwoPortsNeedIsMadeOnce() {
        var service = Fixtures.service("LiveKit", 7880, 7881);
        var shared = new WordRule("shared", 7880);
        Plan plan = plan(Fixtures.blocked(service, 7880, shared), Fixtures.blocked(service, 7881, shared));
        assertEquals(List.of(shared), plan.changes());
    }

    @Test
    void theVerdictIsTheGravestOfItsParts() {
        var open = new PortAnswer.Open(ALLOWED);
        var unknown = new PortAnswer.CannotTell(Message.verbatim("?"), List.of());
        var beyond = new PortAnswer.OutOfReach(Fixtures.BLOCKED, Message.verbatim("policy"));
        var override = new PortAnswer.NeedsOverride(Fixtures.BLOCKED, Fixtures.DROP);
        var mend = new PortAnswer.Fixable(Fixtures.BLOCKED, List.of(new WordRule("word", 1)));
        assertEquals(Plan.Verdict.NOTHING_TO_DO, verdict(open, open));
        assertEquals(Plan.Verdict.UNKNOWN, verdict(open, unknown));
        assertEquals(Plan.Verdict.STUCK, verdict(unknown, beyond));
        assertEquals(Plan.Verdict.STUCK, verdict(override, unknown));
        assertEquals(Plan.Verdict.CHANGES_WAIT, verdict(beyond, unknown, mend));
    }

    @Test
    void aPlanMadeAnewMayDoLessThanWhatWasAgreedToAndNeverMore() {
        Plan agreed = Fixtures.plan(Fixtures.RUN, "run");
        var service = Fixtures.service("API", 8000);
        assertTrue(plan().within(agreed));
        assertTrue(plan(Fixtures.blocked(service, 8000, new WordRule("run api", 8000))).within(agreed));
        assertFalse(plan(Fixtures.blocked(service, 8000, new WordRule("other", 8000))).within(agreed));
    }

    @Test
    void theFirewallIsAskedOnlyAboutWhatIsNotOpen() {
        Firewall never = new Proposing(null);
        assertInstanceOf(PortAnswer.Open.class, answer(never, Fact.known(ALLOWED)));
        assertInstanceOf(PortAnswer.CannotTell.class, answer(never, Fact.unknown(Message.verbatim("no root"))));
    }

    /** What nobody understands is changed only by what settles it, and never overruled. */
    @Test
    void whatIsNotUnderstoodIsSettledOrLeft() {
        var open = new Decision.Undecided(Message.verbatim("-m bpf"), List.of(Fixtures.DROP));
        var unknown = new PortAnswer.CannotTell(open.why(), open.rules());
        for (Firewall.Proposal none : List.of(new Firewall.Proposal.OutOfReach(Message.verbatim("policy")),
                new Firewall.Proposal.NeedsOverride(Fixtures.DROP), new Firewall.Proposal.Nothing())) {
            assertEquals(unknown, answer(new Proposing(none), Fact.known(open)));
        }
        var change = new WordRule("word", 1);
        assertEquals(new PortAnswer.Fixable(open, List.of(change)),
                answer(new Proposing(new Firewall.Proposal.Changes(List.of(change))), Fact.known(open)));
    }

    @Test
    void whatTheFirewallProposesBecomesTheAnswer() {
        var change = new WordRule("word", 1);
        assertEquals(new PortAnswer.Fixable(Fixtures.BLOCKED, List.of(change)),
                answer(new Proposing(new Firewall.Proposal.Changes(List.of(change))), Fact.known(Fixtures.BLOCKED)));
        assertEquals(new PortAnswer.NeedsOverride(Fixtures.BLOCKED, Fixtures.DROP), answer(
                new Proposing(new Firewall.Proposal.NeedsOverride(Fixtures.DROP)), Fact.known(Fixtures.BLOCKED)));
        assertEquals(new PortAnswer.OutOfReach(Fixtures.BLOCKED, Message.verbatim("policy")), answer(
                new Proposing(new Firewall.Proposal.OutOfReach(Message.verbatim("policy"))),
                Fact.known(Fixtures.BLOCKED)));
        assertInstanceOf(PortAnswer.CannotTell.class,
                answer(new Proposing(new Firewall.Proposal.Nothing()), Fact.known(Fixtures.BLOCKED)));
    }

    private record Proposing(Proposal proposal) implements Firewall {

        @Override
        public Fact<Policy> read() {
            throw new AssertionError("a plan is made from what was read already");
        }

        @Override
        public Proposal propose(Wanted wanted, Decision decision, String run, Firewall.Permissions may) {
            if (proposal == null) {
                throw new AssertionError("not blocked: " + decision);
            }
            assertEquals(Fixtures.RUN.text(), run);
            return proposal;
        }

        @Override
        public Persistence persistence(List<Change> changes, String run) {
            throw new AssertionError("nobody asked for it");
        }
    }

    private static PortAnswer answer(Firewall firewall, Fact<Decision> decision) {
        var flow = new Flow(Protocol.TCP, InetAddress.ofLiteral("192.168.1.23"), "eth0",
                InetAddress.ofLiteral("192.168.1.44"), 8000, Optional.empty());
        return PortAnswer.of(firewall, new Firewall.Wanted("API", flow, Fixtures.LAN), decision, Fixtures.RUN,
                Firewall.Permissions.NONE);
    }

    private static Plan plan(PortAssessment... endpoints) {
        return Plan.of(Fixtures.RUN, Optional.of(Fixtures.LAN), List.of(endpoints));
    }

    private static Plan.Verdict verdict(PortAnswer... answers) {
        var service = Fixtures.service("API", 8000);
        return Plan.of(Fixtures.RUN, Optional.of(Fixtures.LAN), List.of(answers).stream()
                .map(answer -> new PortAssessment(new Endpoint(service, 8000), answer)).toList()).verdict();
    }
}
