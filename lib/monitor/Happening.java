package monitor;

import docker.Usage;
import inventory.Endpoint;
import java.time.Duration;
import java.time.Instant;
import path.Cause;
import path.HopResult;
import text.Message;

/** Something worth a line in the log of a monitor. */
public sealed interface Happening {

    Instant at();

    /** A watch in the background begins: the first line of its log. */
    record Begun(Instant at, long process, int endpoints, Duration every) implements Happening { }

    /** A watch in the background gives up, and nobody but the log hears why. */
    record GaveUp(Instant at, Message why) implements Happening { }

    /** An endpoint is reachable for the first time. */
    record Up(Instant at, Endpoint endpoint) implements Happening { }

    /** It failed often enough for an alarm. */
    record Down(Instant at, Endpoint endpoint, HopResult broken, Cause cause) implements Happening { }

    /** It is down already, and the reason has changed. */
    record OtherCause(Instant at, Endpoint endpoint, HopResult broken, Cause cause) implements Happening { }

    /** It passed often enough for the all-clear. */
    record Cleared(Instant at, Endpoint endpoint, Duration wasDown) implements Happening { }

    /** This machine has no network, so a round would blame services for it. */
    record Offline(Instant at) implements Happening { }

    /** This machine has its network again. */
    record Online(Instant at, Duration wasOffline) implements Happening { }

    /** A container uses nearly all the memory it may. */
    record MemoryHigh(Instant at, Usage usage) implements Happening { }

    /** It uses clearly less again. */
    record MemoryWell(Instant at, Usage usage) implements Happening { }
}
