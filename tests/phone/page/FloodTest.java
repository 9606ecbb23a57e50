package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody on the same Wi-Fi who means harm, while a phone does its work. */
@Timeout(300)
class FloodTest {
    private static final String PHONE = "127.0.1.23";
    private static final String FLOOD = "127.0.1.66";

    @Test
    void fiveThousandRequestsTakeNothingFromAPhone() throws Exception {
        try (Pages page = Pages.open()) {
            int number = page.visit(PHONE);
            var answered = new AtomicInteger();
            List<Thread> flood = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                flood.add(Thread.ofVirtual().start(() -> {
                    for (int n = 0; n < 500; n++) {
                        try {
                            int status = Caller.get(FLOOD, page.url().resolve("/guess" + n)).status();
                            answered.addAndGet(status == 404 || status == 429 ? 1 : 0);
                        } catch (IOException e) {
                            // Dropped, which is as well.
                        }
                    }
                }));
            }
            for (int n = 0; n < 50; n++) {
                assertEquals(200, page.say(PHONE, result(number, n)).status());
            }
            assertEquals(200, page.say(PHONE, finished(number)).status());
            for (Thread thread : flood) {
                thread.join();
            }
            assertTrue(answered.get() > 0);
            page.next(PageEvent.Finished.class);
            assertEquals(200, Caller.get("127.0.1.24", page.url()).status());
            assertTrue(page.heard.size() < 20, page.heard.toString());
        }
    }

    /** Connections that say nothing, that never end their request, and that send it a byte at a time. */
    @Test
    void heldConnectionsTakeNothingFromAPhone() throws Exception {
        List<Caller> held = new ArrayList<>();
        try (Pages page = Pages.open()) {
            try (var phone = new Caller(PHONE, page.url())) {
                int number = Pages.number(phone.get().body());
                for (int i = 0; i < 300; i++) {
                    held.add(hold(page, i));
                    if (i % 10 == 0) {
                        assertEquals(200, phone.say(result(number, i)).status());
                    }
                }
                assertEquals(200, phone.say(finished(number)).status());
                page.next(PageEvent.Finished.class);
            }
        } finally {
            for (Caller caller : held) {
                caller.close();
            }
        }
    }

    private static Caller hold(Pages page, int i) throws IOException {
        var caller = new Caller(FLOOD, page.url());
        try {
            switch (i % 3) {
                case 0 -> { }
                case 1 -> caller.write("GET /abcdefghjk HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.ISO_8859_1));
                default -> caller.write("POST /abcdefghjk/say HTTP/1.1\r\nContent-Length: 2000\r\n\r\n{"
                        .getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // Dropped at once, which is as well.
        }
        return caller;
    }

    @Test
    void aRequestThatTakesTooLongIsDropped() throws Exception {
        try (Pages page = Pages.open(); var slow = new Caller(FLOOD, page.url())) {
            slow.write("GET /abcdefghjk HTTP/1.1\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertEquals(200, Caller.get(PHONE, page.url()).status());
            page.pass(RequestExecutor.LONGEST.plus(Duration.ofSeconds(1)));
            assertEnds(slow);
        }
    }

    @Test
    void headersWithoutEndAreDropped() throws Exception {
        try (Pages page = Pages.open(); var huge = new Caller(FLOOD, page.url())) {
            byte[] header = ("X-Filler: " + "x".repeat(8000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
            try {
                huge.write("GET /abcdefghjk HTTP/1.1\r\n".getBytes(StandardCharsets.ISO_8859_1));
                for (int i = 0; i < 100; i++) {
                    huge.write(header);
                }
            } catch (IOException e) {
                // Dropped in the middle of it.
            }
            assertEnds(huge);
            assertEquals(200, Caller.get(PHONE, page.url()).status());
        }
    }

    /** A device that has the page open has a limit too, and another device does not feel it. */
    @Test
    void aDeviceThatFloodsIsHeldBack() throws Exception {
        try (Pages page = Pages.open()) {
            int number = page.visit(FLOOD);
            int other = page.visit(PHONE);
            var statuses = new ArrayList<Integer>();
            for (int i = 0; i < 600; i++) {
                statuses.add(page.say(FLOOD, result(number, i)).status());
            }
            // The clock stands still here: what was to be had at once is all there is.
            assertEquals(400, statuses.stream().filter(status -> status == 200).count());
            assertEquals(200, statuses.stream().filter(status -> status == 429).count());
            assertEquals(200, page.say(PHONE, result(other, 0)).status());
        }
    }

    private static void assertEnds(Caller caller) {
        try {
            Caller.Answer answer = caller.read();
            assertTrue(answer.status() >= 400, answer.toString());
        } catch (IOException e) {
            assertTrue(!(e instanceof SocketTimeoutException), e.toString());
        }
    }

    private static String finished(int number) {
        return "{\"page\":" + number + ",\"lang\":\"fr\",\"say\":\"finished\",\"round\":1}";
    }

    private static String result(int number, int millis) {
        return "{\"page\":" + number + ",\"lang\":\"fr\",\"say\":\"result\",\"target\":0,\"address\":0,"
                + "\"outcome\":\"failed\",\"after\":" + millis + "}";
    }
}
