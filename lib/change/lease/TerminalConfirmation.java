package change.lease;

import change.plan.Plan;
import inventory.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import process.World;
import state.StateException;
import text.DueTime;
import text.Message;

/** A person at the terminal says whether the changes stay: a clear yes, and everything else is a no. */
public record TerminalConfirmation(World world, Prompting prompting) implements Confirmation {

    /** Asks a question for a limited time; empty where nobody answers. */
    public interface Prompting {
        Optional<Boolean> ask(Message question, Duration longest);
    }

    @Override
    public List<Endpoint> needs() {
        return List.of();
    }

    @Override
    public Verdict await(Plan plan, Duration within, Asking asking) throws StateException {
        Optional<Instant> until = asking.begin();
        if (until.isEmpty()) {
            return new Verdict.TakeBack(Message.of("change.keep-gone"));
        }
        Optional<Boolean> answer = prompting.ask(
                Message.of("change.keep-question", DueTime.time(until.get(), world.now())), within);
        if (answer.isPresent()) {
            return answer.get() ? new Verdict.Keep(Message.of("change.said-yes"))
                    : new Verdict.TakeBack(Message.of("change.said-no"));
        }
        return new Verdict.TakeBack(Message.of(world.now().isBefore(until.get()) ? "change.said-gone"
                : "change.said-nothing"));
    }
}
