package cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import process.Fact;
import state.StateFolder;
import text.Message;

/**
 * What a process with an administrator's rights is told by the one that started it. Not for people, so {@code --help}
 * does not show it.
 */
public final class HandoverOptions {

    @Option(names = "--state", hidden = true)
    private Path state;

    @Option(names = "--result", hidden = true)
    private Path result;

    @Option(names = "--agreed", hidden = true)
    private String agreed;

    /** True where this process was started so. */
    public boolean given() {
        return state != null && result != null && agreed != null;
    }

    /** True where only a part of it was given. */
    public boolean broken() {
        return !given() && (state != null || result != null || agreed != null);
    }

    /** The state folder of the one that started us, which may be another account's than ours; else our own. */
    public Fact<StateFolder> folder() {
        return given() ? Fact.known(new StateFolder(state)) : StateFolder.ofThisProcess();
    }

    /** @throws ExitException where there is none */
    public static StateFolder folderOfThisProcess() {
        return known(StateFolder.ofThisProcess());
    }

    /** @throws ExitException where there is none */
    public static StateFolder known(Fact<StateFolder> state) {
        return switch (state) {
            case Fact.Known<StateFolder>(StateFolder folder) -> folder;
            case Fact.Unknown<StateFolder>(Message cause) -> throw new ExitException(ExitCode.IO_ERROR, cause);
        };
    }

    /** Where to write what was done. */
    public Path result() {
        return result;
    }

    /** The digest of what was agreed to. */
    public String agreed() {
        return agreed;
    }
}
