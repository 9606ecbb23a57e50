package change.lease;

import change.journal.RunId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import process.Fact;
import process.LiveWorld;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Language;

/** What the task of {@link WindowsGuard} starts: takes back what is due, and removes the task when nothing is left. */
public final class WindowsGuardMain {

    private WindowsGuardMain() { }

    /** @param args the state folder, the run, and the language of the log */
    public static void main(String... args) throws StateException, InterruptedException {
        if (args.length != 3 || !Path.of(args[0]).isAbsolute()) {
            throw new IllegalArgumentException("a state folder, a run and a language");
        }
        var run = new RunId(args[1]);
        Language language = args[2].equals(Language.FRENCH.code()) ? Language.FRENCH : Language.ENGLISH;
        World world = new LiveWorld();
        var folder = new StateFolder(Path.of(args[0]));
        if (!StateFolder.ofAdministrators().map(StateFolder::path).equals(Optional.of(folder.path()))
                && !StateFolder.ofThisProcess().map(StateFolder::path).equals(Fact.known(folder.path()))) {
            throw new IllegalArgumentException("a state folder of this account or of this machine");
        }
        var turn = GuardTurn.of(world, folder, language);
        try {
            GuardLog.watched(turn.log(),
                    () -> turn(run, turn, WindowsGuard.ofThisProcess(world, folder, language)));
        } finally {
            world.hangUp();
        }
    }

    static void turn(RunId run, GuardTurn turn, WindowsGuard task) {
        switch (turn.take(run)) {
            case GuardTurn.Over over -> task.dismiss(run);
            case GuardTurn.NotYet(Instant until) -> task.stand(run, until);
            // The task starts again in a minute.
            case GuardTurn.Again again -> { }
        }
    }
}
