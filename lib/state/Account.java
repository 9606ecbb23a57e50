package state;

import com.sun.security.auth.module.UnixSystem;
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

    /** What a new file or folder is made with: these permissions; on Windows the folder's own, which are the user's. */
    public FileAttribute<?>[] only(String permissions) {
        return posix ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        } : new FileAttribute<?>[0];
    }
}
