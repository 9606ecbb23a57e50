package lab;

import static lab.Commands.nft;
import static lab.Commands.ufw;
import static lab.World.CONTAINERS;
import static lab.World.PROCESSES;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules that keep the phone out, for whatever {@code diagnose} then says to do: it is done, and the phone gets in.
 *
 * @param id    of the finding
 * @param cure  what kind of help there is
 * @param asked what diagnose and fix-firewall are called with
 */
record RemedyFaults(String name, World world, String id, Cure cure, List<String> asked, Fault.Injection injection) {
    private static final String RULE = "firewall-block-rule";
    private static final String DEFAULT = "firewall-blocks-by-default";
    private static final String PORTS = "{ 5002, 7880, 7881, 8000, 8001 }";

    /** What kind of help there is. */
    enum Cure { FIX_FIREWALL, LINES, RESTART_DOCKER }

    private static RemedyFaults of(String name, World world, String id, Cure cure, Fault.Injection... injections) {
        return new RemedyFaults(name, world, id, cure, List.of(), Commands.all(injections));
    }

    /** True where ufw decides about what is passed on. */
    boolean byUfw() {
        return name.startsWith("ufw over");
    }

    /** Asked for the phone alone. */
    private RemedyFaults fromPhone() {
        return new RemedyFaults(name, world, id, cure, List.of("--from", Lab.PHONE), injection);
    }

    static Stream<RemedyFaults> all() {
        return Stream.of(docker(), nftTables(), iptablesTables(), bans(), plans()).flatMap(List::stream);
    }

    private static List<RemedyFaults> docker() {
        return List.of(
                of("iptables -F while containers run", CONTAINERS, DEFAULT, Cure.RESTART_DOCKER,
                        lines("iptables -P FORWARD DROP", "iptables -F")),
                of("rules loaded anew without Docker's", CONTAINERS, DEFAULT, Cure.RESTART_DOCKER,
                        lines("iptables -F", "iptables -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
                                "iptables -A FORWARD -j REJECT --reject-with icmp-host-prohibited")),
                of("the kernel forwards nothing", CONTAINERS, "forwarding-off", Cure.RESTART_DOCKER,
                        lines("sysctl -qw net.ipv4.ip_forward=0")),
                of("the chain DOCKER is empty", CONTAINERS, DEFAULT, Cure.RESTART_DOCKER,
                        lines("iptables -F DOCKER")),
                of("FORWARD does not call Docker's chains", CONTAINERS, DEFAULT, Cure.RESTART_DOCKER,
                        lines("iptables -P FORWARD DROP", "iptables -F FORWARD",
                                "iptables -A FORWARD -j DOCKER-USER")));
    }

    private static List<RemedyFaults> nftTables() {
        return List.of(
                of("nft: forward drops", CONTAINERS, DEFAULT, Cure.FIX_FIREWALL, nft("inet", "filter",
                        "chain forward { type filter hook forward priority filter; policy drop; }")),
                of("nft: ports open in input alone", CONTAINERS, DEFAULT, Cure.FIX_FIREWALL, nft("inet", "filter",
                        "chain input { type filter hook input priority filter; policy drop; iif lo accept; "
                                + "ct state established,related accept; tcp dport " + PORTS + " accept; }\n"
                                + "chain forward { type filter hook forward priority filter; policy drop; }")),
                of("nft: forward lets established through", CONTAINERS, DEFAULT, Cure.FIX_FIREWALL, nft("ip", "site",
                        "chain through { type filter hook forward priority 10; policy drop; "
                                + "ct state vmap { established : accept, related : accept, invalid : drop }; }")),
                of("lxc: forward rejects at its end", CONTAINERS, DEFAULT, Cure.LINES, nft("inet", "lxc",
                        "chain through { type filter hook forward priority 0; policy accept; "
                                + "ct state established,related accept; reject with icmpx admin-prohibited; }")),
                of("nft: a chain that forward calls", CONTAINERS, RULE, Cure.FIX_FIREWALL, nft("inet", "site",
                        "chain guard { meta l4proto tcp ct original proto-dst { 8000, 8001 } drop; }\n"
                                + "chain through { type filter hook forward priority 0; policy accept; "
                                + "iifname eth0 jump guard; }")),
                of("mullvad: input drops, answers too", PROCESSES, DEFAULT, Cure.LINES, nft("inet", "mullvad",
                        "chain input { type filter hook input priority filter; policy drop; iif lo accept; }\n"
                                + "chain output { type filter hook output priority filter; policy drop; oif lo accept; }")),
                of("nft: a rule for one port", PROCESSES, RULE, Cure.FIX_FIREWALL, nft("inet", "guard",
                        "chain in { type filter hook input priority 10; policy accept; tcp dport 8000 drop; }")),
                of("nft: before connections are tracked", PROCESSES, RULE, Cure.FIX_FIREWALL, nft("ip", "early",
                        "chain pre { type filter hook prerouting priority raw; tcp dport 8000 drop; }")),
                of("nft: on the adapter", PROCESSES, RULE, Cure.FIX_FIREWALL, nft("netdev", "guard",
                        "chain in { type filter hook ingress device eth0 priority 0; tcp dport 8000 drop; }")),
                of("nft: before connections are tracked, both ways", PROCESSES, DEFAULT, Cure.LINES, nft("ip", "early",
                        "chain pre { type filter hook prerouting priority raw; policy drop; iif lo accept; }\n"
                                + "chain out { type filter hook output priority raw; policy drop; oif lo accept; }")),
                of("nft: on a bridge", CONTAINERS, RULE, Cure.LINES, nft("bridge", "guard",
                        "chain out { type filter hook output priority 0; ip saddr 192.168.1.0/24 tcp dport 8000 drop; }")),
                of("nft: two tables", PROCESSES, DEFAULT, Cure.FIX_FIREWALL,
                        nft("inet", "one", "chain in { type filter hook input priority 0; policy drop; iif lo accept; "
                                + "ct state established accept; }"),
                        nft("ip", "two", "chain in { type filter hook input priority 5; tcp dport " + PORTS + " reject; }")));
    }

    private static List<RemedyFaults> iptablesTables() {
        return List.of(
                of("a port is led to another", PROCESSES, "port-redirected", Cure.LINES,
                        lines("iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 8000 -j REDIRECT --to-ports 9999")),
                of("a port is led to another, by nft", PROCESSES, "port-redirected", Cure.LINES, nft("ip", "lead",
                        "chain pre { type nat hook prerouting priority dstnat; iifname eth0 tcp dport 8000 redirect to :9999; }")),
                of("raw PREROUTING", PROCESSES, RULE, Cure.LINES,
                        lines("iptables -t raw -A PREROUTING -p tcp --dport 8000 -j DROP")),
                of("mangle FORWARD", CONTAINERS, RULE, Cure.LINES,
                        lines("iptables -t mangle -A FORWARD -p tcp --dport 8000 -j DROP")),
                of("the answers of a process", PROCESSES, RULE, Cure.LINES,
                        lines("iptables -A OUTPUT -o eth0 -p tcp --sport 8000 -j DROP")),
                of("the answers of a container", CONTAINERS, RULE, Cure.LINES,
                        lines("iptables -I DOCKER-USER -o eth0 -p tcp --sport 8000 -j DROP")),
                of("DOCKER-USER drops both ways", CONTAINERS, DEFAULT, Cure.LINES,
                        lines("iptables -I DOCKER-USER -j DROP")),
                of("INPUT and OUTPUT drop", PROCESSES, DEFAULT, Cure.LINES,
                        lines("iptables -A INPUT -i lo -j ACCEPT", "iptables -A OUTPUT -o lo -j ACCEPT",
                                "iptables -P INPUT DROP", "iptables -P OUTPUT DROP")));
    }

    private static Fault.Injection set(String table, String set) {
        return nft("ip", table, "set " + set + " { type ipv4_addr; flags timeout; "
                + "elements = { 192.168.1.23 timeout 4h, 192.168.1.99 timeout 4h } }\n"
                + "chain in { type filter hook input priority -10; ip saddr @" + set + " drop; }\n"
                + "chain through { type filter hook forward priority -10; ip saddr @" + set + " drop; }");
    }

    private static List<RemedyFaults> bans() {
        return List.of(
                of("crowdsec banned the phone, containers", CONTAINERS, RULE, Cure.LINES,
                        set("crowdsec", "crowdsec-blacklists")).fromPhone(),
                of("crowdsec banned the phone, processes", PROCESSES, RULE, Cure.LINES, set("crowdsec", "b"))
                        .fromPhone(),
                of("fail2ban banned the phone", PROCESSES, RULE, Cure.LINES,
                        set("f2b-table", "addr-set-nginx-http-auth")).fromPhone(),
                of("fail2ban banned the phone by a rule", PROCESSES, RULE, Cure.LINES, lines("iptables -N f2b-sshd",
                        "iptables -A f2b-sshd -s 192.168.1.23 -j REJECT --reject-with icmp-port-unreachable",
                        "iptables -A f2b-sshd -j RETURN", "iptables -I INPUT -p tcp -j f2b-sshd")).fromPhone(),
                of("crowdsec banned the phone by ipset", CONTAINERS, RULE, Cure.LINES,
                        ipset("crowdsec-blacklists", "192.168.1.23"),
                        lines("iptables -I INPUT -m set --match-set crowdsec-blacklists src -j DROP",
                                "iptables -I DOCKER-USER -m set --match-set crowdsec-blacklists src -j DROP"))
                        .fromPhone(),
                of("fail2ban banned the phone by ipset", PROCESSES, RULE, Cure.LINES, ipset("f2b-sshd", "192.168.1.23"),
                        lines("iptables -I INPUT -p tcp -m set --match-set f2b-sshd src -j REJECT")).fromPhone(),
                of("the phone is in a range of a set", CONTAINERS, RULE, Cure.LINES, nft("inet", "guard",
                        "set s { type ipv4_addr; flags interval; elements = { 192.168.1.20-192.168.1.29, 10.0.0.0/8 } }\n"
                                + "chain through { type filter hook forward priority 0; ip saddr @s drop; }"))
                        .fromPhone());
    }

    private static List<RemedyFaults> plans() {
        return List.of(
                of("a rule for the phone alone", PROCESSES, RULE, Cure.FIX_FIREWALL,
                        lines("iptables -A INPUT -s 192.168.1.23 -p tcp --dport 8000 -j DROP")).fromPhone(),
                of("ufw denies the phone alone", PROCESSES, RULE, Cure.FIX_FIREWALL,
                        ufw("default allow incoming", "deny from 192.168.1.23")).fromPhone(),
                of("a rule for most of the LAN", PROCESSES, RULE, Cure.FIX_FIREWALL, lines("iptables -A INPUT "
                        + "-m iprange --src-range 192.168.1.2-192.168.1.254 -p tcp --dport 8000 -j DROP")),
                of("a default, and a rule above it", PROCESSES, RULE, Cure.FIX_FIREWALL,
                        lines("iptables -A INPUT -i lo -j ACCEPT",
                                "iptables -A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT",
                                "iptables -A INPUT -p tcp -j DROP", "iptables -P INPUT DROP")),
                of("ufw over containers", CONTAINERS, RULE, Cure.FIX_FIREWALL, ufw(),
                        lines("iptables -F DOCKER-USER", "iptables -A DOCKER-USER -j ufw-user-forward",
                                "iptables -A DOCKER-USER -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN",
                                "iptables -A DOCKER-USER -p tcp -d 172.16.0.0/12 -m conntrack --ctstate NEW -j DROP")));
    }

    /** A set of ipset; rules that name it have to be gone before it. */
    static Fault.Injection ipset(String set, String... elements) {
        return lab -> {
            lab.machine().must("ipset", "create", set, "hash:net", "timeout", "300");
            Arrays.stream(elements).forEach(element -> lab.machine().must("ipset", "add", set, element));
            return () -> lab.machine().must("ipset", "destroy", set);
        };
    }

    /** Rules that are put back as a whole. */
    private static Fault.Injection lines(String... commands) {
        return lab -> {
            Fault.Heal rules = lab.rules().keep();
            Arrays.stream(commands).forEach(command -> lab.machine().must(command.split(" ")));
            return () -> {
                // What was not there when they were kept is not put back either.
                List.of("raw", "mangle").forEach(table -> lab.machine().must("iptables", "-t", table, "-F"));
                rules.heal();
            };
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
