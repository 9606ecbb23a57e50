package firewall;

/**
 * Whether a rule, or one of its conditions, holds for a packet. What cannot be known is an answer of its own, never a
 * yes or a no (Kleene's logic).
 */
public enum Ternary {
    YES, NO, UNKNOWN;

    public static Ternary of(boolean holds) {
        return holds ? YES : NO;
    }

    public Ternary not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** Both must hold: one no settles it, whatever the other is. */
    public Ternary and(Ternary other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES ? other : this;
    }

    /** One is enough: one yes settles it, whatever the other is. */
    public Ternary or(Ternary other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == NO ? other : this;
    }
}
