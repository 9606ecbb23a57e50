package inventory.compose;

import inventory.Inventory;
import java.util.List;
import text.Message;

/** What came of reading a Compose file. One that is broken is an {@link inventory.InventoryProblem} instead. */
public sealed interface ComposeResult {

    /** What could not be told of it, for people. */
    List<Message> notes();

    /** @param inventory at least one service; its source is the first of the files */
    record Published(Inventory inventory, List<Message> notes) implements ComposeResult {
        public Published {
            notes = List.copyOf(notes);
        }
    }

    /** A file that is good and publishes no port that has a number. */
    record NothingPublished(String source, List<Message> notes) implements ComposeResult {
        public NothingPublished {
            notes = List.copyOf(notes);
        }
    }
}
