package firewall;

import java.util.List;
import net.Cidr;
import process.Fact;
import text.Message;

/** The firewall of one kind of system: read it, and work out what would let a service in. */
public interface Firewall {

    /** All rules that can touch inbound packets, read at once; unknown where they cannot be read. */
    Fact<Policy> read();

    /**
     * The least change that lets the LAN reach one service: that protocol, that port, that network only.
     *
     * @param wanted   what should get in
     * @param decision what {@link Policy#decide} says of it now
     * @param run      identifies the run, so that every rule we add can be told from every other
     * @param may      what may be changed besides
     */
    Proposal propose(Wanted wanted, Decision decision, String run, Permissions may);

    /**
     * What it takes for changes of one run to outlast a restart. The machine is looked at, and nothing is changed.
     *
     * @param changes of that run, in effect or planned
     */
    Persistence persistence(List<Change> changes, String run);

    /**
     * @param service the service's name: data for a comment or a display name, never part of a command text
     * @param lan     the network that is let in
     */
    record Wanted(String service, Flow flow, Cidr lan) { }

    /** What can be done about a decision. */
    sealed interface Proposal {

        /** Nothing to do: it gets in already. */
        record Nothing() implements Proposal { }

        /** @param notes what a person should know before agreeing to them */
        record Changes(List<Change> changes, List<Message> notes) implements Proposal {

            public Changes(List<Change> changes) {
                this(changes, List.of());
            }
        }

        /** It could be changed, but not without saying so: a rule that blocks on purpose is in the way. */
        record NeedsOverride(Rule blocking) implements Proposal { }

        /**
         * Not ours to change.
         *
         * @param advice what a person can do, which together lets it in; empty where nothing here is known to
         */
        record OutOfReach(Message why, List<Advice> advice) implements Proposal {

            public OutOfReach {
                advice = List.copyOf(advice);
            }

            public OutOfReach(Message why) {
                this(why, List.of());
            }
        }
    }

    /**
     * What a person allowed besides adding a rule; nothing of it is ever done unasked.
     *
     * @param overrideBlocks overrule rules that block on purpose
     * @param setPrivate     on Windows, tell it that a public network is a private one
     */
    public record Permissions(boolean overrideBlocks, boolean setPrivate) {

        public static final Permissions NONE = new Permissions(false, false);
    }
}
