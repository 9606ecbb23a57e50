package firewall.windows.policy;

/** Whether a rule speaks for a packet. What cannot be told is an answer of its own, never a yes or a no. */
enum RuleMatch {
    YES, NO, UNKNOWN;

    static RuleMatch of(boolean yes) {
        return yes ? YES : NO;
    }

    /** Both must hold: one no settles it, whatever the other is. */
    RuleMatch and(RuleMatch other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES ? other : this;
    }

    /** One is enough: one yes settles it, whatever the other is. */
    RuleMatch or(RuleMatch other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == NO ? other : this;
    }
}
