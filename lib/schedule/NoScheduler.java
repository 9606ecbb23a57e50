package schedule;

import fact.Fact;
import java.util.Optional;
import text.Message;

/** A system whose scheduler this program cannot use. */
public record NoScheduler(Message why) implements Scheduler {

    @Override
    public Message name() {
        return why;
    }

    @Override
    public Fact<Optional<Entry>> look() {
        return Fact.unknown(why);
    }

    @Override
    public Outcome register(Launch launch) {
        return new Outcome.Refused(why);
    }

    @Override
    public Outcome start() {
        return new Outcome.Refused(why);
    }

    @Override
    public Outcome stop() {
        return new Outcome.Refused(why);
    }

    @Override
    public Outcome unregister() {
        return new Outcome.Refused(why);
    }
}
