package monitor.schedule;

import java.util.Optional;
import process.Fact;
import text.Message;

/** A system whose scheduler this program cannot use. */
public record NoScheduler(Message why) implements Scheduler {

    @Override
    public Message name() {
        return why;
    }

    @Override
    public Fact<Optional<ScheduledTask>> look() {
        return Fact.unknown(why);
    }

    @Override
    public SchedulerResult register(LaunchCommand launch) {
        return new SchedulerResult.Refused(why);
    }

    @Override
    public SchedulerResult start() {
        return new SchedulerResult.Refused(why);
    }

    @Override
    public SchedulerResult stop() {
        return new SchedulerResult.Refused(why);
    }

    @Override
    public SchedulerResult unregister() {
        return new SchedulerResult.Refused(why);
    }
}
