package process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether nobody but root decides what lies at a path of Unix: it, what it leads to, and every folder on the way belong
 * to root, and nobody else can write there. In a sticky folder such as {@code /tmp} nobody replaces what is root's
 * (unlink(2)). What root starts by a bare name has to lie so: its PATH may have come from another account.
 */
final class RootOwned {
    private static final int ROOT = 0;
    private static final int STICKY = 01000;
    private static final int BY_GROUP = 0020;
    private static final int BY_OTHERS = 0002;

    /** user_namespaces(7): where root is root outside too, and no account that is called so in a container. */
    private static final Pattern REAL_ROOT = Pattern.compile("\\s*0\\s+0\\s+\\d+\\s*");

    private RootOwned() { }

    /** Whether this process has root's rights over this machine. */
    static boolean concernsThisProcess() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(ROOT)
                    && REAL_ROOT.matcher(Files.readString(Path.of("/proc/self/uid_map"))).matches();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The first file or folder on the way that another account can change; empty where there is none. */
    static Optional<Path> flaw(Path path) {
        try {
            Optional<Path> flaw = flawOnTheWay(path);
            return flaw.isPresent() ? flaw : flawOnTheWay(path.toRealPath());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.of(path);
        }
    }

    private static Optional<Path> flawOnTheWay(Path path) throws IOException {
        for (Path each : Stream.iterate(path, step -> step != null, Path::getParent).toList().reversed()) {
            Map<String, Object> seen = Files.readAttributes(each, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
            int mode = (int) seen.get("mode");
            boolean open = (mode & BY_OTHERS) != 0 || (mode & BY_GROUP) != 0 && !seen.get("gid").equals(ROOT);
            boolean harmless = Files.isSymbolicLink(each)
                    || Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) && (mode & STICKY) != 0;
            if (!seen.get("uid").equals(ROOT) || open && !harmless) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
