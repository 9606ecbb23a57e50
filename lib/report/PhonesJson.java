package report;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import fact.Fact;
import java.net.InetAddress;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import path.Diagnosis;
import path.Hop;
import path.InWords;
import path.PhoneWord;
import path.RoundTrips;
import path.Said;
import path.ServicePath;
import path.Sighting;
import path.Tried;
import text.Durations;

/** What phones said, phone by phone, as a part of the JSON document. */
final class PhonesJson {

    private PhonesJson() { }

    /** Adds {@code phones} and {@code roundTrips}, each only where there is something to say. */
    static void add(JsonObject document, Diagnosis diagnosis) {
        var phones = new LinkedHashMap<InetAddress, JsonArray>();
        for (ServicePath path : diagnosis.paths()) {
            path.at(Hop.PHONE).phone().ifPresent(said -> said.words().forEach(word ->
                    phones.computeIfAbsent(word.phone(), phone -> new JsonArray()).add(port(word, said))));
        }
        if (!phones.isEmpty()) {
            var array = new JsonArray();
            for (Map.Entry<InetAddress, JsonArray> entry : phones.entrySet()) {
                var phone = new JsonObject();
                phone.addProperty("address", entry.getKey().getHostAddress());
                phone.add("ports", entry.getValue());
                array.add(phone);
            }
            document.add("phones", array);
        }
        RoundTrips.of(diagnosis).ifPresent(times -> {
            var json = new JsonObject();
            json.addProperty("medianMs", Durations.millis(times.median()));
            json.addProperty("worstMs", Durations.millis(times.worst()));
            json.addProperty("suggestedTimeoutMs", Durations.millis(times.suggestedTimeout()));
            document.add("roundTrips", json);
        });
    }

    private static JsonObject port(PhoneWord word, Said said) {
        var port = new JsonObject();
        port.addProperty("service", word.endpoint().service().name());
        port.addProperty("port", word.endpoint().port());
        port.addProperty("protocol", word.endpoint().service().protocol().id());
        port.addProperty("asked", word.asked().getHostAddress());
        port.addProperty("at", word.at().truncatedTo(ChronoUnit.MILLIS).toString());
        port.addProperty("remembered", said.age().isPresent());
        port.addProperty("result", InWords.id(word.tried()));
        if (word.tried() instanceof Tried.GotThrough(var median, var worst, int tries)) {
            port.addProperty("medianMs", Durations.millis(median));
            port.addProperty("worstMs", Durations.millis(worst));
            port.addProperty("tries", tries);
        }
        port.add("seen", word.seen() instanceof Fact.Known<Sighting>(Sighting seen)
                ? new JsonPrimitive(InWords.id(seen)) : JsonNull.INSTANCE);
        return port;
    }
}
