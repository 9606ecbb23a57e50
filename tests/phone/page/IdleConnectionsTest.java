package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody on the same Wi-Fi opens connections and says nothing: no phone is kept out by that. */
@Timeout(120)
class IdleConnectionsTest {
    private static final String PHONE = "127.0.1.23";

    private static void idle(List<Caller> held, Pages page, String from, int count) {
        for (int i = 0; i < count; i++) {
            try {
                held.add(new Caller(from, page.url()));
            } catch (IOException e) {
                // Not taken, which is as well.
            }
        }
    }

    private static void close(List<Caller> held) throws IOException {
        for (Caller caller : held) {
            caller.close();
        }
    }

    @Test
    void ofOneDevice() throws Exception {
        List<Caller> held = new ArrayList<>();
        try (Pages page = Pages.open()) {
            idle(held, page, "127.0.1.66", 250);
            assertEquals(200, Caller.get(PHONE, page.url()).status());
            assertEquals(200, page.say(PHONE, "{\"page\":1,\"lang\":\"fr\",\"say\":\"here\"}").status());
        } finally {
            close(held);
        }
    }

    /** A device may take as many addresses as it likes: more connections than there may be in all. */
    @Test
    void ofManyAddresses() throws Exception {
        List<Caller> held = new ArrayList<>();
        try (Pages page = Pages.open()) {
            for (int i = 100; i < 125; i++) {
                idle(held, page, "127.0.1." + i, 10);
            }
            assertEquals(200, Caller.get(PHONE, page.url()).status());
            try (var phone = new Caller(PHONE, page.url())) {
                assertEquals(200, phone.say("{\"page\":1,\"lang\":\"fr\",\"say\":\"here\"}").status());
                for (int i = 125; i < 150; i++) {
                    idle(held, page, "127.0.1." + i, 10);
                }
                assertEquals(200, phone.say("{\"page\":1,\"lang\":\"fr\",\"say\":\"here\"}").status(),
                        "and what it has open stays");
            }
        } finally {
            close(held);
        }
    }


    /** Another program of this machine may connect to what answers behind: it is no phone, whatever it asks for. */
    @Test
    void whoComesBehindThePageGetsNothing() throws Exception {
        try (Pages page = Pages.open()) {
            URI behind = URI.create("http://127.0.0.1:" + page.server.behind().getPort() + page.url().getRawPath());
            String host = "Host: " + page.url().getAuthority() + "\r\n";
            try (var caller = new Caller("127.0.0.1", behind)) {
                assertEquals(404, caller.send("GET " + behind.getRawPath() + " HTTP/1.1\r\n" + host + "\r\n").status());
            }
            int number = page.visit(PHONE);
            byte[] said = ("{\"page\":" + number + ",\"lang\":\"fr\",\"say\":\"here\"}").getBytes();
            try (var caller = new Caller("127.0.0.1", behind)) {
                assertEquals(404, caller.post(host + "Origin: http://" + page.url().getAuthority()
                        + "\r\nContent-Type: application/json\r\n", said).status());
            }
        }
    }
}
