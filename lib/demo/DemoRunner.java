package demo;

import inventory.Inventory;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import path.Hop;
import path.check.Checklist;
import path.gather.FactsReader;
import probe.Limits;
import process.Tasks;

/** Plays all scenes, the longest beside the others: together they take little more than {@link #DEAD_AFTER}. */
public final class DemoRunner implements AutoCloseable {

    /** On a small machine that is busy with other things, a healthy stand-in may need a good part of this. */
    static final Duration SLOW_AFTER = Duration.ofMillis(1500);

    /** A stand-in that is silent is waited for this long. */
    static final Duration DEAD_AFTER = Duration.ofMillis(3500);

    private static final Limits LIMITS = new Limits(SLOW_AFTER, DEAD_AFTER);

    /** More at once would only wait for each other, and healthy stand-ins would look slow. */
    private static final int AT_ONCE = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory());
    private final List<Scenario> scenes = Scenario.all();
    private final Map<Scenario, Future<ScenarioResult>> seen = new HashMap<>();

    private DemoRunner() { }

    /** Raises the curtain: the scenes are played from now on, each on a thread of its own. */
    public static DemoRunner begin() {
        var demoRunner = new DemoRunner();
        // A rehearsal that nobody sees: otherwise the first scenes wait for what a young JVM has to load.
        play(demoRunner.scenes.getFirst());
        demoRunner.scenes.stream().sorted(Comparator.comparing(scenario -> !scenario.behaviour().keepsWaiting()))
                .forEach(scenario -> demoRunner.seen.put(scenario, demoRunner.threads.submit(() -> play(scenario))));
        return demoRunner;
    }

    int scenes() {
        return scenes.size();
    }

    /** The scene with this number, from 0; waits until it is over. */
    ScenarioResult scene(int number) {
        return Tasks.result(seen.get(scenes.get(number)));
    }

    private static ScenarioResult play(Scenario scenario) {
        try (var fakeService = FakeService.open(scenario.behaviour(), scenario.bindAddress())) {
            Inventory inventory = scenario.inventory(fakeService.port());
            var facts = FactsReader.facts(new DemoWorld(scenario, fakeService, LIMITS), inventory, LIMITS);
            return new ScenarioResult(scenario, Checklist.diagnose(facts, EnumSet.allOf(Hop.class), Duration.ZERO));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
