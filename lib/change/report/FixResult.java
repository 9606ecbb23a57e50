package change.report;

import change.lease.LeaseStatus;
import change.plan.ApplyCheck;
import change.plan.PersistStep;
import change.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * What a run of fix-firewall comes to.
 *
 * @param check present where the plan was carried out, wholly or in part
 * @param lease present where it is not for good
 * @param persist what was done for a restart, or would be; none unless that was asked for
 */
public record FixResult(End end, Plan plan, Optional<ApplyCheck> check, Optional<LeaseStatus> lease,
        List<PersistStep> persist) {

    public FixResult {
        persist = List.copyOf(persist);
    }

    /** How it ended, and with it its exit code. */
    public enum End {
        /** Everything gets in, as it did before or now. */
        WELL,
        BLOCKED, UNKNOWN, CHANGES_WAIT, NEEDS_ADMINISTRATOR,
        /** Nobody agreed, and there is nobody to ask. */
        NOBODY_TO_ASK;

        /** How it ends where a plan is shown and no more. */
        public static End of(Plan plan) {
            return switch (plan.verdict()) {
                case CHANGES_WAIT -> CHANGES_WAIT;
                case STUCK -> BLOCKED;
                case UNKNOWN -> UNKNOWN;
                case NOTHING_TO_DO -> WELL;
            };
        }
    }

    public FixResult(End end, Plan plan) {
        this(end, plan, Optional.empty(), Optional.empty(), List.of());
    }

    public FixResult with(LeaseStatus now) {
        return with(end, now);
    }

    public FixResult with(End other, LeaseStatus now) {
        return new FixResult(other, plan, check, Optional.of(now), persist);
    }

    public FixResult with(End other, List<PersistStep> now) {
        return new FixResult(other, plan, check, lease, now);
    }

    /** True where something may be in effect that nobody takes back by itself any more. */
    public boolean stays() {
        return check.isPresent() && lease.flatMap(LeaseStatus::kept).orElse(lease.isEmpty());
    }
}
