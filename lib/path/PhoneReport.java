package path;

import inventory.Endpoint;
import java.net.InetAddress;
import java.time.Instant;
import json.Id;
import process.Fact;

/**
 * What one phone said of one endpoint, with what this machine saw of it meanwhile.
 *
 * @param at    when it had tried
 * @param phone the address it came from
 * @param asked the address of this machine that it tried
 * @param how   what it tried with: another tool sees more or less of the same failure
 * @param seen  what became of its packet; unknown where this machine could not watch
 */
public record PhoneReport(Instant at, InetAddress phone, Endpoint endpoint, InetAddress asked, How how,
        PhoneAttempt attempt, Fact<PacketFate> seen) {

    /** What a phone tries with. */
    public enum How implements Id {
        BROWSER("browser"), ADB("adb");

        private final String id;

        How(String id) {
            this.id = id;
        }

        /** As it stands in the file of what phones said. */
        @Override
        public String id() {
            return id;
        }
    }
}
