package lab;

import static lab.Commands.all;
import static lab.Commands.nft;
import static lab.Commands.pair;
import static lab.Commands.rules;
import static lab.Commands.ufw;
import static lab.World.CONTAINERS;
import static lab.World.PROCESSES;

import java.util.List;

/**
 * A firewall that keeps the phone out, for {@code fix-firewall} to open.
 *
 * @param options what has to be asked for besides {@code --apply --yes}
 */
record Repair(String name, World world, List<String> options, Fault.Injection injection) {

    private static final String OVERRIDE = "--override-blocks";

    /** What can be mended. */
    static List<Repair> possible() {
        return List.of(
                new Repair("INPUT drops by default", PROCESSES, List.of(), all(
                        rules("iptables -A INPUT -i lo -j ACCEPT"),
                        pair("iptables -P INPUT DROP", "iptables -P INPUT ACCEPT"))),
                new Repair("INPUT drops by default, two ports open", PROCESSES, List.of(), closed("22,5002,8001")),
                new Repair("INPUT drops by default, all ports closed", PROCESSES, List.of(), closed("22")),
                new Repair("a catch-all REJECT at the end", PROCESSES, List.of(), rules(
                        "iptables -A INPUT -i lo -j ACCEPT",
                        "iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
                        "iptables -A INPUT -p tcp --dport 22 -j ACCEPT",
                        "iptables -A INPUT -j REJECT --reject-with icmp-host-prohibited")),
                new Repair("ufw on, default deny", PROCESSES, List.of(), ufw()),
                new Repair("ufw on, two services allowed", PROCESSES, List.of(),
                        ufw("allow 5002/tcp", "allow from 192.168.1.0/24 to any port 8001 proto tcp")),
                new Repair("DROP in INPUT", PROCESSES, List.of(OVERRIDE),
                        rules("iptables -A INPUT -p tcp --dport 8000 -j DROP")),
                new Repair("DROP in a chain of its own", PROCESSES, List.of(OVERRIDE), rules("iptables -N GUARD",
                        "iptables -A GUARD -p tcp --dport 8000 -j DROP", "iptables -A INPUT -j GUARD")),
                new Repair("an nftables table that drops by default", PROCESSES, List.of(), nft("inet", "filter",
                        "chain input { type filter hook input priority filter; policy drop; iif lo accept; "
                                + "ct state established,related accept; tcp dport 22 accept; }")),
                new Repair("an nftables table with a catch-all reject, in and out", PROCESSES, List.of(), nft("ip",
                        "filter6", "chain in { type filter hook input priority 5; iif lo accept; "
                                + "tcp dport { 22, 5002 } accept; counter reject; }; "
                                + "chain out { type filter hook output priority 5; policy drop; oif lo accept; "
                                + "tcp sport { 22, 5002 } accept; }")),
                new Repair("an nftables table of someone else", PROCESSES, List.of(OVERRIDE), nft("inet", "guard",
                        "chain in { type filter hook input priority 10; policy accept; tcp dport 8000 drop; }")),
                new Repair("an nftables table that forwards nothing", CONTAINERS, List.of(), nft("inet", "filter",
                        "chain forward { type filter hook forward priority filter; policy drop; }")),
                new Repair("an nftables table of someone else, forwarded", CONTAINERS, List.of(OVERRIDE), nft("inet",
                        "guard", "chain through { type filter hook forward priority 10; "
                                + "meta l4proto tcp ct original proto-dst 8000 drop; }")),
                new Repair("DROP in DOCKER-USER", CONTAINERS, List.of(OVERRIDE),
                        rules("iptables -I DOCKER-USER -p tcp --dport 8000 -j DROP")),
                new Repair("only another network may reach containers", CONTAINERS, List.of(OVERRIDE),
                        rules("iptables -I DOCKER-USER -i eth0 ! -s 10.0.0.0/8 -j DROP")));
    }

    /** What is not this script's to change: it has to say so, and to touch nothing. */
    static List<Repair> beyond() {
        return List.of(
                new Repair("DROP in INPUT, and nobody said to override it", PROCESSES, List.of(),
                        rules("iptables -A INPUT -p tcp --dport 8000 -j DROP")),
                new Repair("crowdsec's table", PROCESSES, List.of(OVERRIDE), nft("ip", "crowdsec",
                        "chain in { type filter hook input priority 10; policy accept; tcp dport 8000 drop; }")),
                new Repair("DROP in raw PREROUTING", PROCESSES, List.of(OVERRIDE),
                        rules("iptables -t raw -A PREROUTING -p tcp --dport 8000 -j DROP")),
                new Repair("forwarding switched off", CONTAINERS, List.of(OVERRIDE),
                        pair("sysctl -qw net.ipv4.ip_forward=0", "sysctl -qw net.ipv4.ip_forward=1")));
    }

    /** An INPUT chain as careful people write it: only these ports are open. */
    static Fault.Injection closed(String open) {
        return all(
                rules("iptables -A INPUT -i lo -j ACCEPT",
                        "iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
                        "iptables -A INPUT -p tcp -m multiport --dports " + open + " -j ACCEPT"),
                pair("iptables -P INPUT DROP", "iptables -P INPUT ACCEPT"));
    }

    @Override
    public String toString() {
        return name;
    }
}
