package process.recording;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
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
import java.util.Optional;
import java.util.SequencedMap;
import json.Json;
import text.Language;
import text.Words;

/**
 * The services of a run as they are kept: read, and written anew without the remarks of whoever wrote the file, without
 * the values of headers, which are passwords, and without what follows the path of a URL, which may be one.
 */
final class RecordedServices {
    private static final String LEFT_OUT = "left-out";

    private final Hosts hosts;

    RecordedServices(Hosts hosts) {
        this.hosts = hosts;
    }

    /** @param choice where they come from, the name of the file, and its text */
    JsonElement kept(JsonObject choice) {
        String text = Json.text(choice, "text").orElse("");
        String name = Json.text(choice, "name").orElse("");
        var kept = new JsonObject();
        kept.add("from", choice.get("from"));
        kept.addProperty("name", name.replaceFirst(".*[/\\\\]", ""));
        kept.addProperty("text", text.isBlank() ? text : hidden(name, text));
        return kept;
    }

    /** Nothing of a file that cannot be read: the run ends then, and nobody knows what is in it. */
    private String hidden(String name, String text) {
        try {
            Inventory read = InventoryFile.of(name, text);
            var kept = new Inventory(read.host().map(hosts::hide),
                    read.services().stream().map(this::hidden).toList(), read.source());
            return InventoryText.of(kept, List.of(), new Words(Language.ENGLISH));
        } catch (InventoryProblem e) {
            return "";
        }
    }

    private Service hidden(Service service) {
        Map<Integer, HealthCheck> health = new LinkedHashMap<>();
        service.health().forEach((port, check) -> health.put(port, switch (check) {
            case HealthCheck.HttpGet(String url, HttpTerms terms) ->
                new HealthCheck.HttpGet(hosts.withoutQueries(url), hidden(terms));
            case HealthCheck.WebSocketUpgrade(String url) ->
                new HealthCheck.WebSocketUpgrade(hosts.withoutQueries(url));
            case HealthCheck.TcpConnection tcp -> tcp;
        }));
        return new Service(service.name(), service.ports(), service.protocol(), health, service.container());
    }

    private HttpTerms hidden(HttpTerms terms) {
        SequencedMap<String, String> headers = new LinkedHashMap<>();
        terms.headers().keySet().forEach(name -> headers.put(name, LEFT_OUT));
        Optional<HttpTerms.Tls> tls = terms.tls().map(named -> new HttpTerms.Tls(named.ca().map(hosts::authority)));
        return new HttpTerms(terms.statuses(), terms.contains(), terms.json(), headers, tls);
    }
}
