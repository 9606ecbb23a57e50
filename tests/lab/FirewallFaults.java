package lab;

import static lab.Answer.DROPPED;
import static lab.Answer.OK;
import static lab.Answer.REFUSED;
import static lab.Answer.UNREACHABLE;
import static lab.Commands.all;
import static lab.Commands.nft;
import static lab.Commands.pair;
import static lab.Commands.rules;
import static lab.Commands.ufw;
import static lab.World.CONTAINERS;
import static lab.World.PROCESSES;

import java.util.List;

/** Rules that keep the phone out. */
final class FirewallFaults {

    private static final String RULE = "firewall-block-rule";
    private static final String DEFAULT = "firewall-blocks-by-default";

    private FirewallFaults() {
    }

    /** Processes of the machine itself: the packet goes through INPUT. */
    static List<Fault> ofProcesses() {
        return List.of(
                blocked("DROP in INPUT", "iptables -I INPUT -p tcp --dport 8000 -j DROP"),
                blocked("DROP in INPUT for eth0", "iptables -A INPUT -i eth0 -p tcp --dport 8000 -j DROP"),
                blocked("DROP for the LAN's addresses",
                        "iptables -A INPUT -s 192.168.1.0/24 -p tcp --dport 8000 -j DROP"),
                blocked("DROP for everything but another network",
                        "iptables -A INPUT ! -s 10.0.0.0/8 -p tcp --dport 8000 -j DROP"),
                blocked("DROP of new connections",
                        "iptables -A INPUT -p tcp --dport 8000 -m conntrack --ctstate NEW -j DROP"),
                blocked("DROP of a SYN", "iptables -A INPUT -p tcp --dport 8000 --syn -j DROP"),
                blocked("DROP in a chain of its own", "iptables -N GUARD",
                        "iptables -A GUARD -p tcp --dport 8000 -j DROP",
                        "iptables -A INPUT -j GUARD"),
                blocked("a DROP above an ACCEPT", "iptables -A INPUT -p tcp --dport 8000 -j DROP",
                        "iptables -A INPUT -p tcp --dport 8000 -j ACCEPT"),
                blocked("DROP in raw PREROUTING", "iptables -t raw -A PREROUTING -p tcp --dport 8000 -j DROP"),
                blocked("DROP in mangle INPUT", "iptables -t mangle -A INPUT -p tcp --dport 8000 -j DROP"),
                blocked("DROP in mangle PREROUTING",
                        "iptables -t mangle -A PREROUTING -i eth0 -p tcp --dport 8000 -j DROP"),
                blocked("DROP of the older backend", "iptables-legacy -A INPUT -p tcp --dport 8000 -j DROP"),
                blocked("DROP of a range of addresses",
                        "iptables -A INPUT -m iprange --src-range 192.168.1.2-192.168.1.254 -p tcp "
                                + "--dport 8000 -j DROP"),
                blocked("DROP of what is for this machine",
                        "iptables -A INPUT -p tcp --dport 8000 -m addrtype --dst-type LOCAL -j DROP"),
                blocked("DROP of all devices but one",
                        "iptables -A INPUT -i eth0 -m mac ! --mac-source 02:00:00:00:00:99 -p tcp "
                                + "--dport 8000 -j DROP"),
                blocked("DROP with a comment",
                        "iptables -A INPUT -p tcp --dport 8000 -m comment --comment ACCEPT -j DROP"),
                blocked("DROP by goto", "iptables -N GUARD", "iptables -A GUARD -p tcp --dport 8000 -j DROP",
                        "iptables -A INPUT -p tcp -g GUARD"),
                blocked("DROP of the answers", "iptables -A OUTPUT -o eth0 -p tcp --sport 8000 -j DROP"),

                Fault.of("DROP of a range of ports", PROCESSES, rules(
                        "iptables -A INPUT -p tcp --dport 7880:8001 -j DROP"))
                        .phone(DROPPED, 7880, 7881, 8000, 8001).expect("firewall", RULE),
                Fault.of("DROP of several ports", PROCESSES,
                        rules("iptables -A INPUT -p tcp -m multiport --dports 22,5002,8000 -j DROP"))
                        .phone(DROPPED, 5002, 8000).expect("firewall", RULE),
                Fault.of("DROP of all TCP from the cable", PROCESSES, rules("iptables -A INPUT -i eth0 -p tcp -j DROP"))
                        .phone(DROPPED).expect("firewall", RULE, DEFAULT),
                Fault.of("REJECT", PROCESSES, rules("iptables -I INPUT -p tcp --dport 8000 -j REJECT"))
                        .phone(REFUSED, 8000).expect("firewall", RULE).says("REJECT"),
                Fault.of("REJECT as forbidden", PROCESSES, rules(
                        "iptables -I INPUT -i eth0 -p tcp --dport 8000 -j REJECT --reject-with icmp-host-prohibited"))
                        .phone(UNREACHABLE, 8000).expect("firewall", RULE).says("REJECT"),
                Fault.of("REJECT with a reset", PROCESSES, rules(
                        "iptables -I INPUT -i eth0 -p tcp --dport 8000 -j REJECT --reject-with tcp-reset"))
                        .phone(REFUSED, 8000).expect("firewall", RULE).says("REJECT"),
                Fault.of("INPUT drops by default", PROCESSES, all(
                        rules("iptables -A INPUT -i lo -j ACCEPT"),
                        pair("iptables -P INPUT DROP", "iptables -P INPUT ACCEPT")))
                        .phone(DROPPED).expect("firewall", DEFAULT),
                Fault.of("INPUT drops by default, four ports open", PROCESSES, all(
                        rules("iptables -A INPUT -i lo -j ACCEPT",
                                "iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
                                "iptables -A INPUT -p tcp -m multiport --dports 5002,8001,7880,7881 -j ACCEPT"),
                        pair("iptables -P INPUT DROP", "iptables -P INPUT ACCEPT")))
                        .phone(DROPPED, 8000).expect("firewall", DEFAULT),
                Fault.of("a catch-all REJECT at the end", PROCESSES, rules("iptables -A INPUT -i lo -j ACCEPT",
                        "iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
                        "iptables -A INPUT -p tcp --dport 22 -j ACCEPT",
                        "iptables -A INPUT -j REJECT --reject-with icmp-host-prohibited"))
                        .phone(UNREACHABLE).expect("firewall", DEFAULT),
                Fault.of("an nftables table of someone else", PROCESSES, nft("inet", "guard",
                        "chain in { type filter hook input priority 10; policy accept; tcp dport 8000 drop; }"))
                        .phone(DROPPED, 8000).expect("firewall", RULE).says("tcp dport 8000 drop"),
                Fault.of("an nftables table with a set", PROCESSES, nft("inet", "guard",
                        "chain in { type filter hook input priority -5; "
                                + "iifname eth0 tcp dport { 5002, 8000 } reject; }"))
                        .phone(REFUSED, 5002, 8000).expect("firewall", RULE).says("reject"),
                Fault.of("an nftables table that drops by default", PROCESSES, nft("ip", "guard",
                        "chain in { type filter hook input priority 0; policy drop; iif lo accept; "
                                + "ct state established,related accept; "
                                + "tcp dport { 5002, 8001, 7880, 7881 } accept; }"))
                        .phone(DROPPED, 8000).expect("firewall", DEFAULT),
                Fault.of("an nftables table on the device", PROCESSES, nft("netdev", "guard",
                        "chain in { type filter hook ingress device eth0 priority 0; tcp dport 8000 drop; }"))
                        .phone(DROPPED, 8000).expect("firewall", RULE),
                Fault.of("ufw on, default deny", PROCESSES, ufw())
                        .phone(DROPPED).expect("firewall", DEFAULT).says("ufw"),
                Fault.of("ufw on, two services allowed", PROCESSES, ufw(
                        "allow 5002/tcp", "allow from 192.168.1.0/24 to any port 8001 proto tcp"))
                        .phone(DROPPED, 7880, 7881, 8000).expect("firewall", DEFAULT),
                Fault.of("ufw on, one service denied", PROCESSES, ufw("default allow incoming", "deny 8000/tcp"))
                        .phone(DROPPED, 8000).expect("firewall", RULE),
                Fault.of("led to another port", PROCESSES, rules(
                        "iptables -t nat -A PREROUTING -i eth0 -p tcp --dport 8000 -j REDIRECT --to-ports 9999"))
                        .phone(REFUSED, 8000).expect("firewall", "port-redirected"),
                Fault.of("a rule that nobody can evaluate", PROCESSES, rules(
                        "iptables -A INPUT -p tcp --dport 8000 -m string --algo bm --string secret -j DROP"))
                        .phone(OK, 8000).expect("firewall", "unknown").exits(30).says("secret"),
                Fault.of("DROP of the phone alone", PROCESSES,
                        rules("iptables -A INPUT -s 192.168.1.23 -p tcp --dport 8000 -j DROP"))
                        .phone(DROPPED, 8000).warns("firewall-blocks-some-devices"));
    }

    /** Published ports of containers: the packet is translated, then forwarded, and never meets INPUT. */
    static List<Fault> ofContainers() {
        return List.of(
                forwarded("DROP in DOCKER-USER",
                        "iptables -I DOCKER-USER -m conntrack --ctorigdstport 8000 --ctdir ORIGINAL -j DROP"),
                forwarded("DROP in DOCKER-USER by the container's port",
                        "iptables -I DOCKER-USER -p tcp --dport 8000 -j DROP"),
                forwarded("DROP in FORWARD", "iptables -I FORWARD -p tcp --dport 8000 -j DROP"),
                forwarded("DROP in mangle FORWARD", "iptables -t mangle -A FORWARD -p tcp --dport 8000 -j DROP"),
                forwarded("DROP before the translation", "iptables -t raw -A PREROUTING -p tcp --dport 8000 -j DROP"),
                forwarded("DROP of the older backend, forwarded",
                        "iptables-legacy -A FORWARD -p tcp --dport 8000 -j DROP"),

                Fault.of("DROP of all that comes from the cable to a container", CONTAINERS,
                        rules("iptables -I DOCKER-USER -i eth0 -j DROP"))
                        .phone(DROPPED).expect("firewall", RULE, DEFAULT),
                Fault.of("REJECT in DOCKER-USER", CONTAINERS,
                        rules("iptables -I DOCKER-USER -p tcp --dport 8000 -j REJECT --reject-with tcp-reset"))
                        .phone(REFUSED, 8000).expect("firewall", RULE).says("REJECT"),
                Fault.of("only another network may reach containers", CONTAINERS,
                        rules("iptables -I DOCKER-USER -i eth0 ! -s 10.0.0.0/8 -j DROP"))
                        .phone(DROPPED).expect("firewall", RULE, DEFAULT),
                Fault.of("published elsewhere inside, DROP by the port inside", CONTAINERS, all(
                        lab -> {
                            lab.docker().run(LabService.API, List.of("-p", "8000:80"),
                                    List.of("nc", "-ll", "-p", "80", "-e", "/h/ok"));
                            return () -> lab.docker().healthy(LabService.API);
                        },
                        rules("iptables -I DOCKER-USER -p tcp --dport 80 -j DROP")))
                        .phone(DROPPED, 8000).expect("firewall", RULE),
                Fault.of("an nftables table of someone else, forwarded", CONTAINERS, nft("inet", "guard",
                        "chain through { type filter hook forward priority 10; policy accept; "
                                + "meta l4proto tcp ct original proto-dst 8000 drop; }"))
                        .phone(DROPPED, 8000).expect("firewall", RULE).says("drop"),
                Fault.of("Docker's own proxy, and a DROP in INPUT", CONTAINERS, all(
                        lab -> {
                            String rule = Commands.translation(lab, 8000);
                            lab.machine().must(("iptables -t nat " + rule.replaceFirst("-A", "-D")).split(" "));
                            return () -> lab.machine().must(("iptables -t nat " + rule).split(" "));
                        },
                        rules("iptables -A INPUT -i eth0 -p tcp --dport 8000 -j DROP")))
                        .phone(DROPPED, 8000).expect("firewall", RULE).says("DROP"),
                Fault.of("DROP of the answers of a container", CONTAINERS,
                        rules("iptables -I DOCKER-USER -o eth0 -p tcp --sport 8000 -j DROP"))
                        .phone(DROPPED, 8000).expect("firewall", RULE));
    }

    private static Fault blocked(String name, String... rules) {
        return Fault.of(name, PROCESSES, rules(rules)).phone(DROPPED, 8000).expect("firewall", RULE).says("DROP");
    }

    private static Fault forwarded(String name, String... rules) {
        return Fault.of(name, CONTAINERS, rules(rules)).phone(DROPPED, 8000).expect("firewall", RULE).says("DROP");
    }
}
