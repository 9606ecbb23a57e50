package probe;

import java.time.Duration;
import json.Id;

/**
 * What a client saw at one address and port. A connection alone proves nothing: Docker's proxy accepts for containers
 * that are dead. Only {@link State#ANSWERED} and {@link State#HELD} mean that something is there.
 *
 * @param status    HTTP status code, 0 where there was none
 * @param detail    the system's or the peer's own words for it, possibly empty
 * @param connect   from the first SYN to the established connection; until it failed, where it did
 * @param firstByte from the request, or from the established connection where there is none, to the first byte of an
 *                  answer; zero where none came
 * @param total     from the first SYN to the end, without what this program needed to put the request together
 */
public record Reply(State state, int status, String detail, Duration connect, Duration firstByte, Duration total) {

    /** How the attempt ended. */
    public enum State implements Id {
        /** Bytes came back; with a health URL: with a status of 200 to 399. */
        ANSWERED("answered"),
        /** No health URL, and the connection stayed open while we said nothing: a raw port such as LiveKit's 7881. */
        HELD("held"),
        /** Bytes came back, but not those of a healthy service: another status, or no HTTP at all. */
        WRONG_ANSWER("wrong-answer"),
        /** The connection was refused at once (a RST, or an ICMP port unreachable). */
        REFUSED("refused"),
        /** No answer to the SYN in time: something drops it. */
        TIMED_OUT("timed-out"),
        /** The system has no way there, or a router or firewall said so. */
        UNREACHABLE("unreachable"),
        /** Accepted, then closed or reset before a byte came. */
        CLOSED("closed"),
        /** Accepted, and then not a byte in time. */
        SILENT("silent");

        private final String id;

        State(String id) {
            this.id = id;
        }

        /** As a recording holds it, in capital letters. */
        @Override
        public String id() {
            return id;
        }
    }

    /** True when a service is behind the port and is well. */
    public boolean wellAnswered() {
        return state == State.ANSWERED || state == State.HELD;
    }
}
