package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Mutations;

/** Those who are not to have the page, and what is not to be believed. */
@Timeout(120)
class HostilePostTest {
    private static final String PHONE = "127.0.1.23";
    private Pages page;
    private String authority;

    @BeforeEach
    void open() throws IOException {
        page = Pages.open();
        authority = page.url().getAuthority();
    }

    @AfterEach
    void close() {
        page.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/favicon.ico", "/abcdefghj", "/abcdefghjm", "/abcdefghjkk", "/x/abcdefghjk",
        "/..//abcdefghjk", "/%61bcdefghjk", "/abcdefghjk%2F", "/abcdefghjk;x", "/index.html", "/../../etc/passwd"})
    void everythingElseIsNotThere(String path) throws Exception {
        assertBare(404, Caller.get(PHONE, URI.create("http://" + authority + path)));
        assertEquals(new PageEvent.TurnedAway(Pages.at(PHONE), PageEvent.Why.WRONG_TOKEN), page.next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /abcdefghjk/say", "GET /abcdefghjk/page.js", "POST /abcdefghjk", "POST /abcdefghjk/",
        "PUT /abcdefghjk/say", "OPTIONS /abcdefghjk/say", "HEAD /abcdefghjk", "GET /abcdefghjk//",
        "POST /abcdefghjk/say/", "DELETE /abcdefghjk", "TRACE /abcdefghjk"})
    void theWordAloneOpensOneDoor(String request) throws Exception {
        try (var caller = new Caller(PHONE, page.url())) {
            assertBare(404, caller.send(request + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n"));
        }
    }

    /** What is not a path at all is answered by the JDK's server itself. */
    @ParameterizedTest
    @ValueSource(strings = {"GET //abcdefghjk HTTP/1.1", "OPTIONS * HTTP/1.1", "GET abcdefghjk",
        "GET /\\ HTTP/1.1", "x"})
    void whatIsNoPathIsRefused(String line) throws Exception {
        try (var caller = new Caller(PHONE, page.url())) {
            int status = caller.send(line + "\r\nHost: " + authority + "\r\n\r\n").status();
            assertTrue(status == 404 || status == 400, "status " + status);
        }
    }

    @Test
    void thePageMayHaveAQueryThatAScannerAdds() throws Exception {
        try (var caller = new Caller(PHONE, page.url())) {
            String request = "GET /abcdefghjk/?from=scanner HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
            assertEquals(200, caller.send(request).status());
        }
    }

    /** A name of somebody else's that was made to lead here. */
    @ParameterizedTest
    @ValueSource(strings = {"Host: attacker.test:%d", "Host: localhost:%d", "Host: 127.0.1.5", "Host: 127.0.1.6:%d",
        "Host: 127.0.1.5:%d\r\nHost: attacker.test", "Host: 127.0.1.5:%d.", "Host: ", "X: y"})
    void anotherHostIsNotServed(String header) throws Exception {
        String host = header.replace("%d", String.valueOf(page.server.port()));
        try (var caller = new Caller(PHONE, page.url())) {
            assertBare(404, caller.send("GET /abcdefghjk HTTP/1.1\r\n" + host + "\r\n\r\n"));
        }
        assertEquals(new PageEvent.TurnedAway(Pages.at(PHONE), PageEvent.Why.NOT_UNDERSTOOD), page.next());
    }

    /** The page is asked for by one address and named by another of ours: a phone may well do that. */
    @Test
    void ourOtherAddressIsOurs() throws Exception {
        try (var caller = new Caller(PHONE, page.server.url(Pages.OTHER.inet()))) {
            assertEquals(200, caller.send("GET /abcdefghjk HTTP/1.1\r\nHost: " + authority + "\r\n\r\n").status());
        }
    }

    @Test
    void aDeviceOfAnotherNetworkIsToldSoAndGetsNothing() throws Exception {
        Caller.Answer answer = Caller.get("127.0.2.9", page.url());
        assertEquals(403, answer.status());
        assertTrue(answer.body().contains("different networks") && !answer.body().contains("<script"), answer.body());
        assertEquals(new PageEvent.TurnedAway(Pages.at("127.0.2.9"), PageEvent.Why.OTHER_NETWORK), page.next());
        assertEquals(403, Caller.say("127.0.2.9", page.url(), here(1)).status());
    }

    @Test
    void aStrangerOfAnotherNetworkIsOnlyAStranger() throws Exception {
        assertBare(404, Caller.get("127.0.2.9", page.url().resolve("/wrong")));
        assertEquals(new PageEvent.TurnedAway(Pages.at("127.0.2.9"), PageEvent.Why.WRONG_TOKEN), page.next());
    }

    @Test
    void thisMachineIsNoPhone() throws Exception {
        for (String own : List.of("127.0.1.5", "127.0.3.5")) {
            Caller.Answer answer = Caller.get(own, page.url());
            assertEquals(403, answer.status());
            assertTrue(answer.body().contains("This is the PC itself"), answer.body());
            assertEquals(new PageEvent.TurnedAway(Pages.at(own), PageEvent.Why.THIS_MACHINE), page.next());
        }
    }

    @Test
    void aFifthDeviceIsToldWhatToDo() throws Exception {
        for (int i = 1; i <= 4; i++) {
            page.visit("127.0.1." + (100 + i));
        }
        Caller.Answer answer = Caller.get("127.0.1.105", page.url());
        assertEquals(503, answer.status());
        assertTrue(answer.body().contains("Un autre téléphone est en train de tester"), answer.body());
        assertEquals(Pages.at("127.0.1.105"), page.next(PageEvent.TurnedAway.class).from());
        assertEquals(200, Caller.get("127.0.1.101", page.url()).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Type: application/json", "Origin: null\r\nContent-Type: application/json",
        "Origin: http://attacker.test\r\nContent-Type: application/json",
        "Origin: https://@\r\nContent-Type: application/json", "Origin: http://@/\r\nContent-Type: application/json",
        "Origin: http://@\r\nOrigin: http://attacker.test\r\nContent-Type: application/json",
        "Origin: http://@", "Origin: http://@\r\nContent-Type: text/plain",
        "Origin: http://@\r\nContent-Type: application/x-www-form-urlencoded",
        "Origin: http://@\r\nContent-Type: application/json-seq",
        "Origin: http://@\r\nContent-Type: application/json; charset=latin1"})
    void anotherSitesPageSaysNothingHere(String headers) throws Exception {
        int number = page.visit(PHONE);
        try (var caller = new Caller(PHONE, page.url())) {
            assertBare(400, caller.post("Host: " + authority + "\r\n" + headers.replace("@", authority) + "\r\n",
                    here(number).getBytes(StandardCharsets.UTF_8)));
        }
        assertEquals(PageEvent.Why.NOT_UNDERSTOOD, page.next(PageEvent.TurnedAway.class).why());
    }

    @Test
    void aBrowserMayNameTheCharset() throws Exception {
        int number = page.visit(PHONE);
        try (var caller = new Caller(PHONE, page.url())) {
            String headers = "Host: " + authority + "\r\nOrigin: http://" + authority.toUpperCase(Locale.ROOT)
                    + "\r\nContent-Type: application/json;charset=UTF-8\r\n";
            assertEquals(200, caller.post(headers, here(number).getBytes(StandardCharsets.UTF_8)).status());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2049, 4096, 100_000})
    void aPostIsAtMostTwoKibibytes(int size) throws Exception {
        int number = page.visit(PHONE);
        assertBare(413, page.say(PHONE, here(number) + " ".repeat(size - here(number).length())));
        assertEquals(PageEvent.Why.TOO_LARGE, page.next(PageEvent.TurnedAway.class).why());
        assertEquals(200, page.say(PHONE, here(number) + " ".repeat(2048 - here(number).length())).status());
    }

    @Test
    void aPostWithoutEndIsCutAtTwoKibibytes() throws Exception {
        page.visit(PHONE);
        try (var caller = new Caller(PHONE, page.url())) {
            String chunk = "400\r\n" + " ".repeat(1024) + "\r\n";
            assertBare(413, caller.send("POST /abcdefghjk/say HTTP/1.1\r\nHost: " + authority + "\r\nOrigin: http://"
                    + authority + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + chunk.repeat(3)));
        }
    }

    /** A post that was changed on its way is refused or says something that the page could say; nothing breaks. */
    @Test
    void nothingThatIsPostedBreaksAnything() throws Exception {
        int number = page.visit(PHONE);
        String result = "{\"page\":" + number + ",\"lang\":\"fr\",\"say\":\"result\",\"target\":0,\"address\":0,"
                + "\"outcome\":\"through\",\"tries\":6,\"answered\":2,\"times\":[4.25,90.5]}";
        String headers = "Host: " + authority + "\r\nOrigin: http://" + authority
                + "\r\nContent-Type: application/json\r\n";
        for (byte[] body : Mutations.of(result.getBytes(StandardCharsets.UTF_8), 200, 7)) {
            try (var caller = new Caller(PHONE, page.url())) {
                int status = caller.post(headers, body).status();
                assertTrue(status == 200 || status == 400, "status " + status);
            }
        }
        assertEquals(200, page.say(PHONE, here(number)).status());
    }

    /** Whoever has the page open is told of nothing by its browser's own curiosity. */
    @Test
    void anIconThatADeviceAsksForIsNobodyTurnedAway() throws Exception {
        int number = page.visit(PHONE);
        assertBare(404, Caller.get(PHONE, page.url().resolve("/favicon.ico")));
        page.say(PHONE, "{\"page\":" + number + ",\"lang\":\"fr\",\"say\":\"finished\",\"round\":1}");
        PageEvent next = page.next();
        while (!(next instanceof PageEvent.Finished)) {
            assertFalse(next instanceof PageEvent.TurnedAway, next.toString());
            next = page.next();
        }
    }

    private static String here(int number) {
        return "{\"page\":" + number + ",\"lang\":\"fr\",\"say\":\"here\"}";
    }

    private static void assertBare(int status, Caller.Answer answer) {
        assertEquals(status, answer.status());
        assertEquals("", answer.body());
        assertEquals("close", answer.headers().get("connection"));
        assertFalse(answer.headers().containsKey("server"));
    }
}
