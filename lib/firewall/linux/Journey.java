package firewall.linux;

import firewall.Flow;
import firewall.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A packet's whole way through this machine, hook by hook (the picture "Packet flow in Netfilter" of the netfilter
 * project): in from an adapter, address translated, then to a process or on to another adapter; or from this machine
 * to itself through the loopback adapter. All chains of all stores at a hook have to let it pass.
 */
final class Journey {

    private static final int TRACKING_PRIORITY = -200;
    /** Destination translation happens here whatever priority the chain itself names (NF_IP_PRI_NAT_DST). */
    private static final int DNAT_PRIORITY = -100;

    /** All that may become of the packet. */
    record Outcome(List<Rule> accepted, List<Ending.Stopped> stopped, List<Ending.Lost> lost, Set<Rule> doubtful,
            Set<Rule> limited, Set<Packet> arrived, Optional<Rule> notForwarded, List<Ending.Stopped> answerStopped) { }

    private record Station(Table table, Chain chain) {

        int priority() {
            var base = chain.base().orElseThrow();
            return base.nat() && base.hook() != Hook.POSTROUTING && base.hook() != Hook.INPUT
                    ? DNAT_PRIORITY : base.priority();
        }
    }

    private final List<Table> tables;
    private final Site site;
    private final Walk walk;
    private final List<Ending.Stopped> stopped = new ArrayList<>();
    private final List<Ending.Lost> lost = new ArrayList<>();
    private final Set<Rule> accepted = new LinkedHashSet<>();
    private Optional<Rule> notForwarded = Optional.empty();

    private Journey(List<Table> tables, Site site) {
        this.tables = tables;
        this.site = site;
        this.walk = new Walk(site);
    }

    static Outcome of(Flow flow, List<Table> tables, Site site) {
        var journey = new Journey(tables, site);
        return journey.site.loopback(flow.adapter()) ? journey.toSelf(flow) : journey.fromOutside(flow);
    }

    private Outcome fromOutside(Flow flow) {
        var first = Packet.first(flow.protocol(), flow.from(), flow.to(), flow.port(), flow.adapter(), "");
        Set<Packet> arrived = new LinkedHashSet<>();
        for (Packet packet : pass(Hook.PREROUTING, pass(Hook.INGRESS, Set.of(first)))) {
            if (packet.destination().isLoopbackAddress()) {
                // From outside to 127.0.0.0/8 the kernel takes only with net.ipv4.conf.*.route_localnet on.
                lost.add(new Ending.Lost(packet, new Rule("route_localnet", "route_localnet",
                        "net.ipv4.conf." + flow.adapter() + ".route_localnet", "sysctl", true)));
            } else if (site.own(packet.destination())) {
                arrived.addAll(pass(Hook.INPUT, Set.of(packet)));
            } else if (mayForward(packet)) {
                Packet forwarded = packet.on(flow.adapter(), site.towards(packet.destination()));
                arrived.addAll(pass(Hook.EGRESS, pass(Hook.POSTROUTING, pass(Hook.FORWARD, Set.of(forwarded)))));
            }
        }
        return outcome(arrived, answers(flow, arrived));
    }

    private Outcome toSelf(Flow flow) {
        var first = Packet.first(flow.protocol(), flow.from(), flow.to(), flow.port(), "", flow.adapter());
        Set<Packet> arrived = new LinkedHashSet<>();
        for (Packet packet : pass(Hook.OUTPUT, Set.of(first))) {
            if (!site.own(packet.destination())) {
                Packet away = packet.on("", site.towards(packet.destination()));
                arrived.addAll(pass(Hook.EGRESS, pass(Hook.POSTROUTING, Set.of(away))));
                continue;
            }
            // The loopback adapter hands the packet back with its connection: it is tracked, and translated, already.
            for (Packet sent : pass(Hook.EGRESS, pass(Hook.POSTROUTING, Set.of(packet)))) {
                Packet back = sent.on(flow.adapter(), Optional.of(""));
                arrived.addAll(pass(Hook.INPUT, pass(Hook.PREROUTING, pass(Hook.INGRESS, Set.of(back)))));
            }
        }
        return outcome(arrived, List.of());
    }

    private boolean mayForward(Packet packet) {
        String in = packet.in().orElse("");
        String name = packet.family() == Family.V4 ? Site.ALL_V4 : Site.ALL_V6;
        Optional<Boolean> forwards = site.forwards(in, packet.family());
        if (forwards.isEmpty()) {
            lost.add(new Ending.Lost(packet, new Rule(name, name, name, "sysctl", true)));
            return false;
        }
        if (!forwards.get()) {
            notForwarded = Optional.of(new Rule(name, name, name + " = 0", "sysctl", true));
        }
        return forwards.get();
    }

    /** What becomes of the answer: a firewall that lets the question in and holds the answer back is one that blocks. */
    private List<Ending.Stopped> answers(Flow flow, Set<Packet> arrived) {
        var back = new Journey(tables, site);
        for (Packet packet : arrived) {
            boolean here = site.own(packet.destination());
            Packet answer = here
                    ? packet.answer("", Optional.of(flow.adapter()))
                    : packet.answer(packet.out().orElse(""), Optional.of(""));
            if (packet.tracking() == Packet.Tracking.NEVER) {
                continue;
            }
            if (here) {
                back.pass(Hook.POSTROUTING, back.pass(Hook.OUTPUT, Set.of(answer)));
            } else if (packet.out().isPresent()) {
                Set<Packet> routed = new LinkedHashSet<>();
                back.pass(Hook.PREROUTING, Set.of(answer))
                        .forEach(p -> routed.add(p.on(packet.out().get(), Optional.of(flow.adapter()))));
                back.pass(Hook.POSTROUTING, back.pass(Hook.FORWARD, routed));
            }
        }
        boolean sure = back.lost.isEmpty() && !back.stopped.isEmpty()
                && back.stopped.stream().anyMatch(Ending.Stopped::sure);
        return sure ? back.stopped.stream().filter(Ending.Stopped::sure).toList() : List.of();
    }

    private Outcome outcome(Set<Packet> arrived, List<Ending.Stopped> answerStopped) {
        return new Outcome(List.copyOf(accepted), List.copyOf(stopped), List.copyOf(lost), walk.doubtful(),
                walk.limited(), arrived, notForwarded, answerStopped);
    }

    private Set<Packet> pass(Hook hook, Set<Packet> packets) {
        Set<Packet> going = packets;
        boolean tracks = hook == Hook.PREROUTING || hook == Hook.OUTPUT;
        boolean tracked = !tracks;
        for (Station station : stations(hook)) {
            if (!tracked && station.priority() > TRACKING_PRIORITY) {
                going = tracked(going);
                tracked = true;
            }
            Set<Packet> next = new LinkedHashSet<>();
            for (Packet packet : going) {
                if (concerns(station, packet)) {
                    ask(station, packet, next);
                } else {
                    next.add(packet);
                }
            }
            going = next;
        }
        return tracked ? going : tracked(going);
    }

    private static Set<Packet> tracked(Set<Packet> packets) {
        Set<Packet> now = new LinkedHashSet<>();
        packets.forEach(packet -> now.add(packet.tracking() == Packet.Tracking.NOT_YET
                ? packet.tracked(Packet.Tracking.TRACKED) : packet));
        return now;
    }

    private void ask(Station station, Packet packet, Set<Packet> next) {
        for (Ending ending : walk.base(station.table, station.chain, packet)) {
            switch (ending) {
                case Ending.Passed(Packet through, Optional<Rule> by) -> {
                    by.ifPresent(rule -> {
                        Hook hook = station.chain.base().orElseThrow().hook();
                        if (!station.chain.base().get().nat() && (hook == Hook.INPUT || hook == Hook.FORWARD)) {
                            accepted.add(rule);
                        }
                    });
                    next.add(through);
                }
                case Ending.Stopped stop -> {
                    stopped.add(stop);
                }
                case Ending.Lost unknown -> lost.add(unknown);
            }
        }
    }

    private List<Station> stations(Hook hook) {
        List<Station> stations = new ArrayList<>();
        for (Table table : tables) {
            for (Chain chain : table.chains().values()) {
                if (chain.base().filter(base -> base.hook() == hook).isPresent()) {
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
            return !packet.reply() && packet.tracking() != Packet.Tracking.NEVER
                    && !(packet.translated() && (base.hook() == Hook.PREROUTING || base.hook() == Hook.OUTPUT))
                    && !(base.hook() == Hook.PREROUTING && packet.in().map(site::loopback).orElse(false));
        }
        if (base.devices().isEmpty()) {
            return true;
        }
        Optional<String> adapter = base.hook() == Hook.EGRESS ? packet.out() : packet.in();
        return adapter.isEmpty() || base.devices().contains(adapter.get());
    }}
