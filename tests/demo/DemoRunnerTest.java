package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inventory.InventoryFile;
import inventory.Service;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import path.Diagnosis.Verdict;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.ServicePath;

/** Every scene is played for real and judged by the real checks: what is found is what its title says. */
class DemoRunnerTest {
    private final DemoRunner demoRunner = DemoRun.play();

    @ParameterizedTest
    @MethodSource("scenes")
    void whatIsFoundIsWhatWasPlayed(int number, String id, List<FindingId> expected) {
        ScenarioResult result = demoRunner.scene(number);
        assertEquals(expected, result.found(), id);
        assertTrue(result.asExpected(), id);
    }

    @Test
    void theBreakIsAtTheHopThatIsToBlame() {
        assertEquals(List.of("-", "container", "container", "published", "listening", "listening", "loopback",
                "-", "loopback", "loopback", "-", "address", "address", "firewall", "firewall", "-"),
                IntStream.range(0, demoRunner.scenes()).mapToObj(demoRunner::scene)
                        .map(result -> path(result).broken().map(HopResult::hop).map(Hop::id).orElse("-")).toList());
    }

    @Test
    void aHealthyServiceIsWellAtEveryHop() {
        assertEquals(Verdict.OK, demoRunner.scene(0).diagnosis().verdict());
        assertEquals(List.of("ok", "ok", "ok", "ok", "ok", "ok", "skipped"),
                path(demoRunner.scene(0)).hops().stream().map(hop -> hop.outcome().id()).toList());
    }

    @Test
    void noSceneIsShownTwice() {
        var titles = new HashSet<>(Scenario.all().stream().map(Scenario::title).toList());
        assertEquals(Scenario.all().size(), titles.size());
    }

    @Test
    void theServicesAreTheGuides() {
        var guide = InventoryFile.builtIn().services().stream().map(Service::name).toList();
        assertEquals(List.of(),
                Scenario.all().stream().map(Scenario::service).filter(name -> !guide.contains(name)).toList());
    }

    static Stream<Object[]> scenes() {
        List<Scenario> all = Scenario.all();
        return IntStream.range(0, all.size()).mapToObj(number ->
                new Object[] {number, all.get(number).id(), all.get(number).expected().stream().toList()});
    }

    private static ServicePath path(ScenarioResult result) {
        return result.diagnosis().paths().getFirst();
    }
}
