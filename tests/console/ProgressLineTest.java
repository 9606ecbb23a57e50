package console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import process.Waits;
import testing.FakeTerminal;
import text.Language;
import text.Message;
import text.Words;

/** What is told of what is waited for: when, how often, and that nothing of it is left. The clock is the test's. */
class ProgressLineTest {
    private static final Waits.Subject DOCKER = Waits.Subject.named(Message.verbatim("Docker"));
    private static final Waits.Subject POWERSHELL = Waits.Subject.named(Message.verbatim("Windows PowerShell"));
    private static final Waits.Subject PORT =
            new Waits.Subject(Message.of("probe.waiting"), Optional.of("probe.waiting-many"));

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Waits waits = new Waits(nanos::get);
    /** Standard error and what is written beside it, in the order in which it comes. */
    private final StringWriter written = new StringWriter();
    private ProgressLine line;

    @BeforeEach
    void onATerminal() {
        on(new Terminal(true, true, true, 80), Language.ENGLISH);
    }

    private void on(Terminal terminal, Language language) {
        line = new ProgressLine(written, terminal, nanos::get);
        line.follow(waits, new Words(language));
    }

    private void inAPipe() {
        on(Terminal.none(), Language.ENGLISH);
    }

    /** So much later, with a look at it. */
    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
        line.tick();
    }

    private void write(String text) throws IOException {
        var bytes = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] some, int from, int length) {
                written.write(new String(some, from, length, StandardCharsets.UTF_8));
            }
        };
        byte[] some = text.getBytes(StandardCharsets.UTF_8);
        line.writing(bytes, true, some, 0, some.length);
    }

    /** What a person sees now. */
    private String seen() {
        var terminal = new FakeTerminal(80, 24);
        terminal.write(written.toString());
        return terminal.text();
    }

    @Test
    void aRunThatIsOverWithinASecondSaysNothing() {
        try (Waits.Ending _ = waits.begin(DOCKER, Duration.ofSeconds(10))) {
            after(Duration.ofMillis(400));
            after(Duration.ofMillis(599));
        }
        after(Duration.ofMillis(10));
        line.close();
        assertEquals("", written.toString());
    }

    @Test
    void afterASecondItIsSaidForWhatAndHowLongAtMost() {
        Waits.Ending docker = waits.begin(DOCKER, Duration.ofSeconds(10));
        waits.begin(PORT, Duration.ofSeconds(8));
        waits.begin(PORT, Duration.ofSeconds(8));
        Waits.Ending third = waits.begin(PORT, Duration.ofSeconds(8));
        after(Duration.ofSeconds(1));
        assertEquals("Waiting for: Docker, 3 ports (at most 9 s)", seen());
        third.close();
        docker.close();
        after(Duration.ofSeconds(2));
        assertEquals("Waiting for: 2 ports (at most 5 s)", seen());
    }

    @Test
    void oneIsOne() {
        waits.begin(PORT, Duration.ofSeconds(8));
        waits.begin(DOCKER, Duration.ofSeconds(8));
        waits.begin(DOCKER, Duration.ofSeconds(8));
        after(Duration.ofSeconds(3));
        assertEquals("Waiting for: one port, Docker (at most 5 s)", seen());
    }

    @Test
    void inTheReadersLanguage() {
        on(new Terminal(true, true, true, 80), Language.FRENCH);
        waits.begin(DOCKER, Duration.ofSeconds(10));
        after(Duration.ofSeconds(1));
        assertEquals("En attente de : Docker (9 s au plus)", seen().replace('\u00A0', ' ').replace('\u202F', ' '));
    }

    @Test
    void theResultFindsItsPlaceFree() throws IOException {
        waits.begin(DOCKER, Duration.ofSeconds(10));
        after(Duration.ofSeconds(2));
        write("Path from a phone\n");
        assertEquals("Path from a phone", seen());
        after(Duration.ofMillis(900));
        assertEquals("Path from a phone", seen(), "something has just been heard");
        after(Duration.ofMillis(100));
        assertEquals("Path from a phone\nWaiting for: Docker (at most 7 s)", seen());
        line.close();
        assertEquals("Path from a phone", seen());
    }

    @Test
    void itIsGoneWhenNothingIsWaitedFor() {
        Waits.Ending docker = waits.begin(DOCKER, Duration.ofSeconds(10));
        after(Duration.ofSeconds(2));
        docker.close();
        line.tick();
        assertEquals("", seen());
    }

    /** Twenty short programs in a row are one long wait. */
    @Test
    void oneAfterTheOtherIsOneWait() {
        for (int i = 0; i < 20; i++) {
            try (Waits.Ending _ = waits.begin(DOCKER, Duration.ofSeconds(10))) {
                after(Duration.ofMillis(100));
                assertEquals(i >= 9, seen().startsWith("Waiting for: Docker"), "after " + i);
            }
            nanos.addAndGet(1);
        }
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());
        try (Waits.Ending _ = waits.begin(DOCKER, Duration.ofSeconds(10))) {
            after(Duration.ofMillis(900));
            assertEquals("", seen(), "a new one has its own second");
        }
    }

    /** The answer to a question is typed behind it. */
    @Test
    void aQuestionIsNotWrittenOver() throws IOException {
        write("Apply? [y/N] ");
        waits.begin(DOCKER, Duration.ofSeconds(10));
        after(Duration.ofSeconds(3));
        assertEquals("Apply? [y/N]", seen());
    }

    @Test
    void aLineIsNoLongerThanTheTerminal() {
        for (int i = 0; i < 30; i++) {
            waits.begin(Waits.Subject.named(Message.verbatim("a program with a name " + i)), Duration.ofSeconds(10));
        }
        after(Duration.ofSeconds(1));
        after(Duration.ofSeconds(1));
        assertEquals(1, seen().lines().count());
        assertEquals(79, seen().length());
    }

    @Test
    void inAPipeEachThingIsNamedOnce() {
        inAPipe();
        Waits.Ending docker = waits.begin(DOCKER, Duration.ofSeconds(10));
        waits.begin(PORT, Duration.ofSeconds(8));
        for (int i = 0; i < 30; i++) {
            after(Duration.ofMillis(100));
        }
        docker.close();
        waits.begin(DOCKER, Duration.ofSeconds(10));
        waits.begin(PORT, Duration.ofSeconds(10));
        for (int i = 0; i < 30; i++) {
            after(Duration.ofMillis(100));
        }
        assertEquals("Waiting for: Docker, one port (at most 9 s)" + System.lineSeparator(), written.toString());
        waits.begin(POWERSHELL, Duration.ofSeconds(30));
        after(Duration.ofMillis(900));
        assertEquals(1, written.toString().lines().count());
        after(Duration.ofMillis(100));
        assertEquals(2, written.toString().lines().count());
        assertTrue(written.toString().lines().toList().getLast().contains("Windows PowerShell"), written::toString);
        assertFalse(written.toString().contains("\u001b"));
    }

    @Test
    void whatIsAbandonedIsNotWaitedFor() {
        waits.begin(DOCKER, Duration.ofSeconds(10));
        after(Duration.ofSeconds(2));
        waits.abandon(List.of());
        line.tick();
        assertEquals("", seen());
    }

    @Test
    void nothingIsSaidBehindTheEnd() {
        waits.begin(DOCKER, Duration.ofSeconds(10));
        line.close();
        after(Duration.ofSeconds(5));
        assertEquals("", written.toString());
    }

    /** The thread of a line that is really watched ends with it. */
    @Test
    void noThreadIsLeftBehind() throws InterruptedException {
        var looks = new SynchronousQueue<Thread>();
        var watched = new ProgressLine(new StringWriter(), new Terminal(true, true, true, 80), () -> {
            looks.offer(Thread.currentThread());
            return 0;
        });
        var asked = new Waits(() -> 0);
        watched.watch(asked, new Words(Language.ENGLISH));
        asked.begin(DOCKER, Duration.ofSeconds(10));
        Thread thread = looks.take();
        watched.close();
        thread.join();
    }
}
