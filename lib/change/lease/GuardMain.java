package change.lease;

import change.journal.ChangeKinds;
import java.nio.file.Path;
import java.util.function.Consumer;
import process.LiveWorld;
import process.MonotonicClock;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Language;
import text.Message;

/**
 * The guard as a process of its own, which {@link LinuxGuard} starts. Not for people: it has nothing to say to a
 * terminal, and started by hand it ends at once where nothing is lent.
 */
public final class GuardMain {

    private GuardMain() { }

    /**
     * Whatever ends it stands in its log: nobody sees what it prints.
     *
     * @param args the state folder, and the language of the log
     */
    public static void main(String... args) throws StateException, InterruptedException {
        if (args.length != 2 || !Path.of(args[0]).isAbsolute()) {
            throw new IllegalArgumentException("a state folder and a language");
        }
        var folder = new StateFolder(Path.of(args[0]));
        Language language = args[1].equals(Language.FRENCH.code()) ? Language.FRENCH : Language.ENGLISH;
        World world = new LiveWorld();
        Consumer<Message> log = GuardLog.of(world, folder, language);
        GuardLog.watched(log, () -> new GuardLoop(world, folder, ChangeKinds.all(), log, MonotonicClock.REAL).serve());
    }
}
