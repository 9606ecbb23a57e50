package change;

import fact.Fact;
import firewall.Change;
import firewall.windows.AddRule;
import firewall.windows.GuideRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import process.Os;
import process.World;
import text.Message;

/**
 * Rules with the four names of the guide that somebody made by hand on Windows, where such names are how the guide
 * says to make them. They are shown with the commands that would bring them back, and removed only when somebody
 * agrees to that by itself. The journal is not told: it would take the removal back on the next rollback.
 *
 * @param removals what removing each of them would be
 */
public record ByHand(World world, ChangeAnswer answer, Fact<List<Change>> removals) {

    /** @param failure why it is still there; empty where it was removed, and where that was not tried */
    public record Line(Change removal, boolean removed, Optional<Message> failure) { }

    public record Ended(TakingBack.End end, List<Line> lines) {

        public Ended {
            lines = List.copyOf(lines);
        }
    }

    /** @param journaled what the journal knows and has not been able to take back */
    public static ByHand on(World world, ChangeAnswer answer, List<Ledger.Item> journaled) {
        Predicate<String> ours = name -> journaled.stream()
                .anyMatch(item -> item.change() instanceof AddRule rule && rule.name().equals(name));
        return new ByHand(world, answer, world.os() == Os.WINDOWS
                ? GuideRules.find(world, ours).map(List::<Change>copyOf) : Fact.known(List.of()));
    }

    public Ended list() {
        return switch (removals) {
            case Fact.Unknown<List<Change>>(Message cause) -> {
                answer.say(Message.of("change.by-hand-unknown", cause));
                yield new Ended(TakingBack.End.WELL, List.of());
            }
            case Fact.Known<List<Change>>(List<Change> found) -> {
                if (!found.isEmpty()) {
                    answer.byHand(found);
                }
                yield new Ended(TakingBack.End.WELL,
                        found.stream().map(removal -> new Line(removal, false, Optional.empty())).toList());
            }
        };
    }

    public Ended remove(Fact<Boolean> administrator, String elevated, Function<Message, Optional<Boolean>> agreed) {
        Ended found = list();
        if (found.lines().isEmpty()) {
            return found;
        }
        if (administrator.equals(Fact.known(false))) {
            answer.demand(Message.of("change.needs-administrator-windows"), elevated);
            return new Ended(TakingBack.End.NEEDS_ADMINISTRATOR, found.lines());
        }
        Optional<Boolean> agreement = agreed.apply(Message.of("change.by-hand-question"));
        if (!agreement.orElse(false)) {
            return new Ended(agreement.isPresent() ? TakingBack.End.WELL : TakingBack.End.NOBODY_TO_ASK,
                    found.lines());
        }
        var lines = new ArrayList<Line>();
        for (Line line : found.lines()) {
            Optional<Message> failure = switch (line.removal().apply(world)) {
                case Fact.Known<Change.State>(var state) -> state == Change.State.PRESENT ? Optional.empty()
                        : Optional.of(Message.of("change.not-there-after", line.removal().what()));
                case Fact.Unknown<Change.State>(Message cause) -> Optional.of(cause);
            };
            lines.add(new Line(line.removal(), failure.isEmpty(), failure));
        }
        answer.byHandRemoved(lines);
        return new Ended(lines.stream().allMatch(Line::removed) ? TakingBack.End.WELL : TakingBack.End.INCOMPLETE,
                lines);
    }
}
