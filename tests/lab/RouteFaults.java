package lab;

import static lab.Answer.DROPPED;
import static lab.Commands.all;
import static lab.Commands.pair;
import static lab.World.CONTAINERS;
import static lab.World.PROCESSES;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import testing.Wait;

/**
 * Routes that take a phone's packets, or the answers to it, elsewhere; and those that look like it and do not. The
 * firewall lets everything in, and no service is to blame.
 */
final class RouteFaults {

    static final String ELSEWHERE = "answers-leave-elsewhere";
    static final String NOT_ROUTED = "answers-not-routed";
    static final String NO_REQUESTS = "requests-not-routed";
    static final String FILTERED = "reverse-path-filter";
    private static final String VPN = "vpn-active";

    private static final String LAN = "192.168.1.0/24";

    private RouteFaults() { }

    static List<Fault> ofBoth() {
        // One world after the other: each is built only once.
        return Stream.of(guilty(), innocent()).flatMap(List::stream)
                .sorted(Comparator.comparing((Fault fault) -> fault.world() == PROCESSES)).toList();
    }

    /** The same in both worlds. */
    private static Stream<Fault> both(String name, Fault.Injection injection) {
        return Stream.of(Fault.of(name + " (processes)", PROCESSES, injection),
                Fault.of(name + " (containers)", CONTAINERS, injection));
    }

    private static List<Fault> guilty() {
        return Stream.of(
                both("an exit node without the LAN", exitNode())
                        .map(fault -> fault.phone(DROPPED).expect("address", ELSEWHERE)
                                .says("tailscale0", "5270: from all lookup 52", "default dev tailscale0 table 52",
                                        "tailscale set --exit-node-allow-lan-access")),
                both("a VPN that was pushed the LAN in two halves", all(tun("tun0", "10.8.0.2/24"), routes(
                        "192.168.1.0/25 dev tun0", "192.168.1.128/25 dev tun0")))
                        .map(fault -> fault.phone(DROPPED).expect("address", ELSEWHERE).says("tun0",
                                "192.168.1.0/25 dev tun0")),
                both("a Docker network with the LAN's addresses", dockerNetwork("proj", LAN))
                        .map(fault -> fault.phone(DROPPED).expect("address", ELSEWHERE)
                                .says("Docker network proj", "docker network rm proj")),
                both("a rule that forbids the LAN", rule("pref 100 to " + LAN + " prohibit"))
                        .map(fault -> fault.phone(DROPPED).expect("address", NOT_ROUTED)
                                .says("100: from all to 192.168.1.0/24 prohibit")),
                both("a route that leads nowhere", routes("blackhole 192.168.1.0/25", "blackhole 192.168.1.128/25"))
                        .map(fault -> fault.phone(DROPPED).expect("address", NOT_ROUTED)
                                .says("blackhole 192.168.1.0/25")),
                both("two adapters in one network, strict filters", strict())
                        .map(fault -> fault.phone(DROPPED).expect("address", FILTERED)
                                // By the address of the other adapter a phone gets in.
                                .mayWarn("address-ambiguous")
                                .says("net.ipv4.conf.eth0.rp_filter=2", "leaves by lan1")),
                Stream.of(Fault.of("a source rule whose table lacks Docker's network (containers)", CONTAINERS, sourceRule(LAN))
                                .phone(DROPPED).expect("address", NO_REQUESTS)
                                .says("from 192.168.1.0/24 lookup 101",
                                        "ip route add 172.17.0.0/16 dev docker0 table 101",
                                        "ip rule add to 172.17.0.0/16 lookup main"),
                        Fault.of("an exit node that leaves the LAN alone, but not Docker (containers)", CONTAINERS,
                                all(exitNode(), routes("throw " + LAN + " table 52"))).phone(DROPPED)
                                .expect("address", NO_REQUESTS).mayWarn(VPN)
                                .says("5270", "ip rule add to 172.17.0.0/16 lookup main"),
                        Fault.of("a VPN that was pushed half of the LAN (processes)", PROCESSES, all(tun("tun0", "10.8.0.2/24"),
                                routes("192.168.1.128/25 dev tun0"))).phone(Answer.OK).warns(ELSEWHERE)
                                .mayWarn(VPN).says("192.168.1.128/25")))
                .flatMap(faults -> faults).toList();
    }

    private static List<Fault> innocent() {
        return Stream.of(
                both("WireGuard takes all, as wg-quick does it", all(tun("wg0", "10.9.0.2/24"),
                        routes("default dev wg0 table 51820"), rule("pref 32764 table main suppress_prefixlength 0"),
                        rule("pref 32765 not fwmark 51820 table 51820"))).map(fault -> fault.mayWarn(VPN)),
                both("an exit node that leaves the LAN and Docker alone", all(exitNode(),
                        routes("throw " + LAN + " table 52", "throw 172.17.0.0/16 table 52")))
                        .map(fault -> fault.mayWarn(VPN)),
                both("two adapters in one network, loose filters", all(macvlan(), filters(2))),
                both("a wider Docker network", dockerNetwork("wide", "192.168.0.0/16")),
                both("two default routes in one", all(pair("ip route del default via " + Lab.ROUTER,
                        "ip route add default via " + Lab.ROUTER), routes("default nexthop via " + Lab.ROUTER
                        + " dev eth0 nexthop via 192.168.1.2 dev eth0"))),
                Stream.of(Fault.of("a source rule whose table lacks Docker's network (processes)", PROCESSES,
                                sourceRule(LAN)),
                        Fault.of("a source rule for this machine's own address (containers)", CONTAINERS,
                                sourceRule(Lab.ADDRESS))))
                .flatMap(faults -> faults).toList();
    }

    /** A tunnel that is up and whose far end knows nothing of the LAN. */
    static Fault.Injection exitNode() {
        return all(tun("tailscale0", "100.64.0.7/32"), rule("pref 5270 lookup 52"),
                routes("default dev tailscale0 table 52"));
    }

    /** As many write it for a machine with two networks. Nobody answers at the gateway. */
    static Fault.Injection sourceRule(String from) {
        return all(pair("ip neighbour replace " + Lab.ROUTER + " lladdr 02:00:00:00:00:fe dev eth0 nud permanent",
                        "ip neighbour del " + Lab.ROUTER + " dev eth0"),
                // What somebody adds to the table goes with it.
                lab -> () -> lab.machine().must("ip", "route", "flush", "table", "101"),
                routes(LAN + " dev eth0 table 101", "default via " + Lab.ROUTER + " dev eth0 table 101"),
                rule("pref 200 from " + from + " lookup 101"));
    }

    /** The LAN's own route has the metric of a Wi-Fi, as NetworkManager gives it. */
    static Fault.Injection dockerNetwork(String name, String subnet) {
        return all(metric(), lab -> {
            lab.docker().must("network", "create", "--subnet", subnet, name);
            return () -> {
                if (lab.docker().command("network", "inspect", name).succeeded()) {
                    lab.docker().must("network", "rm", name);
                }
            };
        });
    }

    private static Fault.Injection metric() {
        String better = LAN + " dev eth0 proto kernel scope link src " + Lab.ADDRESS;
        return all(pair("ip route add " + better + " metric 600", "ip route add " + better),
                pair("ip route del " + better + " metric 0", "ip route del " + better + " metric 600"));
    }

    /** A second adapter on the same cable, with the better metric. */
    private static Fault.Injection macvlan() {
        return all(metric(), lab -> {
                    lab.machine().must("ip link add link eth0 name lan1 type macvlan mode bridge".split(" "));
                    lab.machine().must("ip", "address", "add", "192.168.1.45/24", "dev", "lan1", "metric", "100");
                    lab.machine().must("ip", "link", "set", "lan1", "up");
                    // The phone remembers by which of the two it was answered.
                    return () -> {
                        lab.machine().must("ip", "link", "delete", "lan1");
                        Machine.outside("nsenter", "--target", Long.toString(lab.phone()), "--net", "ip", "neighbour",
                                "flush", "all");
                    };
                });
    }

    /** Neither adapter speaks for the other, so that phones always come in by the one that doubts them. */
    static Fault.Injection strict() {
        // From the beginning, and in what each asks for itself: a phone takes the sender of a question for who it says.
        return all(sysctl("arp_ignore", 1), sysctl("arp_announce", 2), macvlan(), filters(1),
                pair("sysctl -qw net.ipv4.conf.eth0.rp_filter=0", "sysctl -qw net.ipv4.conf.eth0.rp_filter=0"));
    }

    private static Fault.Injection filters(int mode) {
        return sysctl("rp_filter", mode);
    }

    /** Of all adapters, which have 0 without it. */
    private static Fault.Injection sysctl(String name, int value) {
        String set = "sysctl -qw net.ipv4.conf.all." + name + "=";
        return pair(set + value, set + 0);
    }

    static Fault.Injection tun(String name, String address) {
        return lab -> {
            Process holder = Tun.TUN.hold(lab, name, address);
            return () -> {
                Machine.end(holder);
                Wait.until("the end of " + name, Duration.ofSeconds(10),
                        () -> !lab.machine().run("ip", "link", "show", name).succeeded());
            };
        };
    }

    static Fault.Injection rule(String words) {
        return pair("ip rule add " + words, "ip rule del " + words);
    }

    /** Routes that go with their adapter, or are taken back. */
    static Fault.Injection routes(String... lines) {
        return lab -> {
            var undo = new ArrayList<String>();
            for (String line : lines) {
                lab.machine().must(("ip route add " + line).split(" "));
                undo.addFirst(line);
            }
            return () -> undo.forEach(line -> lab.machine().run(("ip route del " + line).split(" ")));
        };
    }
}
