package cli.change;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import process.Fact;
import process.Os;
import state.MachineFolder;
import state.StateFolder;

/**
 * What a process with an administrator's rights is told by the one that started it. Not for people, so {@code --help}
 * does not show it.
 */
final class HandoverOptions {

    @Option(names = "--state", hidden = true)
    private Path state;

    @Option(names = "--result", hidden = true)
    private Path result;

    @Option(names = "--agreed", hidden = true)
    private String agreed;

    /** True where this process was started so. */
    boolean given() {
        return state != null && result != null && agreed != null;
    }

    /** True where only a part of it was given, or a folder that is on no drive of this machine. */
    boolean incomplete() {
        return given() && Os.current() == Os.WINDOWS && !MachineFolder.isLocal(state.toString()) || !given() && (state != null || result != null || agreed != null);
    }

    /** The state folder of the one that started us, which may be another account's than ours; else our own. */
    Fact<StateFolder> folder() {
        return given() ? Fact.known(new StateFolder(state)) : StateFolder.ofThisProcess();
    }

    /** Where to write what was done. */
    Path result() {
        return result;
    }

    /** The digest of what was agreed to. */
    String agreed() {
        return agreed;
    }
}
