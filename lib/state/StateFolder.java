package state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import process.AdministratorsOwned;
import process.Fact;
import process.FileError;
import process.Os;
import text.Message;

/**
 * Where this program keeps what has to outlive a run: {@code %LOCALAPPDATA%\runbook} on Windows, elsewhere
 * {@code $XDG_STATE_HOME/runbook}, or {@code ~/.local/state/runbook} where that is not set (XDG Base Directory
 * Specification, which also says that a relative path there counts as not set). The folder and all that is in it is for
 * its owner's eyes alone, whichever part of the program needs it first.
 *
 * <p>On Windows, what runs with an administrator's rights and what does not may have one account and so one such
 * folder. What decides what the former does is therefore kept elsewhere, in {@link MachineFolder}.
 *
 * @param besides where the journal of the other kind of run is, which is shown as well
 */
public record StateFolder(Path path, Optional<Path> besides) {
    private static final String NAME = "runbook";
    private static final Set<PosixFilePermission> OF_OWNER = EnumSet.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    public StateFolder {
        path = path.toAbsolutePath().normalize();
    }

    public StateFolder(Path path) {
        this(path, Optional.empty());
    }

    /** The one of runs with an administrator's rights on this machine; empty where an account has a folder of its own. */
    public static Optional<StateFolder> ofAdministrators() {
        return MachineFolder.ofThisMachine().map(machine -> new StateFolder(machine.path()));
    }

    /** The same folder, with what another one's journal says shown besides. */
    public StateFolder with(StateFolder other) {
        return new StateFolder(path, Optional.of(other.path));
    }

    /** True where nobody but an administrator may change what is in it. */
    public boolean ofMachine() {
        return MachineFolder.ofThisMachine().filter(machine -> machine.path().equals(path)).isPresent();
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

    /**
     * Makes it where it is missing.
     *
     * @throws StateException where it cannot be made, or others could change what is in it, with what to do about it
     */
    public void create() throws StateException {
        try {
            Account me = Account.current();
            // Before as well: what is made in somebody else's folder is there for them to use.
            PrivateFile.require(path);
            if (ofMachine()) {
                MachineFolder.ofThisMachine().orElseThrow().create();
                return;
            }
            Files.createDirectories(path, me.only(PrivateFile.FOLDER));
            PrivateFile.require(path);
            if (me.posix() && me.owns(path)) {
                close();
            }
        } catch (IOException e) {
            throw StateException.io(unusable(e), e);
        }
    }

    /**
     * Others may not look into a folder that an earlier version made for all to read. One that they could write to has
     * been refused: closing it would hide that somebody else may have put there what is in it.
     */
    private void close() throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        Set<PosixFilePermission> own = EnumSet.copyOf(OF_OWNER);
        own.retainAll(rights);
        if (!own.equals(rights)) {
            Files.setPosixFilePermissions(path, own);
        }
    }

    /** Why neither it nor anything in it can be used, and what to do about it. */
    public Message unusable(IOException e) {
        return Message.of("state.unusable", path.toString(), FileError.reason(e, path),
                Account.current().posix() ? "XDG_STATE_HOME" : "LOCALAPPDATA");
    }

    /** The journal itself; the lock and what was set aside lie beside it. */
    public Path journal() {
        return path.resolve("journal.jsonl");
    }

    /** Held by whoever writes to the journal. */
    public Path lock() {
        return path.resolve("journal.lock");
    }

    /** What has been settled for so long that the journal does not hold it any more, for a person to read. */
    public Path history() {
        return path.resolve("journal.history");
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

    /** What Java is started with when a script is run again as root: a file for {@code java @FILE}. */
    public Path again(String mainClass) {
        return path.resolve(mainClass.substring(mainClass.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) + ".args");
    }

    /** Held by a monitor that a person or a script reads from. */
    public Path monitorLock() {
        return path.resolve("monitor.lock");
    }

    /** Held by the watch in the background. */
    public Path watchLock() {
        return path.resolve("watch.lock");
    }

    /** What that watch saw, for a person to read. */
    public Path monitorLog() {
        return path.resolve("monitor.log");
    }

    /** The copies of this program that a scheduler starts. */
    public ProgramCopy scheduled() {
        return new ProgramCopy(this, path.resolve("scheduled"));
    }

    /**
     * The Java that may be started again and again with the rights that this folder's account has: the given one, or a
     * copy of it in this folder where others could change it and have fewer.
     *
     * @throws StateException where it cannot be copied
     */
    public Path java(Path java) throws StateException {
        boolean believed = ofMachine() ? AdministratorsOwned.flaw(java).isEmpty()
                : !Account.current().isRoot() || Trust.isOfRoot(java);
        return new JavaCopy(this, path.resolve("java")).export(java, believed);
    }

    /** The copies that a guard runs from: apart from those of the watch, which removes what it does not use itself. */
    public ProgramCopy guarding() {
        return new ProgramCopy(this, path.resolve("guard"));
    }
}
