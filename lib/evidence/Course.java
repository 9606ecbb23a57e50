package evidence;

import path.Confidence;
import path.Sighting;

/**
 * How far a connection is known to have come. What says more takes the place of what says less: sources tell at their
 * own pace, and not in the order in which it happened.
 */
sealed interface Course {

    /** How much it says. */
    int weight();

    /** The same in the words of the path. */
    Sighting sighting();

    /** Its first packet came in. */
    record Came() implements Course {

        @Override
        public int weight() {
            return 0;
        }

        @Override
        public Sighting sighting() {
            return new Sighting.Arrived();
        }
    }

    /** Its first packet passed every rule. */
    record LetIn() implements Course {

        @Override
        public int weight() {
            return 1;
        }

        @Override
        public Sighting sighting() {
            return new Sighting.Unanswered();
        }
    }

    /** An answer was sent, and the phone did not answer that: whether it went out was not seen. */
    record Answered() implements Course {

        @Override
        public int weight() {
            return 2;
        }

        @Override
        public Sighting sighting() {
            return new Sighting.Arrived();
        }
    }

    /** A refusal was sent: by who listens nowhere, or by a rule that rejects. */
    record Reset() implements Course {

        @Override
        public int weight() {
            return 3;
        }

        @Override
        public Sighting sighting() {
            return new Sighting.Refused();
        }
    }

    /** Where it ended. */
    record Ended(Sighting sighting) implements Course {

        static final Ended CONNECTED = new Ended(new Sighting.Connected());
        static final Ended REFUSED = new Ended(new Sighting.Refused());

        static Ended dropped(String by, String where) {
            return new Ended(new Sighting.Dropped(by, where, Confidence.OBSERVED));
        }

        @Override
        public int weight() {
            return 4;
        }
    }
}
