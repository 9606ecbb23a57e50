package report;

import java.net.InetAddress;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import json.JsonBuilder;
import path.Diagnosis;
import path.Hop;
import path.PhoneAttempt;
import path.PhoneReport;
import path.PhoneReports;
import path.RoundTrips;
import path.ServicePath;
import path.check.PhoneTexts;

/** What phones said, phone by phone, as a part of the JSON document. */
final class PhonesJson {

    private PhonesJson() { }

    /** Adds {@code phones} and {@code roundTrips}, each only where there is something to say. */
    static void add(JsonBuilder document, Diagnosis diagnosis) {
        var phones = new LinkedHashMap<InetAddress, List<JsonBuilder>>();
        for (ServicePath path : diagnosis.paths()) {
            path.at(Hop.PHONE).phone().ifPresent(reports -> reports.words().forEach(word ->
                    phones.computeIfAbsent(word.phone(), phone -> new ArrayList<>()).add(port(word, reports))));
        }
        if (!phones.isEmpty()) {
            document.put("phones", phones.entrySet(), phone -> new JsonBuilder()
                    .put("address", phone.getKey().getHostAddress())
                    .put("ports", phone.getValue()));
        }
        document.putIfPresent("roundTrips", RoundTrips.of(diagnosis).map(times -> new JsonBuilder()
                .put("medianMs", times.median())
                .put("worstMs", times.worst())
                .put("suggestedTimeoutMs", times.suggestedTimeout())));
    }

    private static JsonBuilder port(PhoneReport word, PhoneReports reports) {
        JsonBuilder port = JsonReport.endpoint(new JsonBuilder(), "service", word.endpoint())
                .put("asked", word.asked().getHostAddress())
                .put("at", word.at().truncatedTo(ChronoUnit.MILLIS))
                .put("remembered", reports.age().isPresent())
                .put("result", PhoneTexts.id(word.attempt()));
        if (word.attempt() instanceof PhoneAttempt.GotThrough(var median, var worst, int tries)) {
            port.put("medianMs", median).put("worstMs", worst).put("tries", tries).put("answered", tries);
        }
        if (word.attempt() instanceof PhoneAttempt.Intermittent(int answered, int tries, var median, var worst)) {
            port.put("medianMs", median).put("worstMs", worst).put("tries", tries).put("answered", answered);
        }
        return port.put("seen", word.seen().toOptional().map(PhoneTexts::id));
    }
}
