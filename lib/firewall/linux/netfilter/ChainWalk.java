package firewall.linux.netfilter;

import firewall.Rule;
import firewall.Ternary;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Leads a packet through the chains of one table, along every way it may take. A condition that cannot be evaluated
 * splits the way; the rules where that happened are kept. One walk serves one question and one thread.
 */
final class ChainWalk {

    /** The kernel refuses deeper nesting too (NFT_JUMP_STACK_SIZE is 16); text that was tampered with may loop. */
    private static final int DEEPEST = 64;

    /** Ways that differ in marks alone double with every such rule; past this number the marks count as unknown. */
    static final int MOST_WAYS = 64;

    private final HostNetwork hostNetwork;
    private final StepLimit limit;
    private final Set<Rule> doubtful = new LinkedHashSet<>();
    private final Set<Rule> limited = new LinkedHashSet<>();
    private final Set<Rule> ofOneDevice = new LinkedHashSet<>();
    /** By the table itself, which is not worth comparing rule by rule. */
    private final Map<Table, Map<Key, Set<Verdict>>> known = new IdentityHashMap<>();

    private record Key(String chain, Packet packet) { }

    ChainWalk(HostNetwork hostNetwork, StepLimit limit) {
        this.hostNetwork = hostNetwork;
        this.limit = limit;
    }

    /** Rules whose conditions could not be evaluated, in the order they were met. */
    Set<Rule> doubtful() {
        return doubtful;
    }

    /** Rules that treat a device on its own that is known by its hardware address. */
    Set<Rule> ofOneDevice() {
        return ofOneDevice;
    }

    /** Rules that hold for a device as long as it keeps within a limit. */
    Set<Rule> limited() {
        return limited;
    }

    /** Endings of a base chain: its policy is applied. */
    List<Verdict> base(Table table, Chain chain, Packet packet) {
        var base = chain.base().orElseThrow();
        List<Verdict> endings = new ArrayList<>();
        for (Verdict verdict : chain(table, chain.name(), packet, 0)) {
            boolean fell = verdict instanceof Verdict.Passed passed && passed.by().isEmpty();
            if (!fell) {
                endings.add(verdict);
            } else if (base.accepts()) {
                endings.add(new Verdict.Passed(verdict.packet(), Optional.of(base.policy())));
            } else {
                var spot = new Verdict.Spot(table, chain, -1, base.policy());
                endings.add(new Verdict.Stopped(verdict.packet(), spot, false, true, true));
            }
        }
        return endings;
    }

    private Set<Verdict> chain(Table table, String name, Packet packet, int depth) {
        var key = new Key(name, packet);
        Map<Key, Set<Verdict>> ofTable = known.computeIfAbsent(table, t -> new HashMap<>());
        Set<Verdict> before = ofTable.get(key);
        if (before != null) {
            return before;
        }
        Chain chain = table.chains().get(name);
        if (chain == null || depth > DEEPEST) {
            var missing = new Rule(table.name() + " " + name, name, name, table.name(), false);
            return Set.of(new Verdict.Lost(packet, missing));
        }
        Set<Verdict> endings = new LinkedHashSet<>();
        Set<Packet> going = Set.of(packet);
        for (int i : chain.stepsFor(packet)) {
            if (going.isEmpty()) {
                break;
            }
            Set<Packet> next = new LinkedHashSet<>();
            for (Packet each : going) {
                step(new At(table, chain, i, depth), each, endings, next);
            }
            going = fewer(next);
        }
        going.forEach(each -> endings.add(new Verdict.Passed(each, Optional.empty())));
        ofTable.put(key, endings);
        return endings;
    }

    /** The same packets; where they are too many, those that differ in marks alone as one. */
    static Set<Packet> fewer(Set<Packet> packets) {
        if (packets.size() <= MOST_WAYS) {
            return packets;
        }
        Set<Packet> fewer = new LinkedHashSet<>();
        packets.forEach(packet -> fewer.add(packet.marked(Optional.empty(), Optional.empty())));
        return fewer;
    }

    private record At(Table table, Chain chain, int index, int depth) {

        RuleStep step() {
            return chain.steps().get(index);
        }

        Verdict.Spot spot() {
            return new Verdict.Spot(table, chain, index, step().rule());
        }
    }

    private void step(At at, Packet packet, Set<Verdict> endings, Set<Packet> next) {
        RuleStep step = at.step();
        Packet now = packet;
        boolean sure = true;
        for (Statement statement : step.statements()) {
            if (!limit.allows(steps(statement), step.rule())) {
                endings.add(new Verdict.Lost(now, step.rule()));
                return;
            }
            switch (statement) {
                case Statement.Check(Condition match) -> {
                    Ternary ternary = match.holds(now, hostNetwork);
                    note(match, step);
                    if (ternary == Ternary.NO) {
                        next.add(now);
                        return;
                    }
                    if (ternary == Ternary.UNKNOWN) {
                        if (consequential(step)) {
                            doubtful.add(step.rule());
                        }
                        sure = false;
                        next.add(now);
                    }
                }
                case Statement.Mark(var change, boolean ofConnection) -> now = marked(now, change, ofConnection);
                case Statement.CopyMark copy -> now = copied(now, copy);
                // What loopback hands back has its connection already, and keeps it.
                case Statement.NoTrack() -> now = now.tracking() == Packet.Tracking.NOT_YET
                        ? now.tracked(Packet.Tracking.NEVER) : now;
                case Statement.Accept() -> {
                    endings.add(new Verdict.Passed(now, Optional.of(step.rule())));
                    return;
                }
                case Statement.Block(boolean rejected) -> {
                    endings.add(new Verdict.Stopped(now, at.spot(), rejected, step.unconditional(), sure));
                    return;
                }
                case Statement.Return() -> {
                    endings.add(new Verdict.Passed(now, Optional.empty()));
                    return;
                }
                case Statement.Jump(String chain) -> {
                    call(at, chain, now, sure, endings, next);
                    return;
                }
                case Statement.Goto(String chain) -> {
                    Set<Packet> back = new LinkedHashSet<>();
                    call(at, chain, now, sure, endings, back);
                    back.forEach(each -> endings.add(new Verdict.Passed(each, Optional.empty())));
                    return;
                }
                case Statement.Translate translate -> {
                    endings.add(translated(now, translate, step));
                    return;
                }
                case Statement.HandOver() -> {
                    endings.add(new Verdict.Lost(now, step.rule()));
                    return;
                }
            }
        }
        next.add(now);
    }

    private static int steps(Statement statement) {
        return statement instanceof Statement.Check(Condition match) ? match.comparisons() : StepLimit.KEPT;
    }

    private void call(At at, String chain, Packet packet, boolean sure, Set<Verdict> endings, Set<Packet> next) {
        for (Verdict verdict : chain(at.table, chain, packet, at.depth + 1)) {
            if (!limit.allows(StepLimit.KEPT, at.step().rule())) {
                endings.add(new Verdict.Lost(packet, at.step().rule()));
                return;
            }
            switch (verdict) {
                case Verdict.Passed(Packet back, Optional<Rule> by) when by.isEmpty() -> next.add(back);
                case Verdict.Stopped stopped -> endings.add(new Verdict.Stopped(stopped.packet(), stopped.spot(),
                        stopped.rejected(), stopped.catchAll() && at.step().unconditional(),
                        stopped.sure() && sure));
                case Verdict.Passed passed -> endings.add(passed);
                case Verdict.Lost lost -> endings.add(lost);
            }
        }
    }

    private void note(Condition match, RuleStep step) {
        if (match instanceof Condition.WithinLimit && consequential(step)) {
            limited.add(step.rule());
        }
        if (match instanceof Condition.OneDevice && consequential(step)) {
            ofOneDevice.add(step.rule());
        }
    }

    /** A rule that only counts or logs changes nothing, whether it matches or not. */
    private static boolean consequential(RuleStep step) {
        return step.statements().stream().anyMatch(statement -> !(statement instanceof Statement.Check));
    }

    private static Packet marked(Packet packet, Optional<Statement.Change> change, boolean ofConnection) {
        Optional<BigInteger> old = ofConnection ? packet.connectionMark() : packet.mark();
        Optional<BigInteger> now = change.flatMap(c -> c.clear().equals(BigInteger.valueOf(0xFFFF_FFFFL))
                ? Optional.of(c.toggle())
                : old.map(value -> value.andNot(c.clear()).xor(c.toggle())));
        return ofConnection ? packet.marked(packet.mark(), now) : packet.marked(now, packet.connectionMark());
    }

    private static Packet copied(Packet packet, Statement.CopyMark copy) {
        Optional<BigInteger> from = copy.toConnection() ? packet.mark() : packet.connectionMark();
        Optional<BigInteger> to = copy.toConnection() ? packet.connectionMark() : packet.mark();
        Optional<BigInteger> now = from.flatMap(
                value -> to.map(old -> old.andNot(copy.clear()).xor(value.and(copy.take()))));
        return copy.toConnection() ? packet.marked(packet.mark(), now) : packet.marked(now, packet.connectionMark());
    }

    private Verdict translated(Packet packet, Statement.Translate translate, RuleStep step) {
        if (packet.tracking() == Packet.Tracking.NEVER) {
            return new Verdict.Passed(packet, Optional.of(step.rule()));
        }
        Optional<InetAddress> address = translate.toSelf() ? self(packet) : Optional.of(
                translate.address().orElse(packet.destination()));
        if (address.isEmpty()) {
            return new Verdict.Lost(packet, step.rule());
        }
        Range ports = translate.ports().orElse(packet.destinationPort());
        return new Verdict.Passed(packet.sentTo(address.get(), ports), Optional.of(step.rule()));
    }

    /** REDIRECT: the first address of the adapter it came in on; 127.0.0.1 for what this machine sends itself. */
    private Optional<InetAddress> self(Packet packet) {
        String in = packet.in().orElse("");
        if (in.isEmpty()) {
            return Optional.of(loopback(packet.family()));
        }
        return hostNetwork.adapter(in).flatMap(adapter -> adapter.addresses().stream()
                .map(own -> own.inet())
                .filter(own -> Family.of(own) == packet.family())
                .findFirst());
    }

    private static InetAddress loopback(Family family) {
        try {
            byte[] bytes = family == Family.V4 ? new byte[] {127, 0, 0, 1} : new byte[16];
            bytes[bytes.length - 1] = 1;
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
