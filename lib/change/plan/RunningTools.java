package change.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Programs that outlive a run that was killed: an iptables that waits for its lock, a PowerShell in the middle of a
 * cmdlet. What such a program was told to do may still happen, so nobody should take it for not done before it ends.
 *
 * <p>Any account can name a program as it likes: only one that such a run could have started is waited for.
 */
final class RunningTools {

    /** A rule cmdlet has been seen to take minutes; whoever waits longer than this waits for something else. */
    static final Duration LIMIT = Duration.ofMinutes(2);
    /** Start times of processes are rounded, and counted from another clock. */
    private static final Duration SLACK = Duration.ofSeconds(2);
    private static final Pattern TOOLS = Pattern.compile(
            "(?i)(.*[/\\\\])?(ip6?tables|xtables|nft|ufw|firewall-cmd|powershell|pwsh)([.-][a-z0-9.-]*)?");

    private RunningTools() { }

    /**
     * Returns when no such program that was started at this moment or later runs any more, or the time has passed.
     *
     * @param atMost how long to wait
     * @return how long it waited
     */
    static Duration await(Instant since, Duration atMost) {
        long begin = System.nanoTime();
        List<CompletableFuture<ProcessHandle>> ends = since(since).map(ProcessHandle::onExit).toList();
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(atMost.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The state is looked at next in any case.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var waited = Duration.ofNanos(System.nanoTime() - begin);
        return waited.compareTo(atMost) < 0 ? waited : atMost;
    }

    /**
     * The tools that were started at this moment or later, and run now. Not those of this process itself, such as the
     * PowerShell that answers its questions.
     */
    static Stream<ProcessHandle> since(Instant since) {
        // Not by their parents: on Windows the number of one that has ended may be another's by now.
        Set<ProcessHandle> own = ProcessHandle.current().descendants().collect(Collectors.toSet());
        return ProcessHandle.allProcesses().filter(process -> isTool(process.info(), since))
                .filter(process -> Owner.mayBeOurs(process.pid()))
                .filter(process -> !process.equals(ProcessHandle.current()) && !own.contains(process));
    }

    private static boolean isTool(ProcessHandle.Info info, Instant since) {
        return names(info).anyMatch(name -> TOOLS.matcher(name).matches())
                && info.startInstant().filter(start -> !start.isBefore(since.minus(SLACK))).isPresent();
    }

    /** The program, and what it interprets where it is an interpreter, as of ufw; an argument further on names none. */
    private static Stream<String> names(ProcessHandle.Info info) {
        return Stream.concat(info.command().stream(),
                info.arguments().stream().flatMap(words -> Stream.of(words).limit(1)));
    }
}
