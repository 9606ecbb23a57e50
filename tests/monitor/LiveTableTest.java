package monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import console.Look;
import docker.Usage;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import path.Diagnosis;
import path.FindingId;
import path.Hop;
import text.Columns;
import text.Language;
import text.Words;

/** The picture on the terminal: each takes the place of the one before it, whatever the screen is like. */
class LiveTableTest {
    private static final int ROUNDS = 20;

    private final StateTracker watch = new StateTracker();
    private List<Usage> memory = List.of();

    /** On the narrow ones nearly every line takes more than one row. */
    @ParameterizedTest
    @ValueSource(ints = {20, 33, 40, 79, 80, 120, 200})
    void nothingOfTheOldPictureIsLeft(int width) {
        var table = table(width, true);
        var screen = new FakeTerminal(width);
        screen.write("$ jbang monitor\n");
        String last = "";
        for (int round = 0; round < ROUNDS; round++) {
            last = draw(table, round);
            screen.write(last);
        }
        var alone = new FakeTerminal(width);
        alone.write("$ jbang monitor\n");
        alone.write(last.replaceFirst("^\u001b\\[\\d+A\r\u001b\\[J", ""));
        assertEquals(alone.text(), screen.text());
    }

    @Test
    void whatHappenedLatelyStandsBelow() {
        var table = table(120, false);
        for (int round = 0; round < 3; round++) {
            draw(table, round);
        }
        String picture = draw(table, 3);
        assertTrue(picture.contains("Monitor: last check 10:01:30, every 30 s\n"), picture);
        assertTrue(picture.contains("UP       Eloquence TTS Service 5002/tcp\n"), picture);
        assertTrue(picture.contains("DOWN     Eloquence API Service 8000/tcp  listening: connection refused"), picture);
        assertTrue(picture.endsWith("Ctrl-C to quit\n"), picture);
    }

    /** No line is left to the terminal, which would break it in the middle of a word. */
    @ParameterizedTest
    @ValueSource(ints = {33, 40, 60})
    void noLineIsWiderThanTheScreen(int width) {
        for (Language language : Language.values()) {
            var table = new LiveTable(new Words(language), new Look(width, false, true), ZoneOffset.UTC);
            draw(table, 0);
            List<String> lines = draw(table, 1).replaceFirst("(?s)^.*\u001b\\[J", "").lines().toList();
            assertEquals(List.of(), lines.stream().filter(line -> Columns.of(line) > width).toList());
        }
    }

    @Test
    void sayHowFarItIsToTheAlarm() {
        var table = table(120, false);
        draw(table, 0);
        String picture = draw(table, 1);
        assertTrue(picture.contains("Eloquence API Service 8000/tcp fails (1 of 3 in a row; alarm at 3)"), picture);
    }

    @Test
    void namesTheContainersNearestToTheEndOfTheirMemory() {
        memory = List.of(new Usage("api", 1L << 29, 1L << 30), new Usage("tts", 1L << 28, 1L << 30),
                new Usage("agent", 9L << 27, 10L << 27), new Usage("idle", 1L << 20, 1L << 30));
        String picture = draw(table(120, false), 0);
        assertTrue(picture.contains("Memory: agent 1.1 GiB (90 %), api 512 MiB (50 %), tts 256 MiB (25 %)\n"), picture);
    }

    @Test
    void aScreenWithoutColourGetsNone() {
        assertFalse(draw(table(80, false), 0).contains("\u001b"), "the first picture needs no sequence at all");
    }

    private String draw(LiveTable table, int round) {
        Diagnosis diagnosis = FakeRounds.round(round, FakeRounds.well(FakeRounds.TTS), round % 8 == 0
                ? FakeRounds.well(FakeRounds.API)
                : FakeRounds.broken(FakeRounds.API, Hop.LISTENING, FindingId.NOTHING_LISTENING));
        var seen = new RoundLoop.Round(diagnosis, memory);
        return table.redraw(seen, watch, watch.round(seen), "30 s");
    }

    private static LiveTable table(int width, boolean colour) {
        return new LiveTable(new Words(Language.ENGLISH), new Look(width, colour, true), ZoneOffset.UTC);
    }
}
