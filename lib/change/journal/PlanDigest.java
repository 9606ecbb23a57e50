package change.journal;

import firewall.Change;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What somebody agreed to, short enough for a command line: SHA-256 of the changes as the journal writes them. */
public final class PlanDigest {

    private PlanDigest() { }

    public static String of(JournalCodec codec, List<Change> changes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            changes.forEach(change -> digest.update((codec.text(change) + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
