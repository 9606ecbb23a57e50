package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What other tests rely on: browsers and phones of the lab are what they seem, and nothing is left of them. */
@LabTest
class BrowserLabTest {

    /** A page of the next namespace shows in a tenth of a second. */
    private static final Duration SHOWN = Duration.ofSeconds(20);

    private static final int PORT = 9099;
    private static final URI PAGE = URI.create("http://" + Lab.ADDRESS + ":" + PORT + "/page.html");

    private static Process server;

    @BeforeAll
    static void serve(Lab lab) throws IOException {
        Path folder = Files.createDirectories(lab.folder().resolve("pages"));
        Files.writeString(folder.resolve("page.html"), """
                <!doctype html><meta charset="utf-8"><title>t</title>
                <meta name="viewport" content="width=device-width"><body style="background:#123456">
                <p id="languages"></p><p id="size"></p>
                <script>
                document.getElementById('languages').textContent = navigator.languages + ' ' + (1.5).toLocaleString();
                document.getElementById('size').textContent = innerWidth + 'x' + innerHeight + ' ' + devicePixelRatio
                    + (matchMedia('(prefers-color-scheme: dark)').matches ? ' dark' : ' light');
                </script>
                """);
        server = lab.machine().start(lab.folder().resolve("processes.log"), "busybox", "httpd", "-f", "-p",
                Lab.ADDRESS + ":" + PORT, "-h", folder.toString());
        lab.awaitListener(PORT);
    }

    @AfterAll
    static void end() {
        Machine.end(server);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"fr-FR,\"fr-FR,fr 1,5\"", "en-GB,\"en-GB,en 1.5\""})
    void aTabIsAPhoneOfItsUsersLanguage(String language, String shown, Lab lab) throws IOException {
        try (Tab tab = lab.browser().open(language)) {
            tab.go(PAGE);
            assertEquals(shown + "\n\n412x915 2 light", tab.await("the page", SHOWN, text -> text.contains("x")));
            assertShows("824x1830", tab);
        }
    }

    /** One engine after the other, each twice: as its user has set the phone, and then the opposite. */
    @ParameterizedTest
    @EnumSource
    void eachEngineIsAPhone(Engine engine, Lab lab) throws IOException {
        long before = running(lab);
        try (Browser browser = engine.start(lab.folder(), lab.phone())) {
            for (boolean dark : new boolean[] {false, true}) {
                Screen screen = Screen.small(dark ? "fr-FR" : "en-GB", dark);
                try (Tab tab = browser.open(screen)) {
                    tab.go(PAGE);
                    String shown = tab.await("the page", SHOWN, text -> text.contains("x"));
                    assertTrue(shown.startsWith(screen.language()), shown);
                    assertTrue(shown.endsWith("390x844 2 " + (dark ? "dark" : "light")), shown);
                    assertShows("780x1688", tab);
                }
            }
        }
        assertEquals(before, running(lab), "and it leaves nothing");
    }

    private static void assertShows(String size, Tab tab) throws IOException {
        var picture = Picture.read(tab.picture());
        assertEquals(size, picture.size());
        assertTrue(picture.colours() > 10, "text has many shades");
        assertEquals(0x123456, picture.at(760, 1600));
    }

    @Test
    void aTabSaysWhyItDidNotGetThereAndNothingIsOutside(Lab lab) throws Exception {
        try (Tab tab = lab.browser().open("en-GB")) {
            assertEquals("net::ERR_CONNECTION_REFUSED",
                    tab.go(PAGE.resolve("http://" + Lab.ADDRESS + ":9098/")).get(20, TimeUnit.SECONDS));
            // The one when it has noticed that its network leads nowhere else, the other before.
            String why = tab.go(URI.create("http://203.0.113.1/")).get(20, TimeUnit.SECONDS);
            assertTrue(Set.of("net::ERR_INTERNET_DISCONNECTED", "net::ERR_ADDRESS_UNREACHABLE").contains(why), why);
        }
    }

    @Test
    void aBrowserOpensNoPortAndLeavesNothing(Lab lab) {
        String listening = listening(lab);
        long before = running(lab);
        var browser = Browser.start(lab.folder(), lab.phone());
        assertEquals(listening, listening(lab));
        assertTrue(running(lab) > before, "it is there");
        browser.close();
        assertEquals(before, running(lab), "and gone");
    }

    private static String listening(Lab lab) {
        return Machine.outside("nsenter", "--target", Long.toString(lab.phone()), "--net", "ss", "-Hltn");
    }

    /** Processes of any browser of this lab: each was given a home in its folder. */
    private static long running(Lab lab) {
        String mine = "HOME=" + lab.folder().resolve("browser");
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> environment(process).contains(mine)).count();
        }
    }

    private static String environment(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"),
                    StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It has ended since.
            return "";
        }
    }

    /** The machine sees who it is, each by its own MAC address, or by the router's. */
    @Test
    void phonesAreWhereTheySeemToBe(Lab lab) {
        String before = lab.machine().must("ip", "address") + lab.machine().must("ip", "route");
        try (Device neighbour = Device.onTheLan(lab, "192.168.1.24");
                Device elsewhere = Device.behindTheRouter(lab, "192.168.2.23")) {
            ping(neighbour);
            ping(elsewhere);
            assertEquals(before, lab.machine().must("ip", "address") + lab.machine().must("ip", "route"));
            String seen = lab.machine().must("ip", "neighbour");
            assertTrue(seen.contains("192.168.1.24 dev eth0 lladdr"), seen);
            assertTrue(seen.contains(Lab.ROUTER + " dev eth0 lladdr"), seen);
            assertFalse(seen.contains("192.168.2.23"), seen);
        }
        String left = lab.machine().must("ip", "neighbour");
        assertFalse(left.contains("192.168.1.24") || left.contains(Lab.ROUTER), left);
    }

    private static void ping(Device device) {
        Machine.outside("nsenter", "--target", Long.toString(device.pid()), "--net", "ping", "-c", "1", "-W", "5",
                Lab.ADDRESS);
    }
}
