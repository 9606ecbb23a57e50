package monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import console.Look;
import console.Screen;
import console.ScreenSize;
import docker.Usage;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import path.FindingId;
import path.Hop;
import path.ServicePath;
import text.Columns;
import text.Language;
import text.Words;

/** The picture on the terminal: it fits every window, and what matters most is in it. */
class LiveTableTest {
    private static final ScreenSize LARGE = new ScreenSize(120, 40);

    private final StateTracker watch = new StateTracker();
    private List<Usage> memory = List.of();

    @Test
    void whatHappenedLatelyStandsBelow() {
        var table = table(Language.ENGLISH);
        for (int round = 0; round < 3; round++) {
            draw(table, round);
        }
        String picture = text(draw(table, 3), LARGE);
        assertTrue(picture.contains("Monitor: last check 10:01:30, every 30 s\n"), picture);
        assertTrue(picture.contains("UP       Eloquence TTS Service 5002/tcp\n"), picture);
        assertTrue(picture.contains("DOWN     Eloquence API Service 8000/tcp  listening: connection refused"), picture);
        assertTrue(picture.endsWith("Ctrl-C to quit"), picture);
    }

    @Test
    void whatStaysBehindAsksForNoKey() {
        Screen.Picture picture = draw(table(Language.ENGLISH), 0);
        String left = String.join("\n", picture.left(LARGE));
        assertEquals(text(picture, LARGE), left + "\nCtrl-C to quit");
    }

    /** A line that is too long would be cut off in the middle of a word, and one too many not be seen. */
    @ParameterizedTest
    @CsvSource({"80,24", "40,24", "33,20", "60,12", "40,10", "20,6", "10,3", "10,1", "200,5", "132,50"})
    void fitsTheWindow(int columns, int rows) {
        for (Language language : Language.values()) {
            for (ServicePath[] services : List.of(many(60), many(5), names("データベース", "🙂 chat", "e\u0301te\u0301"))) {
                var table = table(language);
                for (int round = 0; round < 4; round++) {
                    var size = new ScreenSize(columns, rows);
                    List<String> lines = draw(table, round, services).lines(size);
                    assertTrue(lines.size() <= rows, () -> lines.size() + " lines:\n" + String.join("\n", lines));
                    // On a low screen a line is cut off by the screen, which is tested there.
                    assertEquals(List.of(), rows < 12 ? List.of() : lines.stream()
                            .filter(line -> Columns.of(line) > columns && line.contains(" ")).toList());
                }
            }
        }
    }

    @Test
    void sixtyServicesOnTwentyFourRows() {
        var services = many(60);
        services[41] = FakeRounds.broken(services[41].endpoint(), Hop.LISTENING, FindingId.NOTHING_LISTENING);
        services[57] = FakeRounds.broken(services[57].endpoint(), Hop.LISTENING, FindingId.NOTHING_LISTENING);
        List<String> lines = draw(table(Language.ENGLISH), 0, services).lines(new ScreenSize(80, 24));
        assertTrue(lines.get(3).startsWith("41  20041"), () -> String.join("\n", lines));
        assertTrue(lines.get(4).startsWith("57  20057"), () -> String.join("\n", lines));
        assertTrue(lines.get(5).startsWith("0   20000"), () -> String.join("\n", lines));
        long shown = lines.stream().filter(line -> line.matches("\\d+ +200\\d\\d .*")).count();
        assertEquals(1, lines.stream().filter(line -> line.equals("… and " + (60 - shown) + " more, all well")).count(),
                () -> String.join("\n", lines));
        assertEquals(24, lines.size(), () -> String.join("\n", lines));
    }

    /** Where no table has room, each service has a line all the same. */
    @Test
    void aNarrowScreenHasALineForEach() {
        var services = many(5);
        services[3] = FakeRounds.broken(services[3].endpoint(), Hop.LISTENING, FindingId.NOTHING_LISTENING);
        List<String> lines = draw(table(Language.ENGLISH), 0, services).lines(new ScreenSize(40, 20));
        assertEquals("20003  listening nothing  Service number", lines.get(2), () -> String.join("\n", lines));
        assertEquals("20000  ok                 Service number", lines.get(3), () -> String.join("\n", lines));
    }

    @Test
    void theRestIsCountedByHowItIs() {
        var services = many(60);
        for (int i = 10; i < 40; i++) {
            services[i] = FakeRounds.broken(services[i].endpoint(), Hop.LISTENING, FindingId.NOTHING_LISTENING);
        }
        String picture = text(draw(table(Language.ENGLISH), 0, services), new ScreenSize(80, 24));
        assertTrue(picture.matches("(?s).*\n… and \\d+ more: \\d+ broken, 30 well\n.*"), picture);
    }

    @Test
    void aScreenWithRoomForNoRowStillCounts() {
        var services = many(60);
        services[3] = FakeRounds.broken(services[3].endpoint(), Hop.LISTENING, FindingId.NOTHING_LISTENING);
        List<String> lines = draw(table(Language.ENGLISH), 0, services).lines(new ScreenSize(10, 2));
        assertEquals("Ports: 60 (1 broken, 59 well)", lines.getLast());
    }

    @Test
    void theNewestEventIsTheLastToGo() {
        var table = table(Language.ENGLISH);
        draw(table, 0, many(60));
        String picture = text(draw(table, 1, many(60)), new ScreenSize(80, 10));
        assertTrue(picture.contains("UP       Service number 59"), picture);
    }

    @Test
    void sayHowFarItIsToTheAlarm() {
        var table = table(Language.ENGLISH);
        draw(table, 0);
        String picture = text(draw(table, 1), LARGE);
        assertTrue(picture.contains("Eloquence API Service 8000/tcp fails (1 of 3 in a row; alarm at 3)"), picture);
    }

    @Test
    void namesTheContainersNearestToTheEndOfTheirMemory() {
        memory = List.of(new Usage("api", 1L << 29, 1L << 30), new Usage("tts", 1L << 28, 1L << 30),
                new Usage("agent", 9L << 27, 10L << 27), new Usage("idle", 1L << 20, 1L << 30));
        String picture = text(draw(table(Language.ENGLISH), 0), LARGE);
        assertTrue(picture.contains("Memory: agent 1.1 GiB (90 %), api 512 MiB (50 %), tts 256 MiB (25 %)\n"), picture);
    }

    /** Another thread may draw it anew while the next round is judged. */
    @ParameterizedTest
    @ValueSource(ints = {24, 10})
    void aPictureStaysAsItIs(int rows) {
        var table = table(Language.ENGLISH);
        Screen.Picture picture = draw(table, 0);
        var size = new ScreenSize(80, rows);
        List<String> before = picture.lines(size);
        draw(table, 1);
        draw(table, 2);
        assertEquals(before, picture.lines(size));
    }

    private static ServicePath[] many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> FakeRounds.well(FakeRounds.endpoint("Service number " + i, 20000 + i)))
                .toArray(ServicePath[]::new);
    }

    private static ServicePath[] names(String... names) {
        return IntStream.range(0, names.length).mapToObj(i -> FakeRounds.broken(
                FakeRounds.endpoint(names[i], 20000 + i), Hop.LISTENING, FindingId.NOTHING_LISTENING))
                .toArray(ServicePath[]::new);
    }

    private Screen.Picture draw(LiveTable table, int round) {
        return draw(table, round, FakeRounds.well(FakeRounds.TTS), round % 8 == 0 ? FakeRounds.well(FakeRounds.API)
                : FakeRounds.broken(FakeRounds.API, Hop.LISTENING, FindingId.NOTHING_LISTENING));
    }

    private Screen.Picture draw(LiveTable table, int round, ServicePath... paths) {
        var seen = new RoundLoop.Round(FakeRounds.round(round, paths), memory);
        return table.picture(seen, watch, watch.round(seen));
    }

    private static String text(Screen.Picture picture, ScreenSize size) {
        return String.join("\n", picture.lines(size));
    }

    private static LiveTable table(Language language) {
        return new LiveTable(new Words(language), new Look(80, false, true), ZoneOffset.UTC, "30 s");
    }
}
