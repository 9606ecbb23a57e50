package lab;

import static lab.Answer.DROPPED;
import static lab.Answer.OK;
import static lab.Answer.REFUSED;
import static lab.Answer.SILENT;
import static lab.Answer.UNHEALTHY;
import static lab.World.PROCESSES;

import java.util.ArrayList;
import java.util.List;
import testing.Wait;

/** What goes wrong with a process of the machine itself, and with the machine's address. */
final class ProcessFaults {

    private static final LabService API = LabService.API;

    private ProcessFaults() {
    }

    static List<Fault> all() {
        return List.of(
                Fault.of("nothing listening", PROCESSES, lab -> {
                    lab.end(API);
                    return () -> healthy(lab);
                }).phone(REFUSED, 8000).expect("listening", "nothing-listening"),

                Fault.of("a process on 127.0.0.1 only", PROCESSES, serving("httpd", "-f", "-p", "127.0.0.1:8000",
                        "-h", "WWW"))
                        .phone(REFUSED, 8000).expect("listening", "listening-on-loopback"),

                Fault.of("a process on IPv6 only", PROCESSES, Commands.all(
                        Commands.pair("sysctl -qw net.ipv6.bindv6only=1", "sysctl -qw net.ipv6.bindv6only=0"),
                        serving("nc", "-ll", "-p", "8000", "-e", "ok")))
                        .phone(REFUSED, 8000).expect("listening", "listening-on-other-address"),

                Fault.of("a process on ::1 only", PROCESSES, serving("httpd", "-f", "-p", "[::1]:8000", "-h", "WWW"))
                        .phone(REFUSED, 8000).expect("listening", "listening-on-loopback"),

                Fault.of("a process on another address of this machine", PROCESSES, Commands.all(
                        Commands.pair("ip address add 10.99.0.1/24 dev lo", "ip address del 10.99.0.1/24 dev lo"),
                        serving("httpd", "-f", "-p", "10.99.0.1:8000", "-h", "WWW")))
                        .phone(REFUSED, 8000).expect("listening", "listening-on-other-address"),

                Fault.of("a process accepts and never answers", PROCESSES,
                        serving("nc", "-ll", "-p", "8000", "-e", "hold"))
                        .phone(SILENT, 8000).expect("loopback", "no-answer"),

                Fault.of("a process answers 503", PROCESSES, serving("nc", "-ll", "-p", "8000", "-e", "busy"))
                        .phone(UNHEALTHY, 8000).expect("loopback", "unhealthy-answer").says("503"),

                Fault.of("a process hangs", PROCESSES, lab -> {
                    signal(lab, 8000, "STOP");
                    return () -> signal(lab, 8000, "CONT");
                }).phone(SILENT, 8000).expect("loopback", "no-answer"),

                Fault.of("a process where a container should be", PROCESSES, lab -> {
                    lab.end(API);
                    lab.process(API, "busybox", "nc", "-ll", "-p", "8000", "-e", lab.handler("other"));
                    lab.awaitListener(8000);
                    return () -> healthy(lab);
                }).phone(UNHEALTHY, 8000).expect("loopback", "unhealthy-answer"),

                Fault.of("two services gone, two causes", PROCESSES, lab -> {
                    lab.end(API);
                    lab.end(LabService.TTS);
                    return () -> {
                        lab.start(LabService.TTS);
                        healthy(lab);
                    };
                }).phone(REFUSED, 5002, 8000).expect("listening", "nothing-listening"),

                Fault.of("the app's address is not this machine's", PROCESSES, lab -> {
                    address(lab, Lab.ADDRESS, "192.168.1.57");
                    return () -> address(lab, "192.168.1.57", Lab.ADDRESS);
                }).appExpects(Lab.ADDRESS).phone(DROPPED)
                        .expect("address", "address-not-here").says("192.168.1.57"),

                Fault.of("answers after 5 s", PROCESSES, serving("nc", "-ll", "-p", "8000", "-e", "slow"))
                        .phone(OK, 8000).warns("slow-answer"),

                Fault.of("the network is switched off", PROCESSES, lab -> {
                    lab.machine().must("ip", "link", "set", "eth0", "down");
                    return () -> {
                        lab.machine().must("ip", "link", "set", "eth0", "up");
                        // The kernel tells of a carrier up to a second later.
                        Wait.until("the cable", Docker.STATE_LIMIT, () -> lab.machine()
                                .must("ip", "-brief", "link", "show", "eth0").contains(" UP "));
                        lab.machine().must("ip", "route", "replace", "default", "via", "192.168.1.1");
                    };
                }).phone(DROPPED).expect("address", "no-lan-address"));
    }

    /** As when the router gives out another one. */
    private static void address(Lab lab, String old, String other) {
        lab.machine().must("ip", "address", "del", old + "/24", "dev", "eth0");
        lab.machine().must("ip", "address", "add", other + "/24", "dev", "eth0");
        lab.machine().must("ip", "route", "replace", "default", "via", "192.168.1.1");
    }

    private static void healthy(Lab lab) {
        lab.end(API);
        lab.start(API);
    }

    /** One program of busybox in place of the API's; WWW and a handler's name become their paths. */
    private static Fault.Injection serving(String... words) {
        return lab -> {
            lab.end(API);
            var command = new ArrayList<String>();
            command.add("busybox");
            for (int i = 0; i < words.length; i++) {
                boolean handler = i > 0 && words[i - 1].equals("-e");
                command.add(handler ? lab.handler(words[i]) : words[i].equals("WWW") ? lab.www() : words[i]);
            }
            lab.process(API, command.toArray(String[]::new));
            lab.awaitListener(8000);
            return () -> healthy(lab);
        };
    }

    private static void signal(Lab lab, int port, String name) {
        String listener = lab.machine().must("ss", "-Hltnp", "sport = :" + port);
        String pid = listener.replaceAll("(?s).*pid=(\\d+).*", "$1");
        lab.machine().must("busybox", "kill", "-" + name, pid);
    }
}
