package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import testing.Wait;

/**
 * What this machine sees of a phone that tries, whatever keeps it out. Each state of the machine has another fault for
 * each port, and is watched with its own means and with a table that traces; neither changes a rule.
 */
@LabTest
class EvidenceLabTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String NOT_LET_IN = "unknown evidence.not-let-in";

    /** Who watches, and with what. */
    private record Way(Fault.User user, String how) { }

    private static final Way PASSIVE = new Way(Fault.User.ROOT, "passive");
    private static final Way TRACE = new Way(Fault.User.ROOT, "trace");

    /** A watch in a process of its own on the lab's machine. */
    private record Watching(Process agent, BufferedReader answers) implements AutoCloseable {

        static Watching start(Lab lab, Way way) {
            Process agent = lab.machine().talk(lab.folder().resolve("evidence.log"),
                    Script.words(lab, way.user, EvidenceAgent.class.getName(), List.of()));
            var watching = new Watching(agent, agent.inputReader());
            watching.say(way.how);
            return watching;
        }

        static Watching begin(Lab lab, Way way) {
            Watching watching = start(lab, way);
            assertEquals("begun", watching.answer());
            return watching;
        }

        String ask(String question) {
            say(question);
            return answer();
        }

        private void say(String question) {
            try {
                agent.outputWriter().append(question).append('\n').flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String answer() {
            try {
                Wait.until("the watch", LIMIT, () -> answers.ready() || !agent.isAlive());
                return String.valueOf(answers.readLine());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Map<Integer, String> all(String question) {
            var all = new TreeMap<Integer, String>();
            LabService.allPorts().forEach(port -> all.put(port, ask(question + " " + port)));
            return all;
        }

        @Override
        public void close() {
            assertEquals("closed 0", ask("close"));
            Machine.end(agent);
        }
    }

    /** What each way of watching sees of the phone, which asks every port once; no rule is another one afterwards. */
    private static Map<Way, Map<Integer, String>> watched(Lab lab, Way... ways) {
        String before = lab.rules().exact();
        Map<Way, Watching> all = new LinkedHashMap<>();
        Map<Way, Map<Integer, String>> seen = new LinkedHashMap<>();
        try {
            Stream.of(ways).forEach(way -> all.put(way, Watching.start(lab, way)));
            all.values().forEach(watching -> assertEquals("begun", watching.answer()));
            lab.askPhone(Phone.Way.ONCE, Duration.ofSeconds(1));
            all.forEach((way, watching) -> seen.put(way, watching.all("seen")));
        } finally {
            all.values().forEach(Watching::close);
        }
        assertEquals(before, lab.rules().exact(), "every rule is as it was");
        return seen;
    }

    private static void faulty(Lab lab, Fault.Injection injection, Runnable check) {
        Fault.Heal heal = injection.inject(lab);
        try {
            check.run();
        } finally {
            heal.heal();
        }
    }

    @Test
    void processes(Lab lab) {
        lab.inhabit(World.PROCESSES);
        var nobody = new Way(Fault.User.NOBODY, "passive");
        var nobodyTraces = new Way(Fault.User.NOBODY, "trace");
        faulty(lab, Commands.all(
                Commands.rules("iptables -A INPUT -p tcp --dport 8000 -j DROP",
                        "iptables-legacy -A INPUT -p tcp --dport 8001 -j DROP",
                        "iptables -A INPUT -p tcp --dport 5002 -j REJECT --reject-with tcp-reset"),
                Commands.nft("inet", "guard", "chain in { type filter hook input priority 10; "
                        + "tcp dport 7880 drop; }"),
                stopped(LabService.LIVEKIT)), () -> {
            var seen = watched(lab, PASSIVE, TRACE, nobody, nobodyTraces);
            assertEquals(Map.of(
                    8000, "dropped inferred | -A INPUT -p tcp -m tcp --dport 8000 -j DROP | filter INPUT",
                    8001, "dropped inferred | -A INPUT -p tcp -m tcp --dport 8001 -j DROP | filter INPUT",
                    5002, "dropped inferred | -A INPUT -p tcp -m tcp --dport 5002 -j REJECT --reject-with tcp-reset "
                            + "| filter INPUT",
                    // A rule of nft's that does not count.
                    7880, NOT_LET_IN,
                    7881, "refused"), seen.get(PASSIVE));
            assertEquals(Map.of(
                    8000, "dropped observed | tcp dport 8000 drop | ip filter INPUT",
                    // The kernel tells nothing of the older kind of iptables.
                    8001, "dropped inferred | -A INPUT -p tcp -m tcp --dport 8001 -j DROP | filter INPUT",
                    5002, "dropped observed | tcp dport 5002 reject with tcp reset | ip filter INPUT",
                    7880, "dropped observed | tcp dport 7880 drop | inet guard in",
                    7881, "refused"), seen.get(TRACE));
            assertEquals(all("unknown evidence.needs-root"), seen.get(nobody));
            assertEquals(all("unknown firewall-linux.needs-root"), seen.get(nobodyTraces));
        });
    }

    @Test
    void ufw(Lab lab) {
        lab.inhabit(World.PROCESSES);
        faulty(lab, Commands.ufw("allow 5002/tcp"), () -> {
            var seen = watched(lab, PASSIVE, TRACE);
            // Whether it may be told from what others sent depends on the time that passed before the phone came.
            var either = Set.of(NOT_LET_IN, "dropped inferred | -P INPUT DROP | filter INPUT");
            seen.get(PASSIVE).forEach((port, what) -> assertTrue(
                    port == 5002 ? what.equals("connected") : either.contains(what), port + " " + what));
            assertEquals(but(all("dropped observed | policy drop | ip filter INPUT"), 5002, "connected"),
                    seen.get(TRACE));
        });
    }

    @Test
    void containers(Lab lab) {
        lab.inhabit(World.CONTAINERS);
        String answers = "-A DOCKER-USER -o eth0 -p tcp -m tcp --sport 8001 -j DROP | filter DOCKER-USER";
        faulty(lab, Commands.all(
                Commands.rules("iptables -I DOCKER-USER -m conntrack --ctorigdstport 8000 --ctdir ORIGINAL -j DROP",
                        "iptables -I DOCKER-USER -o eth0 -p tcp --sport 8001 -j DROP"),
                box -> {
                    box.docker().run(LabService.TTS, List.of("-p", "5002:5002"), List.of("sleep", "1000"));
                    return () -> box.docker().healthy(LabService.TTS);
                }), () -> {
            var seen = watched(lab, PASSIVE, TRACE);
            assertEquals(Map.of(
                    8000, "dropped inferred | -A DOCKER-USER -m conntrack --ctorigdstport 8000 --ctdir ORIGINAL "
                            + "-j DROP | filter DOCKER-USER",
                    8001, "dropped inferred | " + answers,
                    5002, "refused", 7880, "connected", 7881, "connected"), seen.get(PASSIVE));
            assertEquals(Map.of(
                    8000, "dropped observed | ct direction original ct original proto-dst 8000 drop "
                            + "| ip filter DOCKER-USER",
                    8001, "dropped inferred | " + answers,
                    5002, "refused", 7880, "connected", 7881, "connected"), seen.get(TRACE));
        });
    }

    @Test
    void nothingSent(Lab lab) {
        lab.inhabit(World.PROCESSES);
        String before = lab.rules().exact();
        try (var passive = Watching.begin(lab, PASSIVE); var trace = Watching.begin(lab, TRACE)) {
            assertEquals(all("unknown evidence.arrivals-unseen"), passive.all("arrived"));
            assertEquals(all(""), trace.all("arrived"));
            assertEquals(all("neverarrived"), trace.all("seen"));
            lab.askPhone(Phone.Way.ONCE, Duration.ofSeconds(1));
            assertEquals(all(Lab.PHONE), trace.all("arrived"));
            // Connection tracking may tell of a connection after the trace has told of its first packet.
            Wait.until("every connection", LIMIT, () -> all("connected").equals(trace.all("seen")));
        }
        assertEquals(before, lab.rules().exact());
    }

    private static Fault.Injection stopped(LabService service) {
        return lab -> {
            lab.end(service);
            return () -> lab.start(service);
        };
    }

    private static Map<Integer, String> all(String seen) {
        var all = new TreeMap<Integer, String>();
        LabService.allPorts().forEach(port -> all.put(port, seen));
        return all;
    }

    private static Map<Integer, String> but(Map<Integer, String> all, int port, String seen) {
        all.put(port, seen);
        return all;
    }
}
