package monitor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import state.RollingLog;
import state.StateException;
import text.Message;

/**
 * The watch that nobody looks at: what happens goes to its log. A full disk or a log that somebody holds ends neither
 * it nor the services; what could not be written is lost, and the next line is tried again.
 */
public final class BackgroundMonitor {
    /** Some ten thousand happenings, which is months of them; what a support mail can still carry. */
    public static final long LOG_LIMIT = 1 << 20;

    private final RollingLog log;
    private final Function<MonitorEvent, String> form;
    private final StateTracker watch = new StateTracker();

    /** @param form one happening as one line */
    public BackgroundMonitor(RollingLog log, Function<MonitorEvent, String> form) {
        this.log = log;
        this.form = form;
    }

    /** @throws IOException when nothing can be written: told before the watch begins, while somebody may listen */
    public void open() throws IOException, StateException {
        log.open();
    }

    public void begin(int endpoints, Duration every) {
        write(new MonitorEvent.Begun(Instant.now(), ProcessHandle.current().pid(), endpoints, every));
    }

    /** @return true: only the scheduler or the user ends it */
    public boolean round(RoundLoop.Round round) {
        watch.round(round).forEach(this::write);
        return true;
    }

    public void giveUp(Message why) {
        write(new MonitorEvent.GaveUp(Instant.now(), why));
    }

    private void write(MonitorEvent event) {
        try {
            log.append(form.apply(event));
        } catch (IOException | StateException e) {
            // See above.
        }
    }
}
