package fuzz;

import host.HostName;
import host.Ping;
import host.linux.DeviceFiles;
import host.linux.IpLink;
import host.linux.ListenerTables;
import host.linux.ProcNet;
import host.linux.routing.RoutingRule;
import host.linux.routing.SenderFilter;
import host.linux.routing.TableRoute;
import host.read.Connections;
import host.read.HostReader;
import host.windows.Netsh;
import host.windows.WindowsTables;
import host.windows.tasks.TaskListing;
import host.windows.tasks.TaskXmlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.IpAddresses;
import net.Protocol;
import process.Os;
import process.Ran;
import testing.FakeWorld;

/** What either system says of its sockets, its neighbours and its adapters. */
final class HostTargets {
    private static final String RULES = """
            [{"priority":0,"src":"all","table":"local"},{"priority":100,"not":null,"src":"10.8.0.0","srclen":24,
            "fwmark":"0x1","fwmask":"0xff","iif":"eth0","ipproto":"tcp","dport":8000,"table":"51820"},
            {"priority":32766,"src":"all","table":"main","suppress_prefixlen":0},{"priority":32767,"src":"all",
            "action":"unreachable"}]""";
    private static final String ROUTES = """
            [{"dst":"default","gateway":"192.168.1.1","dev":"eth0","metric":100,"flags":[]},{"dst":"192.168.1.0/24",
            "dev":"eth0","protocol":"kernel","scope":"link","prefsrc":"192.168.1.44","flags":["linkdown"]},
            {"type":"local","dst":"192.168.1.44","dev":"eth0","table":"local","flags":[]},{"dst":"10.0.0.0/8",
            "nexthops":[{"gateway":"192.168.1.2","dev":"eth0","weight":1,"flags":[]}],"flags":[]}]""";
    private static final String LINKS = """
            [{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"link_type":"loopback"},{},
            {"ifindex":3,"ifname":"br-1","flags":["UP"],"link_type":"ether","master":"eth0",
            "linkinfo":{"info_kind":"bridge","info_data":{"type":"x"}}}]""";
    private static final String HOSTS = "127.0.0.1\tlocalhost\n192.168.1.44 api.test pc # mine\n::1 localhost\n";

    private HostTargets() { }

    static List<Target> all() {
        return List.of(
                Target.of("ss", List.of("linux/ss-docker-host.txt", "linux/ss-not-root.txt"),
                        bytes -> Sound.fact(ListenerTables.fromSs(Ran.decode(bytes)))),
                Target.of("netstat-linux", List.of("linux/netstat-docker-host.txt", "linux/netstat-not-root.txt"),
                        bytes -> Sound.fact(ListenerTables.fromNetstat(Ran.decode(bytes)))),
                Target.of("proc-net-tcp", List.of("linux/proc-net-tcp.txt", "linux/proc-net-tcp6.txt",
                        "linux/proc-net-tcp-phone.txt", "linux/proc-net-udp.txt", "linux/proc-net-udp6.txt"), bytes -> {
                            Sound.fact(ListenerTables.fromTable(text(bytes), Protocol.TCP));
                            Sound.fact(ListenerTables.fromTable(text(bytes), Protocol.UDP));
                            Sound.fact(Connections.ofLinux(new FakeWorld(Os.LINUX)
                                    .look("file /proc/net/tcp", text(bytes)).look("file /proc/net/tcp6", text(bytes))));
                        }),
                Target.of("proc-net", List.of("linux/proc-net-arp.txt", "linux/proc-net-route.txt"), bytes -> {
                    Sound.fact(ProcNet.neighbours(text(bytes)));
                    Sound.fact(ProcNet.defaultRoutes(text(bytes)));
                }),
                Target.ofTexts("proc-status", List.of("Name:\tjava\nUid:\t1000\t1000\t1000\t1000\nGid:\t0\n"),
                        bytes -> Sound.fact(ProcNet.root(text(bytes)))),
                Target.ofTexts("proc-netstat", List.of("TcpExt: SyncookiesSent IPReversePathFilter\nTcpExt: 1 7\n",
                        "IpExt: InNoRoutes InTruncatedPkts\nIpExt: 1 2\nTcpExt: A IPReversePathFilter\nTcpExt: 3 4\n"),
                        bytes -> Sound.value(SenderFilter.dropped(text(bytes)))),
                Target.ofTexts("ip-link", List.of(LINKS), bytes -> Sound.fact(IpLink.table(Ran.decode(bytes)))),
                Target.ofTexts("ip-rule", List.of(RULES), bytes -> Sound.fact(RoutingRule.list(Ran.decode(bytes)))),
                Target.ofTexts("ip-route", List.of(ROUTES), bytes -> Sound.fact(TableRoute.table(Ran.decode(bytes)))),
                Target.ofTexts("iw-dev", List.of("phy#0\n\tInterface wlan0\n\t\tifindex 3\n\t\ttype AP\n\tInterface "
                        + "wlan1\n\t\ttype managed\n", "DEVTYPE=wlan\nINTERFACE=wlan0\n"), bytes -> {
                            Sound.value(DeviceFiles.accessPoints(Ran.decode(bytes)));
                            Sound.value(DeviceFiles.value(text(bytes), "DEVTYPE"));
                        }),
                Target.ofTexts("hosts-file", List.of(HOSTS), bytes -> HostName.inText(text(bytes), "api.test")
                        .forEach(IpAddresses::address)),
                Target.of("ping", List.of("ping/win-de-ping-ok.txt", "ping/win-en-ping-host-unreachable-exit0.txt",
                        "ping/win-fr-ping-timeout.txt", "ping/node-ping-ja-sample1.txt",
                        "ping/node-ping-de-v6_sample.txt"), bytes -> {
                            for (Os os : Os.values()) {
                                Sound.fact(Ping.ask(new FakeWorld(os).command("ping", bytes),
                                        IpAddresses.address("127.0.0.1")));
                            }
                        }),
                Target.of("netstat-windows", List.of("netstat/win-de-netstat-ano.utf8.txt",
                        "netstat/win-de-netstat-ano.cp850-reencoded.txt", "netstat/win-es-netstat-ano.utf8.txt",
                        "netstat/win-fr-netstat-ano-rancher-loopback-only.txt",
                        "netstat/win10-en-jc-netstat-aon.txt"), bytes -> {
                            Sound.fact(WindowsTables.listeners(Ran.decode(bytes), Map.of()));
                            Sound.fact(Connections.ofWindows(new FakeWorld(Os.WINDOWS).command("netstat", bytes)));
                        }),
                Target.ofTexts("arp-windows", List.of("\r\nSchnittstelle: 192.168.1.44 --- 0x5\r\n  Internetadresse  "
                        + "Physische Adresse  Typ\r\n  192.168.1.23     5a-4c-11-03-9e-72  dynamisch\r\n"),
                        bytes -> Sound.fact(new HostReader(new FakeWorld(Os.WINDOWS).command("arp", bytes))
                                .neighbours())),
                Target.of("netsh-ports", List.of("ports/win-de-excludedportrange-2-before-winnat-restart.txt",
                        "ports/win-ja-excludedportrange.txt", "ports/win10-en-excludedportrange-hyperv.txt",
                        "ports/win-en-portproxy-show-all-1.txt", "ports/win-en-portproxy-show-v4tov4-2.txt"), bytes -> {
                            Sound.fact(Netsh.reserved(Ran.decode(bytes)));
                            Sound.fact(Netsh.proxies(Ran.decode(bytes)));
                        }),
                Target.of("netsh-wlan", List.of("wlan/win-netsh-wlan-interfaces-de.txt",
                        "wlan/win-netsh-wlan-interfaces-fr.txt",
                        "wlan/win11-de-netsh-wlan-interfaces-disconnected.txt"),
                        bytes -> Sound.value(Netsh.links(Ran.decode(bytes)))),
                Target.of("task-xml", List.of("tasks/task-event-trigger-minimal-system.declared-utf16-but-ascii.xml",
                        "tasks/task-export-interactive-daily-startwhenavailable.utf16.xml",
                        "tasks/task-handwritten-weekly-zh.declared-utf16-but-utf8.xml"),
                        bytes -> Sound.fact(TaskXmlReader.read(bytes))),
                Target.ofTexts("task-listing", List.of("\"\\runbook monitor\",\"30.11.2026 10:00:00\",\"Bereit\"\r\n"),
                        bytes -> Sound.value(TaskListing.read(Ran.decode(bytes)))));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
