package phone.evidence;

import java.util.Comparator;
import path.Confidence;
import path.PacketFate;

/**
 * How far a connection is known to have come. What says more takes the place of what says less: sources tell at their
 * own pace, and not in the order in which it happened.
 */
sealed interface ConnectionProgress {

    /** Two that say as much are told apart all the same, so that it does not matter which came first. */
    Comparator<ConnectionProgress> FURTHER = Comparator.comparingInt(ConnectionProgress::weight)
            .thenComparing(ConnectionProgress::toString);

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

    /** It was open at one moment; whether that lasted was not seen. */
    record Opened() implements ConnectionProgress {

        @Override
        public int weight() {
            return 3;
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
            return 4;
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

        /** A packet that was dropped is sent again, and may get in then. */
        @Override
        public int weight() {
            return switch (fate) {
                case PacketFate.Connected connected -> 7;
                case PacketFate.Refused refused -> 6;
                case PacketFate.Dropped dropped -> 5;
                case PacketFate.Unanswered unanswered -> 5;
                case PacketFate.Arrived arrived -> 5;
                case PacketFate.NoConnection none -> 5;
                case PacketFate.NeverArrived never -> 5;
            };
        }
    }
}
