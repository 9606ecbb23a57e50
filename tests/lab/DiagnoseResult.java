package lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import process.Ran;
import testing.RunbookSchema;

/** What a run of {@code diagnose --output json} said. */
record DiagnoseResult(Ran ran, JsonObject document) {

    static final String SLOW = "slow-answer";

    /** @param brokenAt null where nothing is broken; so is cause */
    record Endpoint(int port, String brokenAt, String cause, Map<String, String> hops) { }

    record Finding(String id, String severity, Set<String> services, String text) {
        boolean accuses() {
            return !severity.equals("info");
        }
    }

    static DiagnoseResult read(Ran ran) {
        try {
            return new DiagnoseResult(ran, RunbookSchema.document(ran.outText()));
        } catch (AssertionError e) {
            throw new AssertionError(ran.end() + ": " + e.getMessage() + "\n" + ran.errText(), e);
        }
    }

    int exitCode() {
        return ran.end() instanceof Ran.Exited(int code) ? code : -1;
    }

    int exitCodeInDocument() {
        return document.get("exitCode").getAsInt();
    }

    String verdict() {
        return document.get("verdict").getAsString();
    }

    Map<Integer, Endpoint> endpoints() {
        var all = new TreeMap<Integer, Endpoint>();
        for (JsonObject service : objects(document.getAsJsonArray("services"))) {
            var hops = new TreeMap<String, String>();
            for (JsonObject hop : objects(service.getAsJsonArray("hops"))) {
                hops.put(hop.get("hop").getAsString(), hop.get("result").getAsString());
            }
            int port = service.get("port").getAsInt();
            all.put(port, new Endpoint(port, text(service, "brokenAt"), text(service, "cause"), hops));
        }
        return all;
    }

    List<Finding> findings() {
        var all = new ArrayList<Finding>();
        for (JsonObject finding : objects(document.getAsJsonArray("findings"))) {
            Set<String> services = new TreeSet<>();
            finding.getAsJsonArray("services").forEach(name -> services.add(name.getAsString()));
            all.add(new Finding(text(finding, "id"), text(finding, "severity"), services, finding.toString()));
        }
        return all;
    }

    /** Findings above info. */
    List<Finding> accusations() {
        return findings().stream().filter(Finding::accuses).toList();
    }

    /** A busy machine makes a service slow for real: that is true then, and hides what is asked about. */
    boolean ofABusyMachine() {
        return accusations().stream().anyMatch(finding -> finding.id().equals(SLOW));
    }

    /** In a word: {@code firewall-block-rule @ firewall}, or {@code nothing}. */
    String summary() {
        Set<String> causes = endpoints().values().stream()
                .filter(endpoint -> endpoint.brokenAt() != null)
                .map(endpoint -> endpoint.cause() + " @ " + endpoint.brokenAt())
                .collect(Collectors.toCollection(TreeSet::new));
        accusations().stream()
                .filter(finding -> causes.stream().noneMatch(cause -> cause.startsWith(finding.id() + " @")))
                .forEach(finding -> causes.add(finding.id() + " (" + finding.severity() + ")"));
        return causes.isEmpty() ? "nothing" : String.join(", ", causes);
    }

    private static String text(JsonObject object, String key) {
        JsonElement value = object.get(key);
        return value == null || value.isJsonNull() ? null : value.getAsString();
    }

    private static List<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject).toList();
    }
}
