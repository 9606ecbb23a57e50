package state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import text.Message;

/**
 * Whether a file's content may decide what root does. It may when nobody but root, or the account we run as, can
 * change the file, put another one in its place, or do so with any folder above it. (The same rule as OpenSSH's
 * StrictModes has for authorized_keys.)
 */
public final class Trust {
    private static final int STICKY = 01000;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int ROOT = 0;

    private Trust() { }

    /** @throws StateException naming the file or folder that somebody else could change */
    public static void require(Path file, int me) throws IOException, StateException {
        requireNoLink(file.getParent());
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            requireNoLink(file);
            requireOurs(file, me);
        }
        for (Path folder = file.getParent().toRealPath(); folder != null; folder = folder.getParent()) {
            requireOurs(folder, me);
        }
    }

    private static void requireNoLink(Path path) throws StateException {
        if (Files.isSymbolicLink(path)) {
            throw new StateException(StateException.Reason.REFUSED, Message.of("change.journal-link", path.toString()));
        }
    }

    private static void requireOurs(Path path, int me) throws IOException, StateException {
        var seen = Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        int owner = (int) seen.get("uid");
        int mode = (int) seen.get("mode");
        if (owner != ROOT && owner != me) {
            throw new StateException(StateException.Reason.REFUSED,
                    Message.of("change.journal-owner", path.toString(), owner));
        }
        // In a sticky folder such as /tmp, others can add entries, but cannot rename or remove ours.
        boolean sticky = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && (mode & STICKY) != 0;
        if ((mode & WRITABLE_BY_OTHERS) != 0 && !sticky) {
            throw new StateException(StateException.Reason.REFUSED,
                    Message.of("change.journal-writable", path.toString(), permissions(path)));
        }
    }

    private static String permissions(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        return PosixFilePermissions.toString(permissions);
    }
}
