package change.run;

import change.journal.ChangeEntry;
import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.JournalState;
import change.journal.RunId;
import change.plan.Applier;
import change.plan.PersistStep;
import change.plan.Plan;
import firewall.Change;
import firewall.Firewall;
import firewall.Persistence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import process.Fact;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * The course of {@code --persist}: what is in effect to stay, of this run and of earlier ones, is made to outlast a
 * restart. What is only lent is not, until somebody has said that it stays: a restart in between ends it then.
 *
 * @param script   the name in the journal: {@code fix-firewall}
 * @param patience how long to wait for another run
 * @param progress told of what is being done or waited for
 */
record PersistRun(World world, Firewall firewall, StateFolder folder, JournalCodec codec, String script,
        Duration patience, Consumer<Message> progress) {

    /** What is to be done once the plan is carried out, besides for what earlier runs have left in effect. */
    List<PersistStep> plan(Plan plan) throws StateException {
        var steps = new ArrayList<PersistStep>();
        JournalState journalState = Journal.read(folder, codec);
        Map<RunId, List<Change>> earlier = inEffect(journalState);
        if (!plan.changes().isEmpty()) {
            earlier.remove(plan.run());
        }
        earlier.forEach((run, changes) -> step(journalState, run, changes).ifPresent(steps::add));
        if (!plan.changes().isEmpty()) {
            int last = plan.steps().getLast().number();
            steps.add(PersistStep.planned(plan.run(), last + 1,
                    firewall.persistence(plan.changes(), plan.run().text())));
        }
        if (steps.isEmpty()) {
            steps.add(PersistStep.planned(plan.run(), 1, firewall.persistence(List.of(), plan.run().text())));
        }
        return steps;
    }

    /**
     * Carries out what was agreed to and what is still to be done of it.
     *
     * @throws StateException where the journal cannot be used
     */
    List<PersistStep> carryOut(List<PersistStep> agreed) throws StateException {
        if (agreed.stream().allMatch(step -> step.changes().isEmpty())) {
            return agreed;
        }
        var steps = new ArrayList<PersistStep>();
        try (Journal journal = Journal.open(folder, codec, script, world.now(), patience, progress)) {
            var applier = new Applier(world, journal, progress);
            for (PersistStep step : agreed) {
                // Rules may have come and gone since: what was not agreed to is not done.
                step(journal.state(), step.run(), inEffect(journal.state()).getOrDefault(step.run(), List.of()))
                        .map(now -> step.changes().equals(now.changes()) ? now.carriedOut(applier) : step)
                        .or(() -> step.changes().isEmpty() ? Optional.of(step) : Optional.empty())
                        .ifPresent(steps::add);
            }
        }
        return steps;
    }

    /** Of one run that is in effect to stay. */
    List<PersistStep> carryOut(RunId run) throws StateException {
        JournalState journalState = Journal.read(folder, codec);
        return carryOut(step(journalState, run, inEffect(journalState).getOrDefault(run, List.of())).stream()
                .toList());
    }

    /** Changes that a restart would end, in effect and not lent, by run; newest run first. */
    private Map<RunId, List<Change>> inEffect(JournalState journalState) {
        Map<RunId, List<Change>> runs = new LinkedHashMap<>();
        for (JournalState.Item item : journalState.open()) {
            if (item.lease().isEmpty() && !item.change().lifetime().outlastsRestart()
                    && item.change().state(world).equals(Fact.known(Change.State.PRESENT))) {
                runs.computeIfAbsent(item.run(), run -> new ArrayList<>()).addFirst(item.change());
            }
        }
        return runs;
    }

    /** Empty where nothing is left to do. */
    private Optional<PersistStep> step(JournalState journalState, RunId run, List<Change> changes) {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        List<Change> open = journalState.open(run).stream().map(JournalState.Item::change).toList();
        Persistence how = firewall.persistence(changes, run.text());
        if (!(how instanceof Persistence.Kept(var way, var why, List<Change> keeping))) {
            return Optional.of(PersistStep.planned(run, next(journalState, run), how));
        }
        boolean otherwise = !open.contains(keeping.getFirst())
                && changes.stream().allMatch(change -> open.stream().anyMatch(keeper -> keeper.keeps(change)));
        boolean there = keeping.stream()
                .allMatch(change -> change.state(world).equals(Fact.known(Change.State.PRESENT)));
        return otherwise || there ? Optional.empty()
                : Optional.of(PersistStep.planned(run, next(journalState, run), how));
    }

    private static int next(JournalState journalState, RunId run) {
        return 1 + journalState.entries().stream().filter(entry -> entry.run().equals(run)).map(ChangeEntry::step)
                .mapToInt(step -> Integer.parseInt(step.substring(0, step.indexOf('.')))).max().orElse(0);
    }
}
