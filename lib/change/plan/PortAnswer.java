package change.plan;

import change.journal.RunId;
import firewall.Advice;
import firewall.Change;
import firewall.Decision;
import firewall.Firewall;
import firewall.Rule;
import java.util.List;
import java.util.stream.Stream;
import process.Fact;
import text.Message;

/** What the firewall does with one endpoint's packets now, and what this program can do about it. */
public sealed interface PortAnswer {

    /** It gets in already. */
    record Open(Decision.Allowed decision) implements PortAnswer { }

    /**
     * It is blocked, or may be, and these changes let it in.
     *
     * @param decision blocked, or undecided where they settle the matter
     * @param notes    what a person should know before agreeing to them
     */
    record Fixable(Decision.NotOpen decision, List<Change> changes, List<Message> notes) implements PortAnswer {

        public Fixable {
            changes = List.copyOf(changes);
            notes = List.copyOf(notes);
        }

        public Fixable(Decision.NotOpen decision, List<Change> changes) {
            this(decision, changes, List.of());
        }
    }

    /** A rule blocks it on purpose; it is overruled only when told so. */
    record NeedsOverride(Decision.Blocked decision, Rule blocking) implements PortAnswer { }

    /**
     * It is blocked, and that is not ours to change.
     *
     * @param advice what a person can do about it
     */
    record OutOfReach(Decision.Blocked decision, Message why, List<Advice> advice) implements PortAnswer {

        public OutOfReach {
            advice = List.copyOf(advice);
        }

        public OutOfReach(Decision.Blocked decision, Message why) {
            this(decision, why, List.of());
        }
    }

    /** @param rules the rules that could not be evaluated; empty where the firewall could not be read at all */
    record CannotTell(Message why, List<Rule> rules) implements PortAnswer {

        public CannotTell {
            rules = List.copyOf(rules);
        }
    }

    /** The same, with more to know before agreeing to it; nobody agrees to any other answer. */
    default PortAnswer knowing(List<Message> more) {
        return this instanceof Fixable(Decision.NotOpen decision, List<Change> changes, List<Message> notes)
                ? new Fixable(decision, changes, Stream.concat(notes.stream(), more.stream()).toList()) : this;
    }

    /** Asks the firewall only about what is not open. What nobody understands is changed only where that settles it. */
    static PortAnswer of(Firewall firewall, Firewall.Wanted wanted, Fact<Decision> decision, RunId run,
            Firewall.Permissions may) {
        return switch (decision) {
            case Fact.Unknown<Decision>(Message cause) -> new CannotTell(cause, List.of());
            case Fact.Known<Decision>(Decision.Allowed allowed) -> new Open(allowed);
            case Fact.Known<Decision>(Decision.Undecided undecided) ->
                firewall.propose(wanted, undecided, run.text(), may)
                        instanceof Firewall.Proposal.Changes(List<Change> changes, List<Message> notes)
                        ? new Fixable(undecided, changes, notes)
                        : new CannotTell(undecided.why(), undecided.rules());
            case Fact.Known<Decision>(Decision.Blocked blocked) ->
                switch (firewall.propose(wanted, blocked, run.text(), may)) {
                    case Firewall.Proposal.Changes(List<Change> changes, List<Message> notes) ->
                        new Fixable(blocked, changes, notes);
                    case Firewall.Proposal.NeedsOverride(Rule blocking) -> new NeedsOverride(blocked, blocking);
                    case Firewall.Proposal.OutOfReach(Message why, List<Advice> advice) ->
                        new OutOfReach(blocked, why, advice);
                    case Firewall.Proposal.Nothing nothing ->
                        new CannotTell(Message.of("change.blocked-yet-nothing", blocked.by().called()),
                                List.of(blocked.by()));
                };
        };
    }
}
