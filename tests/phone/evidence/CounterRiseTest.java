package phone.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import firewall.Decision;
import firewall.Flow;
import firewall.Policy;
import firewall.Rule;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import path.Confidence;
import path.Facts;
import path.PacketFate;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import testing.FactsBuilder;
import testing.FakeWorld;
import testing.ForwardingWorld;

/** When a counter that rises is taken for a phone's packet, and when something else may explain it. */
class CounterRiseTest {
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");
    private static final ServicePort PORT = new ServicePort(Protocol.TCP, 8000);
    private static final Rule DROP = new Rule("iptables-nft filter INPUT 1", "INPUT",
            "-A INPUT -p tcp -m tcp --dport 8000 -j DROP", "filter INPUT", false);
    private static final Rule DEFAULT =
            new Rule("iptables-nft filter INPUT policy", "INPUT", "-P INPUT DROP", "filter INPUT", true);

    private final Counting world = new Counting();
    private final ConnectionLog attempts = new ConnectionLog(
            List.of(PORT, new ServicePort(Protocol.TCP, 7999)), Set.of());

    /** A machine whose rules have counted so much by now. */
    private static final class Counting extends ForwardingWorld {
        private Instant now = Instant.parse("2026-11-23T10:00:00Z");
        private long dropped;
        private long byDefault;

        Counting() {
            super(new FakeWorld(Os.LINUX));
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public Ran run(Command command) {
            String said = "*filter\n:INPUT DROP [" + byDefault + ":0]\n[" + dropped + ":0] " + DROP.text()
                    + "\nCOMMIT\n";
            return command.program().equals("iptables-nft-save") ? new Ran(command, new Ran.Exited(0),
                    said.getBytes(), new byte[0], Duration.ZERO) : super.run(command);
        }

        void after(int seconds, long more, long moreByDefault) {
            now = now.plusSeconds(seconds);
            dropped += more;
            byDefault += moreByDefault;
        }
    }

    private CounterRise rise(Rule rule) {
        Policy policy = new Policy() {
            @Override
            public Decision decide(Flow flow) {
                return rule.byDefault() || flow.port() == 8000
                        ? new Decision.Blocked(rule, false, Decision.Cause.BLOCK_RULE, List.of())
                        : new Decision.Allowed(rule, List.of());
            }

            @Override
            public List<Cidr> exceptionsWithin(Cidr lan) {
                return List.of();
            }
        };
        Facts facts = FactsBuilder.unknown(Os.LINUX, List.of()).on(FactsBuilder.WIFI).firewall(Fact.known(policy))
                .build();
        return new CounterRise(world, facts, attempts);
    }

    private void comes(InetAddress device) {
        attempts.note(new ConnectionLog.Attempt(device, 1, new ServicePort(Protocol.TCP, 7999)),
                ConnectionProgress.Ended.CONNECTED, world.now());
    }

    private static Optional<PacketFate> by(Rule rule) {
        return Optional.of(new PacketFate.Dropped(rule.text(), rule.where(), Confidence.INFERRED));
    }

    @Test
    void aRuleOfThisPortThatCountsWhileThePhoneTries() {
        CounterRise rise = rise(DROP);
        rise.look();
        comes(PHONE);
        assertEquals(Optional.empty(), rise.dropped(PHONE, PORT), "it has counted nothing yet");
        world.after(5, 3, 0);
        assertEquals(by(DROP), rise.dropped(PHONE, PORT));
    }

    @Test
    void aDefaultNeedsAQuietTimeBefore() {
        CounterRise rise = rise(DEFAULT);
        rise.look();
        world.after(2, 0, 0);
        rise.look();
        comes(PHONE);
        world.after(5, 0, 4);
        assertEquals(Optional.empty(), rise.dropped(PHONE, PORT), "two seconds say nothing of what it counts else");
    }

    @Test
    void aDefaultThatCountedNothingBefore() {
        CounterRise rise = rise(DEFAULT);
        rise.look();
        world.after(4, 0, 0);
        rise.look();
        comes(PHONE);
        world.after(5, 0, 4);
        assertEquals(by(DEFAULT), rise.dropped(PHONE, PORT));
    }

    @Test
    void aDefaultThatCountsAllTheTime() {
        CounterRise rise = rise(DEFAULT);
        rise.look();
        world.after(10, 0, 10);
        rise.look();
        comes(PHONE);
        world.after(5, 0, 10);
        assertEquals(Optional.empty(), rise.dropped(PHONE, PORT), "5 were to be expected, 10 are not far from it");
        world.after(0, 0, 5);
        assertEquals(by(DEFAULT), rise.dropped(PHONE, PORT));
    }

    @Test
    void aSecondDeviceMayHaveRaisedIt() {
        CounterRise rise = rise(DROP);
        rise.look();
        comes(PHONE);
        comes(InetAddress.ofLiteral("192.168.1.24"));
        world.after(5, 3, 0);
        assertEquals(Optional.empty(), rise.dropped(PHONE, PORT));
    }

    @Test
    void aPortThatTheRulesLetIn() {
        CounterRise rise = rise(DROP);
        rise.look();
        comes(PHONE);
        world.after(5, 3, 3);
        assertEquals(Optional.empty(), rise.dropped(PHONE, new ServicePort(Protocol.TCP, 7999)));
    }

    @Test
    void whatWasNotReadBeforeThePhoneCame() {
        CounterRise rise = rise(DROP);
        comes(PHONE);
        rise.look();
        world.after(5, 3, 0);
        assertEquals(Optional.empty(), rise.dropped(PHONE, PORT));
    }
}
