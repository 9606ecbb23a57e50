package discovery;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import process.Os;
import text.Message;

/**
 * Whether a file that nobody named may say which services it is about. Whoever can put one into {@code /tmp} must not
 * decide which ports somebody else opens: the file has to be this account's or the administrator's, as git wants it of
 * a repository (safe.directory).
 */
interface FileTrust {

    /** Why this file or folder may not; empty where it may. */
    Optional<Message> refused(Path path) throws IOException;

    /** @param environment of this process: sudo names the account that it was called from, whose files are meant then */
    static FileTrust ofThisAccount(Map<String, String> environment) {
        if (Os.current() == Os.WINDOWS) {
            return new Windows(ProcessHandle.current().info().user().orElse(System.getProperty("user.name")));
        }
        int me = (int) new UnixSystem().getUid();
        var accounts = new HashSet<>(List.of(Posix.ROOT, me));
        String caller = environment.getOrDefault("SUDO_UID", "");
        if (me == Posix.ROOT && caller.matches("\\d{1,9}")) {
            accounts.add(Integer.valueOf(caller));
        }
        return new Posix(accounts, me == Posix.ROOT);
    }

    /**
     * @param accounts whose files are obeyed
     * @param strict   what others can write is not obeyed either: it would decide what root does
     */
    record Posix(Set<Integer> accounts, boolean strict) implements FileTrust {
        static final int ROOT = 0;
        private static final int STICKY = 01000;
        private static final int BY_GROUP = 0020;
        private static final int BY_OTHERS = 0002;

        @Override
        public Optional<Message> refused(Path path) throws IOException {
            // A link belongs to whoever made it, and may lead to a file of ours that is meant for something else.
            Optional<Message> link = judged(path, LinkOption.NOFOLLOW_LINKS);
            return link.isPresent() ? link : judged(path.toRealPath());
        }

        private Optional<Message> judged(Path path, LinkOption... options) throws IOException {
            var seen = Files.readAttributes(path, "unix:uid,gid,mode", options);
            int owner = (int) seen.get("uid");
            if (!accounts.contains(owner)) {
                return Optional.of(Message.of("discovery.owner", Integer.toString(owner)));
            }
            int mode = (int) seen.get("mode");
            // A link has no permissions of its own; in a sticky folder such as /tmp nobody replaces what is ours; and
            // Debian and Fedora give each account a group of its own, with the account's number.
            boolean harmless = Files.isSymbolicLink(path) || (mode & STICKY) != 0;
            boolean ownGroup = seen.get("gid").equals(owner) || seen.get("gid").equals(ROOT);
            boolean open = (mode & BY_OTHERS) != 0 || (mode & BY_GROUP) != 0 && !ownGroup;
            return strict && open && !harmless
                    ? Optional.of(Message.of("discovery.writable")) : Optional.empty();
        }
    }

    /** @param account as Windows names it: {@code PC\lina} */
    record Windows(String account) implements FileTrust {

        @Override
        public Optional<Message> refused(Path path) throws IOException {
            UserPrincipal owner = Files.getOwner(path);
            // What an administrator creates belongs to the group of administrators, as the system's own folders do.
            boolean good = sameAccount(owner.getName()) || owner.equals(Files.getOwner(systemFolder()))
                    || owner.equals(Files.getOwner(Path.of(System.getProperty("user.home"))));
            return good ? Optional.empty() : Optional.of(Message.of("discovery.owner", owner.getName()));
        }

        private boolean sameAccount(String owner) {
            return owner.equalsIgnoreCase(account);
        }

        private static Path systemFolder() {
            return Path.of(System.getenv().getOrDefault("ProgramData", "C:\\ProgramData"));
        }
    }
}
