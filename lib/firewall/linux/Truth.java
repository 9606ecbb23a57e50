package firewall.linux;

/** Whether a rule's condition holds for a packet; {@link #MAYBE} where it depends on what we cannot know. */
enum Truth {
    YES, NO, MAYBE;

    static Truth of(boolean holds) {
        return holds ? YES : NO;
    }

    Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case MAYBE -> MAYBE;
        };
    }

    Truth and(Truth other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == MAYBE || other == MAYBE ? MAYBE : YES;
    }
}
