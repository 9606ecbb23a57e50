package change.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose a process is, on Linux: of which account, and in which network.
 *
 * @param account the real user (proc_pid_status(5), Uid), which a program that is started as another one cannot put on.
 *                Not the owner of {@code /proc/PID}: that is root where a process wants no dumps of itself
 * @param network {@code net:[4026531840]} (namespaces(7)); empty where this account may not see it
 */
record Owner(String account, Optional<String> network) {
    private static final Pattern UID = Pattern.compile("(?m)^Uid:\\s+(\\d+)");
    private static final String ROOT = "0";

    /**
     * True where a run of this program could have started that process: it is root's or our own account's, and in our
     * network, since what runs in a container's changes another firewall. True as well where there is nothing to tell
     * it by, as on Windows, where an administrator's rights may be those of another account.
     */
    static boolean mayBeOurs(long pid) {
        Optional<Owner> me = of("self");
        Optional<Owner> other = of(Long.toString(pid));
        return me.isEmpty() || other.isEmpty() || other.get().mayBeOf(me.get());
    }

    boolean mayBeOf(Owner me) {
        return (account.equals(me.account) || account.equals(ROOT))
                && (network.isEmpty() || me.network.isEmpty() || network.equals(me.network));
    }

    private static Optional<Owner> of(String pid) {
        Path process = Path.of("/proc", pid);
        try {
            Matcher uid = UID.matcher(Files.readString(process.resolve("status")));
            return uid.find() ? Optional.of(new Owner(uid.group(1), network(process))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> network(Path process) {
        try {
            return Optional.of(Files.readSymbolicLink(process.resolve("ns/net")).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
