package change;

import com.sun.security.auth.module.UnixSystem;
import process.Os;

/** The account this process runs as. */
record Account(boolean posix, boolean isRoot) {
    static final int ROOT = 0;

    static Account current() {
        return switch (Os.current()) {
            case WINDOWS -> new Account(false, false);
            case LINUX, MAC, OTHER -> new Account(true, new UnixSystem().getUid() == ROOT);
        };
    }
}
