package phone.evidence;

import firewall.Decision;
import firewall.Flow;
import firewall.Policy;
import firewall.Rule;
import firewall.linux.RuleCounters;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import path.Confidence;
import path.Facts;
import path.PacketFate;
import process.World;

/**
 * Whether the rule that keeps a phone out counted packets while that phone tried. A counter does not say whose packets
 * it counted, so a rise is taken for the phone's only where nothing else explains it: no other device was there, and
 * the rule counted less than half as much in as much time before the phone came.
 */
final class CounterRise {

    /** How long the time before has to be, to say anything of how much a rule counts that takes more than this port. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private record Moment(Instant at, RuleCounters counters) { }

    private final World world;
    private final Facts facts;
    private final ConnectionLog attempts;
    private Optional<Moment> first = Optional.empty();
    private Optional<Moment> lastBefore = Optional.empty();

    CounterRise(World world, Facts facts, ConnectionLog attempts) {
        this.world = world;
        this.facts = facts;
        this.attempts = attempts;
    }

    /** Reads the counters, as long as no device has come. */
    void look() {
        if (attempts.any()) {
            return;
        }
        Optional<Moment> now = now();
        // One that came meanwhile may be in what was read already.
        if (now.isPresent() && !attempts.any()) {
            synchronized (this) {
                first = first.or(() -> now);
                lastBefore = now;
            }
        }
    }

    private Optional<Moment> now() {
        Instant at = world.now();
        return RuleCounters.read(world).toOptional().map(counters -> new Moment(at, counters));
    }

    /** The rule that kept this phone's packet out, where its counter says so. */
    Optional<PacketFate> dropped(InetAddress phone, ServicePort port) {
        Optional<Moment> before;
        Optional<Moment> begin;
        synchronized (this) {
            begin = first;
            before = lastBefore;
        }
        Optional<Rule> rule = blocking(phone, port);
        if (rule.isEmpty() || before.isEmpty() || attempts.others(phone)) {
            return Optional.empty();
        }
        boolean came = attempts.since(phone).isPresent();
        boolean ofPort = ofThisPort(phone, port, rule.get());
        // Where nothing of the phone was seen, no moment parts the time before it from the time with it.
        Moment from = came ? before.get() : begin.get();
        return now().filter(moment -> rose(rule.get(), begin.get(), from, moment, ofPort))
                .map(moment -> new PacketFate.Dropped(rule.get().text(), rule.get().where(), Confidence.INFERRED));
    }

    private static boolean rose(Rule rule, Moment begin, Moment from, Moment now, boolean ofPort) {
        OptionalLong first = begin.counters.of(rule);
        OptionalLong then = from.counters.of(rule);
        OptionalLong last = now.counters.of(rule);
        if (first.isEmpty() || then.isEmpty() || last.isEmpty()) {
            return false;
        }
        Duration quiet = Duration.between(begin.at, from.at);
        if (!ofPort && quiet.compareTo(QUIET) < 0) {
            return false;
        }
        double usual = quiet.isZero() ? 0 : (then.getAsLong() - first.getAsLong())
                * (double) Duration.between(from.at, now.at).toMillis() / Math.max(1, quiet.toMillis());
        return last.getAsLong() - then.getAsLong() > 2 * usual;
    }

    /** The rule that keeps this phone out of this port, where one surely does. */
    Optional<Rule> blocking(InetAddress phone, ServicePort port) {
        return facts.firewall().toOptional().flatMap(policy ->
                FirstPacket.of(facts, phone, port).flatMap(flow -> by(policy, flow)));
    }

    private static Optional<Rule> by(Policy policy, Flow flow) {
        return switch (policy.decide(flow)) {
            case Decision.Blocked blocked -> Optional.of(blocked.by());
            case Decision.Allowed allowed -> Optional.empty();
            case Decision.Undecided undecided -> Optional.empty();
        };
    }

    /** A rule that stops another port just the same counts what others send to any port. */
    private boolean ofThisPort(InetAddress phone, ServicePort port, Rule rule) {
        int far = port.number() < 32768 ? port.number() + 32767 : port.number() - 32767;
        var elsewhere = new ServicePort(port.protocol(), far);
        return !blocking(phone, elsewhere).equals(Optional.of(rule));
    }
}
