package change.lease;

import change.journal.LeasePurpose;
import change.journal.RunId;
import change.plan.Planner;
import change.plan.PortAnswer;
import firewall.Firewall;
import firewall.Rule;
import inventory.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import path.Facts;
import process.Fact;
import state.StateException;
import text.Message;

/**
 * Lets the LAN reach one port of this very program for a limited time: the port of the page that a phone opens.
 *
 * @param facts    of this machine, as they were gathered
 * @param firewall empty on a system whose firewall we cannot read
 */
public record PortOpening(TemporaryRun how, Facts facts, Optional<Firewall> firewall) {

    /** What became of it. */
    public sealed interface Outcome { }

    /** Until it is closed, and no longer than its time. */
    public record Opened(TemporaryRun.Made made) implements Outcome, AutoCloseable {

        /** Lets its time begin anew. */
        public void renew(Duration atMost) throws StateException {
            made.renew(atMost);
        }

        @Override
        public void close() {
            made.close();
        }
    }

    /** It gets in already. */
    public record NotNeeded() implements Outcome { }

    /** It is blocked, or nobody knows, and nothing was changed. */
    public record NotOpened(Message why) implements Outcome { }

    /** Nothing was changed, since it takes an administrator. */
    public record NeedsAdministrator() implements Outcome { }

    /**
     * Looks at the firewall as it is now, and changes it where it has to.
     *
     * @param run      a fresh name, as {@link change.journal.RunId#fresh} makes it
     * @param endpoint a port that this process listens on, or is about to
     * @param atMost   how long it may stay open, whatever becomes of this process
     */
    public Outcome open(RunId run, Endpoint endpoint, Duration atMost) {
        if (firewall.isEmpty()) {
            return new NotOpened(Message.of("change.no-firewall", facts.os().id()));
        }
        PortAnswer answer = new Planner(facts, firewall, run, Firewall.Permissions.NONE)
                .ofThisProgram(endpoint, firewall.get().read());
        return switch (answer) {
            case PortAnswer.Open open -> new NotNeeded();
            case PortAnswer.OutOfReach(var decision, Message why, var advice) -> new NotOpened(why);
            // Who may not read the rules may not change them either.
            case PortAnswer.CannotTell none when facts.administrator().equals(Fact.known(false)) ->
                new NeedsAdministrator();
            case PortAnswer.CannotTell(Message why, List<Rule> rules) -> new NotOpened(why);
            case PortAnswer.NeedsOverride(var decision, Rule blocking) ->
                new NotOpened(Message.of("change.opening-blocked", blocking.called(), blocking.where()));
            case PortAnswer.Fixable fixable when facts.administrator().equals(Fact.known(false)) ->
                    new NeedsAdministrator();
            case PortAnswer.Fixable fixable -> switch (how.make(run, fixable.changes(), LeasePurpose.PAGE, atMost)) {
                case TemporaryRun.Made made -> new Opened(made);
                case TemporaryRun.NotMade(Message why) -> new NotOpened(why);
            };
        };
    }
}
