package change.plan;

import java.util.List;
import json.Id;

/**
 * What carrying out a plan has brought: the firewall was read and asked again, since a rule that was added and a port
 * that is open are two things.
 *
 * @param after every port of the plan again, in the same order
 */
public record ApplyCheck(ApplyResult applied, List<PortAssessment> after) {

    public ApplyCheck {
        after = List.copyOf(after);
    }

    /** What it comes to. */
    public enum Verdict implements Id {
        /** Every port gets in now. */
        FIXED("fixed"),
        /** Some that were blocked get in now, others do not. */
        PARTLY("partly"),
        /** None that was blocked is known to get in now. */
        UNCHANGED("unchanged"),
        /** Nothing is known to be blocked and nothing failed, but not everything could be told. */
        UNKNOWN("unknown");

        private final String id;

        Verdict(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    /** Where every port gets in, that is so, whatever became of a change. */
    public Verdict verdict() {
        boolean blocked = after.stream().anyMatch(each -> blocked(each.answer()));
        boolean unknown = after.stream().anyMatch(each -> each.answer() instanceof PortAnswer.CannotTell);
        if (!blocked && !unknown) {
            return Verdict.FIXED;
        }
        return !blocked && applied.failure().isEmpty() ? Verdict.UNKNOWN
                : fixed().isEmpty() ? Verdict.UNCHANGED : Verdict.PARTLY;
    }

    /** What was blocked and gets in now. */
    public List<PortAssessment> fixed() {
        List<PortAssessment> before = applied.plan().endpoints();
        return after.stream()
                .filter(each -> each.answer() instanceof PortAnswer.Open)
                .filter(each -> before.stream().anyMatch(
                        was -> was.endpoint().equals(each.endpoint()) && blocked(was.answer())))
                .toList();
    }

    /** True where all that was blocked is known to be blocked still. */
    public boolean stillBlocked() {
        return applied.plan().endpoints().stream().filter(was -> blocked(was.answer()))
                .allMatch(was -> after.stream().anyMatch(
                        each -> each.endpoint().equals(was.endpoint()) && blocked(each.answer())));
    }

    static boolean blocked(PortAnswer answer) {
        return switch (answer) {
            case PortAnswer.Open open -> false;
            case PortAnswer.CannotTell cannotTell -> false;
            case PortAnswer.Fixable fixable -> true;
            case PortAnswer.NeedsOverride needsOverride -> true;
            case PortAnswer.OutOfReach outOfReach -> true;
        };
    }
}
