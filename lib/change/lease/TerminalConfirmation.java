package change.lease;

import change.plan.Plan;
import inventory.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import process.World;
import text.DueTime;
import text.Message;

/** A person at the terminal says whether the changes stay: a clear yes, and everything else is a no. */
public record TerminalConfirmation(World world, Asking asking) implements Confirmation {

    /** Asks a question for a limited time; empty where nobody answers. */
    public interface Asking {
        Optional<Boolean> ask(Message question, Duration longest);
    }

    @Override
    public List<Endpoint> needs() {
        return List.of();
    }

    @Override
    public Verdict await(Plan plan, Instant until) {
        Instant now = world.now();
        Duration left = Duration.between(now, until);
        if (!left.isPositive()) {
            return new Verdict.TakeBack(Message.of("change.keep-too-late"));
        }
        Optional<Boolean> answer = asking.ask(
                Message.of("change.keep-question", DueTime.time(until, now)), left);
        if (answer.isPresent()) {
            return answer.get() ? new Verdict.Keep(Message.of("change.said-yes"))
                    : new Verdict.TakeBack(Message.of("change.said-no"));
        }
        return new Verdict.TakeBack(Message.of(world.now().isBefore(until) ? "change.said-gone"
                : "change.said-nothing"));
    }
}
