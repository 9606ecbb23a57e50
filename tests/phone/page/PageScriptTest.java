package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.Command;
import process.Exec;
import process.Ran;
import testing.Project;

/**
 * What the page's own script makes of what its requests meet, run by node with clocks and a network of its own: a pause,
 * a jump of the clock and a limit of ten seconds take no time. That browsers are so is the lab's to show.
 */
class PageScriptTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String OK = "{answer: 4, end: 5}";
    private static final String RESET = "{fail: 3}";

    @TempDir
    private Path folder;

    /** What the page has said of the first port, and what it shows in the end. */
    private JsonObject run(String kind, String scenario) throws IOException {
        if (!node()) {
            String why = "node is not installed, which runs the page's script";
            return "true".equals(System.getenv("CI")) ? fail(why) : abort(why);
        }
        String html = new PageContent(new PageServer.Settings(List.of(Pages.MAIN), 0, "", "192.168.1.44", List.of(),
                Duration.ofSeconds(10), Pages.TOKEN, PageServer.Mode.ONCE, 1)).page(1, "nonce");
        JsonObject data = JsonParser.parseString(html.replaceFirst("(?s).*<script type=\"application/json\"[^>]*>", "")
                .replaceFirst("(?s)</script>.*", "")).getAsJsonObject();
        data.add("targets", new Gson().fromJson("[" + target("API", 8000, kind) + "," + target("Other", 8001, "http")
                + "]", JsonArray.class));
        var input = new JsonObject();
        input.addProperty("scripts", html.replaceFirst("(?s).*<script nonce=\"nonce\">", "")
                .replaceFirst("(?s)</script>.*", ""));
        input.add("data", data);
        input.add("scenario", new Gson().fromJson(scenario, JsonObject.class));
        Path file = folder.resolve("scenario.json");
        Files.writeString(file, input.toString());
        Ran ran = new Exec().run(Command.of("node", List.of(Project.path("tests/phone/page/page-script.mjs").toString(),
                file.toString())).within(PATIENCE));
        assertEquals(new Ran.Exited(0), ran.end(), ran::errText);
        return JsonParser.parseString(ran.outText()).getAsJsonObject();
    }

    private static boolean node() {
        return new Exec().run(Command.of("node", List.of("--version")).within(PATIENCE)).end()
                .equals(new Ran.Exited(0));
    }

    private static String target(String name, int port, String kind) {
        return "{\"name\":\"%s\",\"port\":%d,\"kind\":\"%s\",\"scheme\":\"http\",\"path\":\"/\"}"
                .formatted(name, port, kind);
    }

    /** @param requests of the first port; the second is well */
    private static String requests(String requests, String... more) {
        return "{requests: {8000: [" + requests + "], 8001: [" + OK + "], 'ws:8000': [" + RESET + "]}"
                + String.join("", more) + "}";
    }

    /** @param requests of the first port in plain HTTP, @param sockets as WebSockets */
    private static String webSockets(String requests, String sockets) {
        return "{requests: {8000: [" + requests + "], 8001: [" + OK + "], 'ws:8000': [" + sockets + "]}}";
    }

    private static List<String> results(JsonObject ran) {
        return StreamSupport.stream(ran.getAsJsonArray("said").spliterator(), false).map(JsonElement::getAsJsonObject)
                .filter(said -> said.get("say").getAsString().equals("result") && said.get("target").getAsInt() == 0)
                .map(said -> {
                    said.remove("say");
                    said.remove("target");
                    said.remove("address");
                    return said.toString().replace("\"", "");
                }).toList();
    }

    private List<String> resultsOf(String requests, String... more) throws IOException {
        return results(run("http", requests(requests, more)));
    }

    private static List<String> texts(JsonObject ran, String where) {
        return StreamSupport.stream(ran.getAsJsonArray(where).spliterator(), false).map(JsonElement::getAsString)
                .toList();
    }

    @Test
    void sixRequestsAndTheFirstIsNotMeasured() throws IOException {
        assertEquals(List.of("{outcome:through,tries:6,answered:6,times:[5,5,5,5,5]}"), resultsOf(OK));
    }

    @Test
    void oneAnswerOfSixIsOneOfSix() throws IOException {
        JsonObject ran = run("http", requests(OK + "," + RESET));
        assertEquals(List.of("{outcome:through,tries:6,answered:1,times:[5]}"), results(ran));
        assertEquals("Not working from this phone: 1 of 2.", ran.get("big").getAsString());
        assertEquals(List.of("bad: API | 1 of 6 answered | port 8000 | 5 ms | Some requests were answered, others were "
                + "not: the service is failing, or this Wi-Fi is."), texts(ran, "lines"));
    }

    @Test
    void whatFailsFirstAndAnswersThenIsNotDroppedEither() throws IOException {
        assertEquals(List.of("{outcome:failed,after:3}", "{outcome:through,tries:6,answered:5,times:[5,5,5,5,5]}"),
                resultsOf(RESET + "," + OK));
    }

    /** A time-out of ours is no time of a service, and one is enough. */
    @Test
    void aRequestThatIsNeverAnsweredCounts() throws IOException {
        assertEquals(List.of("{outcome:through,tries:3,answered:2,times:[5]}"), resultsOf(OK + "," + OK + ",{}"));
        assertEquals(List.of("{outcome:nothing,after:10000}"), resultsOf("{}"));
    }

    @Test
    void whatAnotherAppInterruptsIsTriedAgain() throws IOException {
        assertEquals(List.of("{outcome:through,tries:6,answered:6,times:[5,5,5,5,5]}"),
                resultsOf("{answer: 4, end: 5, hide: true}," + OK));
        assertEquals(List.of("{outcome:through,tries:6,answered:6,times:[5,5,5,5,5]}"),
                resultsOf(OK + "," + OK + ",{hide: true}," + OK), "a time-out over a pause is none");
    }

    @Test
    void whatWasMeasuredOverAJumpOfTheClockIsThrownAway() throws IOException {
        assertEquals(List.of("{outcome:through,tries:6,answered:6,times:[5,5,5,5,5]}"),
                resultsOf(OK + ",{answer: 4000, end: 4001, sleep: true}," + OK));
    }

    /** A phone that sleeps interrupts whatever is being tried: here both. */
    @Test
    void whatIsInterruptedEachTimeIsNotMeasured() throws IOException {
        JsonObject ran = run("http", requests("{answer: 4, end: 5, sleep: true}"));
        assertEquals(List.of("{outcome:paused,after:0}"), results(ran));
        assertEquals("Not measured: 2 of 2.", ran.get("big").getAsString());
        assertEquals("none: API | interrupted | port 8000 | The screen went off or another app was in front each time. "
                + "Leave this page in front, then reload it.", texts(ran, "lines").getFirst());
    }

    /** What was cleanly seen to fail stays, whatever interrupts the rest. */
    @Test
    void aFailureIsNotForgottenForAPause() throws IOException {
        assertEquals(List.of("{outcome:failed,after:3}"),
                resultsOf(RESET + ",{fail: 3, sleep: true}"));
        assertEquals(List.of("{outcome:through,tries:2,answered:1,times:[5]}"),
                resultsOf(OK + "," + RESET + ",{answer: 4, end: 5, sleep: true}"));
    }

    @Test
    void anAnswerWithoutAnEndIsNone() throws IOException {
        JsonObject ran = run("http", requests("{answer: 4}"));
        assertEquals(List.of("{outcome:unfinished,after:10000}"), results(ran));
        assertEquals(List.of("bad: API | unfinished | port 8000 | after 10 s | The answer began and did not end; the PC "
                + "is looking."), texts(ran, "lines"));
    }

    /** Then nobody here can tell: what the PC sees decides. */
    @Test
    void aBrowserThatKeepsTheEndToItselfIsNotWaitedFor() throws IOException {
        assertEquals(List.of("{outcome:through,tries:6,answered:6,times:[4,4,4,4,4]}"),
                resultsOf("{answer: 4}", ", secretive: true"));
    }

    @Test
    void fiveSecondsAreSlowAndNotDead() throws IOException {
        JsonObject ran = run("http", requests("{answer: 5000, end: 5001}"));
        assertEquals(List.of("{outcome:through,tries:3,answered:3,times:[5001,5001]}"), results(ran));
        assertEquals("This phone reaches everything; slow: 1 of 2.", ran.get("big").getAsString());
        assertEquals(List.of("slow: API | slow | port 8000 | 5 s, at worst 5 s"), texts(ran, "lines"));
    }

    @Test
    void aRawPortThatAcceptsAndClosesFails() throws IOException {
        assertEquals(List.of("{outcome:failed,after:3}"), results(run("raw", requests(RESET))));
    }

    @Test
    void brokenOnesComeFirstInThePcsWordsAndTheOthersAreFolded() throws IOException {
        JsonObject ran = run("http", requests("{}", ", verdicts: [{target: 0, standing: 'ill', text: 'The PC\\'s firewall "
                + "blocked it.'}]"));
        assertEquals(List.of("bad: API | no answer | port 8000 | after 10 s | The PC's firewall blocked it."),
                texts(ran, "lines"));
        assertEquals(List.of("well: Other | answers | port 8001 | 5 ms, at worst 5 ms"), texts(ran, "well"));
        assertEquals("closed", ran.get("folded").getAsString());
        assertEquals("Reached: 1", ran.get("count").getAsString());
    }

    @Test
    void whatThePcFindsIllIsNotWellHoweverItAnswers() throws IOException {
        JsonObject ran = run("http", requests(OK, ", verdicts: [{target: 0, standing: 'ill', text: 'The service answers, "
                + "but is unhealthy: status 503.'}]"));
        assertEquals(List.of("bad: API | unhealthy | port 8000 | 5 ms, at worst 5 ms | The service answers, but is unhealthy: "
                + "status 503."), texts(ran, "lines"));
        assertEquals("Not working from this phone: 1 of 2.", ran.get("big").getAsString());
    }

    /** Where the PC knows what a failure was, each engine's page has one word for it. */
    @Test
    void thePcsWordStandsForWhatTheBrowserToldOfAFailure() throws IOException {
        for (String met : new String[] {"{}", RESET}) {
            JsonObject ran = run("http", requests(met, ", verdicts: [{target: 0, standing: 'ill', text: 'It closes.', "
                    + "word: 'closes'}]"));
            assertTrue(texts(ran, "lines").getFirst().startsWith("bad: API | closes | port 8000 | after "),
                    texts(ran, "lines").toString());
        }
        JsonObject repeated = run("http", requests(OK, ", verdicts: [{target: 0, standing: 'ill', text: 'It fails.', "
                + "word: '1 of 6 answered'}]"));
        assertEquals("bad: API | 1 of 6 answered | port 8000 | 5 ms, at worst 5 ms | It fails.",
                texts(repeated, "lines").getFirst());
    }

    /** It gives a plain request no answer, and takes a WebSocket. */
    @Test
    void aServiceOfWebSocketsIsOpenedAsOne() throws IOException {
        assertEquals("well: API | answers | port 8000 | 4 ms, at worst 4 ms", texts(run("web-socket",
                webSockets(RESET, "{answer: 4}")), "well").getFirst());
        assertEquals("bad: API | fails", texts(run("web-socket", webSockets(RESET, RESET)), "lines").getFirst()
                .replaceAll(" \\| port.*", ""));
    }

    @Test
    void whereAllIsWellItIsOpen() throws IOException {
        JsonObject ran = run("http", requests(OK));
        assertEquals("This phone reaches everything.", ran.get("big").getAsString());
        assertEquals("open", ran.get("folded").getAsString());
        assertEquals("Reached: 2", ran.get("count").getAsString());
    }
}
