package change.lease;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import process.World;
import state.RollingLog;
import state.StateException;
import state.StateFolder;
import text.Language;
import text.Message;
import text.Words;

/** The few lines that a guard leaves, since nobody sees it work: {@code 2026-11-22T10:17:00Z taken back: …}. */
final class GuardLog {
    /** Some hundred runs. */
    private static final long LONGEST = 64L << 10;

    private GuardLog() { }

    /** What a guard does from its start to its end. */
    @FunctionalInterface
    interface Service {
        void serve() throws StateException, InterruptedException;
    }

    /** Has in the log what a guard fails of, be it memory, before it fails of it. */
    static void watched(Consumer<Message> log, Service service) throws StateException, InterruptedException {
        try {
            service.serve();
        } catch (StateException e) {
            log.accept(e.why());
            log.accept(Message.of("change.guard-gives-up"));
            throw e;
        } catch (RuntimeException | Error e) {
            // What is to be written was held by the failed work, and is free again here.
            log.accept(Message.of("change.guard-bug", e.toString()));
            log.accept(Message.of("change.guard-gives-up"));
            throw e;
        }
    }

    /** A log that cannot be written does not keep a guard from its work. */
    static Consumer<Message> of(World world, StateFolder folder, Language language) {
        var log = RollingLog.in(folder, folder.guardLog(), LONGEST);
        var words = new Words(language);
        return said -> {
            try {
                log.append(world.now().truncatedTo(ChronoUnit.SECONDS) + " " + words.say(said));
            } catch (IOException | StateException e) {
                // What was done is in the journal, too.
            }
        };
    }
}
