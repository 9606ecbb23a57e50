package lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Ran;

/**
 * Every fault of one world for real: the phone shows that it is one, or is none, and the diagnosis has to say the same.
 * Each world is a class of its own, so that the two run beside each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DiagnoseFaults {

    /** A user's patience: longer than the slowest stand-in, which answers after 5 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    /** Where something does not answer, it does not after one second as after two; what answers is not hurried. */
    private static final List<String> SHORT = List.of("--timeout", "1s");

    /** One of each world is diagnosed with the time-out that the script has by itself; and one needs it to be heard. */
    private static final Set<String> WITH_USUAL_TIMEOUT =
            Set.of("DROP in INPUT", "DROP in DOCKER-USER", "answers after 5 s");

    /** How often a diagnosis of a busy machine is made anew. */
    private static final int AGAIN = 2;

    private final World world;
    private final Matrix matrix;

    DiagnoseFaults(World world, String title) {
        this.world = world;
        matrix = new Matrix(title);
    }

    final Stream<Fault> faults() {
        return Stream.of(HarmlessRules.ofProcesses(), FirewallFaults.ofProcesses(), ProcessFaults.all(),
                        AnswerFaults.all(), HarmlessRules.ofContainers(), FirewallFaults.ofContainers(),
                        ContainerFaults.all(), ProxyFaults.ofContainers(), RouteFaults.ofBoth())
                .flatMap(List::stream)
                .filter(fault -> fault.world() == world)
                .filter(fault -> fault.name().contains(System.getProperty("lab.fault", "")));
    }

    @AfterAll
    final void print() {
        matrix.print(System.out);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    final void isTold(Fault fault, Lab lab) {
        lab.inhabit(fault.world());
        String before = lab.rules().gist();
        Fault.Heal heal = fault.injection().inject(lab);
        String found = "no answer";
        boolean right = false;
        try {
            Duration patience = fault.phone() == Answer.SILENT ? Duration.ofSeconds(1) : PATIENCE;
            var phone = CompletableFuture.supplyAsync(() -> lab.askPhone(patience), Thread::startVirtualThread);
            var diagnosed = diagnosed(fault, lab);
            found = diagnosed.summary();
            Map<Integer, Answer> got = phone.join();
            assertEquals(expectedAnswers(fault), got, "what the phone gets");
            judge(fault, diagnosed);
            right = true;
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n\n" + lab.facts(), e);
        } finally {
            matrix.add(fault.name(), fault.summary(), found, right);
            heal.heal();
            if (!lab.rules().gist().equals(before)) {
                lab.abandon();
                fail("the lab did not heal, from\n" + before + "\nto\n" + lab.rules().gist());
            }
        }
    }

    private static DiagnoseResult diagnosed(Fault fault, Lab lab) {
        var diagnosed = DiagnoseResult.read(diagnose(fault, lab));
        for (int left = AGAIN; left > 0 && diagnosed.ofABusyMachine() && !fault.ids()
                .contains(DiagnoseResult.SLOW); left--) {
            diagnosed = DiagnoseResult.read(diagnose(fault, lab));
        }
        return diagnosed;
    }

    private static Ran diagnose(Fault fault, Lab lab) {
        var args = new ArrayList<>(List.of("--output", "json", "--lang", "en", "--services",
                lab.inventory(fault.host(), fault.names()).toString()));
        if (fault.phone() != Answer.OK && !WITH_USUAL_TIMEOUT.contains(fault.name())) {
            args.addAll(SHORT);
        }
        return Script.run(lab, fault.user(), "runbook.Diagnose", args);
    }

    private static Map<Integer, Answer> expectedAnswers(Fault fault) {
        var expected = new TreeMap<Integer, Answer>();
        for (int port : LabService.allPorts()) {
            expected.put(port, fault.ports().contains(port) ? fault.phone() : Answer.OK);
        }
        return expected;
    }

    private static void judge(Fault fault, DiagnoseResult diagnosed) {
        String said = diagnosed.ran().outText() + diagnosed.ran().errText();
        assertAll(said,
                () -> assertEquals(fault.exit(), diagnosed.exitCode(), "exit code"),
                () -> assertEquals(fault.exit(), diagnosed.exitCodeInDocument(), "exit code in the document"),
                () -> assertEquals(Set.copyOf(LabService.allPorts()), diagnosed.endpoints().keySet(), "ports"),
                () -> diagnosed.endpoints().values().forEach(endpoint -> judge(fault, endpoint)),
                () -> judgeFindings(fault, diagnosed));
    }

    private static void judge(Fault fault, DiagnoseResult.Endpoint endpoint) {
        boolean touched = fault.ports().contains(endpoint.port());
        if (touched && fault.exit() == 20) {
            assertEquals(fault.hop(), endpoint.brokenAt(), "broken hop of " + endpoint.port());
            assertTrue(fault.ids().contains(endpoint.cause()), "cause of " + endpoint.port() + ": " + endpoint.cause());
        } else {
            assertNull(endpoint.brokenAt(), "broken hop of " + endpoint.port());
            assertNull(endpoint.cause(), "cause of " + endpoint.port());
        }
        if (touched && fault.hop() != null && fault.exit() != 20) {
            assertEquals("unknown", endpoint.hops().get(fault.hop()), fault.hop() + " of " + endpoint.port());
        }
    }

    private static void judgeFindings(Fault fault, DiagnoseResult diagnosed) {
        List<DiagnoseResult.Finding> accusations = diagnosed.accusations().stream()
                .filter(finding -> !fault.may().contains(finding.id()))
                .toList();
        if (fault.harmless()) {
            assertEquals(List.of(), accusations, "findings above info");
            return;
        }
        Set<String> accused = accusations.stream().map(DiagnoseResult.Finding::id)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(1, accused.size(), "one cause, and nothing else above info: " + accused);
        DiagnoseResult.Finding first = accusations.getFirst();
        assertTrue(fault.ids().contains(first.id()), "finding: " + first.id());
        assertEquals(services(fault), accusations.stream().flatMap(f -> f.services().stream())
                .collect(Collectors.toCollection(TreeSet::new)), "services of " + first.id());
        for (String word : fault.says()) {
            assertTrue(first.text().contains(word), first.id() + " says nothing of " + word + ": " + first.text());
        }
    }

    private static Set<String> services(Fault fault) {
        return Stream.of(LabService.values())
                .filter(service -> service.ports().stream().anyMatch(fault.ports()::contains))
                .map(LabService::title)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
