package state;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import text.Message;

/**
 * Whether a place on Unix may decide what an account does. For root it may when nobody else can change it, put another
 * one in its place, or do so with any folder or link on the way there (the same rule as OpenSSH's StrictModes has for
 * authorized_keys). For any other account its own folder has to be its own: who can change what is above it can take
 * the folder away, and cannot put a file into it.
 */
public final class Trust {
    private static final int STICKY = 01000;
    private static final int GROUP_OR_ALL = 0022;
    private static final int ALL = 0002;
    /** As many as the kernel follows (path_resolution(7)). */
    private static final int MOST_LINKS = 40;

    private Trust() { }

    /** @throws StateException naming the file, folder or link that somebody else could change, or that is a link */
    public static void require(Path file, int me) throws IOException, StateException {
        requireNoLink(file.getParent());
        requireNoLink(file);
        for (Path step : way(file)) {
            requireOnlyOurs(step, me, false);
        }
    }

    /** The same of a folder of this program's, which may be missing. */
    static void requireFolder(Path folder, int me) throws IOException, StateException {
        if (me == Account.ROOT) {
            for (Path step : way(folder)) {
                requireOnlyOurs(step, me, false);
            }
        } else if (Files.exists(folder)) {
            requireOnlyOurs(folder.toRealPath(), me, true);
        }
    }

    /**
     * A file in such a folder, which may be missing.
     *
     * @param written whether it is about to be: then it must have no second name, under which it may be another file
     */
    static void requireFile(Path file, int me, boolean written) throws IOException, StateException {
        try {
            requireFileThere(file, me, written);
        } catch (NoSuchFileException e) {
            // Whoever opens it makes it, or is told.
        }
    }

    private static void requireFileThere(Path file, int me, boolean written) throws IOException, StateException {
        requireOnlyOurs(file, me, me != Account.ROOT);
        if (written && (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) > 1) {
            throw refused("state.second-name", file.toString());
        }
    }

    /**
     * A file that is not in a folder of this program's, where root is about to write it: what is on the way there has
     * to belong to root. Where a group may write, an administrator gave it that right. Another account writes where it
     * can.
     */
    public static void requireNamed(Path file) throws IOException, StateException {
        if (!Account.current().isRoot()) {
            return;
        }
        for (Path step : way(file)) {
            Map<String, Object> seen = seen(step);
            boolean plain = Files.isRegularFile(step, LinkOption.NOFOLLOW_LINKS);
            boolean leads = Files.isDirectory(step, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(step);
            // A terminal or a pipe is whose it is: nothing of it is kept, and nothing is emptied.
            if ((plain || leads) && (int) seen.get("uid") != Account.ROOT) {
                throw refused("state.named-of-others", file.toString(), step.toString());
            }
            if (plain && (int) seen.get("nlink") > 1) {
                throw refused("state.second-name", step.toString());
            }
        }
    }

    /** Whether root alone can change a file, or what is on the way there. */
    static boolean isOfRoot(Path file) {
        try {
            for (Path step : way(file)) {
                requireOnlyOurs(step, Account.ROOT, false);
            }
            return true;
        } catch (IOException | StateException e) {
            return false;
        }
    }

    /** What was opened is the folder that was looked at, and no other that has taken its name since. */
    static boolean isStill(Path folder, DirectoryStream<Path> opened) throws IOException {
        Object now = ((SecureDirectoryStream<Path>) opened).getFileAttributeView(BasicFileAttributeView.class)
                .readAttributes().fileKey();
        return now.equals(Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
    }

    /** Each folder and link that the system goes through, and the end of the way: those that are there. */
    private static List<Path> way(Path path) throws IOException {
        var steps = new ArrayList<Path>();
        var left = new ArrayDeque<Path>();
        path.toAbsolutePath().forEach(left::add);
        Path at = path.toAbsolutePath().getRoot();
        steps.add(at);
        int links = 0;
        while (!left.isEmpty()) {
            Path next = at.resolve(left.pop()).normalize();
            if (Files.notExists(next, LinkOption.NOFOLLOW_LINKS)) {
                break;
            }
            steps.add(next);
            if (!Files.isSymbolicLink(next)) {
                at = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                throw new FileSystemLoopException(path.toString());
            }
            Path target = Files.readSymbolicLink(next);
            at = target.isAbsolute() ? target.getRoot() : at;
            var names = new ArrayList<Path>();
            target.forEach(names::add);
            names.reversed().forEach(left::push);
        }
        return steps;
    }

    private static void requireNoLink(Path path) throws StateException {
        if (Files.isSymbolicLink(path)) {
            throw refused("state.link", path.toString());
        }
    }

    /** @param ownGroup whether a group with the number of the owner may write: it has no other members */
    private static void requireOnlyOurs(Path path, int me, boolean ownGroup) throws IOException, StateException {
        Map<String, Object> seen = seen(path);
        int owner = (int) seen.get("uid");
        int mode = (int) seen.get("mode");
        if (owner != Account.ROOT && owner != me) {
            throw refused(me == Account.ROOT ? "state.owner-root" : "state.owner", path.toString(), owner);
        }
        // In a sticky folder such as /tmp, others can add entries, but cannot rename or remove ours.
        boolean sticky = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && (mode & STICKY) != 0;
        int others = ownGroup && seen.get("gid").equals(owner) ? ALL : GROUP_OR_ALL;
        if ((mode & others) != 0 && !sticky && !Files.isSymbolicLink(path)) {
            throw refused(me == Account.ROOT ? "state.writable-root" : "state.writable", path.toString(),
                    permissions(path));
        }
    }

    private static Map<String, Object> seen(Path path) throws IOException {
        return Files.readAttributes(path, "unix:uid,gid,mode,nlink", LinkOption.NOFOLLOW_LINKS);
    }

    private static StateException refused(String key, Object... arguments) {
        return new StateException(StateException.Reason.REFUSED, Message.of(key, arguments));
    }

    private static String permissions(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        return PosixFilePermissions.toString(permissions);
    }
}
