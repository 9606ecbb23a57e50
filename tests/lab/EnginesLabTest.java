package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import testing.Project;
import testing.Turn;

/**
 * Each engine that phones have, and each state of a service that a phone may meet, in one table beside what curl gets from
 * the same network. What a page says is to be true, the same in each engine and each time. The engines run beside each
 * other, each on a phone and with services of its own.
 */
@LabTest
@Turn(1)
class EnginesLabTest {

    @Test
    void eachEngineSaysWhatIsTrueOfEachState(Lab lab) throws Exception {
        Path keys = TlsKeys.make(lab.folder());
        Fault.Heal heal = rules().inject(lab);
        try (Device firefox = Device.onTheLan(lab, "192.168.1.24");
                Device webkit = Device.onTheLan(lab, "192.168.1.25");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var devices = Map.of(Engine.CHROMIUM, lab.phone(), Engine.FIREFOX, firefox.pid(), Engine.WEBKIT, webkit.pid());
            Future<Map<ServiceState, String>> curl = threads.submit(() -> curl(lab, keys));
            var runs = new EnumMap<Engine, Future<List<EngineRun>>>(Engine.class);
            devices.forEach((engine, device) -> runs.put(engine, threads.submit(() -> runs(lab, engine, device, keys))));
            var table = new EngineTable(curl.get());
            for (var run : runs.entrySet()) {
                table.add(run.getKey(), run.getValue().get());
            }
            table.print(System.out);
            table.assertTrue();
        } finally {
            heal.heal();
        }
    }

    private static List<EngineRun> runs(Lab lab, Engine engine, long device, Path keys) throws IOException {
        int series = engine.ordinal() + 1;
        var all = new ArrayList<EngineRun>();
        List<ServiceState> byChance = List.copyOf(ServiceState.BY_CHANCE);
        try (Browser browser = engine.start(lab.folder(), device)) {
            all.add(EngineRun.of(lab, browser, Screen.small("en-GB", false), series, keys, List.of(ServiceState.values())));
            save(engine, all.getLast());
            all.add(EngineRun.of(lab, browser, Screen.small("fr-FR", true), series, keys, byChance));
            save(engine, all.getLast());
            all.add(EngineRun.of(lab, browser, Screen.small("en-GB", true), series, keys, byChance));
        }
        return all;
    }

    /** To be looked at. */
    private static void save(Engine engine, EngineRun run) throws IOException {
        Path folder = Files.createDirectories(Project.path(".build/engines"));
        assertEquals(run.screen().pixels(), Picture.read(run.picture()).size());
        Files.write(folder.resolve(engine.title() + "-" + run.screen().language() + ".png"), run.picture());
    }

    private static Map<ServiceState, String> curl(Lab lab, Path keys) throws Exception {
        int series = 0;
        Path folder = Files.createTempDirectory(lab.folder(), "curl");
        Process services = EngineRun.serve(lab, folder, series, keys);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new EnumMap<ServiceState, Future<String>>(ServiceState.class);
            for (ServiceState state : ServiceState.values()) {
                int times = state == ServiceState.ONE_IN_SIX ? 6 : state == ServiceState.DIES ? 3 : 1;
                asked.put(state, threads.submit(() -> Curl.ask(lab.phone(), state.url(Lab.ADDRESS, series), times)));
            }
            var got = new EnumMap<ServiceState, String>(ServiceState.class);
            for (var each : asked.entrySet()) {
                got.put(each.getKey(), each.getValue().get());
            }
            return got;
        } finally {
            Machine.end(services);
        }
    }

    private static Fault.Injection rules() {
        return Commands.rules(Stream.iterate(0, series -> series <= Engine.values().length, series -> series + 1)
                .flatMap(series -> Stream.of(ServiceState.values()).flatMap(state -> state.rule(series).stream()))
                .toArray(String[]::new));
    }
}
