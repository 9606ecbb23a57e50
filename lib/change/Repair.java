package change;

import firewall.Firewall;
import java.time.Duration;
import java.util.function.Consumer;
import process.World;
import state.StateFolder;
import text.Message;

/**
 * Carries out a plan that a person agreed to: waits for its turn, makes the plan anew, since another run may have been
 * at work meanwhile, does what is left of it, and asks the firewall again.
 *
 * @param script   the name in the journal: {@code fix-firewall}
 * @param patience how long to wait for another run
 * @param progress told of what is being done or waited for
 */
public record Repair(World world, Assessment assessment, Firewall firewall, StateFolder folder, Kinds kinds,
        String script, Duration patience, Consumer<Message> progress) {

    /** How it ended. */
    public sealed interface Outcome { }

    public record CarriedOut(Aftermath aftermath) implements Outcome { }

    /** The firewall is not what it was when the plan was shown, so nothing was changed. */
    public record PlanChanged(Plan now) implements Outcome { }

    /** @throws JournalException where the journal cannot be used; nothing was changed then */
    public Outcome carryOut(Plan agreed) throws JournalException {
        try (Journal journal = Journal.open(folder, kinds, script, world.now(), patience, progress)) {
            Plan now = assessment.plan(firewall.read());
            if (!now.within(agreed)) {
                return new PlanChanged(now);
            }
            Applied applied = new Applier(world, journal, progress).apply(now);
            return new CarriedOut(new Aftermath(applied, assessment.plan(firewall.read()).endpoints()));
        }
    }
}
