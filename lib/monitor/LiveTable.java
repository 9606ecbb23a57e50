package monitor;

import console.Look;
import console.Paint;
import console.Screen;
import console.ScreenSize;
import docker.Usage;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import text.Bytes;
import text.Message;
import text.Words;

/** The monitor on a terminal: the table of the last round, and below it what happened lately. */
public final class LiveTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** More are on no screen that a person reads; those of a small one are fewer. */
    private static final int LATEST = 50;

    /** So many containers are named with their memory. */
    private static final int NEAREST = 3;

    private final Words words;
    private final Look look;
    private final Paint paint;
    private final EventFormat line;
    private final ZoneId zone;
    private final String every;
    private final Deque<MonitorEvent> latest = new ArrayDeque<>();

    /** @param look what the terminal can show, whatever its width is */
    public LiveTable(Words words, Look look, ZoneId zone, String every) {
        this.words = words;
        this.look = look;
        this.paint = new Paint(look);
        this.line = new EventFormat(words, look, zone);
        this.zone = zone;
        this.every = every;
    }

    /** The picture of this round. It stays as it is when the next round begins, and fits every size of the window. */
    public Screen.Picture picture(RoundLoop.Round round, StateTracker watch, List<MonitorEvent> happenings) {
        happenings.forEach(event -> {
            latest.addLast(event);
            if (latest.size() > LATEST) {
                latest.removeFirst();
            }
        });
        String title = paint.bold(words.say(watch.offline() ? "monitor.title-offline" : "monitor.title",
                TIME.format(round.diagnosis().startedAt().atZone(zone)), every));
        var picture = new LivePicture(words, look, title, round.diagnosis(), turning(watch), memory(round.memory()),
                latest.stream().map(line::text).toList());
        return new Screen.Picture() {
            @Override
            public List<String> lines(ScreenSize size) {
                return picture.lines(size, Optional.of(paint.dim(words.say("monitor.leave"))));
            }

            @Override
            public List<String> left(ScreenSize size) {
                return picture.lines(size, Optional.empty());
            }
        };
    }

    /** What is about to be told as a failure or as an all-clear. */
    private List<String> turning(StateTracker watch) {
        var lines = new ArrayList<String>();
        watch.healths().forEach((endpoint, health) -> {
            if (health.against() > 0) {
                lines.add(paint.yellow(words.say(
                        switch (health.towards()) {
                            case DOWN -> "monitor.failing";
                            case UP -> "monitor.clearing";
                            case UNKNOWN, NEW -> "monitor.untold";
                        },
                        endpoint.service().name() + " " + endpoint.portText(), health.against(),
                        StateTracker.needed(health.state(), health.towards()))));
            }
        });
        return lines;
    }

    /** The containers that are nearest to the end of their memory. */
    private Optional<String> memory(List<Usage> usages) {
        List<Message> nearest = usages.stream().sorted(Comparator.comparing(Usage::percent).reversed()).limit(NEAREST)
                .map(usage -> Message.of("monitor.memory-of", usage.container(), new Bytes(usage.bytes()),
                        usage.percent())).toList();
        return nearest.isEmpty() ? Optional.empty() : Optional.of(paint.dim(words.say("monitor.memory", nearest)));
    }
}
