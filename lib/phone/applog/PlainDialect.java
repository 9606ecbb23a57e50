package phone.applog;

import java.util.List;
import java.util.Optional;

/**
 * What an app writes in words of its own, around those of its system.
 *
 * <pre>
 * flutter: health check of http://192.168.1.44:8000/health: Connection refused
 * </pre>
 */
record PlainDialect() implements Dialect {

    /** As strerror(3) and libraries write them: a part of such a sentence may be about anything. */
    private static final List<String> WORDS = List.of("connection refused", "connection timed out", "connect timed out",
            "connection reset by peer", "no route to host", "network is unreachable", "econnrefused", "etimedout",
            "econnreset", "ehostunreach", "enetunreach");

    @Override
    public boolean begins(String lower) {
        return Dialect.has(WORDS, lower);
    }

    @Override
    public Optional<Meaning> meaning(String text, String lower) {
        return begins(lower) ? PosixWords.kind(lower).map(kind -> new Meaning(kind, Optional.empty(),
                Needs.APP_AND_ADDRESS)) : Optional.empty();
    }
}
