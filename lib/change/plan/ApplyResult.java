package change.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import json.Id;
import text.Message;

/**
 * What became of a plan's changes.
 *
 * @param results one for each change, by {@link PlanStep#id}, in the order of the plan
 */
public record ApplyResult(Plan plan, Map<String, Result> results) {

    public ApplyResult {
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    }

    /** What became of one change. */
    public sealed interface Result { }

    /** It was made now. */
    public record Made() implements Result { }

    /** It was there already. */
    public record Unchanged() implements Result { }

    /** @param mayBeInEffect false where it surely was not made, as nothing was even tried */
    public record Failed(Message why, boolean mayBeInEffect) implements Result { }

    /** A change before it failed, so this one was not touched. */
    public record NotTried() implements Result { }

    /** A step's or a change's state in the JSON output. */
    public enum State implements Id {
        PLANNED("planned"), DONE("done"), FAILED("failed"), UNCHANGED("unchanged");

        private final String id;

        State(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    /** A plan of which nothing has been carried out. */
    public static ApplyResult nothingYet(Plan plan) {
        var results = new LinkedHashMap<String, Result>();
        for (PlanStep step : plan.steps()) {
            for (int i = 0; i < step.changes().size(); i++) {
                results.put(step.id(i), new NotTried());
            }
        }
        return new ApplyResult(plan, results);
    }

    public Result result(PlanStep step, int index) {
        return results.get(step.id(index));
    }

    public static State state(Result result) {
        return switch (result) {
            case Made made -> State.DONE;
            case Unchanged unchanged -> State.UNCHANGED;
            case Failed failed -> State.FAILED;
            case NotTried notTried -> State.PLANNED;
        };
    }

    /** Failed where one of its changes failed; planned where one was not tried; unchanged where all were there. */
    public State state(PlanStep step) {
        List<State> states = new ArrayList<>();
        for (int i = 0; i < step.changes().size(); i++) {
            states.add(state(result(step, i)));
        }
        return states.contains(State.FAILED) ? State.FAILED
                : states.contains(State.PLANNED) ? State.PLANNED
                : states.contains(State.DONE) ? State.DONE : State.UNCHANGED;
    }

    public Optional<Failed> failure() {
        return results.values().stream().filter(Failed.class::isInstance).map(Failed.class::cast).findFirst();
    }

    /** True where something is in effect that was not before, or may be. */
    public boolean leftTraces() {
        return results.values().stream().anyMatch(
                result -> result instanceof Made || result instanceof Failed(Message why, boolean mayBe) && mayBe);
    }
}
