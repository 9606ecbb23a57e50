package change;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import process.Os;
import text.Message;

/**
 * Where this program keeps what has to outlive a run: {@code %LOCALAPPDATA%\runbook} on Windows, elsewhere
 * {@code $XDG_STATE_HOME/runbook}, or {@code ~/.local/state/runbook} where that is not set (XDG Base Directory
 * Specification, which also says that a relative path there counts as not set).
 */
public record StateFolder(Path path) {
    private static final String NAME = "runbook";

    public StateFolder {
        path = path.toAbsolutePath().normalize();
    }

    /**
     * @param environment the variables of this process
     * @param home        the home folder where the environment does not name one
     * @throws JournalException where no folder can be told
     */
    public static StateFolder of(Os os, Map<String, String> environment, String home) throws JournalException {
        String base = os == Os.WINDOWS ? environment.get("LOCALAPPDATA") : environment.get("XDG_STATE_HOME");
        if (base != null && isAbsolute(base)) {
            return new StateFolder(Path.of(base, NAME));
        }
        String own = environment.get(os == Os.WINDOWS ? "USERPROFILE" : "HOME");
        String root = own != null && isAbsolute(own) ? own : home;
        if (root == null || !isAbsolute(root)) {
            throw new JournalException(Message.of("change.no-home"));
        }
        return new StateFolder(os == Os.WINDOWS
                ? Path.of(root, "AppData", "Local", NAME)
                : Path.of(root, ".local", "state", NAME));
    }

    private static boolean isAbsolute(String path) {
        try {
            return Path.of(path).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The journal itself; the lock and what was set aside lie beside it. */
    public Path journal() {
        return path.resolve("journal.jsonl");
    }

    Path lock() {
        return path.resolve("journal.lock");
    }

    Path holder() {
        return path.resolve("journal.holder");
    }
}
