package discovery;

import inventory.HealthCheck;
import inventory.HttpTerms;
import inventory.Inventory;
import inventory.InventoryFile;
import inventory.InventoryProblem;
import inventory.InventoryText;
import inventory.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * What a recording keeps of it: the services alone. Without remarks, for they are whoever's wrote the file; without
     * the values of headers, which are passwords; without the folders of the file; and nothing of a file that is none,
     * with which the run ends.
     */
    RecordedChoice forOthers() {
        String file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        if (text.isBlank()) {
            return new RecordedChoice(from, file, text);
        }
        try {
            Inventory read = InventoryFile.of(name, text);
            var kept = new Inventory(read.host(), read.services().stream().map(RecordedChoice::withoutHeaders).toList(),
                    read.source());
            return new RecordedChoice(from, file, InventoryText.of(kept, List.of(), new Words(Language.ENGLISH)));
        } catch (InventoryProblem e) {
            return new RecordedChoice(from, file, "");
        }
    }

    private static Service withoutHeaders(Service service) {
        Map<Integer, HealthCheck> health = new LinkedHashMap<>();
        service.health().forEach((port, check) -> health.put(port, switch (check) {
            case HealthCheck.HttpGet(String url, HttpTerms terms) -> {
                var headers = new LinkedHashMap<String, String>();
                terms.headers().keySet().forEach(header -> headers.put(header, "left-out"));
                yield new HealthCheck.HttpGet(url, new HttpTerms(terms.statuses(), terms.contains(), terms.json(),
                        headers, terms.tls()));
            }
            case HealthCheck.WebSocketUpgrade other -> other;
            case HealthCheck.TcpConnection other -> other;
        }));
        return new Service(service.name(), service.ports(), service.protocol(), health, service.container());
    }
}
