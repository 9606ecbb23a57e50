package console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import process.CloseOnExit;
import process.Waits;
import text.Columns;
import text.Durations;
import text.Message;
import text.Words;

/**
 * Says on standard error what is waited for, once nothing has been heard for a second. On a terminal it is one line,
 * drawn in place, which is gone before anything else is written; elsewhere each thing that takes long is named once.
 * Nothing is written by a run that is over within a second. Thread-safe.
 */
public final class ProgressLine implements AutoCloseable {

    /** Whoever waits longer begins to wonder (Nielsen, Usability Engineering, 1993: the flow of thought). */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** One thing after the other is one wait, also where there is a moment between them. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    /** How often it is drawn anew: the time that is left is told in seconds. */
    private static final Duration TICK = Duration.ofMillis(250);

    private static final String WIPE = "\r\u001b[2K";

    private final Writer err;
    private final Terminal terminal;
    private final LongSupplier nanos;
    private final Set<Object> told = new HashSet<>();
    private Waits waits;
    private Words words;
    private Thread ticker;
    private CloseOnExit exit;
    private long heard;
    private long busySince;
    private long busyUntil;
    private boolean drawn;
    private boolean lineBegun;
    private boolean closed;

    /**
     * @param err   where it is written, past what wipes it
     * @param nanos the clock
     */
    ProgressLine(Writer err, Terminal terminal, LongSupplier nanos) {
        this.err = err;
        this.terminal = terminal;
        this.nanos = nanos;
    }

    /** From now on what is waited for is told, by a thread of its own. */
    public synchronized void watch(Waits what, Words language) {
        follow(what, language);
        if (ticker == null && !closed) {
            ticker = Thread.ofPlatform().daemon().name("progress").start(this::tickOnAndOn);
        }
    }

    /** The same for who calls {@link #tick} himself. */
    synchronized void follow(Waits what, Words language) {
        waits = what;
        words = language;
        heard = nanos.getAsLong();
        busyUntil = heard - MOMENT.toNanos();
    }

    private void tickOnAndOn() {
        try {
            while (open()) {
                waits.awaitOne();
                while (tick()) {
                    Thread.sleep(TICK);
                }
            }
        } catch (InterruptedException e) {
            // Nothing is waited for any more.
        }
    }

    private synchronized boolean open() {
        return !closed;
    }

    /** Looks what is waited for now. @return true where there is something, so that it should look again */
    synchronized boolean tick() {
        if (closed) {
            return false;
        }
        List<Waits.Wait> pending = waits.pending();
        long now = nanos.getAsLong();
        if (pending.isEmpty()) {
            wipe();
            return false;
        }
        if (now - busyUntil >= MOMENT.toNanos()) {
            busySince = pending.getFirst().begun();
        }
        busyUntil = now;
        boolean silent = now - Math.max(busySince, heard) >= PATIENCE.toNanos();
        if (!silent) {
            wipe();
        } else if (terminal.interactive()) {
            draw(line(pending, now));
        } else {
            tellOnce(pending, now);
        }
        return true;
    }

    private void draw(String line) {
        if (lineBegun) {
            // Somebody is being asked something, or a picture is there: this is no place for another line.
            return;
        }
        if (exit == null) {
            exit = CloseOnExit.atExit(this::wipeForGood);
        }
        drawn = true;
        write(WIPE + Columns.cut(line, terminal.columns() - 1, ""));
    }

    private void tellOnce(List<Waits.Wait> pending, long now) {
        boolean news = false;
        for (Waits.Wait wait : pending) {
            // What has only just begun may be over in a moment.
            news |= now - wait.begun() >= PATIENCE.toNanos() && !told.contains(kind(wait));
        }
        if (news) {
            pending.forEach(wait -> told.add(kind(wait)));
            write(line(pending, now) + System.lineSeparator());
        }
    }

    private static Object kind(Waits.Wait wait) {
        return wait.subject().many().<Object>map(key -> key).orElse(wait.subject().one());
    }

    private String line(List<Waits.Wait> pending, long now) {
        Map<Object, List<Waits.Wait>> kinds = new LinkedHashMap<>();
        pending.forEach(wait -> kinds.computeIfAbsent(kind(wait), key -> new ArrayList<>()).add(wait));
        List<Message> names = kinds.values().stream().map(ProgressLine::name).toList();
        long left = pending.stream().mapToLong(wait -> wait.end() - now).max().orElse(0);
        Duration atMost = Durations.rounded(Duration.ofNanos(Math.max(left, Duration.ofSeconds(1).toNanos())),
                Duration.ofSeconds(1));
        return words.say("process.waiting", names, atMost);
    }

    private static Message name(List<Waits.Wait> same) {
        Waits.Subject subject = same.getFirst().subject();
        return same.size() > 1 && subject.many().isPresent() ? Message.of(subject.many().get(), same.size())
                : subject.one();
    }

    /** What else is written goes through here, one after the other. */
    synchronized void writing(OutputStream to, boolean toTerminal, byte[] bytes, int from, int length)
            throws IOException {
        heard = nanos.getAsLong();
        wipe();
        if (toTerminal && length > 0) {
            lineBegun = bytes[from + length - 1] != '\n';
        }
        to.write(bytes, from, length);
    }

    private void wipe() {
        if (drawn) {
            drawn = false;
            write(WIPE);
        }
    }

    private synchronized void wipeForGood() {
        closed = true;
        wipe();
    }

    private void write(String text) {
        try {
            err.write(text);
            err.flush();
        } catch (IOException e) {
            // Nobody reads it: the next error says so itself.
            closed = true;
        }
    }

    /** Nothing more is told, and nothing of it is left. */
    @Override
    public void close() {
        CloseOnExit promised;
        Thread last;
        synchronized (this) {
            wipeForGood();
            promised = exit;
            last = ticker;
        }
        if (promised != null) {
            promised.close();
        }
        if (last != null) {
            last.interrupt();
        }
    }
}
