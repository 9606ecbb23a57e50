package cli.monitor;

import cli.ExitCode;
import cli.ExitException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import monitor.MonitorEvent;
import path.Facts;
import phone.applog.AppLogStream;
import phone.cable.Device;
import phone.cable.DeviceSelection;
import process.Ran;
import process.World;
import text.Message;

/**
 * What goes wrong in an app on a phone while the services are watched: its log is read beside the rounds, and each
 * round has those failures that came since the last one. Thread-safe.
 */
final class AppFailures implements AutoCloseable {

    /** A cable that was pulled out is back in less. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final Duration LATELY = Duration.ofMinutes(1);

    /** Different failures between two rounds; more are no help. */
    private static final int MOST = 50;

    private final World cable;
    private final DeviceSelection.Chosen phone;
    private final Supplier<Facts> facts;
    private final Map<Message, Integer> since = new LinkedHashMap<>();
    private final Thread reader;
    private Optional<Message> ended = Optional.empty();
    private boolean told;
    private Facts looked;
    private long lookedAt;

    private AppFailures(World cable, DeviceSelection.Chosen phone, Supplier<Facts> facts) {
        this.cable = cable;
        this.phone = phone;
        this.facts = facts;
        this.reader = Thread.ofPlatform().daemon().name("app-failures").unstarted(this::read);
    }

    /**
     * Begins to read.
     *
     * @param serial the phone; empty for the only one
     * @param facts  of this machine, looked at anew
     * @throws ExitException where there is no such phone
     */
    static AppFailures begin(World cable, Optional<String> serial, Supplier<Facts> facts) {
        return switch (DeviceSelection.of(cable, serial)) {
            case DeviceSelection.Chosen chosen -> {
                var failures = new AppFailures(cable, chosen, facts);
                failures.reader.start();
                yield failures;
            }
            case DeviceSelection.None(Message why, Message next, boolean unnamed) -> throw new ExitException(
                    unnamed ? ExitCode.BAD_ARGUMENTS : ExitCode.UNKNOWN, Message.of("adb.with-next", why, next));
        };
    }

    private void read() {
        boolean emulator = phone.device().kind() == Device.Kind.EMULATOR;
        var stream = new AppLogStream(this::lately, emulator, this::take);
        try {
            Optional<Ran> ran = stream.read(cable, AppLogStream.logcat(phone));
            while (ran.isPresent()) {
                end(ran.get().failure());
                Thread.sleep(AGAIN);
                ran = stream.read(cable, AppLogStream.logcat(phone));
            }
        } catch (InterruptedException e) {
            // That is how it ends.
        }
    }

    /** To look at this machine starts programs; an app that fails all the time is no reason to do so all the time. */
    private Facts lately() {
        if (looked == null || System.nanoTime() - lookedAt > LATELY.toNanos()) {
            looked = facts.get();
            lookedAt = System.nanoTime();
        }
        return looked;
    }

    private synchronized void take(AppLogStream.Failure failure) {
        told = false;
        if (since.size() < MOST || since.containsKey(failure.summary())) {
            since.put(failure.summary(), failure.times());
        }
    }

    private synchronized void end(Message why) {
        ended = told ? Optional.empty() : Optional.of(why);
        told = true;
    }

    /** Those since the last call, each with how often it came in all. */
    synchronized List<MonitorEvent> since(Instant now) {
        var events = new ArrayList<MonitorEvent>();
        since.forEach((summary, times) -> events.add(new MonitorEvent.Noticed(now,
                Message.of("applog.follow.failure", summary, times))));
        ended.ifPresent(why -> events.add(new MonitorEvent.Noticed(now, Message.of("applog.follow.ended", why))));
        since.clear();
        ended = Optional.empty();
        return events;
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
