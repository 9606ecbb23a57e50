package testing;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Tells a person where the tests are, then what failed and why, what was skipped, what was slow, how long all of it
 * took, and the count. A test that never began because its class was skipped or gave up counts as skipped.
 * Thread-safe: classes run beside each other, and each has its line when it is through; where none was for a while,
 * those that run are named.
 */
public final class Progress implements TestExecutionListener {
    /** Keys of what a class reports that waits for its turn, and then begins; the wait is no part of its time. */
    public static final String WAITS = "waits";
    public static final String BEGINS = "begins";
    /** The one tag that a machine made for the tests may not skip: the network lab. */
    private static final TestTag LAB = TestTag.create("lab");
    private static final int SLOWEST_SHOWN = 5;
    /** Faster tests are not worth a line. */
    private static final Duration SLOW = Duration.ofSeconds(2);
    /** After this long without a word, a person wonders whether it hangs. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** @param of the class of the test */
    private record Failure(String of, String test, Throwable cause) { }

    private record Skip(String test, String reason, boolean lab) { }

    private record Timing(String test, Duration took) { }

    private final PrintStream out;
    private final boolean labRequired;
    private final List<Failure> failures = new ArrayList<>();
    private final List<Skip> skips = new ArrayList<>();
    private final List<Timing> timings = new ArrayList<>();
    private final List<Timing> classes = new ArrayList<>();
    private final Set<String> settled = new HashSet<>();
    private final Map<String, Long> startedAt = new HashMap<>();
    /** Classes that run, in the order in which they began, and since when. */
    private final Map<String, Long> running = new LinkedHashMap<>();
    private final LongSupplier clock;
    private final long begin;
    private long lastWord;
    private TestPlan plan;
    private int passed;

    /**
     * @param out         where everything is said
     * @param labRequired whether a skipped test of the lab makes the run fail
     */
    public Progress(PrintStream out, boolean labRequired) {
        this(out, labRequired, System::nanoTime);
    }

    Progress(PrintStream out, boolean labRequired, LongSupplier clock) {
        this.out = out;
        this.labRequired = labRequired;
        this.clock = clock;
        this.begin = clock.getAsLong();
        this.lastWord = begin;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        this.plan = plan;
    }

    /** From now on, no silence lasts long. */
    public void watch() {
        Thread.ofPlatform().daemon().name("what runs").start(() -> {
            try {
                while (true) {
                    awaitSilence();
                    tellWhatRuns();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private synchronized void awaitSilence() throws InterruptedException {
        wait(Math.max(1, untilTooSilent().toMillis()));
    }

    private Duration untilTooSilent() {
        return SILENCE.minus(since(lastWord));
    }

    /** Says what runs, if nothing was said for too long. */
    synchronized void tellWhatRuns() {
        if (!untilTooSilent().isPositive()) {
            say("  running: " + running.entrySet().stream()
                    .map(one -> one.getKey() + " " + since(one.getValue()).toSeconds() + " s")
                    .collect(Collectors.joining(", ")));
        }
    }

    private void say(String line) {
        lastWord = clock.getAsLong();
        out.println(line);
        out.flush();
    }

    @Override
    public synchronized void executionStarted(TestIdentifier id) {
        begins(id);
    }

    @Override
    public synchronized void reportingEntryPublished(TestIdentifier id, ReportEntry entry) {
        if (entry.getKeyValuePairs().containsKey(WAITS)) {
            running.remove(className(id));
        } else if (entry.getKeyValuePairs().containsKey(BEGINS)) {
            begins(id);
        }
    }

    private void begins(TestIdentifier id) {
        startedAt.put(id.getUniqueId(), clock.getAsLong());
        if (isTopLevelClass(id)) {
            running.put(className(id), clock.getAsLong());
        }
    }

    private void finish(TestIdentifier id, Duration took) {
        running.remove(className(id));
        classes.add(new Timing(className(id), took));
        long failed = failures.stream().filter(failure -> failure.of().equals(className(id))).count();
        say(className(id) + " ... " + seconds(took) + (failed == 0 ? "" : "  " + failed + " FAILED"));
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier id, String reason) {
        skipLeaves(id, reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier id, TestExecutionResult result) {
        Duration took = since(startedAt.remove(id.getUniqueId()));
        Throwable cause = result.getThrowable().orElse(null);
        switch (result.getStatus()) {
            case FAILED -> failures.add(new Failure(className(id), name(id), cause));
            case ABORTED -> skipLeaves(id, cause == null ? "" : cause.getMessage());
            case SUCCESSFUL -> {
                if (id.isTest()) {
                    passed++;
                }
            }
        }
        settled.add(id.getUniqueId());
        if (id.isTest()) {
            timings.add(new Timing(name(id), took));
        }
        if (isTopLevelClass(id)) {
            finish(id, took);
        }
    }

    /** Says the result; the count is the last line. True when all is well. */
    public synchronized boolean close() {
        int found = passed + failures.size() + skips.size();
        failures.forEach(this::print);
        sayOnce();
        slowest(timings).forEach(timing -> out.println("slow: " + seconds(timing.took()) + "  " + timing.test()));
        boolean labMissing = labRequired && skips.stream().anyMatch(Skip::lab);
        if (labMissing) {
            out.println("CI=true, so a skipped lab is a failure.");
        }
        if (found == 0) {
            out.println("No test was found.");
        }
        String slow = slowest(classes).map(timing -> timing.test() + " " + seconds(timing.took()))
                .collect(Collectors.joining(", "));
        out.println("took " + seconds(since(begin)) + (slow.isEmpty() ? "" : ", most of it: " + slow));
        out.printf("%d passed, %d failed, %d skipped%n", passed, failures.size(), skips.size());
        out.flush();
        return found > 0 && failures.isEmpty() && !labMissing;
    }

    private static Stream<Timing> slowest(List<Timing> all) {
        return all.stream().filter(timing -> timing.took().compareTo(SLOW) > 0)
                .sorted(Comparator.comparing(Timing::took).reversed()).limit(SLOWEST_SHOWN);
    }

    /** Many tests share one reason (no root, no Docker): each reason is said once. */
    private void sayOnce() {
        skips.stream().map(Skip::reason).distinct().forEach(reason -> {
            var tests = skips.stream().filter(skip -> skip.reason().equals(reason)).map(Skip::test).toList();
            String more = tests.size() > 1 ? " and " + (tests.size() - 1) + " more" : "";
            out.println("skipped: " + tests.getFirst() + more + ": " + reason);
        });
    }

    private void print(Failure failure) {
        out.println();
        out.println("FAILED " + failure.test());
        out.println(Trace.of(failure.cause()).indent(4).stripTrailing());
    }

    private void skipLeaves(TestIdentifier id, String reason) {
        var children = plan.getChildren(id.getUniqueIdObject());
        if (!children.isEmpty()) {
            children.forEach(child -> skipLeaves(child, reason));
        } else if (settled.add(id.getUniqueId())) {
            String why = reason == null ? "" : reason.replaceFirst("^Assumption failed: ", "");
            skips.add(new Skip(name(id), why, id.getTags().contains(LAB)));
        }
    }

    private boolean isTopLevelClass(TestIdentifier id) {
        return id.getSource().orElse(null) instanceof ClassSource && plan.getParent(id)
                .filter(parent -> parent.getSource().isEmpty()).isPresent();
    }

    private static String className(TestIdentifier id) {
        return id.getSource().map(source -> switch (source) {
            case ClassSource of -> of.getClassName();
            case MethodSource of -> of.getClassName();
            default -> "";
        }).orElse("");
    }

    /** {@code host.NetstatTest: readsWindows()}, with the parameters where there are some. */
    private String name(TestIdentifier id) {
        if (id.getSource().orElse(null) instanceof ClassSource) {
            return className(id);
        }
        String method = id.getSource().orElse(null) instanceof MethodSource of ? of.getMethodName() : "";
        String shown = id.getDisplayName();
        return className(id) + ": " + (shown.startsWith(method) ? shown : method + " " + shown);
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(clock.getAsLong() - nanos);
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
}
