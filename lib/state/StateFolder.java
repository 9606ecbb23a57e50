package state;

import fact.Fact;
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
     * @return unknown where no folder can be told
     */
    public static Fact<StateFolder> of(Os os, Map<String, String> environment, String home) {
        String base = os == Os.WINDOWS ? environment.get("LOCALAPPDATA") : environment.get("XDG_STATE_HOME");
        if (base != null && isAbsolute(base)) {
            return Fact.known(new StateFolder(Path.of(base, NAME)));
        }
        String own = environment.get(os == Os.WINDOWS ? "USERPROFILE" : "HOME");
        String root = own != null && isAbsolute(own) ? own : home;
        if (root == null || !isAbsolute(root)) {
            return Fact.unknown(Message.of("state.no-home"));
        }
        return Fact.known(new StateFolder(os == Os.WINDOWS
                ? Path.of(root, "AppData", "Local", NAME)
                : Path.of(root, ".local", "state", NAME)));
    }

    /** The one of this process. */
    public static Fact<StateFolder> ofThisProcess() {
        return of(Os.current(), System.getenv(), System.getProperty("user.home"));
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

    /** Held by whoever writes to the journal. */
    public Path lock() {
        return path.resolve("journal.lock");
    }

    /** Who holds the lock, for a person to read. */
    public Path holder() {
        return path.resolve("journal.holder");
    }

    /** Held by the guard that takes back what falls due, as long as it lives. */
    public Path guardLock() {
        return path.resolve("guard.lock");
    }

    /** What that guard did, for a person to read. */
    public Path guardLog() {
        return path.resolve("guard.log");
    }

    /** What phones last said of the services. */
    public Path heard() {
        return path.resolve("phones.json");
    }
}
