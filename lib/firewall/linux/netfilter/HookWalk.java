package firewall.linux.netfilter;

import firewall.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks all chains of all stores at a hook, the lowest priority first, and keeps what they said. */
final class HookWalk {
    private static final int TRACKING_PRIORITY = -200;
    /** Destination translation happens here whatever priority the chain itself names (NF_IP_PRI_NAT_DST). */
    private static final int DNAT_PRIORITY = -100;

    private record Station(Table table, Chain chain) {

        int priority() {
            var base = chain.base().orElseThrow();
            return base.nat() && base.hook() != Hook.POSTROUTING && base.hook() != Hook.INPUT
                    ? DNAT_PRIORITY : base.priority();
        }
    }

    private final List<Table> tables;
    private final HostNetwork hostNetwork;
    private final Optional<Packet> settled;
    private final ChainWalk chainWalk;
    private final List<Verdict.Stopped> stopped = new ArrayList<>();
    private final List<Verdict.Lost> lost = new ArrayList<>();
    private final Set<Rule> accepted = new LinkedHashSet<>();

    /** @param settled the first packet of the connection as it arrived, for one that comes later */
    HookWalk(List<Table> tables, HostNetwork hostNetwork, Optional<Packet> settled, StepLimit limit) {
        this.tables = tables;
        this.hostNetwork = hostNetwork;
        this.settled = settled;
        this.chainWalk = new ChainWalk(hostNetwork, limit);
    }

    List<Verdict.Stopped> stopped() {
        return stopped;
    }

    /** Where the packet was handed to something that cannot be followed. */
    List<Verdict.Lost> lost() {
        return lost;
    }

    /** Rules and defaults of INPUT and FORWARD that let it pass. */
    Set<Rule> accepted() {
        return accepted;
    }

    ChainWalk walk() {
        return chainWalk;
    }

    /** Where it is stopped for certain; empty where something cannot be followed. */
    Optional<Verdict.Stopped> held() {
        return lost.isEmpty() ? stopped.stream().filter(Verdict.Stopped::sure).findFirst() : Optional.empty();
    }

    /** @param bridge true to ask the rules of bridges' ports, false for all others */
    Set<Packet> pass(Hook hook, Set<Packet> packets, boolean bridge) {
        Set<Packet> going = packets;
        boolean tracks = !bridge && (hook == Hook.PREROUTING || hook == Hook.OUTPUT);
        boolean tracked = !tracks;
        for (Station station : stations(hook, bridge)) {
            if (!tracked && station.priority() > TRACKING_PRIORITY) {
                going = tracked(going);
                tracked = true;
            }
            if (tracks && station.priority() > DNAT_PRIORITY) {
                going = translatedAsBefore(going);
            }
            Set<Packet> next = new LinkedHashSet<>();
            for (Packet packet : going) {
                if (concerns(station, packet)) {
                    ask(station, packet, next);
                } else {
                    next.add(packet);
                }
            }
            going = ChainWalk.fewer(next);
        }
        going = tracked ? going : tracked(going);
        return tracks ? translatedAsBefore(going) : going;
    }

    private Set<Packet> translatedAsBefore(Set<Packet> packets) {
        if (settled.filter(Packet::translated).isEmpty()) {
            return packets;
        }
        Set<Packet> now = new LinkedHashSet<>();
        packets.forEach(packet -> now.add(packet.translated() ? packet
                : packet.sentTo(settled.get().destination(), settled.get().destinationPort())));
        return now;
    }

    private static Set<Packet> tracked(Set<Packet> packets) {
        Set<Packet> now = new LinkedHashSet<>();
        packets.forEach(packet -> now.add(packet.tracking() == Packet.Tracking.NOT_YET
                ? packet.tracked(Packet.Tracking.TRACKED) : packet));
        return now;
    }

    private void ask(Station station, Packet packet, Set<Packet> next) {
        for (Verdict verdict : chainWalk.base(station.table, station.chain, packet)) {
            switch (verdict) {
                case Verdict.Passed(Packet through, Optional<Rule> by) -> {
                    by.ifPresent(rule -> {
                        Hook hook = station.chain.base().orElseThrow().hook();
                        if (!station.chain.base().get().nat() && (hook == Hook.INPUT || hook == Hook.FORWARD)) {
                            accepted.add(rule);
                        }
                    });
                    next.add(through);
                }
                case Verdict.Stopped stop -> stopped.add(stop);
                case Verdict.Lost unknown -> lost.add(unknown);
            }
        }
    }

    private List<Station> stations(Hook hook, boolean bridge) {
        List<Station> stations = new ArrayList<>();
        for (Table table : tables) {
            for (Chain chain : table.chains().values()) {
                if (table.bridge() == bridge && chain.base().filter(base -> base.hook() == hook).isPresent()) {
                    stations.add(new Station(table, chain));
                }
            }
        }
        stations.sort(Comparator.comparingInt(Station::priority));
        return stations;
    }

    private boolean concerns(Station station, Packet packet) {
        var base = station.chain.base().orElseThrow();
        if (!station.table.families().contains(packet.family())) {
            return false;
        }
        if (base.nat()) {
            // A translation is found once for a connection, and its answers follow it without asking again.
            return packet.stage() == Packet.Stage.FIRST && packet.tracking() != Packet.Tracking.NEVER
                    && !(packet.translated() && (base.hook() == Hook.PREROUTING || base.hook() == Hook.OUTPUT))
                    && !(base.hook() == Hook.PREROUTING && packet.in().map(hostNetwork::loopback).orElse(false));
        }
        if (base.devices().isEmpty()) {
            return true;
        }
        Optional<String> adapter = base.hook() == Hook.EGRESS ? packet.out() : packet.in();
        return adapter.isEmpty() || base.devices().contains(adapter.get());
    }
}
