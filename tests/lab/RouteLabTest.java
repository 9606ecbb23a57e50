package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Ran;

/**
 * What is advised about routes is pasted, and the phone gets in; a phone in a network behind the router is judged by its
 * own address; and a recording says what the machine said.
 */
@LabTest
class RouteLabTest {

    /** A phone in another network, behind the router, without any translation of addresses. */
    private static final String FAR_PHONE = "192.168.20.23";

    private final List<Runnable> back = new ArrayList<>();

    @AfterEach
    void restore() {
        back.reversed().forEach(Runnable::run);
    }

    /** @param line words that the line to paste begins with, all of which are pasted */
    private record Advice(String name, World world, Fault.Injection injection, String line) {
        @Override
        public String toString() {
            return name + ": " + line;
        }
    }

    static Stream<Advice> advice() {
        return Stream.of(
                new Advice("exit node", World.CONTAINERS, RouteFaults.exitNode(), "sudo ip rule add to"),
                new Advice("source rule", World.CONTAINERS, RouteFaults.sourceRule("192.168.1.0/24"),
                        "sudo ip route add 172.17.0.0/16"),
                new Advice("source rule", World.CONTAINERS, RouteFaults.sourceRule("192.168.1.0/24"),
                        "sudo ip rule add to 172.17.0.0/16"),
                new Advice("a rule that forbids the LAN", World.CONTAINERS,
                        RouteFaults.rule("pref 100 to 192.168.1.0/24 prohibit"), "sudo ip rule add to"),
                new Advice("Docker network", World.PROCESSES, RouteFaults.dockerNetwork("proj", "192.168.1.0/24"),
                        "docker network rm proj"),
                new Advice("strict filter", World.PROCESSES, RouteFaults.strict(), "sudo sysctl -w"),
                new Advice("exit node", World.PROCESSES, RouteFaults.exitNode(), "sudo ip rule add to"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("advice")
    void whatIsAdvisedLetsThePhoneIn(Advice advice, Lab lab) {
        lab.inhabit(advice.world());
        Set<String> rules = rules(lab);
        String firewall = lab.rules().exact();
        Fault.Heal heal = advice.injection().inject(lab);
        try {
            assertNotEquals(all(Answer.OK), lab.askPhone(Duration.ofSeconds(1)), "the phone is kept out");
            Set<String> broken = rules(lab);
            DiagnoseResult told = diagnosed(lab, advice.world(), "auto");
            assertEquals(20, told.exitCode(), told.ran().outText());
            List<String> lines = commands(told).stream().filter(line -> line.startsWith(advice.line())).toList();
            assertFalse(lines.isEmpty(), told.ran().outText());
            lines.forEach(line -> lab.machine().must("sh", "-c", line.replaceFirst("^sudo ", "")));
            assertEquals(all(Answer.OK), lab.askPhone(Duration.ofSeconds(2)), lines + "\n" + told.ran().outText());
            DiagnoseResult after = diagnosed(lab, advice.world(), "auto");
            assertEquals(0, after.exitCode(), after.ran().outText());
            rules(lab).stream().filter(rule -> !broken.contains(rule)).forEach(rule ->
                    lab.machine().must(("ip rule del pref " + rule.replaceFirst(":.*", "")).split(" ")));
            assertEquals(firewall, lab.rules().exact(), "no rule of the firewall is touched");
        } finally {
            heal.heal();
        }
        assertEquals(rules, rules(lab), "the lab is healed");
    }

    private static Set<String> rules(Lab lab) {
        return new TreeSet<>(lab.machine().must("ip", "rule").lines().toList());
    }

    private static List<String> commands(DiagnoseResult told) {
        var lines = new ArrayList<String>();
        for (JsonElement finding : told.document().getAsJsonArray("findings")) {
            for (JsonElement remedy : finding.getAsJsonObject().getAsJsonArray("remedies")) {
                for (JsonElement command : remedy.getAsJsonObject().getAsJsonArray("commands")) {
                    lines.add(((JsonObject) command).get("run").getAsString());
                }
            }
        }
        return lines;
    }

    private static DiagnoseResult diagnosed(Lab lab, World world, String host, String... more) {
        var args = new ArrayList<>(List.of("--output", "json", "--lang", "en", "--timeout", "1s", "--services",
                lab.inventory(host, world == World.CONTAINERS).toString()));
        args.addAll(List.of(more));
        return DiagnoseResult.read(Script.run(lab, Fault.User.ROOT, "runbook.Diagnose", args));
    }

    private static Map<Integer, Answer> all(Answer answer) {
        var all = new TreeMap<Integer, Answer>();
        LabService.allPorts().forEach(port -> all.put(port, answer));
        return all;
    }

    private static void onPhone(Lab lab, String line) {
        var words = new ArrayList<>(List.of("nsenter", "--target", Long.toString(lab.phone()), "--net"));
        words.addAll(List.of(line.split(" ")));
        Machine.outside(words.toArray(String[]::new));
    }

    /** The phone's end of the cable is the router too, and what asks is behind it. */
    private void moveBehindRouter(Lab lab) {
        for (String[] line : new String[][] {
            {"ip address add 192.168.1.1/24 dev wlan0 noprefixroute", "ip address del 192.168.1.1/24 dev wlan0"},
            {"ip address add " + FAR_PHONE + "/32 dev lo", "ip address del " + FAR_PHONE + "/32 dev lo"},
            {"ip route add 192.168.1.44 dev wlan0 src " + FAR_PHONE, "ip route del 192.168.1.44 dev wlan0"}}) {
            onPhone(lab, line[0]);
            back.add(() -> onPhone(lab, line[1]));
        }
    }

    private void inject(Lab lab, Fault.Injection injection) {
        Fault.Heal heal = injection.inject(lab);
        back.add(heal::heal);
    }

    private void farPhone(Lab lab, World world, String finding, String... says) {
        lab.inhabit(world);
        moveBehindRouter(lab);
        DiagnoseResult well = diagnosed(lab, world, Lab.ADDRESS, "--from", FAR_PHONE);
        assertEquals(all(Answer.OK), lab.askPhone(Duration.ofSeconds(2)), well.ran().outText());
        assertEquals("phone-on-other-network (warn)", well.summary(), well.ran().outText());
        inject(lab, finding.equals(RouteFaults.ELSEWHERE) ? RouteFaults.dockerNetwork("pool", "192.168.16.0/20")
                : RouteFaults.routes("unreachable 192.168.16.0/20"));
        DiagnoseResult told = diagnosed(lab, world, Lab.ADDRESS, "--from", FAR_PHONE);
        assertEquals(all(Answer.DROPPED), lab.askPhone(Duration.ofSeconds(1)), told.ran().outText());
        assertEquals(20, told.exitCode(), told.ran().outText());
        assertEquals(finding, told.accusations().getFirst().id(), told.ran().outText());
        for (String word : says) {
            assertTrue(told.accusations().getFirst().text().contains(word), word + ": " + told.ran().outText());
        }
        assertFalse(told.findings().stream().anyMatch(one -> one.id().equals("phone-behind-other-adapter")),
                told.ran().outText());
        // Others get in as before.
        assertEquals(0, diagnosed(lab, world, Lab.ADDRESS).exitCode());
    }

    @Test
    void aDockerNetworkWithThePhonesAddressesTakesTheAnswers(Lab lab) {
        farPhone(lab, World.CONTAINERS, RouteFaults.ELSEWHERE, "Answers to " + FAR_PHONE, "Docker network pool",
                "docker network rm pool");
    }

    @Test
    void aRouteThatRefusesThePhonesNetworkKeepsTheAnswersHere(Lab lab) {
        farPhone(lab, World.PROCESSES, RouteFaults.NOT_ROUTED, "Answers to " + FAR_PHONE, "unreachable 192.168.16.0/20");
    }

    @Test
    void aRecordingSaysTheSame(Lab lab) {
        lab.inhabit(World.CONTAINERS);
        Path recording = lab.folder().resolve("routes");
        Fault.Heal heal = RouteFaults.dockerNetwork("proj", "192.168.1.0/24").inject(lab);
        DiagnoseResult told;
        try {
            told = diagnosed(lab, World.CONTAINERS, "auto", "--record", recording.toString());
        } finally {
            heal.heal();
        }
        DiagnoseResult again = diagnosed(lab, World.CONTAINERS, "auto", "--replay", recording.toString());
        assertEquals(told.document().get("findings"), again.document().get("findings"));
        assertEquals("answers-leave-elsewhere @ address", again.summary());
    }

    @Test
    void noFirewallRuleIsSaidToBeEnough(Lab lab) {
        lab.inhabit(World.PROCESSES);
        inject(lab, RouteFaults.exitNode());
        Ran fix = Script.run(lab, Fault.User.ROOT, "runbook.FixFirewall", "--lang", "en", "--services",
                lab.inventory("auto", false).toString());
        assertTrue(fix.outText().contains("No firewall rule is all of it: answers to the phone leave by tailscale0"),
                fix.outText() + fix.errText());
    }
}
