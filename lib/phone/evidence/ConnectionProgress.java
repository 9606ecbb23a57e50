package phone.evidence;

import path.Confidence;
import path.PacketFate;

/**
 * How far a connection is known to have come. What says more takes the place of what says less: sources tell at their
 * own pace, and not in the order in which it happened.
 */
sealed interface ConnectionProgress {

    /** How much it says. */
    int weight();

    /** The same in the words of the path. */
    PacketFate fate();

    /** Its first packet came in. */
    record Came() implements ConnectionProgress {

        @Override
        public int weight() {
            return 0;
        }

        @Override
        public PacketFate fate() {
            return new PacketFate.Arrived();
        }
    }

    /** Its first packet passed every rule. */
    record LetIn() implements ConnectionProgress {

        @Override
        public int weight() {
            return 1;
        }

        @Override
        public PacketFate fate() {
            return new PacketFate.Unanswered();
        }
    }

    /** An answer was sent, and the phone did not answer that: whether it went out was not seen. */
    record Answered() implements ConnectionProgress {

        @Override
        public int weight() {
            return 2;
        }

        @Override
        public PacketFate fate() {
            return new PacketFate.Arrived();
        }
    }

    /** A refusal was sent: by who listens nowhere, or by a rule that rejects. */
    record Reset() implements ConnectionProgress {

        @Override
        public int weight() {
            return 3;
        }

        @Override
        public PacketFate fate() {
            return new PacketFate.Refused();
        }
    }

    /** Where it ended. */
    record Ended(PacketFate fate) implements ConnectionProgress {

        static final Ended CONNECTED = new Ended(new PacketFate.Connected());
        static final Ended REFUSED = new Ended(new PacketFate.Refused());

        static Ended dropped(String by, String where) {
            return new Ended(new PacketFate.Dropped(by, where, Confidence.OBSERVED));
        }

        @Override
        public int weight() {
            return 4;
        }
    }
}
