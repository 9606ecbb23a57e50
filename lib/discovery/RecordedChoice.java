package discovery;

import inventory.Inventory;
import inventory.InventoryText;
import java.util.List;
import text.Language;
import text.Words;

/**
 * Where the services come from in one run, as a recording keeps it: a replay speaks of the same services.
 *
 * @param from one of the words below
 * @param name what the file was called
 * @param text what stood in the file, or the services as an inventory
 */
record RecordedChoice(String from, String name, String text) {
    static final String NAMED_FILE = "file";
    static final String FOUND_FILE = "found file";
    static final String COMPOSE_FILE = "compose file";
    static final String DOCKER = "docker";
    /** The running containers only: nobody asked for Docker. */
    static final String DOCKER_RUNNING = "docker running";
    static final String EXAMPLE = "example";
    static final String NOTHING = "nothing";

    /** As recordings have had it from the first: the guide's services, whatever is there. */
    static final String BUILT_IN = "built in";

    static RecordedChoice of(String from) {
        return new RecordedChoice(from, "", "");
    }

    /** Services that were put together from several files and variables: a replay has none of these. */
    static RecordedChoice composed(String file, Inventory inventory) {
        return new RecordedChoice(COMPOSE_FILE, file, InventoryText.of(inventory, List.of(),
                new Words(Language.ENGLISH)));
    }
}
