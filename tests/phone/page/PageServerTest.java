package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import path.PhoneAttempt;
import path.PhoneSystem;
import text.Message;

/** The page on real sockets: what an honest phone gets, and what is left when all is over. */
@Timeout(120)
class PageServerTest {
    private static final String PHONE = "127.0.1.23";

    @Test
    void thePageIsOneDocumentThatAsksForNothingElse() throws Exception {
        try (Pages page = Pages.open()) {
            Caller.Answer answer = Caller.get(PHONE, page.url());
            assertEquals(200, answer.status());
            assertEquals("text/html; charset=utf-8", answer.headers().get("content-type"));
            assertEquals("no-store", answer.headers().get("cache-control"));
            assertEquals("no-referrer", answer.headers().get("referrer-policy"));
            assertEquals("nosniff", answer.headers().get("x-content-type-options"));
            assertFalse(answer.headers().containsKey("set-cookie"));
            String policy = answer.headers().get("content-security-policy");
            String nonce = policy.replaceFirst(".*script-src 'nonce-([^']+)'.*", "$1");
            assertTrue(policy.startsWith("default-src 'none'; ") && !policy.contains("unsafe"), policy);
            assertEquals(3, answer.body().split("nonce=\"" + nonce.replace("+", "\\+") + "\"", -1).length - 1);
            assertFalse(answer.body().matches("(?s).*%[a-z]+%.*"), "a place was not filled in");
            assertFalse(answer.body().contains("https://"), "something from outside");
            assertNotEquals(nonce, Caller.get(PHONE, page.url()).headers().get("content-security-policy")
                    .replaceFirst(".*script-src 'nonce-([^']+)'.*", "$1"));
        }
    }

    @Test
    void thePageKnowsWhatToTryAndBothLanguages() throws Exception {
        try (Pages page = Pages.open()) {
            JsonObject data = data(Caller.get(PHONE, page.url()).body());
            assertEquals("[\"127.0.1.5\",\"127.0.3.5\"]", data.get("addresses").toString());
            assertEquals("[{\"name\":\"API\",\"port\":8000,\"kind\":\"http\",\"scheme\":\"http\",\"path\":\"/health\"},"
                    + "{\"name\":\"LiveKit\",\"port\":7881,\"kind\":\"raw\",\"scheme\":\"http\",\"path\":\"/\"},"
                    + "{\"name\":\"X11\",\"port\":6000,\"kind\":\"forbidden\",\"scheme\":\"http\",\"path\":\"/\"},"
                    + "{\"name\":\"Media\",\"port\":7882,\"kind\":\"udp\",\"scheme\":\"http\",\"path\":\"/\"}]",
                    data.get("targets").toString());
            assertEquals(3000, data.get("limit").getAsInt());
            assertFalse(data.get("untilWell").getAsBoolean());
            JsonObject words = data.getAsJsonObject("words");
            assertEquals("no answer", words.getAsJsonObject("en").get("nothing").getAsString());
            assertEquals("pas de réponse", words.getAsJsonObject("fr").get("nothing").getAsString());
            assertEquals("port {0}", words.getAsJsonObject("fr").get("port").getAsString());
        }
    }

    /** Nothing that a service is called can end the script element that it stands in. */
    @Test
    void aNameIsDataAndNoMarkup() throws Exception {
        String name = "</script><script>alert(1)</script><!-- & \" ' \u2028";
        var settings = new PageServer.Settings(List.of(Pages.MAIN), 0, name, name,
                Target.of(List.of(Pages.endpoint(name, 8000, Protocol.TCP, "/<b>"))), Duration.ofSeconds(3),
                Pages.TOKEN, PageServer.Mode.UNTIL_WELL, 1);
        try (Pages page = Pages.open(settings)) {
            String body = Caller.get(PHONE, page.url()).body();
            assertEquals(2, body.split("</script>", -1).length - 1);
            JsonObject data = data(body);
            assertEquals(name, data.get("title").getAsString());
            assertTrue(data.get("untilWell").getAsBoolean());
        }
    }

    @Test
    void theAddressMayBeInCapitals() throws Exception {
        try (Pages page = Pages.open()) {
            URI capitals = URI.create(page.url().toString().toUpperCase(Locale.ROOT));
            Caller.Answer answer = Caller.get(PHONE, capitals);
            assertEquals(200, answer.status());
            assertEquals(200, Caller.say(PHONE, capitals, "{\"page\":" + Pages.number(answer.body())
                    + ",\"lang\":\"fr\",\"say\":\"here\"}").status());
        }
    }

    @Test
    void aPhoneSaysWhatItGotAndIsToldWhatTheMachineMakesOfIt() throws Exception {
        try (Pages page = Pages.open()) {
            int number = page.visit(PHONE);
            PageEvent.Device device = page.next(PageEvent.Opened.class).device();
            assertEquals(new PageEvent.Device(1, Pages.at(PHONE), PhoneSystem.OTHER), device);
            String head = "{\"page\":" + number + ",\"lang\":\"fr\",";
            assertEquals("{\"verdicts\":[]}", page.say(PHONE, head + "\"say\":\"result\",\"target\":0,\"address\":0,"
                    + "\"outcome\":\"failed\",\"after\":4.5}").body());
            PageEvent.Result result = page.next(PageEvent.Result.class);
            while (result.attempt() instanceof PhoneAttempt.NotTried) {
                result = page.next(PageEvent.Result.class);
            }
            assertEquals(new PageEvent.Result(device, Pages.TARGETS.getFirst(), Pages.MAIN.inet(),
                    new PhoneAttempt.FailedFast(Duration.ofNanos(4_500_000))), result);
            page.server.judge(result.target(), device.address(), Optional.of(Message.of("phone.not-tried-udp")),
                    Optional.empty(),
                    PageServer.Standing.OPEN);
            assertEquals("un navigateur ne sait pas envoyer d'UDP",
                    verdict(page.say(PHONE, head + "\"say\":\"here\"}")));
            assertEquals("a browser cannot send UDP",
                    verdict(page.say(PHONE, head.replace("fr", "en") + "\"say\":\"here\"}")));
            page.say(PHONE, head + "\"say\":\"finished\",\"round\":1}");
            assertEquals(device, page.next(PageEvent.Finished.class).device());
        }
    }

    @Test
    void theDeviceIsGoneWhenNothingIsHeardOfIt() throws Exception {
        try (Pages page = Pages.open()) {
            page.visit(PHONE);
            page.next(PageEvent.Opened.class);
            page.pass(Visitors.GONE_AFTER.plusSeconds(1));
            assertEquals(new PageEvent.Left(new PageEvent.Device(1, Pages.at(PHONE), PhoneSystem.OTHER)), page.next(PageEvent.Left.class));
        }
    }

    @Test
    void thePagesHearOfTheEndBeforeThePortIsClosed() throws Exception {
        try (Pages page = Pages.open()) {
            String here = "{\"page\":" + page.visit(PHONE) + ",\"lang\":\"fr\",\"say\":\"here\"}";
            try (var caller = new Caller(PHONE, page.url())) {
                assertEquals(200, caller.say(here).status());
                page.server.end(Message.of("phone.not-tried-udp"));
                Thread closing = Thread.ofPlatform().start(page.server::close);
                while (closing.isAlive() && closing.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                assertEquals("{\"verdicts\":[],\"end\":\"un navigateur ne sait pas envoyer d'UDP\"}",
                        caller.say(here).body().replace("\\u0027", "'"));
                closing.join();
            }
            // Refused; or reset, where the kernel took the connection in the moment before the selector let the port go.
            assertThrows(SocketException.class, () -> Caller.get(PHONE, page.url()));
        }
    }

    @Test
    void whenItIsClosedNothingIsLeft() throws Exception {
        // A thread is of its maker's group: so are all those of this server, and of no other.
        var group = new ThreadGroup("a server and all it starts");
        var opened = new CompletableFuture<Pages>();
        new Thread(group, () -> opened.completeAsync(PageServerTest::opened, Runnable::run)).start();
        URI url;
        try (Pages page = opened.join()) {
            url = page.url();
            assertTrue(threads(group).stream().anyMatch(thread -> thread.getName().startsWith("HTTP-Dispatcher")),
                    () -> threads(group).toString());
            // Somebody who has begun a request and never ends it.
            try (var slow = new Caller(PHONE, url)) {
                slow.write("GET /".getBytes(StandardCharsets.ISO_8859_1));
                // Who came later has an answer: so the server has the other one's connection as well.
                page.visit(PHONE);
                page.server.close();
                page.server.close();
                assertFalse(assertThrows(IOException.class, slow::read) instanceof SocketTimeoutException);
            }
        }
        for (Thread thread : threads(group)) {
            assertTrue(thread.join(Duration.ofSeconds(20)), thread + " is left");
        }
        try (var again = new ServerSocket()) {
            again.bind(new InetSocketAddress(Pages.MAIN.inet(), url.getPort()));
        }
    }

    @Test
    void whatTheListenerThrowsIsNotSwallowed() throws Exception {
        var settings = Pages.settings(List.of(Pages.MAIN), 0, PageServer.Mode.ONCE);
        PageServer server = PageServer.open(settings, event -> {
            throw new IllegalArgumentException("a bug");
        });
        try {
            Caller.get(PHONE, server.url(Pages.MAIN.inet()));
        } finally {
            assertEquals("a bug", assertThrows(IllegalArgumentException.class, server::close).getMessage());
        }
    }

    @Test
    void whereThePortIsTakenTheNextIsUsedOnEveryAddress() throws Exception {
        try (var taken = new ServerSocket(0, 1, Pages.MAIN.inet());
                Pages page = Pages.open(Pages.settings(List.of(Pages.MAIN, Pages.OTHER), taken.getLocalPort(),
                        PageServer.Mode.ONCE))) {
            assertTrue(page.server.port() > taken.getLocalPort(), page.server.port() + "");
            assertEquals(List.of(Pages.MAIN.inet(), Pages.OTHER.inet()), page.server.addresses());
            assertEquals(200, Caller.get(PHONE, page.url()).status());
            assertEquals(200, Caller.get(PHONE, page.server.url(Pages.OTHER.inet())).status());
        }
    }

    /** 192.0.2.0/24 is for documentation (RFC 5737): no machine has such an address, and nothing is sent there. */
    @Test
    void anAddressThatIsNotHereIsNamedAndTheOthersAreOpen() throws Exception {
        var elsewhere = new Cidr("192.0.2.7", 24);
        try (Pages page = Pages.open(Pages.settings(List.of(elsewhere, Pages.MAIN), 0, PageServer.Mode.ONCE))) {
            assertEquals(List.of(Pages.MAIN.inet()), page.server.addresses());
            assertEquals(List.of(elsewhere), page.server.closed().stream().map(PageServer.Closed::address).toList());
            assertEquals(200, Caller.get(PHONE, page.url()).status());
        }
        assertThrows(IOException.class,
                () -> Pages.open(Pages.settings(List.of(elsewhere), 0, PageServer.Mode.ONCE)));
    }

    @Test
    void aPortThatBrowsersRefuseIsNotUsed() throws Exception {
        try (Pages page = Pages.open(Pages.settings(List.of(Pages.MAIN), 6665, PageServer.Mode.ONCE))) {
            assertTrue(page.server.port() >= 6670 && !BadPorts.has(page.server.port()), page.server.port() + "");
        }
    }

    private static JsonObject data(String page) {
        return JsonParser.parseString(page.replaceFirst("(?s).*<script type=\"application/json\"[^>]*>", "")
                .replaceFirst("(?s)</script>.*", "")).getAsJsonObject();
    }

    private static String verdict(Caller.Answer answer) {
        var verdict = JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonArray("verdicts").get(0)
                .getAsJsonObject();
        assertEquals(0, verdict.get("target").getAsInt());
        assertEquals("open", verdict.get("standing").getAsString());
        return verdict.get("text").getAsString();
    }

    private static Pages opened() {
        try {
            return Pages.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Thread> threads(ThreadGroup group) {
        var threads = new Thread[100];
        return List.of(Arrays.copyOf(threads, group.enumerate(threads)));
    }
}
