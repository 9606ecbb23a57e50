package firewall;

import java.util.List;
import json.Id;
import text.Message;

/** What becomes of a {@link Flow}, and the rule that makes it so. */
public sealed interface Decision {

    /** @param notes what a person should know besides, such as devices that are treated otherwise */
    record Allowed(Rule by, List<Message> notes) implements Decision { }

    /** It is not known to get in. */
    sealed interface NotOpen extends Decision { }

    /**
     * @param rejected true where the sender is told at once, false where the packet is dropped in silence
     * @param cause    which kind of block this is
     * @param notes    what a person should know besides, such as an Allow rule that this one beats
     */
    record Blocked(Rule by, boolean rejected, Cause cause, List<Message> notes) implements NotOpen { }

    /**
     * @param why       what cannot be told, with the rules by their names
     * @param rules     the rules that cannot be evaluated, as the system writes them
     * @param byProgram true where it would help to know which program listens
     */
    record Undecided(Message why, List<Rule> rules, boolean byProgram) implements NotOpen {

        public Undecided(Message why, List<Rule> rules) {
            this(why, rules, false);
        }
    }

    /** The kinds of block that call for different remedies. Each has a finding of its own. */
    enum Cause implements Id {
        /** No rule speaks for it and the default is to block. */
        DEFAULT("default"),
        /** A rule blocks it, whatever allows it. */
        BLOCK_RULE("block-rule"),
        /** Everything inbound is blocked ("shields up"); no rule can help. */
        ALL_INBOUND("all-inbound"),
        /** A policy from above makes local rules void. */
        POLICY_MANAGED("policy-managed"),
        /** An Allow rule exists, for another network category. */
        ALLOW_RULE_OTHER_PROFILE("allow-rule-other-profile"),
        /** An Allow rule exists, and is switched off. */
        ALLOW_RULE_DISABLED("allow-rule-disabled"),
        /** The packet has to be forwarded to a container, and forwarding is switched off in the kernel. */
        FORWARDING_OFF("forwarding-off");

        private final String id;

        Cause(String id) {
            this.id = id;
        }

        /** As it stands in the JSON output. */
        @Override
        public String id() {
            return id;
        }
    }
}
