package change.report;

import change.lease.LeaseStatus;
import change.plan.ApplyCheck;
import change.plan.Plan;
import java.util.Optional;

/**
 * What a run of fix-firewall comes to.
 *
 * @param check present where the plan was carried out, wholly or in part
 * @param lease present where it is not for good
 */
public record FixResult(End end, Plan plan, Optional<ApplyCheck> check, Optional<LeaseStatus> lease) {

    /** How it ended, and with it its exit code. */
    public enum End {
        /** Everything gets in, as it did before or now. */
        WELL,
        BLOCKED, UNKNOWN, CHANGES_WAIT, NEEDS_ADMINISTRATOR,
        /** Nobody agreed, and there is nobody to ask. */
        NOBODY_TO_ASK
    }

    public FixResult(End end, Plan plan) {
        this(end, plan, Optional.empty(), Optional.empty());
    }

    public FixResult with(LeaseStatus now) {
        return with(end, now);
    }

    public FixResult with(End other, LeaseStatus now) {
        return new FixResult(other, plan, check, Optional.of(now));
    }
}
