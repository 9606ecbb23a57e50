package probe;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
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
 * @param part      how far the answer came, where it did not come to its end
 * @param redirect  where the answer leads, where that is elsewhere
 * @param refused   the certificate that a phone would not take, also of a port that was asked in plain words
 * @param policy    the answer's Cross-Origin-Resource-Policy, where it has one
 * @param count     how many of several requests were answered so, where more than one was made and not all were
 */
public record Reply(State state, int status, String detail, Duration connect, Duration firstByte, Duration total,
        Optional<Part> part, Optional<Redirect> redirect, Optional<Certificate> refused, Optional<String> policy,
        Optional<Count> count) {

    /** How the attempt ended. */
    public enum State implements Id {
        /** Bytes came back; with a health URL: with a status of 200 to 299, or the one that is wanted, to the end. */
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
        /** It answered with a redirect that leads to another host, port or scheme. */
        REDIRECTED("redirected"),
        /** Bytes came back, but not those of a healthy service: another status or body, or no HTTP at all. */
        WRONG_ANSWER("wrong-answer"),
        /** The answer began, and its end did not come. */
        UNFINISHED("unfinished"),
        /** Asked in plain words, it speaks TLS. */
        WANTS_TLS("wants-tls"),
        /** Asked by TLS, it speaks plain HTTP. */
        WANTS_PLAIN("wants-plain"),
        /** Asked by TLS, it showed a certificate that a phone would not take. */
        UNTRUSTED("untrusted"),
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

    /**
     * How far an answer came.
     *
     * @param received bytes of the body
     * @param length   bytes that were announced
     * @param cut      true where the connection ended; else it stayed open, and nothing more came
     */
    public record Part(long received, Optional<Long> length, boolean cut) { }

    /**
     * Where an answer leads.
     *
     * @param url   the whole of it
     * @param host  name or address in it, in lower case and without brackets; empty where it has none
     * @param there what came of asking there, where that is this machine as well and could be asked
     */
    public record Redirect(String url, String host, Optional<State> there) {

        /** True where whoever follows finds himself: a phone finds the phone. */
        public boolean toLoopback() {
            try {
                InetAddress address = InetAddress.ofLiteral(host);
                return address.isLoopbackAddress() || address.isAnyLocalAddress();
            } catch (IllegalArgumentException e) {
                return host.equals("localhost") || host.endsWith(".localhost");
            }
        }
    }

    /**
     * A server's certificate.
     *
     * @param issuer the authority at the end of what came with it
     * @param names  names and addresses that it is for
     * @param from   ISO 8601
     * @param until  ISO 8601
     */
    public record Certificate(Flaw flaw, String issuer, List<String> names, String from, String until) {

        /** Why a phone would not take it. */
        public enum Flaw implements Id {
            /** This system does not know who issued it, and nobody named that authority. */
            UNKNOWN_AUTHORITY("unknown-authority"),
            /** It is for another name or address. */
            OTHER_NAME("other-name"),
            /** It is expired, or not valid yet. */
            NOT_NOW("not-now");

            private final String id;

            Flaw(String id) {
                this.id = id;
            }

            @Override
            public String id() {
                return id;
            }
        }
    }

    /** Of this many requests, so many were answered. */
    public record Count(int answered, int asked) { }

    /** Recordings of before these were read have none. */
    public Reply {
        part = part == null ? Optional.empty() : part;
        redirect = redirect == null ? Optional.empty() : redirect;
        refused = refused == null ? Optional.empty() : refused;
        policy = policy == null ? Optional.empty() : policy;
        count = count == null ? Optional.empty() : count;
        if (state == State.UNFINISHED && part.isEmpty() || state == State.REDIRECTED && redirect.isEmpty()
                || state == State.UNTRUSTED && refused.isEmpty()) {
            throw new IllegalArgumentException("says not what it saw: " + state);
        }
    }

    public Reply(State state, int status, String detail, Duration connect, Duration firstByte, Duration total) {
        this(state, status, detail, connect, firstByte, total, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    /** The same, called otherwise. */
    Reply as(State other) {
        return new Reply(other, status, detail, connect, firstByte, total, part, redirect, refused, policy, count);
    }

    /** The same, of an answer that did not come to its end. */
    Reply with(Part far) {
        return new Reply(State.UNFINISHED, status, detail, connect, firstByte, total, Optional.of(far),
                redirect, refused, policy, count);
    }

    /** The same, of an answer that leads elsewhere. */
    Reply with(Redirect where) {
        return new Reply(State.REDIRECTED, status, detail, connect, firstByte, total, part,
                Optional.of(where), refused, policy, count);
    }

    /** The same, with a certificate that would not be taken. */
    Reply with(Certificate seen) {
        return new Reply(State.UNTRUSTED, status, detail, connect, firstByte, total, part, redirect, Optional.of(seen),
                policy, count);
    }

    /** The same, of an answer with this Cross-Origin-Resource-Policy. */
    Reply withPolicy(Optional<String> given) {
        return new Reply(state, status, detail, connect, firstByte, total, part, redirect, refused, given, count);
    }

    /** The same, at the end of a row of requests the first of which connected and was answered so. */
    Reply after(Reply first) {
        return new Reply(state, status, detail, first.connect, first.firstByte, first.total.plus(total), part, redirect,
                refused, policy, count);
    }

    /** The same, of an answer that did not come each time. */
    Reply with(Count times) {
        return new Reply(state, status, detail, connect, firstByte, total, part, redirect, refused, policy,
                Optional.of(times));
    }

    /** True where nothing speaks against the service: it answered, each time, or its connection stays open. */
    public boolean wellAnswered() {
        return count.isEmpty() && switch (state) {
            case ANSWERED, TLS, HUNG_UP, HELD, REDIRECTED -> true;
            case WRONG_ANSWER, UNFINISHED, WANTS_TLS, WANTS_PLAIN, UNTRUSTED, REFUSED, TIMED_OUT, UNREACHABLE, CLOSED,
                    SILENT -> false;
        };
    }

    /** True where a connection opened, whatever became of it. */
    public boolean opened() {
        return switch (state) {
            case ANSWERED, TLS, HUNG_UP, HELD, REDIRECTED, WRONG_ANSWER, UNFINISHED, WANTS_TLS, WANTS_PLAIN, UNTRUSTED,
                    CLOSED, SILENT -> true;
            case REFUSED, TIMED_OUT, UNREACHABLE -> false;
        };
    }

    /** How long the service took; empty where its answer did not come, since then it was we who waited. */
    public Optional<Duration> took() {
        return switch (state) {
            case ANSWERED, TLS, REDIRECTED, WRONG_ANSWER, WANTS_TLS, WANTS_PLAIN, UNTRUSTED -> Optional.of(total);
            case HUNG_UP, HELD, UNFINISHED, REFUSED, TIMED_OUT, UNREACHABLE, CLOSED, SILENT -> Optional.empty();
        };
    }

    /**
     * True where a browser hides this answer from a page of another port, and calls it a failure (Fetch Standard,
     * "cross-origin resource policy check").
     *
     * @param tls the answer came by TLS, and the page did not
     */
    public boolean hiddenFromPages(boolean tls) {
        return policy.filter(value -> value.equalsIgnoreCase("same-origin")
                || tls && value.equalsIgnoreCase("same-site")).isPresent();
    }

    /** True where it answered our request in HTTP or in TLS, so that silence to the same request would be a fault. */
    public boolean answersRequests() {
        return state == State.TLS || state == State.ANSWERED && status > 0;
    }
}
