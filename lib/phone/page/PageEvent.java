package phone.page;

import java.net.InetAddress;
import json.Id;
import path.PhoneAttempt;
import path.PhoneSystem;

/** What the page's server hears. Everything in it was checked; a text of the phone's own is never in it. */
public sealed interface PageEvent {

    /** A device opened the page. @param at the address of this machine by which it came */
    record Opened(Device device, InetAddress at) implements PageEvent { }

    /** It has a result for one endpoint at one address of this machine; a later one replaces it. */
    record Result(Device device, Target target, InetAddress asked, PhoneAttempt attempt) implements PageEvent { }

    /** It has tried everything once. */
    record Finished(Device device) implements PageEvent { }

    /** The page was closed, or nothing was heard of it for some time. */
    record Left(Device device) implements PageEvent { }

    /** The page is asked for by another address from now on; who has it open goes on with the old one. */
    record Renewed() implements PageEvent { }

    /** Somebody was turned away who may not open the page. */
    record TurnedAway(InetAddress from, Why why) implements PageEvent { }

    /** Why somebody was turned away. */
    enum Why implements Id {
        /** Not of a network that this machine is in. */
        OTHER_NETWORK("other-network"),
        /** The path is not the one of the QR code. */
        WRONG_TOKEN("wrong-token"),
        /** The path is one that was on the screen before. */
        OLD_CODE("old-code"),
        /** A browser on this machine itself, which proves nothing. */
        THIS_MACHINE("this-machine"),
        TOO_MANY_DEVICES("too-many-devices"),
        TOO_MANY_REQUESTS("too-many-requests"),
        TOO_LARGE("too-large"),
        NOT_UNDERSTOOD("not-understood");

        private final String id;

        Why(String id) {
            this.id = id;
        }

        /** As it stands behind {@code phone.live.why.} in the sentences. */
        @Override
        public String id() {
            return id;
        }
    }

    /**
     * A browser that opened the page.
     *
     * @param number  from 1, in the order in which they came
     * @param address where it came from
     * @param system  as the browser told when it came
     */
    record Device(int number, InetAddress address, PhoneSystem system) { }
}
