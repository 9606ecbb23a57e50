package console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testing.FakeTerminal;
import testing.Wait;

/** The second screen of a terminal: entered, drawn on, left, in every order. */
class ScreenTest {
    private final StringWriter out = new StringWriter();
    private final AtomicReference<ScreenSize> size = new AtomicReference<>(new ScreenSize(40, 10));
    private final Screen screen = new Screen(new PrintWriter(out), new Window(size::get, false));

    /** What has been written since the last time, on a terminal that has been there all the time. */
    private FakeTerminal terminal(ScreenSize of) {
        var terminal = new FakeTerminal(of.columns(), of.rows());
        terminal.write("$ jbang monitor\n");
        terminal.write(out.toString());
        return terminal;
    }

    private static Screen.Picture picture(String name, int lines) {
        return new Screen.Picture() {
            @Override
            public List<String> lines(ScreenSize size) {
                return IntStream.range(0, lines).mapToObj(i -> name + " " + i + " of " + size).toList();
            }

            @Override
            public List<String> left(ScreenSize size) {
                return List.of(name + " stays");
            }
        };
    }

    @Test
    void eachPictureTakesThePlaceOfTheLastOne() {
        assertTrue(screen.show(picture("long", 9)));
        assertTrue(screen.show(picture("short", 2)));
        FakeTerminal terminal = terminal(size.get());
        assertTrue(terminal.secondScreen());
        assertFalse(terminal.asBefore());
        assertEquals(2, terminal.lines().size(), terminal::text);
        assertTrue(terminal.text().startsWith("short 0"), terminal::text);
        assertEquals(List.of(), terminal.history());
    }

    @Test
    void whatIsTooMuchIsCutOffAndNothingScrolls() {
        screen.show(picture("a picture with a very long name that no line has room for", 30));
        FakeTerminal terminal = terminal(size.get());
        assertEquals(10, terminal.lines().size());
        assertEquals("a picture with a very long name that no ".strip(), terminal.lines().getLast());
        assertEquals(List.of(), terminal.history());
    }

    @Test
    void theUsualScreenComesBackWithWhatStays() {
        screen.show(picture("one", 10));
        screen.close();
        screen.close();
        FakeTerminal terminal = terminal(size.get());
        assertTrue(terminal.asBefore());
        assertEquals("$ jbang monitor\none stays", terminal.text());
    }

    @Test
    void nothingIsDrawnBehindTheEnd() {
        screen.show(picture("one", 1));
        screen.close();
        String written = out.toString();
        assertFalse(screen.show(picture("two", 1)));
        size.set(new ScreenSize(20, 5));
        screen.fit();
        assertEquals(written, out.toString());
    }

    @Test
    void whoNeverDrawsNeverEnters() {
        screen.close();
        assertEquals("", out.toString());
    }

    @Test
    void anotherSizeIsDrawnAtOnceAndTheSameIsNot() {
        screen.show(picture("one", 3));
        String before = out.toString();
        screen.fit();
        assertEquals(before, out.toString());
        size.set(new ScreenSize(60, 12));
        screen.fit();
        assertTrue(terminal(size.get()).text().contains("columns=60"), out::toString);
    }

    @Test
    void aWindowThatIsCheapToAskIsFollowed() throws InterruptedException {
        var followed = new StringWriter();
        try (var live = new Screen(new PrintWriter(followed), new Window(size::get, true))) {
            live.show(picture("one", 1));
            size.set(new ScreenSize(60, 12));
            Wait.until("the new size", Duration.ofMinutes(2), () -> followed.toString().contains("columns=60"));
        }
        assertTrue(Stream.of("\u001b[?25h", "\u001b[?1049l").allMatch(followed.toString()::contains));
    }

    @ParameterizedTest
    @CsvSource({"'',120,40, 120,40", "60,120,40, 60,40", "200,120,40, 120,40", "'',0,0, 80,24", "60,0,0, 60,24"})
    void somebodysWishIsNoLargerThanTheWindow(String wish, int columns, int rows, int seenColumns, int seenRows) {
        Optional<ScreenSize> window = columns == 0 ? Optional.empty() : Optional.of(new ScreenSize(columns, rows));
        assertEquals(new ScreenSize(seenColumns, seenRows), Window.within(Map.of("COLUMNS", wish), window));
    }
}
