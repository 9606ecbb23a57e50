package process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import testing.HelperProcess;
import testing.Jvm;

/** Real signals to a real process: the first is told, the second ends it, and so does each where nobody listens. */
class StopSignalTest {

    /** Whoever runs these tests may ignore some, as a shell does for what it starts in the background. */
    private static HelperProcess start(String dispositions) throws IOException {
        var words = new ArrayList<>(List.of("env", dispositions));
        words.addAll(Jvm.words(StopSignalProcess.class));
        return HelperProcess.start(words).says("here");
    }

    private static HelperProcess start() throws IOException {
        return start("--default-signal");
    }

    private static void send(String signal, HelperProcess to) {
        assertTrue(new Exec().run(Command.of("sh", "-c", "kill -s \"$0\" \"$1\"", signal, Long.toString(to.pid())))
                .succeeded());
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void theFirstIsToldAndTheProcessEndsAsItWants(String signal) throws Exception {
        try (HelperProcess process = start()) {
            send(signal, process);
            process.says("asked");
            process.tell("");
            process.says("closed");
            process.tell("");
            process.says("put back");
            assertEquals(7, process.process().waitFor());
        }
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @CsvSource({"INT, INT, 130", "INT, TERM, 143", "TERM, INT, 130", "HUP, HUP, 129"})
    void theSecondEndsItWithWhatIsToBePutBack(String first, String second, int code) throws Exception {
        try (HelperProcess process = start()) {
            send(first, process);
            process.says("asked");
            send(second, process);
            process.says("put back");
            assertEquals(code, process.process().waitFor());
        }
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void whereNobodyListensAnyMoreTheFirstEndsIt(String signal, int code) throws Exception {
        try (HelperProcess process = start()) {
            process.process().getOutputStream().write('.');
            process.process().getOutputStream().flush();
            process.says("closed");
            send(signal, process);
            process.says("put back");
            assertEquals(code, process.process().waitFor());
        }
    }

    /** As under nohup, and for what a shell has started in the background. */
    @EnabledOnOs(OS.LINUX)
    @Test
    void whatWasIgnoredStaysIgnored() throws Exception {
        try (HelperProcess process = start("--ignore-signal=HUP")) {
            send("HUP", process);
            send("TERM", process);
            process.says("asked");
        }
    }

    @Test
    void itListensOnceAndNeverAfterItsEnd() {
        var stop = new StopSignal();
        stop.listen(() -> { });
        assertThrows(IllegalStateException.class, () -> stop.listen(() -> { }));
        stop.close();
        stop.close();
        assertThrows(IllegalStateException.class, () -> stop.listen(() -> { }));
    }
}
