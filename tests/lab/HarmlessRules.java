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
 * What looks dangerous and is not: the phone gets everything, and nothing may be said above info. In two of them the
 * machine cannot test itself either: then nobody is accused, and nothing is called well that was not seen.
 */
final class HarmlessRules {

    private HarmlessRules() {
    }

    static List<Fault> ofProcesses() {
        return List.of(
                Fault.of("healthy processes", PROCESSES, lab -> () -> { }),
                Fault.of("healthy processes, the app's address is this machine's", PROCESSES, lab -> () -> { })
                        .appExpects(Lab.ADDRESS),
                innocent("DROPs for others: interfaces, senders, ports, addresses",
                        "iptables -I INPUT -i wlan9 -p tcp --dport 8000 -j DROP",
                        "iptables -I INPUT -s 10.1.2.0/24 -p tcp --dport 8000 -j DROP",
                        "iptables -I INPUT -s 203.0.113.7 -j DROP",
                        "iptables -I INPUT ! -s 192.168.1.0/24 -i eth0 -p tcp -j DROP",
                        "iptables -I INPUT -p udp --dport 8000 -j DROP",
                        "iptables -I INPUT -p tcp --dport 3306 -j DROP",
                        "iptables -I INPUT -p tcp --dport 80 -j DROP",
                        "iptables -I INPUT -d 10.9.9.9 -p tcp -j DROP"),
                Fault.of("DROP by source port: no phone meets it, this machine's own test does", PROCESSES,
                        rules("iptables -I INPUT -p tcp --sport 8000 -j DROP"))
                        .phone(Answer.OK, 8000).expect("address", "unknown").exits(30),
                innocent("an ACCEPT above a DROP", "iptables -I INPUT -p tcp --dport 8000 -j DROP",
                        "iptables -I INPUT -p tcp --dport 8000 -s 192.168.1.0/24 -j ACCEPT"),
                innocent("an ACCEPT with a comment that says DROP",
                        "iptables -I INPUT -p tcp --dport 8000 -m comment --comment DROP -j ACCEPT"),
                innocent("rules that end nowhere: a LOG, a counter, chains that nobody enters or that return",
                        "iptables -I INPUT -p tcp --dport 8000 -j LOG --log-prefix DROP",
                        "iptables -I INPUT -p tcp --dport 8000",
                        "iptables -N UNUSED", "iptables -A UNUSED -p tcp --dport 8000 -j DROP",
                        "iptables -N RETURNS", "iptables -A RETURNS -j RETURN",
                        "iptables -A RETURNS -p tcp --dport 8000 -j DROP", "iptables -A INPUT -j RETURNS",
                        "iptables -N OTHERS", "iptables -A OTHERS -j DROP", "iptables -A INPUT -p udp -j OTHERS"),
                innocent("DROPs where a process's packets do not come by",
                        "iptables -I OUTPUT -p tcp --dport 8000 -o eth0 -j DROP",
                        "iptables -I FORWARD -p tcp --dport 8000 -j DROP",
                        "iptables -I DOCKER-USER -p tcp --dport 8000 -j DROP",
                        "iptables -t nat -A OUTPUT -p tcp --dport 9 -j RETURN"),
                innocent("DROPs of packets that a phone does not send",
                        "iptables -I INPUT -m conntrack --ctstate INVALID -j DROP",
                        "iptables -I INPUT -m mac --mac-source 02:00:00:00:00:99 -j DROP",
                        "iptables -I INPUT -m iprange --src-range 10.0.0.1-10.0.0.9 -j DROP",
                        "iptables -I INPUT -m mark --mark 0x77 -j DROP",
                        "iptables -I INPUT -m pkttype --pkt-type broadcast -j DROP",
                        "iptables -I INPUT -p icmp -j DROP",
                        "iptables -I INPUT -p tcp --dport 8000 --tcp-flags SYN,ACK SYN,ACK -j DROP",
                        "ip6tables -I INPUT -p tcp --dport 8000 -j DROP"),
                innocent("a limit of connections",
                        "iptables -I INPUT -p tcp --dport 8000 -m connlimit --connlimit-above 200 -j REJECT"),
                innocent("another port led here",
                        "iptables -t nat -A PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 8000"),
                innocent("DROP of the older backend for another port",
                        "iptables-legacy -A INPUT -p tcp --dport 3306 -j DROP"),
                Fault.of("a list of addresses that nobody here has", PROCESSES, all(
                        RemedyFaults.ipset("blacklist", "203.0.113.0/24", "192.168.1.99"),
                        rules("iptables -I INPUT -m set --match-set blacklist src -j DROP"))),
                Fault.of("INPUT drops by default, all five ports open", PROCESSES, all(
                        rules("iptables -A INPUT -i lo -j ACCEPT",
                                "iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
                                "iptables -A INPUT -p tcp -m multiport --dports 5002,8000,8001,7880,7881 -j ACCEPT"),
                        pair("iptables -P INPUT DROP", "iptables -P INPUT ACCEPT"))),
                Fault.of("an nftables table that only counts", PROCESSES, nft("inet", "stats",
                        "chain in { type filter hook input priority 0; policy accept; tcp dport 8000 counter; }")),
                Fault.of("an nftables chain without a hook", PROCESSES, nft("inet", "guard",
                        "chain later { tcp dport 8000 drop; }")),
                Fault.of("an nftables table that drops another port", PROCESSES, nft("inet", "guard",
                        "chain in { type filter hook input priority 0; policy accept; tcp dport 3306 drop; }")),
                Fault.of("ufw on, all five ports allowed", PROCESSES, ufw(
                        "allow proto tcp from 192.168.1.0/24 to any port 5002,8000,8001,7880,7881")));
    }

    static List<Fault> ofContainers() {
        return List.of(
                Fault.of("healthy containers", CONTAINERS, lab -> () -> { }),
                Fault.of("healthy containers, found by their ports", CONTAINERS, lab -> () -> { })
                        .withoutContainerNames(),
                Fault.of("healthy container among the host's own network", CONTAINERS, lab -> {
                    lab.docker().run(LabService.API, List.of("--network", "host"),
                            List.of("nc", "-ll", "-p", "8000", "-e", "/h/ok"));
                    return () -> lab.docker().healthy(LabService.API);
                }),
                Fault.of("published on the LAN address alone", CONTAINERS, lab -> {
                    lab.docker().run(LabService.API, List.of("-p", "192.168.1.44:8000:8000"),
                            LabService.API.serving("ok"));
                    return () -> lab.docker().healthy(LabService.API);
                }),
                Fault.of("another port inside", CONTAINERS, lab -> {
                    lab.docker().run(LabService.API, List.of("-p", "8000:80"),
                            List.of("nc", "-ll", "-p", "80", "-e", "/h/ok"));
                    return () -> lab.docker().healthy(LabService.API);
                }),
                Fault.of("a range of ports published", CONTAINERS, lab -> {
                    lab.docker().run(LabService.LIVEKIT, List.of("-p", "7880-7881:7880-7881"),
                            LabService.LIVEKIT.serving());
                    return () -> lab.docker().healthy(LabService.LIVEKIT);
                }),
                Fault.of("a network of its own, as Compose makes it", CONTAINERS, lab -> {
                    lab.docker().must("network", "create", "eloquence");
                    lab.docker().run(LabService.API, List.of("-p", "8000:8000", "--network", "eloquence"),
                            LabService.API.serving("ok"));
                    return () -> {
                        lab.docker().healthy(LabService.API);
                        lab.docker().must("network", "rm", "eloquence");
                    };
                }),
                Fault.of("restarted after a crash, well since", CONTAINERS, lab -> {
                    lab.docker().restart(LabService.API);
                    return () -> { };
                }),
                Fault.of("a HEALTHCHECK that passes", CONTAINERS, lab -> {
                    lab.docker().run(LabService.API, List.of("-p", "8000:8000", "--health-cmd", "true",
                            "--health-interval", "1s"), LabService.API.serving("ok"));
                    lab.docker().await(LabService.API, "{{.State.Health.Status}}", "healthy");
                    return () -> lab.docker().healthy(LabService.API);
                }),
                Fault.of("other containers stopped, crashing, unpublished", CONTAINERS, lab -> {
                    lab.docker().must("run", "--detach", "--name", "other-1", Image.NAME, "false");
                    lab.docker().must("run", "--detach", "--name", "other-2", "--restart", "always", Image.NAME,
                            "false");
                    return () -> lab.docker().must("rm", "--force", "other-1", "other-2");
                }),
                guarded("INPUT rules for a published port", "iptables -I INPUT -p tcp --dport 8000 -j DROP",
                        "iptables -I INPUT -i eth0 -p tcp --dport 8000 -j DROP"),
                guarded("DROPs in DOCKER-USER for others: interface, senders, port outside, container",
                        "iptables -I DOCKER-USER -i wlan9 -j DROP",
                        "iptables -I DOCKER-USER -i eth0 ! -s 192.168.1.0/24 -j DROP",
                        "iptables -I DOCKER-USER -p tcp --dport 9999 -j DROP",
                        "iptables -I DOCKER-USER -d 172.17.0.200 -j DROP"),
                guarded("a RETURN above a DROP in DOCKER-USER", "iptables -I DOCKER-USER -i eth0 -j DROP",
                        "iptables -I DOCKER-USER -s 192.168.1.0/24 -j RETURN",
                        "iptables -I DOCKER-USER -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN"),
                Fault.of("INPUT drops by default, for containers", CONTAINERS, all(
                        rules("iptables -A INPUT -i lo -j ACCEPT",
                                "iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"),
                        pair("iptables -P INPUT DROP", "iptables -P INPUT ACCEPT"))),
                Fault.of("INPUT drops all, which no phone meets and every test of this machine does", CONTAINERS,
                        pair("iptables -P INPUT DROP", "iptables -P INPUT ACCEPT"))
                        .phone(Answer.OK).expect("address", "unknown").exits(30),
                Fault.of("the port translation is gone, the proxy serves", CONTAINERS, lab -> {
                    String rule = Commands.translation(lab, 8000);
                    lab.machine().must(("iptables -t nat " + rule.replaceFirst("-A", "-D")).split(" "));
                    return () -> lab.machine().must(("iptables -t nat " + rule).split(" "));
                }),
                Fault.of("an nftables table on input, for containers", CONTAINERS, nft("inet", "guard",
                        "chain in { type filter hook input priority 0; iif lo accept; tcp dport 8000 drop; }")),
                Fault.of("ufw on, default deny, for containers", CONTAINERS,
                        ufw()));
    }

    /** Rules that may stand together, since none of them decides: one state of the lab shows them all. */
    private static Fault innocent(String name, String... rules) {
        return Fault.of(name, PROCESSES, rules(rules));
    }

    private static Fault guarded(String name, String... rules) {
        return Fault.of(name, CONTAINERS, rules(rules));
    }
}
