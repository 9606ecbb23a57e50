package change.run;

import change.elevate.ElevatedRun;
import change.journal.ChangeKinds;
import change.journal.JournalState;
import change.journal.PlanDigest;
import change.plan.Attempt;
import change.report.ChangeReport;
import change.report.HandMadeRule;
import change.report.RollbackRunResult;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
public record HandMadeRules(World world, ChangeReport report, Fact<List<Change>> removals, List<Rule> odd) {

    public HandMadeRules {
        odd = List.copyOf(odd);
    }

    HandMadeRules(World world, ChangeReport report, Fact<List<Change>> removals) {
        this(world, report, removals, List.of());
    }


    /** How it ended, and what became of each rule. */
    public record Removal(RollbackRunResult.End end, List<HandMadeRule> rules) {

        public Removal {
            rules = List.copyOf(rules);
        }
    }

    /** The name of this part of rollback where another process is to do it alone. */
    public static final String PART = "by-hand";

    /**
     * @param services  names of services besides the guide's
     * @param journaled what the journal knows and has not been able to take back
     */
    public static HandMadeRules on(World world, ChangeReport report, List<String> services,
            List<JournalState.Item> journaled) {
        Predicate<String> ours = name -> journaled.stream()
                .anyMatch(item -> item.change() instanceof AddRule rule && rule.name().equals(name));
        if (world.os() != Os.WINDOWS) {
            return new HandMadeRules(world, report, Fact.known(List.of()));
        }
        Fact<GuideRules.Found> found = GuideRules.find(world, services, ours);
        return new HandMadeRules(world, report, found.map(rules -> List.<Change>copyOf(rules.removals())),
                found.toOptional().map(GuideRules.Found::odd).orElse(List.of()));
    }

    public Removal list() {
        return switch (removals) {
            case Fact.Unknown<List<Change>>(Message cause) -> {
                report.say(Message.of("change.by-hand-unknown", cause));
                yield new Removal(RollbackRunResult.End.WELL, List.of());
            }
            case Fact.Known<List<Change>>(List<Change> found) -> {
                if (!found.isEmpty()) {
                    report.byHand(found);
                }
                odd.forEach(rule -> report.say(Message.of("change.by-hand-odd", rule.name(), rule.id())));
                yield new Removal(RollbackRunResult.End.WELL,
                        found.stream().map(removal -> new HandMadeRule(removal, HandMadeRule.Result.FOUND,
                        Optional.empty())).toList());
            }
        };
    }

    /**
     * Shows them, and removes them where somebody agrees to that.
     *
     * @throws StateException with {@code uac} only, where the state folder cannot be written; nothing was
     *                          changed then
     */
    public Removal remove(Fact<Boolean> administrator, Supplier<String> elevated, Optional<ElevatedRun> uac,
            Function<Message, Optional<Boolean>> agreed) throws StateException {
        Removal found = list();
        if (found.rules().isEmpty()) {
            return found;
        }
        boolean lacking = administrator.equals(Fact.known(false));
        if (lacking && uac.isEmpty()) {
            report.demand(Message.of("change.needs-administrator-windows"), elevated.get());
            return new Removal(RollbackRunResult.End.NEEDS_ADMINISTRATOR, found.rules());
        }
        Optional<Boolean> agreement = agreed.apply(Message.of("change.by-hand-question"));
        if (!agreement.orElse(false)) {
            return new Removal(agreement.isPresent() ? RollbackRunResult.End.WELL : RollbackRunResult.End.NOBODY_TO_ASK,
                    found.rules());
        }
        Set<Change> gone = gone(found);
        if (lacking) {
            ElevatedRun.Outcome outcome = uac.get().run(digest(found), List.of("--part", PART));
            return report.mayHaveRun(outcome, elevated) ? ended(found, gone, removal -> removal.state(world))
                    : new Removal(RollbackRunResult.End.NEEDS_ADMINISTRATOR, found.rules());
        }
        return ended(found, gone, removal -> removal.apply(world));
    }

    /** Removes them where they are the ones agreed to in the process that started this one, else nothing. */
    public Removal removeAgreed(String digest) {
        Removal found = list();
        return digest(found).equals(digest) ? ended(found, gone(found), removal -> removal.apply(world))
                : new Removal(RollbackRunResult.End.DECLINED, found.rules());
    }

    private static String digest(Removal found) {
        return PlanDigest.of(ChangeKinds.all(), found.rules().stream().map(HandMadeRule::removal).toList());
    }

    /** Somebody may have removed some while the question waited. */
    private Set<Change> gone(Removal found) {
        return found.rules().stream().map(HandMadeRule::removal)
                .filter(removal -> removal.state(world).equals(Fact.known(Change.State.PRESENT)))
                .collect(Collectors.toSet());
    }

    /**
     * @param gone what was gone before
     * @param look makes a removal, or looks whether it was made
     */
    private Removal ended(Removal found, Set<Change> gone, Function<Change, Fact<Change.State>> look) {
        var lines = new ArrayList<HandMadeRule>();
        for (HandMadeRule line : found.rules()) {
            Attempt attempt = Attempt.of(look.apply(line.removal()), () -> line.removal().state(world));
            Optional<Message> failure = switch (attempt.state()) {
                case Fact.Known<Change.State>(var state) -> state == Change.State.PRESENT ? Optional.empty()
                        : attempt.failure().or(() -> Optional.of(Message.of("change.not-there-after",
                                line.removal().what())));
                case Fact.Unknown<Change.State>(Message cause) -> Optional.of(cause);
            };
            lines.add(new HandMadeRule(line.removal(), failure.isPresent() ? HandMadeRule.Result.FAILED
                    : gone.contains(line.removal()) ? HandMadeRule.Result.GONE : HandMadeRule.Result.REMOVED, failure));
        }
        report.byHandRemoved(lines);
        boolean well = lines.stream().noneMatch(line -> line.result() == HandMadeRule.Result.FAILED);
        return new Removal(well ? RollbackRunResult.End.WELL : RollbackRunResult.End.INCOMPLETE, lines);
    }
}
