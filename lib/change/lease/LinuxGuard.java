package change.lease;

import change.journal.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import process.Command;
import process.Fact;
import process.ThisProgram;
import process.Waits;
import process.World;
import state.ProcessLock;
import state.StateException;
import state.StateFolder;
import text.Language;
import text.Message;

/**
 * A guard on Linux: a process with a session of its own, so that neither the end of the terminal nor Ctrl-C nor the end
 * of the process that started it reaches it. There is one for each state folder, whatever the number of leases.
 *
 * <p>{@code setsid} of util-linux, and of busybox too, makes the session (setsid(1), setsid(2)). Where logind ends what
 * a user leaves running ({@code KillUserProcesses} of logind.conf(5), off in most distributions), the guard ends with
 * the login; what is due then is taken back by the next run.
 *
 * @param java     the program and its class path
 * @param language of the guard's log
 */
public record LinuxGuard(World world, StateFolder folder, ThisProgram java, Language language) implements Guard {

    private static final Waits.Subject GUARD = Waits.Subject.named(Message.of("change.waiting-guard"));

    /** A JVM starts in half a second; a machine that does a lot else needs several. */
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /**
     * A guard sleeps nearly all the time; it should not take more of the machine than that deserves. The heap begins
     * with little, and the most that it may have is for a journal of {@code JournalFile.LARGEST} in which all is in
     * effect.
     */
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData", "-Xms8m", "-Xmx512m", "-Xlog:disable");

    /** The guard of this very program. */
    public static LinuxGuard ofThisProcess(World world, StateFolder folder, Language language) {
        return new LinuxGuard(world, folder, ThisProgram.ofThisProcess(GuardMain.class), language);
    }

    @Override
    public Optional<Message> stand(RunId run, Instant until) {
        try {
            folder.create();
            if (ProcessLock.isHeld(folder.guardLock())) {
                return Optional.empty();
            }
            return switch (world.detach(command())) {
                case Fact.Known<ProcessHandle>(ProcessHandle started) -> {
                    try (Waits.Ending _ = world.waits().begin(GUARD, START_LIMIT)) {
                        yield awaited(started);
                    }
                }
                case Fact.Unknown<ProcessHandle>(Message cause) -> Optional.of(Message.of("change.no-guard", cause));
            };
        } catch (StateException e) {
            return Optional.of(Message.of("change.no-guard", e.why()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(Message.of("process.interrupted"));
        }
    }

    private Command command() {
        var words = new ArrayList<String>(List.of(java.java()));
        words.addAll(SMALL);
        words.addAll(List.of("-cp", java.classPath(), java.mainClass(), folder.path().toString(), language.code()));
        return new Command("setsid", words, Map.of(), START_LIMIT);
    }

    private Optional<Message> awaited(ProcessHandle started) throws StateException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!ProcessLock.isHeld(folder.guardLock())) {
            if (!started.isAlive()) {
                return Optional.of(Message.of("change.no-guard", Message.of("change.guard-ended")));
            }
            if (System.nanoTime() - deadline >= 0) {
                started.destroyForcibly();
                return Optional.of(Message.of("change.no-guard", Message.of("change.guard-late", START_LIMIT)));
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        return Optional.empty();
    }
}
