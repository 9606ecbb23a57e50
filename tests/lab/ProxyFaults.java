package lab;

import static lab.Answer.DROPPED;
import static lab.Answer.OK;
import static lab.Answer.REFUSED;
import static lab.Answer.SILENT;
import static lab.Answer.UNHEALTHY;
import static lab.Commands.all;
import static lab.Commands.rules;
import static lab.World.CONTAINERS;

import java.util.ArrayList;
import java.util.List;

/**
 * What this machine's own tests cannot see, and what they alone meet: Docker's proxy in between or switched off, NAT
 * that leads a phone and this machine different ways, networks on which Docker publishes nothing.
 */
final class ProxyFaults {

    private static final LabService API = LabService.API;

    /** As a VPN's kill switch has it: the LAN and this machine are let be, all else has to take the tunnel. */
    private static final String KILL_SWITCH =
            "iptables -A OUTPUT ! -o tun0 ! -d 192.168.1.0/24 -m addrtype ! --dst-type LOCAL -j REJECT";

    private ProxyFaults() {
    }

    static List<Fault> ofContainers() {
        return List.of(
                Fault.of("a kill switch in OUTPUT stops every test of containers", CONTAINERS, rules(KILL_SWITCH))
                        .phone(OK).expect("address", "unknown").exits(30).says("REJECT"),
                Fault.of("Docker's proxy hangs, a phone does not need it", CONTAINERS,
                        lab -> signalled(lab, "8000", "STOP", "CONT")),
                Fault.of("Docker's proxy hangs, and NAT leads nobody but the LAN past it", CONTAINERS, all(
                        ProxyFaults::withoutOutputNat, lab -> signalled(lab, "8000", "STOP", "CONT"))),
                Fault.of("only Docker's proxy serves, and a rule stops it", CONTAINERS, all(
                        ProxyFaults::withoutTranslation,
                        rules("iptables -A OUTPUT -o docker0 -p tcp --dport 8000 -j REJECT")))
                        .phone(Answer.CLOSED, 8000).expect("firewall", "firewall-block-rule").says("REJECT"),

                withoutProxy("no proxy, and no NAT for this machine itself: nothing is wrong",
                        ProxyFaults::withoutOutputNat),
                withoutProxy("no proxy, no NAT for this machine, the process is dead", all(
                        ProxyFaults::withoutOutputNat, inPlace("sleep", "100000")))
                        .phone(REFUSED, 8000).expect("loopback", "nothing-listening-inside").says("172.17.0."),
                withoutProxy("no proxy, no NAT for this machine, the process is on its own loopback", all(
                        ProxyFaults::withoutOutputNat, inPlace("httpd", "-f", "-p", "127.0.0.1:8000", "-h", "/www")))
                        .phone(REFUSED, 8000).expect("loopback", "nothing-listening-inside"),
                withoutProxy("no proxy, no NAT for this machine, the process never answers", all(
                        ProxyFaults::withoutOutputNat, inPlace(API.serving("hold").toArray(String[]::new))))
                        .phone(SILENT, 8000).expect("loopback", "no-answer"),
                withoutProxy("no proxy, no NAT for this machine, the container is paused", all(
                        ProxyFaults::withoutOutputNat, lab -> {
                            lab.docker().must("pause", API.container());
                            return () -> lab.docker().must("unpause", API.container());
                        })).phone(SILENT, 8000).expect("container", "container-paused"),
                withoutProxy("no proxy, the process is dead", inPlace("sleep", "100000"))
                        .phone(REFUSED, 8000).expect("loopback", "nothing-listening-inside"),
                withoutProxy("no proxy, and the NAT rule of the port is gone", ProxyFaults::withoutTranslation)
                        .phone(SILENT, 8000).expect("firewall", "nat-rules-missing").says("restart docker"),

                Fault.of("on an internal network", CONTAINERS, lab -> onNetwork(lab, "intern", "--internal"))
                        .phone(REFUSED, 8000).expect("published", "network-internal")
                        .says("intern", "docker network connect bridge"),
                Fault.of("on a macvlan network", CONTAINERS, lab -> onNetwork(lab, "own", "--driver", "macvlan",
                        "--subnet", "192.168.1.0/24", "--ip-range", "192.168.1.128/28", "--opt", "parent=eth0"))
                        .phone(REFUSED, 8000).expect("published", "network-publishes-nothing").says("macvlan", ":8000"),
                Fault.of("disconnected from its network", CONTAINERS, lab -> {
                    lab.docker().must("network", "disconnect", "bridge", API.container());
                    return () -> lab.docker().healthy(API);
                }).phone(REFUSED, 8000).expect("published", "container-without-network"),
                Fault.of("its network is gone", CONTAINERS, lab -> {
                    Fault.Heal network = onNetwork(lab, "gone");
                    lab.docker().must("stop", API.container());
                    lab.docker().must("network", "rm", "gone");
                    return () -> {
                        lab.docker().must("network", "create", "gone");
                        network.heal();
                    };
                }).phone(REFUSED, 8000).expect("container", "network-missing").says("gone"),
                Fault.of("the bridge of its network is gone", CONTAINERS, lab -> {
                    onNetwork(lab, "gone");
                    lab.machine().must("ip", "link", "delete", "br-" + lab.docker().must("network", "inspect",
                            "--format", "{{.Id}}", "gone").substring(0, 12));
                    return () -> {
                        lab.docker().remove(API);
                        lab.docker().must("network", "rm", "gone");
                        restart(lab);
                    };
                }).phone(DROPPED, 8000).expect("published", "bridge-missing").says("restart docker"),

                Fault.of("another container has the port", CONTAINERS, lab -> {
                    lab.docker().must("stop", API.container());
                    lab.docker().must("run", "--detach", "--name", "old-api", "--stop-signal", "KILL", "--publish",
                            "8000:8000", Image.NAME, "nc", "-ll", "-p", "8000", "-e", "/h/other");
                    lab.awaitListener(8000);
                    return () -> {
                        lab.docker().must("rm", "--force", "old-api");
                        lab.docker().startAgain(API);
                    };
                }).phone(UNHEALTHY, 8000).expect("listening", "wrong-process-listening")
                        .says("Container old-api is using port"));
    }

    /** The API's container on a network of this name. */
    private static Fault.Heal onNetwork(Lab lab, String name, String... options) {
        var words = new ArrayList<>(List.of("network", "create"));
        words.addAll(List.of(options));
        words.add(name);
        lab.docker().must(words.toArray(String[]::new));
        lab.docker().run(API, List.of("-p", "8000:8000", "--network", name), API.serving("ok"));
        return () -> {
            lab.docker().healthy(API);
            lab.docker().must("network", "rm", name);
        };
    }

    private static Fault.Injection inPlace(String... program) {
        return lab -> {
            lab.docker().run(API, API.publishing(), List.of(program));
            return () -> lab.docker().healthy(API);
        };
    }

    /** What this machine sends to a published port is no longer translated; what comes from the LAN is. */
    private static Fault.Heal withoutOutputNat(Lab lab) {
        Fault.Heal rules = lab.rules().keep();
        lab.machine().must("iptables", "-t", "nat", "-F", "OUTPUT");
        return rules;
    }

    private static Fault.Heal withoutTranslation(Lab lab) {
        String rule = Commands.translation(lab, 8000);
        lab.machine().must(("iptables -t nat " + rule.replaceFirst("-A", "-D")).split(" "));
        return () -> lab.machine().must(("iptables -t nat " + rule).split(" "));
    }

    /** Docker's proxies of this port are told this signal, and the other one afterwards. */
    private static Fault.Heal signalled(Lab lab, String port, String there, String back) {
        List<String> proxies = lab.machine().must("sh", "-c", "for each in /proc/[0-9]*; do "
                + "tr '\\0' ' ' <$each/cmdline 2>/dev/null | grep -q '^[^ ]*docker-proxy .*-host-port " + port
                + " ' && echo ${each#/proc/}; done; true").lines().toList();
        if (proxies.isEmpty()) {
            throw new IllegalStateException("no docker-proxy of " + port);
        }
        proxies.forEach(pid -> lab.machine().must("busybox", "kill", "-" + there, pid));
        return () -> proxies.forEach(pid -> lab.machine().must("busybox", "kill", "-" + back, pid));
    }

    /** The same with Docker's userland proxy switched off, as an engine's daemon.json may have it. */
    private static Fault withoutProxy(String name, Fault.Injection injection) {
        return Fault.of(name, CONTAINERS, lab -> {
            restart(lab, "--userland-proxy=false");
            Fault.Heal heal = injection.inject(lab);
            return () -> {
                heal.heal();
                restart(lab);
            };
        });
    }

    private static void restart(Lab lab, String... options) {
        lab.docker().stop();
        // A daemon that starts with its proxy leaves there what one without it has set.
        lab.machine().run("iptables", "-t", "nat", "-D", "POSTROUTING", "-o", "docker0", "-m", "addrtype",
                "--src-type", "LOCAL", "-j", "MASQUERADE");
        lab.machine().must("sysctl", "-qw", "net.ipv4.conf.docker0.route_localnet=0");
        lab.docker().start(options);
        lab.abandon();
        lab.inhabit(CONTAINERS);
    }
}
