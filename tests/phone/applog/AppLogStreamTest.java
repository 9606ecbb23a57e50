package phone.applog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import path.Facts;
import path.Finding;
import phone.cable.Machine;
import process.Command;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import testing.ForwardingWorld;
import testing.Wait;

class AppLogStreamTest {
    private static final Duration AMPLE = Duration.ofSeconds(60);
    /** Fewer characters than in earnest: some hundred lines are over it. */
    private static final int KEPT = 150_000;
    private static final String FAILURE = "11-23 10:00:0%d.123  4242  4300 I flutter : SocketException: Connection refused "
            + "(OS Error: Connection refused, errno = 111), address = 192.168.1.44, port = 40991, "
            + "uri=http://192.168.1.44:%d/x";
    private static final String OTHER = "11-23 10:00:00.123  1  2 I Zygote  : nothing to see here";
    private static final Facts FACTS = Machine.facts();
    private static final Command COMMAND = Command.of("adb", "logcat");

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final AppLogStream stream = new AppLogStream(() -> FACTS, false,
            failure -> told.add(Machine.english(failure.summary()) + " x" + failure.times()), KEPT);

    /** A program that writes lines as it is told to, and goes on until it is interrupted. */
    private static final class Program extends ForwardingWorld {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final CountDownLatch ended = new CountDownLatch(1);

        private Program() {
            super(new FakeWorld(Os.LINUX));
        }

        @Override
        public Ran follow(Command command, Consumer<String> onLine) {
            try {
                while (true) {
                    onLine.accept(lines.take());
                }
            } catch (InterruptedException e) {
                ended.countDown();
                return new Ran(command, new Ran.Exited(1), new byte[0], new byte[0], Duration.ZERO);
            }
        }
    }

    private static String line(int second, int port) {
        return FAILURE.formatted(second, port);
    }

    private List<String> ids() {
        return stream.findings().stream().map(finding -> finding.id().id()).toList();
    }

    /** Each failure is told when it comes, with how often it came in all; the verdict is of all of it. */
    @Test
    void failuresAreToldWhenTheyCome() throws InterruptedException {
        var program = new Program();
        var result = new ArrayList<Optional<Ran>>();
        Thread reader = Thread.ofPlatform().start(() -> result.add(stream.read(program, COMMAND)));

        program.lines.add(OTHER);
        program.lines.add(line(1, 8000));
        assertEquals("The app's connection to 192.168.1.44:8000 was refused x1", told.take());
        program.lines.add(line(2, 8000));
        program.lines.add(OTHER);
        program.lines.add(line(3, 8000));
        Wait.until("three", AMPLE, () -> told.stream().anyMatch(said -> said.endsWith("8000 was refused x3")));

        reader.interrupt();
        reader.join();
        assertEquals(List.of(Optional.empty()), result);
        program.ended.await();
        Finding all = stream.findings().getFirst();
        assertEquals("app-refused", all.id().id());
        assertEquals("Count in the log: 3, the last at 11-23 10:00:03 by the phone's clock",
                Machine.english(all.evidence().get(1)));
        assertFalse(stream.silent());
    }

    /** What came last before the end counts as well. */
    @Test
    void aProgramThatEnds() {
        var ended = stream.read(new FakeWorld(Os.LINUX).command("adb logcat",
                OTHER + "\n" + line(1, 8000) + "\n" + line(2, 7880) + "\n"), COMMAND);

        assertTrue(ended.orElseThrow().succeeded());
        assertEquals(List.of("app-refused", "app-refused"), ids());
        assertEquals(2, told.size());
    }

    @Test
    void aProgramThatIsNotThere() {
        assertEquals(new Ran.NotFound(), stream.read(new FakeWorld(Os.LINUX), COMMAND).orElseThrow().end());
        assertTrue(stream.silent());
        assertEquals(List.of("app-log-silent"), ids());
    }

    /** However much comes, what is kept has an end, and it is said that the counts are not whole. */
    @Test
    void whatIsKeptHasALimit() {
        var log = new StringBuilder();
        for (int i = 0; i < 1500; i++) {
            log.append(line(i % 10, 8000)).append('\n');
        }
        stream.read(new FakeWorld(Os.LINUX).command("adb logcat", log.toString()), COMMAND);

        assertEquals(List.of("app-refused", "unknown"), ids());
        assertEquals("The log holds more failures than are kept: the counts are those of the last ones",
                Machine.english(stream.findings().getLast().summary()));
        assertTrue(told.stream().anyMatch(said -> said.endsWith("x1500")), told.toString());
    }
}
