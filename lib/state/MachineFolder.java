package state;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import process.Access;
import process.Os;
import process.SystemFolder;
import text.Message;

/**
 * Where a run with an administrator's rights keeps on Windows what decides what such a run does: {@code
 * %ProgramData%\runbook}. Nobody may change what is in it but who may change Windows' own folder System32, by the lists
 * of access that both have; that is looked at before each use, of the folder and of all above it. Others may read it.
 *
 * @param system Windows' own folder
 */
public record MachineFolder(Path path, Path system) {
    private static final String NAME = "runbook";
    /** On a drive of this machine: asking for anything else would log on to another one. */
    private static final Pattern LOCAL = Pattern.compile("[A-Za-z]:[\\\\/][^:*?\"<>|]*");

    /** The one of this machine; empty where it is no Windows. */
    public static Optional<MachineFolder> ofThisMachine() {
        return Os.current() == Os.WINDOWS ? Optional.of(of(SystemFolder.file("."), System.getenv())) : Optional.empty();
    }

    static MachineFolder of(String system, Map<String, String> environment) {
        Path folder = Path.of(system).normalize();
        String base = Optional.ofNullable(environment.get("ProgramData")).filter(MachineFolder::isLocal)
                .orElseGet(() -> folder.getRoot().resolve("ProgramData").toString());
        return new MachineFolder(Path.of(base, NAME).normalize(), folder);
    }

    /** True for a whole path on a drive. */
    public static boolean isLocal(String path) {
        return LOCAL.matcher(path).matches();
    }

    /** Whether it is of this folder. */
    boolean holds(Path file) {
        return file.toAbsolutePath().normalize().startsWith(path);
    }

    /** Makes it where it is missing, with its list from the first moment. */
    void create() throws IOException, StateException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            require(path);
            return;
        }
        // Made without an administrator's rights, it would be in an administrator's way.
        if (!Files.isWritable(system)) {
            throw new StateException(StateException.Reason.REFUSED,
                    Message.of("state.machine-not-made", path.toString()));
        }
        Access windows = Access.of(system);
        boolean made = make(path, Access.list(windows.writers(), windows.readers()));
        try {
            require(path);
        } catch (StateException e) {
            if (made) {
                PrivateFile.remove(path);
            }
            throw e;
        }
    }

    /** @return false where something of that name is there already: whose it is, is looked at next */
    private static boolean make(Path folder, List<AclEntry> list) throws IOException {
        try {
            Files.createDirectory(folder, new FileAttribute<List<AclEntry>>() {
                @Override
                public String name() {
                    return "acl:acl";
                }

                @Override
                public List<AclEntry> value() {
                    return list;
                }
            });
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** A folder in it for one account's word: that account may put new files there, and nothing else. */
    void createFor(Path folder, UserPrincipal account) throws IOException, StateException {
        require(path);
        Access windows = Access.of(system);
        var list = new ArrayList<>(Access.list(windows.writers(), windows.readers()));
        if (!windows.writers().contains(account)) {
            list.add(Access.adding(account));
        }
        Files.createDirectories(folder.getParent());
        make(folder, list);
    }

    /**
     * @param file in it, or the folder itself; may be missing
     * @throws StateException where somebody could change it who cannot change Windows
     */
    void require(Path file) throws IOException, StateException {
        Set<UserPrincipal> trusted = Access.of(system).writers();
        for (Path step = file.toAbsolutePath().normalize(); step != null; step = step.getParent()) {
            if (Files.exists(step, LinkOption.NOFOLLOW_LINKS)) {
                Optional<Message> why = refusal(Access.of(step), trusted, step.startsWith(path));
                if (why.isPresent()) {
                    throw new StateException(StateException.Reason.REFUSED, why.get());
                }
            }
        }
    }

    /**
     * Pure: what of this list keeps the thing from being believed.
     *
     * @param ours false for a folder above ours, into which others may put things of their own
     */
    static Optional<Message> refusal(Access access, Set<UserPrincipal> trusted, boolean ours) {
        if (access.link()) {
            return Optional.of(Message.of("state.link", access.path()));
        }
        if (access.open()) {
            return Optional.of(Message.of("state.machine-open", access.path()));
        }
        Optional<String> stranger = ours ? access.changedBy(trusted) : access.replacedBy(trusted);
        return stranger.map(who -> Message.of("state.machine-writable", access.path(), who));
    }
}
