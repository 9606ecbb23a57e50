package state;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import process.Os;

/** The account this process runs as. */
public record Account(boolean posix, boolean isRoot) {
    public static final int ROOT = 0;

    public static Account current() {
        return switch (Os.current()) {
            case WINDOWS -> new Account(false, false);
            case LINUX, MAC, OTHER -> new Account(true, new UnixSystem().getUid() == ROOT);
        };
    }

    /** Its number on Unix. */
    static int uid() {
        return (int) new UnixSystem().getUid();
    }

    /**
     * True where this file or folder, and not what a link leads to, belongs to this account. On Windows a folder's
     * permissions say who may write there, and its owner nothing: it is always true.
     */
    public boolean owns(Path path) throws IOException {
        return !posix || Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                .equals(uid()) && !Files.isSymbolicLink(path);
    }

    /** What a new file or folder is made with: these permissions; on Windows the folder's own, which are the user's. */
    public FileAttribute<?>[] only(String permissions) {
        return posix ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        } : new FileAttribute<?>[0];
    }
}
