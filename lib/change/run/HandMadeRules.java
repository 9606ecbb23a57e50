package change.run;

import change.elevate.ElevatedRun;
import change.journal.ChangeKinds;
import change.journal.JournalState;
import change.journal.PlanDigest;
import change.report.ChangeReport;
import firewall.Change;
import firewall.Rule;
import firewall.windows.AddRule;
import firewall.windows.GuideRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import json.Id;
import process.Fact;
import process.Os;
import process.World;
import state.StateException;
import text.Message;

/**
 * Rules with the four names of the guide that somebody made by hand on Windows, where such names are how the guide
 * says to make them. They are shown with the commands that would bring them back, and removed only when somebody
 * agrees to that by itself. The journal is not told: it would take the removal back on the next rollback.
 *
 * @param removals what removing each of them would be
 * @param odd      rules of these names that nothing here can remove safely
 */
public record HandMadeRules(World world, ChangeReport answer, Fact<List<Change>> removals, List<Rule> odd) {

    public HandMadeRules {
        odd = List.copyOf(odd);
    }

    HandMadeRules(World world, ChangeReport answer, Fact<List<Change>> removals) {
        this(world, answer, removals, List.of());
    }


    /** The name of this part of rollback where another process is to do it alone. */
    public static final String PART = "by-hand";

    /** What became of one rule. */
    public enum Result implements Id {
        /** It is there, and nobody was asked about it, or nobody agreed. */
        FOUND("found"),
        REMOVED("removed"),
        /** It was gone before anything was done. */
        GONE("gone"),
        FAILED("failed");

        private final String id;

        Result(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    /** @param failure why it is still there; present where it could not be removed */
    public record Line(Change removal, Result result, Optional<Message> failure) { }

    public record Ended(RollbackRun.End end, List<Line> lines) {

        public Ended {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param services  names of services besides the guide's
     * @param journaled what the journal knows and has not been able to take back
     */
    public static HandMadeRules on(World world, ChangeReport answer, List<String> services, List<JournalState.Item> journaled) {
        Predicate<String> ours = name -> journaled.stream()
                .anyMatch(item -> item.change() instanceof AddRule rule && rule.name().equals(name));
        if (world.os() != Os.WINDOWS) {
            return new HandMadeRules(world, answer, Fact.known(List.of()));
        }
        Fact<GuideRules.Found> found = GuideRules.find(world, services, ours);
        return new HandMadeRules(world, answer, found.map(rules -> List.<Change>copyOf(rules.removals())),
                found.toOptional().map(GuideRules.Found::odd).orElse(List.of()));
    }

    public Ended list() {
        return switch (removals) {
            case Fact.Unknown<List<Change>>(Message cause) -> {
                answer.say(Message.of("change.by-hand-unknown", cause));
                yield new Ended(RollbackRun.End.WELL, List.of());
            }
            case Fact.Known<List<Change>>(List<Change> found) -> {
                if (!found.isEmpty()) {
                    answer.byHand(found);
                }
                odd.forEach(rule -> answer.say(Message.of("change.by-hand-odd", rule.name(), rule.id())));
                yield new Ended(RollbackRun.End.WELL,
                        found.stream().map(removal -> new Line(removal, Result.FOUND, Optional.empty())).toList());
            }
        };
    }

    /**
     * Shows them, and removes them where somebody agrees to that.
     *
     * @throws StateException with {@code uac} only, where the state folder cannot be written; nothing was
     *                          changed then
     */
    public Ended remove(Fact<Boolean> administrator, String elevated, Optional<ElevatedRun> uac,
            Function<Message, Optional<Boolean>> agreed) throws StateException {
        Ended found = list();
        if (found.lines().isEmpty()) {
            return found;
        }
        boolean lacking = administrator.equals(Fact.known(false));
        if (lacking && uac.isEmpty()) {
            answer.demand(Message.of("change.needs-administrator-windows"), elevated);
            return new Ended(RollbackRun.End.NEEDS_ADMINISTRATOR, found.lines());
        }
        Optional<Boolean> agreement = agreed.apply(Message.of("change.by-hand-question"));
        if (!agreement.orElse(false)) {
            return new Ended(agreement.isPresent() ? RollbackRun.End.WELL : RollbackRun.End.NOBODY_TO_ASK,
                    found.lines());
        }
        Set<Change> gone = gone(found);
        if (lacking) {
            ElevatedRun.Outcome outcome = uac.get().run(digest(found), List.of("--part", PART));
            return answer.mayHaveRun(outcome, elevated) ? ended(found, gone, removal -> removal.state(world))
                    : new Ended(RollbackRun.End.NEEDS_ADMINISTRATOR, found.lines());
        }
        return ended(found, gone, removal -> removal.apply(world));
    }

    /** Removes them where they are the ones agreed to in the process that started this one, else nothing. */
    public Ended removeAgreed(String digest) {
        Ended found = list();
        return digest(found).equals(digest) ? ended(found, gone(found), removal -> removal.apply(world))
                : new Ended(RollbackRun.End.DECLINED, found.lines());
    }

    private static String digest(Ended found) {
        return PlanDigest.of(ChangeKinds.all(), found.lines().stream().map(Line::removal).toList());
    }

    /** Somebody may have removed some while the question waited. */
    private Set<Change> gone(Ended found) {
        return found.lines().stream().map(Line::removal)
                .filter(removal -> removal.state(world).equals(Fact.known(Change.State.PRESENT)))
                .collect(Collectors.toSet());
    }

    /**
     * @param gone what was gone before
     * @param look makes a removal, or looks whether it was made
     */
    private Ended ended(Ended found, Set<Change> gone, Function<Change, Fact<Change.State>> look) {
        var lines = new ArrayList<Line>();
        for (Line line : found.lines()) {
            Optional<Message> failure = switch (look.apply(line.removal())) {
                case Fact.Known<Change.State>(var state) -> state == Change.State.PRESENT ? Optional.empty()
                        : Optional.of(Message.of("change.not-there-after", line.removal().what()));
                case Fact.Unknown<Change.State>(Message cause) -> Optional.of(cause);
            };
            lines.add(new Line(line.removal(), failure.isPresent() ? Result.FAILED
                    : gone.contains(line.removal()) ? Result.GONE : Result.REMOVED, failure));
        }
        answer.byHandRemoved(lines);
        boolean well = lines.stream().noneMatch(line -> line.result() == Result.FAILED);
        return new Ended(well ? RollbackRun.End.WELL : RollbackRun.End.INCOMPLETE, lines);
    }
}
