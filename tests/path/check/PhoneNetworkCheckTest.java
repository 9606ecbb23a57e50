package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import firewall.Decision.Cause;
import firewall.Flow;
import host.Neighbour;
import host.Ping;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import path.Confidence;
import path.FakeMachine;
import path.Finding;
import path.Phone;
import path.Severity;
import process.Fact;
import text.Message;

/** A run about one phone: what is said of it, and that the firewall is asked about nobody else. */
class PhoneNetworkCheckTest {
    private static final Ping REPLIED = new Ping.Replied(Duration.ofMillis(12));

    private static FakeMachine about(String address, Fact<Ping> ping) {
        var given = new FakeMachine();
        given.phone = Optional.of(new Phone(InetAddress.ofLiteral(address), ping));
        return given;
    }

    private static List<String> ids(FakeMachine given) {
        return given.diagnosis().findings().stream().filter(finding -> finding.severity() != Severity.INFO)
                .map(finding -> finding.id().id()).toList();
    }

    private static Finding last(FakeMachine given) {
        return given.diagnosis().findings().getLast();
    }

    @Test
    void onePhoneThatAnswersIsNoTrouble() {
        FakeMachine given = about("192.168.1.23", Fact.known(REPLIED));
        assertEquals(List.of(), ids(given));
        assertEquals(Message.of("path.evidence.ping-replied", "192.168.1.23", Duration.ofMillis(12)),
                last(given).evidence().getFirst());
    }

    @Test
    void onePhoneThatIgnoresPingsAndIsSeenIsNoTrouble() {
        FakeMachine given = about("192.168.1.23", Fact.known(new Ping.NoReply()));
        given.neighbours = List.of(new Neighbour("192.168.1.23", "wlan0", true));
        assertEquals(List.of(), ids(given));
        assertTrue(last(given).evidence().contains(Message.of("path.evidence.neighbour", "192.168.1.23")));
    }

    @Test
    void onePhoneOfWhichNothingIsHeardIsAWarningThatIsInferred() {
        FakeMachine given = about("192.168.1.23", Fact.known(new Ping.NoReply()));
        given.neighbours = List.of(new Neighbour("192.168.1.23", "wlan0", false));
        assertEquals(List.of("client-isolation"), ids(given));
        assertEquals(Confidence.INFERRED, given.diagnosis().findings().getFirst().confidence());
    }

    @Test
    void aPingThatCouldNotBeSentProvesNothing() {
        assertEquals(List.of(), ids(about("192.168.1.23", Fact.unknown(Message.of("path.hop.not-asked")))));
    }

    @Test
    void onePhoneOfAnotherNetworkIsSaidToBeThere() {
        assertEquals(List.of("phone-on-other-network"), ids(about("192.168.2.23", Fact.known(REPLIED))));
    }

    @Test
    void theMachineItselfIsNoPhoneToWarnOf() {
        assertEquals(List.of(), ids(about("192.168.1.44", Fact.known(REPLIED))));
    }

    @Test
    void theFirewallIsAskedAboutThatPhoneAlone() {
        FakeMachine given = about("192.168.1.23", Fact.known(REPLIED));
        List<Flow> asked = new ArrayList<>();
        given.firewall = flow -> {
            asked.add(flow);
            return flow.from().getHostAddress().equals("192.168.1.23")
                    ? new Decision.Blocked(FakeMachine.DROP, false, Cause.BLOCK_RULE, List.of())
                    : new Decision.Allowed(FakeMachine.DEFAULT_ALLOW, List.of());
        };
        assertEquals(List.of("firewall-block-rule"), ids(given));
        assertTrue(asked.stream().filter(flow -> flow.adapter().equals("wlan0"))
                .allMatch(flow -> flow.from().getHostAddress().equals("192.168.1.23")), asked::toString);
    }
}
