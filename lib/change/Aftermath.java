package change;

import java.util.List;
import json.Id;

/**
 * What carrying out a plan has brought: the firewall was read and asked again, since a rule that was added and a port
 * that is open are two things.
 *
 * @param after every port of the plan again, in the same order
 */
public record Aftermath(Applied applied, List<Assessed> after) {

    public Aftermath {
        after = List.copyOf(after);
    }

    /** What it comes to. */
    public enum Verdict implements Id {
        /** Every port gets in now. */
        FIXED("fixed"),
        /** Some that were blocked get in now, others do not. */
        PARTLY("partly"),
        /** None that was blocked gets in now. */
        UNCHANGED("unchanged"),
        /** Nothing is known to be blocked, but not everything could be told. */
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

    public Verdict verdict() {
        boolean blocked = after.stream().anyMatch(each -> blocked(each.answer()));
        if (blocked || applied.failure().isPresent()) {
            return mended().isEmpty() ? Verdict.UNCHANGED : Verdict.PARTLY;
        }
        boolean unknown = after.stream().anyMatch(each -> each.answer() instanceof Answer.CannotTell);
        return unknown ? Verdict.UNKNOWN : Verdict.FIXED;
    }

    /** What was blocked and gets in now. */
    public List<Assessed> mended() {
        List<Assessed> before = applied.plan().endpoints();
        return after.stream()
                .filter(each -> each.answer() instanceof Answer.Open)
                .filter(each -> before.stream().anyMatch(
                        was -> was.endpoint().equals(each.endpoint()) && blocked(was.answer())))
                .toList();
    }

    static boolean blocked(Answer answer) {
        return switch (answer) {
            case Answer.Open open -> false;
            case Answer.CannotTell cannotTell -> false;
            case Answer.Mend mend -> true;
            case Answer.NeedsOverride needsOverride -> true;
            case Answer.Beyond beyond -> true;
        };
    }
}
