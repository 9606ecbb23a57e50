package lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import testing.Wait;
import text.Language;
import text.Words;

/**
 * What one browser and one {@code verify --phone} make of services in these states.
 *
 * @param screen  of the phone
 * @param page    what the phone's page says of each in the end
 * @param machine what the script made of it
 * @param picture of the page in the end
 */
record EngineRun(Screen screen, Map<ServiceState, Line> page, PhoneResult machine, int series, byte[] picture) {

    /** A page asks every second whether it is over. */
    private static final Duration TOLD = Duration.ofSeconds(20);

    private static final String LINES = """
            JSON.stringify(Array.from(document.querySelectorAll('.line')).map(line => ({
              name: line.querySelector('.name').textContent, state: line.dataset.state,
              word: line.querySelector('.word').textContent, time: line.querySelector('.time').textContent,
              advice: Array.from(line.querySelectorAll('.advice')).map(each => each.textContent).join(' ').trim()})))""";

    /** One line of the page. @param state the colour of it */
    record Line(String state, String word, String time, String advice) {

        static Line of(JsonObject line) {
            return new Line(line.get("state").getAsString(), line.get("word").getAsString(),
                    line.get("time").getAsString(), line.get("advice").getAsString());
        }
    }

    /** @param keys of the services that speak TLS */
    static EngineRun of(Lab lab, Browser browser, Screen screen, int series, Path keys, List<ServiceState> states) {
        try {
            Path folder = Files.createTempDirectory(lab.folder(), "engine");
            Process services = serve(lab, folder, series, keys);
            try {
                Path file = Files.write(folder.resolve("services.yaml"), ServiceState.inventory(states, series));
                try (PhonePageScript proof = PhonePageScript.start(lab, folder.resolve("state"), "runbook.Verify",
                        List.of("--phone", "--services", file.toString(), "--output", "json", "--lang", "en"));
                        Tab tab = browser.open(screen)) {
                    tab.go(proof.page());
                    PhoneResult machine = PhoneResult.of(proof.end());
                    tab.await("the end", TOLD, text -> text.contains("closed") || text.contains("fermée"));
                    return new EngineRun(screen, lines(tab, states), machine, series, tab.picture());
                }
            } finally {
                Machine.end(services);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Services that nobody has asked yet. */
    static Process serve(Lab lab, Path folder, int series, Path keys) {
        Path said = folder.resolve("services.out");
        Process services = lab.machine().start(said, folder.resolve("services.log"),
                lab.classPath().java(StateServer.class.getName(), List.of(Integer.toString(series), keys.toString(),
                        TlsKeys.PASSWORD)).toArray(String[]::new));
        Wait.until("the services", Docker.STATE_LIMIT, () -> {
            if (!services.isAlive()) {
                throw new IllegalStateException(Files.readString(folder.resolve("services.log")));
            }
            return Files.exists(said) && Files.size(said) > 0;
        });
        return services;
    }

    private static Map<ServiceState, Line> lines(Tab tab, List<ServiceState> states) {
        var all = new EnumMap<ServiceState, Line>(ServiceState.class);
        JsonArray lines = JsonParser.parseString(tab.evaluate(LINES)).getAsJsonArray();
        for (JsonElement line : lines) {
            String name = line.getAsJsonObject().get("name").getAsString();
            ServiceState of = states.stream().filter(state -> state.title().equals(name)).findFirst().orElseThrow();
            all.put(of, Line.of(line.getAsJsonObject()));
        }
        return all;
    }

    /** What the page shows, and what it is to show. */
    String shown(ServiceState state) {
        return page.get(state).state() + " " + page.get(state).word();
    }

    void assertTrue(Engine engine, ServiceState state) {
        Words words = new Words(screen.language().startsWith("fr") ? Language.FRENCH : Language.ENGLISH);
        String of = engine.title() + ", " + state.title() + ": ";
        Assertions.assertEquals(state.page(words), ServiceState.uncounted(shown(state)), of + page.get(state));
        Assertions.assertEquals(state.verdict(), verdict(state), of + machine.said());
    }

    /** What the script says of the phone's word. */
    String verdict(ServiceState state) {
        DiagnoseResult.Endpoint endpoint = machine.diagnosed().endpoints().get(state.port(series));
        return endpoint.hops().get("phone") + (endpoint.cause() == null ? "" : " " + endpoint.cause());
    }
}
