package inventory.compose;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import text.Message;

/** What could not be told of a Compose file, each once, in the order in which it turned up. */
final class Notes {
    private final Set<Message> notes = new LinkedHashSet<>();

    void add(Message note) {
        notes.add(note);
    }

    void add(String key, Object... args) {
        add(Message.of(key, args));
    }

    List<Message> all() {
        return List.copyOf(notes);
    }
}
