package phone.applog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import path.Confidence;
import path.Facts;
import path.Finding;
import path.FindingId;
import path.Severity;
import phone.cable.DeviceSelection;
import process.Command;
import process.Ran;
import process.World;
import text.Message;

/**
 * An app's log while it is written: it is judged bit by bit, so that each failure is told when it comes, and what holds
 * failures is kept for the verdict of all. What is kept has a limit, however long it goes on.
 */
public final class AppLogStream {

    /** A failure that was understood, told again each time that it comes. @param times in all */
    public record Failure(Message summary, int times) { }

    /** What {@link LogLine} reads of one. */
    private static final int LONGEST = 4096;
    /** Lines that wait; whoever writes faster waits too. */
    private static final int WAITING = 2000;
    /** Lines that are judged at once. */
    private static final int MOST_LINES = 500;
    /** Characters that are kept for the verdict. */
    private static final int MOST_KEPT = 4 * 1024 * 1024;
    private static final int MOST_FAILURES = 1000;

    /** What belongs together is written at once; between two failures of one app is a pause. */
    private static final Duration PAUSE = Duration.ofMillis(200);
    /** A busy phone's log has none: then so long is waited at most. */
    private static final Duration LATEST = Duration.ofSeconds(1);
    /** One that reads no more for so long is not waited for. */
    private static final Duration HELD_UP = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    /** The evidence that says how often. */
    private static final Set<String> COUNTS =
            Set.of("applog.evidence.count", "applog.evidence.times-last", "applog.evidence.last-untimed");

    private final int mostKept;
    private final Supplier<Facts> facts;
    private final boolean emulator;
    private final Consumer<Failure> told;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>(WAITING);
    private final List<String> piece = new ArrayList<>();
    private final Map<Message, Integer> times = new HashMap<>();
    private final Deque<String> kept = new ArrayDeque<>();
    private Facts known;
    private int length;
    private boolean cut;
    private volatile boolean missed;
    private volatile boolean heard;

    /**
     * @param facts    of this machine, asked for once, and again whenever a failure came: addresses change
     * @param emulator it is known to be the log of an emulator on this machine
     * @param told     of each failure, by the thread that reads
     */
    public AppLogStream(Supplier<Facts> facts, boolean emulator, Consumer<Failure> told) {
        this(facts, emulator, told, MOST_KEPT);
    }

    /** @param mostKept characters */
    AppLogStream(Supplier<Facts> facts, boolean emulator, Consumer<Failure> told, int mostKept) {
        this.mostKept = mostKept;
        this.facts = facts;
        this.emulator = emulator;
        this.told = told;
    }

    /** The phone's own from now on: {@code -T 1} begins with its last line (Google, "Logcat command-line tool"). */
    public static Command logcat(DeviceSelection.Chosen phone) {
        return Command.of(phone.program(), "-s", phone.device().serial(), "logcat", "-v", "threadtime", "-T", "1")
                .within(Duration.ofDays(30)).called("adb logcat");
    }

    /** An iPhone's on a cable, from now on (libimobiledevice). */
    public static Command iphone() {
        return Command.of("idevicesyslog").within(Duration.ofDays(30));
    }

    /**
     * Reads until the program ends or this thread is interrupted, which ends the program.
     *
     * @return what became of the program; empty where this thread was interrupted
     */
    public Optional<Ran> read(World cable, Command command) {
        var ran = new CompletableFuture<Ran>();
        Thread program = Thread.ofPlatform().daemon().name("app-log").start(() -> {
            try {
                ran.complete(cable.follow(command, this::take));
            } catch (RuntimeException | Error e) {
                ran.completeExceptionally(e);
            }
        });
        try {
            long since = System.nanoTime();
            while (!ran.isDone() || !lines.isEmpty()) {
                String line = lines.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                if (line != null) {
                    piece.add(line);
                }
                if (line == null || piece.size() >= MOST_LINES
                        || System.nanoTime() - since > LATEST.toNanos()) {
                    judge();
                    since = System.nanoTime();
                }
            }
            return Optional.of(ran.join());
        } catch (InterruptedException e) {
            return Optional.empty();
        } finally {
            end(program);
        }
    }

    private void end(Thread program) {
        program.interrupt();
        try {
            program.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lines.drainTo(piece);
        judge();
    }

    /** By the thread that reads the program: a pipe that nobody empties holds up the phone's log and nothing else. */
    private void take(String line) {
        heard = true;
        try {
            missed |= !lines.offer(line.length() > LONGEST ? line.substring(0, LONGEST) : line,
                    HELD_UP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge() {
        if (piece.isEmpty()) {
            return;
        }
        String text = String.join("\n", piece) + "\n";
        piece.clear();
        List<Finding> findings = failures(text);
        if (!findings.isEmpty()) {
            keep(text);
            known = facts.get();
            findings = failures(text);
        }
        for (Finding finding : findings) {
            if (times.size() < MOST_FAILURES || times.containsKey(finding.summary())) {
                told.accept(new Failure(finding.summary(), times.merge(finding.summary(), times(finding),
                        Integer::sum)));
            }
        }
    }

    private List<Finding> failures(String text) {
        known = known == null ? facts.get() : known;
        return AppLogFindings.of(text, known, emulator).stream()
                .filter(finding -> finding.severity() != Severity.INFO).toList();
    }

    /** How often it is in that piece, as its evidence says. */
    private static int times(Finding finding) {
        return finding.evidence().stream().filter(seen -> COUNTS.contains(seen.key()))
                .flatMap(seen -> seen.args().stream()).filter(Integer.class::isInstance).map(Integer.class::cast)
                .findFirst().orElse(1);
    }

    private void keep(String text) {
        kept.addLast(text);
        length += text.length();
        while (length > mostKept && kept.size() > 1) {
            length -= kept.removeFirst().length();
            cut = true;
        }
    }

    /** Not a line was read. */
    public boolean silent() {
        return !heard;
    }

    /** What all of it says. */
    public List<Finding> findings() {
        var findings = new ArrayList<>(AppLogFindings.of(String.join("", kept),
                known == null ? facts.get() : known, emulator));
        if (cut) {
            findings.add(untold("applog.finding.log-cut"));
        }
        if (missed) {
            findings.add(untold("applog.finding.log-missed"));
        }
        return findings;
    }

    private static Finding untold(String what) {
        return new Finding(FindingId.UNKNOWN, Severity.WARN, Confidence.OBSERVED, List.of(), Message.of(what),
                List.of(), List.of());
    }
}
