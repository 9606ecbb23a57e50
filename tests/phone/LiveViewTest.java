package phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import console.Look;
import console.ScreenSize;
import console.Window;
import console.Wrap;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import path.Diagnosis;
import report.SampleDiagnoses;
import testing.FakeTerminal;
import testing.PaintedScreen;
import text.Columns;
import text.Language;
import text.Message;
import text.Words;

/** Where to go with the phone, in windows of every size. */
class LiveViewTest {
    private static final String URL = "http://192.168.1.44:8765/K7MXWQ3RTA";
    private static final Pattern SIZE = Pattern.compile("(\\d+) x (\\d+)");
    private static final Message CLOSES = Message.of("phone.live.left-over", Duration.ofMinutes(4));
    private static final Message UNDONE = Message.of("phone.live.undone-at", "14:05:30",
            Duration.ofMinutes(2).plusSeconds(51));
    private static final List<Message> WAITING = List.of(Message.of("phone.live.waiting"));
    private static final List<Message> LONELY = List.of(Message.of("phone.live.nobody"));
    private static final List<Message> TWO_PHONES = List.of(Message.of("phone.live.trying", "192.168.1.23", 3, 5),
            Message.of("phone.live.finished", "192.168.1.24"));

    /** Lines that begin with a part of the code; with quiet zone, so that a whole one has 17. */
    private static long code(List<String> lines) {
        return lines.stream().filter(line -> line.matches("(?s)\\s*(\u001b\\[[\\d;]+m)+[ █▀▄]{33}\u001b\\[0m.*")).count();
    }

    private static List<String> lines(ScreenSize size, Language language, int others, Optional<Message> note,
            Optional<Diagnosis> soFar, List<Message> state) {
        return lines(size, language, others, note, soFar, state, CLOSES);
    }

    private static List<String> lines(ScreenSize size, Language language, int others, Optional<Message> note,
            Optional<Diagnosis> soFar, List<Message> state, Message rest) {
        var where = new ArrayList<>(List.of(URI.create(URL)));
        IntStream.range(0, others).forEach(i -> where.add(URI.create("http://10.0.0." + i + ":8765/K7MXWQ3RTA")));
        List<String> lines = new PagePicture(new Words(language), new Look(80, true, true), note, where, soFar, state,
                rest).lines(size);
        assertTrue(lines.stream().allMatch(line -> line.lastIndexOf("\u001b[") == line.lastIndexOf("\u001b[0m")),
                () -> "no colour goes on in the next row, which may begin with the code:\n" + String.join("\n", lines));
        assertTrue(lines.size() <= size.rows() || size.rows() < 12, () -> size + ":\n" + String.join("\n", lines));
        assertTrue(size.columns() < 20 || lines.stream().allMatch(line -> Columns.of(line) <= size.columns()),
                () -> size + ":\n" + String.join("\n", lines));
        return lines;
    }

    private static Optional<Diagnosis> heard(int services) {
        return Optional.of(SampleDiagnoses.well(IntStream.range(0, services).mapToObj(i -> "Service " + i)
                .toArray(String[]::new)));
    }

    /** The usual window has the code, what it is, where it leads to, and how long: from the first to the last moment. */
    @Test
    void allOfItFitsTheUsualWindow() {
        for (Language language : Language.values()) {
            for (List<Message> state : List.of(WAITING, LONELY, TWO_PHONES)) {
                for (int services : List.of(0, 5, 60)) {
                    for (Message rest : List.of(CLOSES, UNDONE)) {
                        Optional<Diagnosis> soFar = services == 0 ? Optional.empty() : heard(services);
                        List<String> lines = lines(ScreenSize.USUAL, language, 0, Optional.empty(), soFar, state, rest);
                        String text = String.join("\n", lines);
                        assertEquals(17, code(lines), text);
                        assertTrue(text.contains(URL), text);
                        assertTrue(text.contains(rest.equals(CLOSES) ? "4 min" : "14:05:30"), text);
                        assertTrue(text.contains("Wi-Fi"), text);
                        assertTrue(services == 0 || text.contains("Service 0"), text);
                    }
                }
            }
        }
    }

    /** Half a window, as a pane of tmux is: the code stays from the first to the last moment there too. */
    @Test
    void sixtyColumnsHaveRoomForTheCode() {
        for (Language language : Language.values()) {
            for (List<Message> state : List.of(WAITING, LONELY, TWO_PHONES)) {
                for (Message rest : List.of(CLOSES, UNDONE)) {
                    Optional<Diagnosis> soFar = state == TWO_PHONES ? heard(60) : Optional.empty();
                    List<String> lines = lines(new ScreenSize(60, 24), language, 1, Optional.empty(), soFar, state, rest);
                    String text = String.join("\n", lines);
                    assertEquals(17, code(lines), text);
                    assertTrue(text.contains(URL), text);
                    assertTrue(state != WAITING || text.contains("Wi-Fi"), text);
                    assertTrue(state != TWO_PHONES || text.contains("192.168.1.24"), text);
                }
            }
        }
    }

    /** A camera finds it among all that stands beside it, in the themes of light and of dark terminals. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCameraReadsTheWholeWindow(boolean colour) throws Exception {
        for (Language language : Language.values()) {
            for (ScreenSize size : List.of(ScreenSize.USUAL, new ScreenSize(100, 50))) {
                List<String> lines = new PagePicture(new Words(language), new Look(80, colour, true), Optional.empty(),
                        List.of(URI.create(URL)), heard(5), TWO_PHONES, UNDONE).lines(size);
                for (PaintedScreen.Theme theme : PaintedScreen.Theme.USUAL) {
                    assertEquals("http://192.168.1.44:8765/K7MXWQ3RTA",
                            PaintedScreen.of(lines, size.columns(), size.rows(), theme).scanned(), theme::name);
                }
            }
        }
    }

    /** A second Ctrl-C in vain patience would end all of it: the first one is answered at once. */
    @Test
    void whoStopsItSeesThatAtOnceAndAboveTheReport() {
        var out = new StringWriter();
        var view = new LiveView(new PrintWriter(out, true), new Words(Language.ENGLISH), new Look(80, true, true),
                Optional.of(Window.fixed(ScreenSize.USUAL)));
        view.invite(List.of(URI.create(URL)), Optional.empty(), Duration.ofMinutes(4));
        view.stopping();
        var terminal = new FakeTerminal(80, 24);
        terminal.write(out.toString());
        assertTrue(terminal.text().replaceAll("\\s+", " ").contains("Ended before its"), terminal.text());
        view.end();
        var after = new FakeTerminal(80, 24);
        after.write(out.toString());
        assertTrue(after.asBefore());
        assertEquals("Ended before its time: the phones are told, and the verdict so far follows.",
                after.text().lines().findFirst().orElseThrow());
    }

    /** Where nothing can be drawn, it is told once, before anybody waits. */
    @Test
    void whatBecomesOfTheChangeIsToldWithTheAddress() {
        var out = new StringWriter();
        var view = new LiveView(new PrintWriter(out, true), new Words(Language.ENGLISH), Look.PLAIN, Optional.empty());
        view.undoneAt("14:05:30");
        view.invite(List.of(URI.create(URL)), Optional.empty(), Duration.ofMinutes(3));
        assertTrue(out.toString().startsWith("The change is undone at 14:05:30 (in 3 min) unless a phone confirms it."),
                out.toString());
        view.stopping();
        assertTrue(out.toString().endsWith("\n" + String.join("\n", Wrap.lines(
                new Words(Language.ENGLISH).say(Message.of("phone.live.undoing")), 80, "", "")) + "\n"), out.toString());
    }

    @Test
    void aLargeWindowHasTheCodeBelowItsSentence() {
        List<String> lines = lines(new ScreenSize(100, 50), Language.ENGLISH, 2, Optional.empty(), heard(5),
                TWO_PHONES);
        assertEquals(17, code(lines));
        assertTrue(lines.getFirst().startsWith("Scan this with the phone's camera"), lines.getFirst());
        assertEquals(2, lines.stream().filter(line -> line.contains("http://10.0.0.")).count());
    }

    /** A code that is cut off leads nowhere: it is whole, or the window is said that it needs. */
    @ParameterizedTest
    @CsvSource({"80,24", "80,20", "80,16", "66,24", "64,24", "60,24", "40,24", "40,60", "36,60", "30,60", "40,10",
        "10,3", "200,17", "200,16"})
    void theCodeIsWholeOrSaidToHaveNoRoom(int columns, int rows) {
        for (Language language : Language.values()) {
            for (Optional<Diagnosis> soFar : List.of(Optional.<Diagnosis>empty(), heard(5), heard(60))) {
                List<String> lines = lines(new ScreenSize(columns, rows), language, 1,
                        Optional.of(Message.of("phone.live.windows-asks")), soFar, WAITING);
                String text = String.join("\n", lines);
                assertTrue(text.replaceAll("\u001b\\[[0-9;]*m|\n", "").contains(URL), text);
                if (code(lines) != 17) {
                    assertEquals(0, code(lines), text);
                    Matcher need = SIZE.matcher(text.replaceAll("\\s+", " "));
                    assertTrue(need.find(), text);
                    var enough = new ScreenSize(Integer.parseInt(need.group(1)), Integer.parseInt(need.group(2)));
                    assertEquals(17, code(lines(enough, language, 1,
                            Optional.of(Message.of("phone.live.windows-asks")), soFar, WAITING)), text);
                }
            }
        }
        assertTrue(code(lines(new ScreenSize(40, 60), Language.ENGLISH, 0, Optional.empty(), Optional.empty(), WAITING))
                == 17, "high and narrow has room");
    }

    @Test
    void whatStaysHasNoCode() {
        List<String> left = new PagePicture(new Words(Language.ENGLISH), new Look(80, true, true), Optional.empty(),
                List.of(URI.create(URL)), heard(2), TWO_PHONES,
                Message.of("phone.live.left-over", Duration.ofMinutes(4)))
                .left(ScreenSize.USUAL);
        assertEquals("192.168.1.24 has tried everything", left.getLast());
        assertEquals(0, code(left));
    }
}
