package firewall;

/** Whether a rule's condition holds for a packet; {@link #MAYBE} where it depends on what we cannot know. */
public enum Ternary {
    YES, NO, MAYBE;

    public static Ternary of(boolean holds) {
        return holds ? YES : NO;
    }

    public Ternary not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case MAYBE -> MAYBE;
        };
    }

    public Ternary and(Ternary other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == MAYBE || other == MAYBE ? MAYBE : YES;
    }
}
