package state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Who else than root and its owner may write to a file, or put another one in its place. */
public final class ForeignWriters {
    private static final int STICKY = 01000;
    private static final int GROUP_OR_ALL = 0022;
    private static final int ALL = 0002;

    private ForeignWriters() { }

    /**
     * The file, or the folder above it, that another account may write to; empty where there is none, or where it
     * cannot be told. A group of the owner's own number is the owner's alone, as most systems make one.
     */
    public static Optional<Path> of(Path file) {
        try {
            for (Path one = file.toRealPath(); one != null; one = one.getParent()) {
                var seen = Files.readAttributes(one, "unix:uid,gid,mode");
                int mode = (int) seen.get("mode");
                // In a sticky folder such as /tmp, others can add entries, but cannot rename or remove ours.
                boolean sticky = Files.isDirectory(one) && (mode & STICKY) != 0;
                if ((mode & (seen.get("gid").equals(seen.get("uid")) ? ALL : GROUP_OR_ALL)) != 0 && !sticky) {
                    return Optional.of(one);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
