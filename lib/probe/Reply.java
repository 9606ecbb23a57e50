package probe;

import java.time.Duration;
import java.util.Optional;
import json.Id;

/**
 * What a client saw at one address and port. A connection alone proves nothing: Docker's proxy accepts for containers
 * that are dead, and the kernel for processes that are frozen.
 *
 * @param status    HTTP status code, 0 where there was none
 * @param detail    the system's or the peer's own words for it, possibly empty
 * @param connect   from the first SYN to the established connection; until it failed, where it did
 * @param firstByte from the request, or from the established connection where there is none, to the first byte of an
 *                  answer; zero where none came
 * @param total     from the first SYN to the last byte that was read, or to the end where none came, without what this
 *                  program needed to put the request together
 */
public record Reply(State state, int status, String detail, Duration connect, Duration firstByte, Duration total) {

    /** How the attempt ended. */
    public enum State implements Id {
        /** Bytes came back; with a health URL: with a status of 200 to 399. */
        ANSWERED("answered"),
        /** Of a port that nobody said anything about: it answered a TLS ClientHello, with a ServerHello or an alert. */
        TLS("tls"),
        /**
         * Of such a port: it keeps a silent connection open, and closed one at once on which we spoke. Somebody read
         * that: the service, or what forwards to it.
         */
        HUNG_UP("hung-up"),
        /**
         * The connection stayed open, and not a byte came: to a GET and to a TLS ClientHello, where nobody said what
         * the port speaks (older recordings did not ask); to silence, where a connection is all that is wanted.
         */
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

    /** The same, called otherwise. */
    Reply as(State other) {
        return new Reply(other, status, detail, connect, firstByte, total);
    }

    /** True where nothing speaks against the service: it answered, or its connection stays open. */
    public boolean wellAnswered() {
        return switch (state) {
            case ANSWERED, TLS, HUNG_UP, HELD -> true;
            case WRONG_ANSWER, REFUSED, TIMED_OUT, UNREACHABLE, CLOSED, SILENT -> false;
        };
    }

    /** True where a connection opened, whatever became of it. */
    public boolean opened() {
        return switch (state) {
            case ANSWERED, TLS, HUNG_UP, HELD, WRONG_ANSWER, CLOSED, SILENT -> true;
            case REFUSED, TIMED_OUT, UNREACHABLE -> false;
        };
    }

    /** How long the service took; empty where not a byte came, since then it was we who waited. */
    public Optional<Duration> took() {
        return switch (state) {
            case ANSWERED, TLS, WRONG_ANSWER -> Optional.of(total);
            case HUNG_UP, HELD, REFUSED, TIMED_OUT, UNREACHABLE, CLOSED, SILENT -> Optional.empty();
        };
    }

    /** True where it answered our request in HTTP or in TLS, so that silence to the same request would be a fault. */
    public boolean answersRequests() {
        return state == State.TLS || state == State.ANSWERED && status > 0;
    }
}
