package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import firewall.Advice;
import firewall.Change;
import firewall.Decision;
import firewall.Decision.Cause;
import firewall.Firewall.Permissions;
import firewall.Firewall.Proposal;
import firewall.Firewall.Wanted;
import firewall.Flow;
import host.Neighbour;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import net.Cidr;
import org.junit.jupiter.api.Test;
import path.FakeMachine;
import path.Finding;
import path.Phone;
import process.Fact;
import process.Shell;
import process.ShellCommand;
import text.Message;

/** What is said to do is what the rules say would help: the plan of fix-firewall, or something else. */
class FirewallRemediesTest {
    private static final Proposal PLANNED = new Proposal.Changes(List.<Change>of());
    private static final Proposal NEEDS = new Proposal.NeedsOverride(FakeMachine.DROP);
    private static final Proposal BEYOND = new Proposal.OutOfReach(Message.verbatim("made with nft"), List.of(
            new Advice(Message.verbatim("let it in"), List.of(new ShellCommand(Shell.BASH, true, "sudo nft add"))),
            new Advice(Message.verbatim("or by hand"))));

    private static FakeMachine blocked(BiFunction<Wanted, Permissions, Proposal> proposal) {
        var given = new FakeMachine();
        given.firewall = flow -> new Decision.Blocked(FakeMachine.DROP, false, Cause.BLOCK_RULE, List.of());
        given.proposal = (wanted, may) -> Optional.of(proposal.apply(wanted, may));
        return given;
    }

    private static String said(FakeMachine given) {
        Finding first = given.diagnosis().findings().getFirst();
        return String.join(" | ", first.remedies().stream().map(remedy -> remedy.commands().stream()
                .filter(command -> command.shell() == Shell.BASH).map(ShellCommand::line).findFirst()
                .orElseGet(() -> remedy.text().args().toString())).toList());
    }

    @Test
    void thePlanIsNamedWhereItOpensThePort() {
        assertEquals("jbang fix-firewall", said(blocked((wanted, may) -> PLANNED)));
        assertEquals("jbang fix-firewall --override-blocks",
                said(blocked((wanted, may) -> may.overrideBlocks() ? PLANNED : NEEDS)));
    }

    @Test
    void whereItDoesNotWhatHelpsIsSaidAtOnce() {
        assertEquals("sudo nft add | [or by hand]", said(blocked((wanted, may) -> BEYOND)));
        assertEquals("sudo nft add | [or by hand]",
                said(blocked((wanted, may) -> may.overrideBlocks() ? BEYOND : NEEDS)));
        assertEquals("[nobody can]", said(blocked((wanted, may) ->
                new Proposal.OutOfReach(Message.verbatim("nobody can")))));
    }

    @Test
    void thePlanForOnePhoneIsToldWhichOne() {
        FakeMachine given = blocked((wanted, may) -> PLANNED);
        given.phone = Optional.of(new Phone(InetAddress.ofLiteral("192.168.1.23"),
                Fact.unknown(Message.of("path.hop.not-asked"))));
        assertEquals("jbang fix-firewall", said(given));
        given.firewall = FirewallRemediesTest::ofThePhone;
        assertEquals("jbang fix-firewall --from 192.168.1.23", said(given));
    }

    private static Decision ofThePhone(Flow flow) {
        return flow.from().getHostAddress().equals("192.168.1.23")
                ? new Decision.Blocked(FakeMachine.DROP, false, Cause.BLOCK_RULE, List.of())
                : new Decision.Allowed(FakeMachine.DEFAULT_ALLOW, List.of());
    }

    @Test
    void aDeviceThatFaresWorseThanMostHasARemedyToo() {
        FakeMachine given = blocked((wanted, may) -> wanted.flow().from().getHostAddress().equals("192.168.1.23")
                ? PLANNED : new Proposal.Nothing());
        given.firewall = FirewallRemediesTest::ofThePhone;
        given.exceptions = List.of(Cidr.parse("192.168.1.23/32"));
        given.neighbours = List.of(new Neighbour("192.168.1.23", "wlan0", true));
        assertEquals("jbang fix-firewall --from 192.168.1.23", said(given));
    }
}
