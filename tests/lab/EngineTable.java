package lab;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** One line for each state: what curl gets, what the page says in each engine, what the terminal says. */
final class EngineTable {

    private final Map<ServiceState, String> curl;
    private final Map<Engine, List<EngineRun>> runs = new EnumMap<>(Engine.class);

    EngineTable(Map<ServiceState, String> curl) {
        this.curl = curl;
    }

    void add(Engine engine, List<EngineRun> of) {
        runs.put(engine, of);
    }

    /** What the page says in this engine, each different word of several runs. */
    private String page(Engine engine, ServiceState state) {
        return runs.get(engine).stream().filter(run -> run.page().containsKey(state))
                .filter(run -> run.screen().language().startsWith("en")).map(run -> run.shown(state)).distinct()
                .collect(Collectors.joining(" / "));
    }

    private String verdicts(ServiceState state) {
        return runs.values().stream().flatMap(List::stream).filter(run -> run.page().containsKey(state))
                .map(run -> run.verdict(state)).distinct().collect(Collectors.joining(" / "));
    }

    /** Every cell, of every run. */
    void assertTrue() {
        var all = new ArrayList<Executable>();
        for (ServiceState state : ServiceState.values()) {
            all.add(() -> Assertions.assertEquals(state.curl(), curl.get(state), "curl, " + state.title()));
            runs.forEach((engine, of) -> of.stream().filter(run -> run.page().containsKey(state))
                    .forEach(run -> all.add(() -> run.assertTrue(engine, state))));
        }
        Assertions.assertAll(all);
    }

    void print(PrintStream out) {
        var rows = new ArrayList<List<String>>();
        var head = new ArrayList<>(List.of("state", "curl"));
        runs.keySet().forEach(engine -> head.add(engine.title()));
        head.add("terminal");
        rows.add(head);
        for (ServiceState state : ServiceState.values()) {
            var row = new ArrayList<>(List.of(state.title(), curl.get(state)));
            runs.keySet().forEach(engine -> row.add(page(engine, state)));
            row.add(verdicts(state));
            rows.add(row);
        }
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                int column = i;
                int width = rows.stream().mapToInt(each -> each.get(column).length()).max().orElse(0);
                line.append(i == row.size() - 1 ? row.get(i) : ("%-" + width + "s  ").formatted(row.get(i)));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
