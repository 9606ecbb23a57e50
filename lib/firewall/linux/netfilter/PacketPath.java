package firewall.linux.netfilter;

import firewall.Flow;
import firewall.PacketMarks;
import firewall.Rule;
import host.Adapter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A packet's whole way through this machine, hook by hook (the picture "Packet flow in Netfilter" of the netfilter
 * project): in from an adapter, address translated, then to a process or on to another adapter; or from this machine,
 * to itself through the loopback adapter or to a container. All chains of all stores at a hook have to let it pass.
 */
public final class PacketPath {

    /** No adapter: the packet comes from this machine, or stays on it. */
    private static final Optional<String> NONE = Optional.of("");

    /**
     * All that may become of the packet.
     *
     * @param heldLater where the answer to it, or what follows the answer, is stopped for certain
     * @param tooMany   the rule at which following all of it had to end; nothing is certain then
     * @param steps     what it took, as {@link StepLimit} counts
     */
    public record Outcome(List<Rule> accepted, List<Verdict.Stopped> stopped, List<Verdict.Lost> lost,
            Set<Rule> doubtful,
            Set<Rule> limited, Set<Rule> ofOneDevice, Set<Packet> arrived, Optional<Rule> notForwarded,
            Optional<Verdict.Stopped> heldLater, Optional<Rule> tooMany, int steps) { }

    /** Where a setting of the kernel is, in place of a table and chain. */
    public static final String SYSCTL = "sysctl";

    private final List<Table> tables;
    private final HostNetwork hostNetwork;
    private final StepLimit limit;
    private final HookWalk hookWalk;
    private final Set<OptionalLong> routed = new LinkedHashSet<>();
    private Optional<Rule> notForwarded = Optional.empty();

    /** @param settled the first packet of the connection as it arrived, for one that comes later */
    private PacketPath(List<Table> tables, HostNetwork hostNetwork, Optional<Packet> settled, StepLimit limit) {
        this.tables = tables;
        this.hostNetwork = hostNetwork;
        this.limit = limit;
        this.hookWalk = new HookWalk(tables, hostNetwork, settled, limit);
    }

    public static Outcome of(Flow flow, List<Table> tables, HostNetwork hostNetwork) {
        var path = new PacketPath(tables, hostNetwork, Optional.empty(), new StepLimit());
        boolean toSelf = hostNetwork.loopback(flow.adapter());
        Packet first = Packet.first(flow.protocol(), flow.from(), flow.to(), flow.port(), toSelf ? "" : flow.adapter(),
                toSelf ? flow.adapter() : "");
        if (toSelf && !hostNetwork.own(flow.to())) {
            first = first.on(NONE, hostNetwork.towards(flow.to()));
        }
        Set<Packet> arrived = toSelf ? path.toSelf(flow, first) : path.fromOutside(flow, first);
        return path.outcome(arrived, path.afterwards(flow, first, arrived));
    }

    /** The marks of the first packet and of the answer to it, as they are when they are routed. */
    public static PacketMarks marks(Flow flow, List<Table> tables, HostNetwork hostNetwork) {
        var path = new PacketPath(tables, hostNetwork, Optional.empty(), new StepLimit());
        Packet first = Packet.first(flow.protocol(), flow.from(), flow.to(), flow.port(), flow.adapter(), "");
        Set<OptionalLong> answers = new LinkedHashSet<>();
        for (Packet packet : path.fromOutside(flow, first)) {
            var answer = new PacketPath(tables, hostNetwork, Optional.empty(), path.limit);
            answer.answer(flow, packet, Packet.Stage.ANSWER);
            answers.addAll(answer.routed);
        }
        return path.limit.reached().isPresent() ? PacketMarks.unknown() : new PacketMarks(path.routed, answers);
    }

    private void routed(Packet packet) {
        routed.add(packet.mark().map(mark -> OptionalLong.of(mark.longValue())).orElse(OptionalLong.empty()));
    }

    private Set<Packet> fromOutside(Flow flow, Packet first) {
        Set<Packet> arrived = new LinkedHashSet<>();
        for (Packet packet : pass(Hook.PREROUTING, pass(Hook.INGRESS, Set.of(first)))) {
            routed(packet);
            if (packet.destination().isLoopbackAddress()) {
                // From outside to 127.0.0.0/8 the kernel takes only with net.ipv4.conf.*.route_localnet on.
                hookWalk.lost().add(new Verdict.Lost(packet, new Rule("route_localnet", "route_localnet",
                        "net.ipv4.conf." + flow.adapter() + ".route_localnet", SYSCTL, true)));
            } else if (hostNetwork.own(packet.destination())) {
                arrived.addAll(pass(Hook.INPUT, Set.of(packet)));
            } else if (mayForward(packet)) {
                Packet forwarded = packet.on(packet.in(), hostNetwork.towards(packet.destination()));
                arrived.addAll(leave(pass(Hook.FORWARD, Set.of(forwarded))));
            }
        }
        return arrived;
    }

    private Set<Packet> toSelf(Flow flow, Packet first) {
        Set<Packet> arrived = new LinkedHashSet<>();
        for (Packet packet : pass(Hook.OUTPUT, Set.of(first))) {
            if (hostNetwork.own(packet.destination())) {
                arrived.addAll(backThroughLoopback(flow.adapter(), packet));
            } else {
                arrived.addAll(leave(Set.of(packet.on(NONE, hostNetwork.towards(packet.destination())))));
            }
        }
        return arrived;
    }

    /** The loopback adapter hands a packet back with its connection: it is tracked, and translated, already. */
    private Set<Packet> backThroughLoopback(String adapter, Packet packet) {
        Set<Packet> back = new LinkedHashSet<>();
        for (Packet sent : pass(Hook.EGRESS, pass(Hook.POSTROUTING, Set.of(packet)))) {
            Packet again = sent.on(Optional.of(adapter), NONE);
            back.addAll(pass(Hook.INPUT, pass(Hook.PREROUTING, pass(Hook.INGRESS, Set.of(again)))));
        }
        return back;
    }

    /** Out through an adapter; behind one that software made, such as Docker's, a bridge has rules of its own. */
    private Set<Packet> leave(Set<Packet> packets) {
        Set<Packet> gone = new LinkedHashSet<>();
        for (Packet packet : pass(Hook.POSTROUTING, packets)) {
            if (overBridge(packet.out())) {
                Set<Packet> onPort = Set.of(packet.on(Optional.empty(), Optional.empty()));
                boolean passes = !passPort(Hook.POSTROUTING, passPort(Hook.OUTPUT, onPort)).isEmpty();
                gone.addAll(passes ? pass(Hook.EGRESS, Set.of(packet)) : Set.of());
            } else {
                gone.addAll(pass(Hook.EGRESS, Set.of(packet)));
            }
        }
        return gone;
    }

    private Set<Packet> enter(Packet packet) {
        if (overBridge(packet.in())) {
            Set<Packet> onPort = Set.of(packet.on(Optional.empty(), Optional.empty()));
            if (passPort(Hook.INPUT, passPort(Hook.PREROUTING, onPort)).isEmpty()) {
                return Set.of();
            }
        }
        return pass(Hook.PREROUTING, pass(Hook.INGRESS, Set.of(packet)));
    }

    private boolean overBridge(Optional<String> adapter) {
        return tables.stream().anyMatch(Table::bridge)
                && adapter.flatMap(hostNetwork::adapter).map(Adapter::virtual).orElse(true);
    }

    private boolean mayForward(Packet packet) {
        String in = packet.in().orElse("");
        String name = packet.family() == Family.V4 ? HostNetwork.ALL_V4 : HostNetwork.ALL_V6;
        Optional<Boolean> forwards = hostNetwork.forwards(in, packet.family());
        if (forwards.isEmpty()) {
            hookWalk.lost().add(new Verdict.Lost(packet, new Rule(name, name, name, SYSCTL, true)));
            return false;
        }
        if (!forwards.get()) {
            notForwarded = Optional.of(new Rule(name, name, name + " = 0", SYSCTL, true));
        }
        return forwards.get();
    }

    /**
     * What becomes of the rest: a firewall that lets the first packet in and holds back the answer, or what follows it
     * (the rule for established connections is missing), is one that blocks. Only what is certain counts here.
     */
    private Optional<Verdict.Stopped> afterwards(Flow flow, Packet first, Set<Packet> arrived) {
        for (Packet packet : arrived) {
            if (packet.tracking() == Packet.Tracking.NEVER) {
                continue;
            }
            Optional<Verdict.Stopped> held = heldBack(flow, packet, Packet.Stage.ANSWER)
                    .or(() -> heldBack(flow, packet, Packet.Stage.LATER_ANSWER));
            var rest = new PacketPath(tables, hostNetwork, Optional.of(packet), limit);
            Packet later = packet.later(first);
            boolean through = hostNetwork.loopback(flow.adapter()) ? !rest.toSelf(flow, later).isEmpty()
                    : !rest.fromOutside(flow, later).isEmpty();
            if (held.isPresent() || !through && rest.hookWalk.held().isPresent()) {
                return held.or(rest.hookWalk::held);
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict.Stopped> heldBack(Flow flow, Packet packet, Packet.Stage stage) {
        var back = new PacketPath(tables, hostNetwork, Optional.empty(), limit);
        back.answer(flow, packet, stage);
        return back.hookWalk.held();
    }

    private void answer(Flow flow, Packet packet, Packet.Stage stage) {
        Optional<String> adapter = Optional.of(flow.adapter());
        boolean here = hostNetwork.own(packet.destination());
        boolean fromHere = hostNetwork.loopback(flow.adapter());
        if (here) {
            for (Packet answer : pass(Hook.OUTPUT, Set.of(packet.answer(stage, NONE, adapter)))) {
                routed(answer);
                if (fromHere) {
                    backThroughLoopback(flow.adapter(), answer);
                } else {
                    leave(Set.of(answer));
                }
            }
        } else if (packet.out().isPresent()) {
            for (Packet answer : enter(packet.answer(stage, packet.out(), NONE))) {
                routed(answer);
                if (fromHere) {
                    pass(Hook.INPUT, Set.of(answer));
                } else {
                    leave(pass(Hook.FORWARD, Set.of(answer.on(packet.out(), adapter))));
                }
            }
        }
    }

    private Outcome outcome(Set<Packet> arrived, Optional<Verdict.Stopped> heldLater) {
        ChainWalk chainWalk = hookWalk.walk();
        return new Outcome(List.copyOf(hookWalk.accepted()), List.copyOf(hookWalk.stopped()),
                List.copyOf(hookWalk.lost()), chainWalk.doubtful(), chainWalk.limited(), chainWalk.ofOneDevice(),
                arrived, notForwarded, heldLater, limit.reached(), limit.taken());
    }

    private Set<Packet> pass(Hook hook, Set<Packet> packets) {
        return hookWalk.pass(hook, packets, false);
    }

    private Set<Packet> passPort(Hook hook, Set<Packet> packets) {
        return hookWalk.pass(hook, packets, true);
    }
}
