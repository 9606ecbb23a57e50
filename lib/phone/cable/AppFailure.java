package phone.cable;

import java.util.Optional;
import java.util.OptionalInt;
import json.Id;

/**
 * One failure of a connection as an app wrote it into its log, with what was understood of it and no word more: the
 * rest of such a line may name people.
 *
 * @param kind     what it means
 * @param errno    the number the system gave; empty where the line has none
 * @param host     the address or name that the app asked, as it stands there; empty where none does
 * @param port     the server's port; empty where it is not told
 * @param ownPort  a port that may be the phone's own: Dart's {@code port =} is, where a connection failed after a while
 * @param when     as the log has it, {@code 05-16 12:08:33}: the phone's clock, mostly without a year; empty where it
 *                 has none
 */
record AppFailure(Kind kind, OptionalInt errno, Optional<String> host, OptionalInt port, OptionalInt ownPort,
        Optional<String> when) {

    /**
     * What the numbers mean. Those of Android are Linux's (asm-generic/errno.h), those of iOS are Darwin's
     * (sys/errno.h); the look-ups' are getaddrinfo's EAI_NODATA (7, bionic's netdb.h) and EAI_NONAME (8, Darwin's).
     */
    enum Kind implements Id {
        /** ETIMEDOUT: 110, on iOS 60. Nothing came back. */
        TIMED_OUT("timed-out"),
        /** ECONNREFUSED: 111, on iOS 61. Somebody said that nobody is there. */
        REFUSED("refused"),
        /** EHOSTUNREACH 113: nobody on the network has that address. */
        NO_ROUTE("no-route"),
        /** ENETUNREACH: 101, on iOS 51: the phone has no network that leads there. */
        NO_NETWORK("no-network"),
        /** EHOSTUNREACH of iOS, 65: also what an app gets that may not use the local network (Apple, TN3179). */
        IOS_NO_ROUTE("ios-no-route"),
        /** EPERM 1, EACCES 13: the app may not use the network, or not this one. */
        NOT_PERMITTED("not-permitted"),
        /** The name could not be looked up: 7, on iOS 8. */
        NAME_UNKNOWN("name-unknown"),
        /** Android's own security policy forbids http without TLS; Dart's sockets are not subject to it. */
        CLEARTEXT("cleartext"),
        /** It failed for another reason. */
        OTHER("other");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** As it stands behind {@code adb.kind.} in the sentences. */
        @Override
        public String id() {
            return id;
        }

        static Kind of(int errno) {
            return switch (errno) {
                case 110, 60 -> TIMED_OUT;
                case 111, 61 -> REFUSED;
                case 113 -> NO_ROUTE;
                case 101, 51 -> NO_NETWORK;
                case 65 -> IOS_NO_ROUTE;
                case 1, 13 -> NOT_PERMITTED;
                case 7, 8 -> NAME_UNKNOWN;
                default -> OTHER;
            };
        }
    }
}
