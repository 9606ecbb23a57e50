package firewall;

import process.Fact;

/**
 * Makes changes that stay for the time of one run only. Each is written down for good before it is made, so that
 * whoever comes after a run that was killed can take it back.
 */
public interface TemporaryChanges {

    /** Writes it down, then makes it. @return the new state, or why it could not be made */
    Fact<Change.State> make(Change change);

    /** Takes it back and writes that down; doing it twice is the same as once. Called when the run is over. */
    Fact<Change.State> takeBack(Change change);
}
