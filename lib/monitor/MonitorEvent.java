package monitor;

import docker.Usage;
import inventory.Endpoint;
import java.time.Duration;
import java.time.Instant;
import path.Cause;
import path.HopResult;
import text.Message;

/** Something worth a line in the log of a monitor. */
public sealed interface MonitorEvent {

    Instant at();

    /** Something is wrong, and not well or well again. */
    default boolean wrong() {
        return switch (this) {
            case GaveUp gaveUp -> true;
            case Down down -> true;
            case OtherCause other -> true;
            case Offline offline -> true;
            case MemoryHigh high -> true;
            case Noticed noticed -> true;
            case Begun begun -> false;
            case Up up -> false;
            case Unknown unknown -> true;
            case Cleared cleared -> false;
            case Online online -> false;
            case MemoryWell well -> false;
        };
    }

    /** A watch in the background begins: the first line of its log. */
    record Begun(Instant at, long process, int endpoints, Duration every) implements MonitorEvent { }

    /** A watch in the background gives up, and nobody but the log hears why. */
    record GaveUp(Instant at, Message why) implements MonitorEvent { }

    /** An endpoint is reachable for the first time. */
    record Up(Instant at, Endpoint endpoint) implements MonitorEvent { }

    /** Nothing of it fails, and it could not be told at this hop whether a phone gets there. */
    record Unknown(Instant at, Endpoint endpoint, HopResult untold) implements MonitorEvent { }

    /** It failed often enough for an alarm. */
    record Down(Instant at, Endpoint endpoint, HopResult broken, Cause cause) implements MonitorEvent { }

    /** It is down already, and the reason has changed. */
    record OtherCause(Instant at, Endpoint endpoint, HopResult broken, Cause cause) implements MonitorEvent { }

    /** It passed often enough for the all-clear. */
    record Cleared(Instant at, Endpoint endpoint, Duration wasDown) implements MonitorEvent { }

    /** This machine has no network, so a round would blame services for it. */
    record Offline(Instant at) implements MonitorEvent { }

    /** This machine has its network again. */
    record Online(Instant at, Duration wasOffline) implements MonitorEvent { }

    /** A container uses nearly all the memory it may. */
    record MemoryHigh(Instant at, Usage usage) implements MonitorEvent { }

    /** It uses clearly less again. */
    record MemoryWell(Instant at, Usage usage) implements MonitorEvent { }

    /** Something that concerns no service, such as a change of this tool's own that nobody undid. */
    record Noticed(Instant at, Message text) implements MonitorEvent { }
}
