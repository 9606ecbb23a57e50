package discovery;

import inventory.Inventory;
import java.util.List;
import text.Message;

/** What came of looking for services. */
public sealed interface Discovered {

    record Services(Inventory inventory) implements Discovered { }

    /** @param next what can be done about it, a line each */
    record Nothing(Message why, List<Message> next) implements Discovered {
        public Nothing {
            next = List.copyOf(next);
        }
    }
}
