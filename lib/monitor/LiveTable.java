package monitor;

import console.Look;
import console.Paint;
import console.Redraw;
import console.Wrap;
import docker.Usage;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import path.Diagnosis;
import path.Hop;
import report.TextReport;
import text.Bytes;
import text.Message;
import text.Words;

/** The monitor on a terminal: the table of the last round, and below it what happened lately. */
public final class LiveTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    /** What fits below the table of the guide's services on 24 lines. */
    private static final int LATEST = 8;

    /** So many containers are named with their memory. */
    private static final int NEAREST = 3;

    /** As wide as a date and a time, so that what goes on stands below what it goes on from. */
    private static final String BEHIND_TIME = " ".repeat(21);

    private final Words words;
    private final Look look;
    private final Paint paint;
    private final EventFormat line;
    private final ZoneId zone;
    private final Deque<MonitorEvent> latest = new ArrayDeque<>();
    private final Redraw redraw;

    public LiveTable(Words words, Look look, ZoneId zone) {
        this.words = words;
        this.look = look;
        this.paint = new Paint(look);
        this.line = new EventFormat(words, look, zone);
        this.zone = zone;
        this.redraw = new Redraw(look.width());
    }

    /** What to write to the terminal: it goes back over the last picture and draws the new one in its place. */
    public String redraw(RoundLoop.Round round, StateTracker watch, List<MonitorEvent> happenings, String every) {
        Diagnosis diagnosis = round.diagnosis();
        happenings.forEach(event -> {
            latest.addLast(event);
            if (latest.size() > LATEST) {
                latest.removeFirst();
            }
        });
        List<String> lines = new ArrayList<>();
        String title = watch.offline() ? "monitor.title-offline" : "monitor.title";
        lines.addAll(wrapped(paint.bold(words.say(title, TIME.format(diagnosis.startedAt().atZone(zone)), every))));
        lines.add("");
        lines.addAll(new TextReport(words, look, false).table(diagnosis, EnumSet.complementOf(EnumSet.of(Hop.PHONE))));
        lines.add("");
        watch.healths().forEach((endpoint, health) -> {
            if (health.against() > 0) {
                lines.addAll(wrapped(paint.yellow(words.say(
                        switch (health.towards()) {
                            case DOWN -> "monitor.failing";
                            case UP -> "monitor.clearing";
                            case UNKNOWN, NEW -> "monitor.untold";
                        },
                        endpoint.service().name() + " " + endpoint.portText(), health.against(),
                        StateTracker.needed(health.state(), health.towards())))));
            }
        });
        memory(round.memory()).ifPresent(text -> lines.addAll(wrapped(text)));
        latest.forEach(event -> lines.addAll(Wrap.lines(line.text(event), look.width(), "", BEHIND_TIME)));
        lines.addAll(wrapped(paint.dim(words.say("monitor.leave"))));
        return redraw.of(lines);
    }

    private List<String> wrapped(String text) {
        return Wrap.lines(text, look.width(), "", "  ");
    }

    /** The containers that are nearest to the end of their memory. */
    private Optional<String> memory(List<Usage> usages) {
        List<Message> nearest = usages.stream().sorted(Comparator.comparing(Usage::percent).reversed()).limit(NEAREST)
                .map(usage -> Message.of("monitor.memory-of", usage.container(), new Bytes(usage.bytes()),
                        usage.percent())).toList();
        return nearest.isEmpty() ? Optional.empty() : Optional.of(paint.dim(words.say("monitor.memory", nearest)));
    }
}
