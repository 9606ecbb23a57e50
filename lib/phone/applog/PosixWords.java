package phone.applog;

import static phone.applog.AppFailure.Kind.CLOSED;
import static phone.applog.AppFailure.Kind.INTERRUPTED;
import static phone.applog.AppFailure.Kind.NOT_PERMITTED;
import static phone.applog.AppFailure.Kind.NO_NETWORK;
import static phone.applog.AppFailure.Kind.NO_ROUTE;
import static phone.applog.AppFailure.Kind.REFUSED;
import static phone.applog.AppFailure.Kind.TIMED_OUT;

import java.util.List;
import java.util.Optional;
import phone.applog.Dialect.Wording;

/** The system's own words, which every library passes on: names of errors and what strerror(3) says, in English. */
final class PosixWords {

    private static final List<Wording> WORDS = List.of(
            Wording.of(NOT_PERMITTED, "eperm", "eacces", "internet permission", "operation not permitted"),
            Wording.of(INTERRUPTED, "econnaborted", "software caused connection abort", "ebadf"),
            Wording.of(CLOSED, "econnreset", "connection reset", "epipe", "broken pipe"),
            Wording.of(REFUSED, "econnrefused", "refused"),
            Wording.of(NO_ROUTE, "ehostunreach", "no route to host", "host is down"),
            Wording.of(NO_NETWORK, "enetunreach", "network is unreachable", "network is down"),
            Wording.of(TIMED_OUT, "etimedout", "connection timed out", "connect timed out", "operation timed out"));

    private PosixWords() { }

    static Optional<AppFailure.Kind> kind(String lower) {
        return Dialect.first(WORDS, lower);
    }

    /** How the number of an error is shown. */
    static String code(int errno) {
        return "errno " + errno;
    }
}
