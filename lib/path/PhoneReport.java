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
 * @param system of the phone, as far as its browser told in this run
 */
public record PhoneReport(Instant at, InetAddress phone, Endpoint endpoint, InetAddress asked, How how,
        PhoneAttempt attempt, Fact<PacketFate> seen, PhoneSystem system) {

    /** Of a phone whose system nobody told. */
    public PhoneReport(Instant at, InetAddress phone, Endpoint endpoint, InetAddress asked, How how,
            PhoneAttempt attempt, Fact<PacketFate> seen) {
        this(at, phone, endpoint, asked, how, attempt, seen, PhoneSystem.OTHER);
    }

    /** True where something is said to have come back, and what this machine saw says that it did not. */
    public boolean contradicted() {
        return attempt.reached() && switch (seen) {
            case Fact.Unknown<PacketFate> unknown -> false;
            case Fact.Known<PacketFate>(PacketFate fate) -> switch (fate) {
                case PacketFate.Connected connected -> false;
                // Half of a connection was seen, and the other half may have been missed.
                case PacketFate.Arrived arrived -> false;
                case PacketFate.Refused refused -> true;
                case PacketFate.Dropped dropped -> true;
                case PacketFate.Unanswered unanswered -> true;
                case PacketFate.NoConnection none -> true;
                case PacketFate.NeverArrived never -> true;
            };
        };
    }

    /**
     * True where nothing but a page's word says that it got through: whoever has the page's address can say so. What a
     * phone on the cable says was let in by its key, and by the person who holds it.
     */
    public boolean wordAlone() {
        return attempt instanceof PhoneAttempt.GotThrough && how == How.BROWSER && !contradicted() && !connected();
    }

    /** True where this machine saw a connection. */
    public boolean connected() {
        return seen instanceof Fact.Known<PacketFate>(PacketFate.Connected connected);
    }

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
