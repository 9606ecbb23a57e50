package monitor;

import console.Look;
import console.Paint;
import console.ScreenSize;
import console.Wrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import path.Diagnosis;
import path.Hop;
import report.RankedTable;
import report.TextReport;
import text.Message;
import text.Words;

/**
 * One round as a picture for any size of window. The gravest rows of the table come first; what has no room is
 * counted, by how it is.
 *
 * @param turning what is about to be told as a failure or as an all-clear
 * @param latest  what happened, the newest last
 */
record LivePicture(Words words, Look look, String title, Diagnosis diagnosis, List<String> turning,
        Optional<String> memory, List<String> latest) {

    private static final Set<Hop> COLUMNS = EnumSet.complementOf(EnumSet.of(Hop.PHONE));

    /** As wide as a date and a time, so that what goes on stands below what it goes on from; but not on half a screen. */
    private static final String BEHIND_TIME = " ".repeat(21);
    private static final int WIDE = 60;

    /** On lower screens there are no empty lines, and what is too long is cut off instead of broken. */
    private static final int ROOMY = 12;

    /** Of the rows of the screen, what happened may take so many at the expense of the table. */
    private static final int SHARE_OF_NEWS = 4;

    /** @param leave how to quit, as the last line; empty where it is over */
    List<String> lines(ScreenSize size, Optional<String> leave) {
        boolean roomy = size.rows() >= ROOMY;
        List<String> head = new ArrayList<>(roomy ? wrapped(title, size, "  ") : List.of(title));
        if (roomy) {
            head.add("");
        }
        Optional<String> last = leave.filter(line -> size.rows() >= ROOMY / 2);
        int room = size.rows() - head.size() - (last.isPresent() ? 1 : 0);
        RankedTable table = new TextReport(words, new Look(size.columns(), look.colour(), look.unicode()), false)
                .worstFirst(diagnosis, COLUMNS);
        int news = Math.max(room / SHARE_OF_NEWS, room - table.lines().size());
        List<String> below = news(size, news - (roomy ? 1 : 0), roomy);
        if (roomy && !below.isEmpty()) {
            below.addFirst("");
        }
        var lines = new ArrayList<>(head);
        lines.addAll(table.within(room - below.size(), this::rest));
        lines.addAll(below);
        last.ifPresent(lines::add);
        return lines;
    }

    /** The newest first of all, then what is about to be told, then what was before. Shown in the order of time. */
    private List<String> news(ScreenSize size, int room, boolean roomy) {
        List<List<String>> events = latest.stream().map(text -> roomy
                ? wrapped(text, size, size.columns() < WIDE ? "  " : BEHIND_TIME) : List.of(text)).toList();
        var below = new ArrayList<String>();
        int left = room - (events.isEmpty() ? 0 : events.getLast().size());
        for (String text : turning) {
            left = taken(below, roomy ? wrapped(text, size, "  ") : List.of(text), left);
        }
        if (memory.isPresent() && roomy) {
            left = taken(below, wrapped(memory.get(), size, "  "), left);
        }
        left = room - below.size();
        var shown = new ArrayList<String>();
        for (List<String> event : events.reversed()) {
            if (event.size() > left) {
                break;
            }
            left -= event.size();
            shown.addAll(0, event);
        }
        below.addAll(shown);
        return below;
    }

    /** @return the room that is left */
    private static int taken(List<String> below, List<String> lines, int left) {
        if (lines.size() > left) {
            return left;
        }
        below.addAll(lines);
        return left - lines.size();
    }

    private String rest(List<RankedTable.Row> rows, boolean all) {
        Map<Diagnosis.Verdict, Integer> counts = new EnumMap<>(Diagnosis.Verdict.class);
        rows.forEach(row -> counts.merge(row.verdict(), row.ports(), Integer::sum));
        int ports = counts.values().stream().mapToInt(count -> count).sum();
        List<Message> each = Arrays.stream(Diagnosis.Verdict.values()).filter(counts::containsKey)
                .map(verdict -> Message.of("monitor.rest." + verdict.id(), counts.get(verdict))).toList();
        boolean well = counts.keySet().equals(Set.of(Diagnosis.Verdict.OK));
        return new Paint(look).dim(all ? words.say("monitor.rest-all", ports, each)
                : well ? words.say("monitor.rest-well", ports) : words.say("monitor.rest", ports, each));
    }

    private static List<String> wrapped(String text, ScreenSize size, String rest) {
        return Wrap.lines(text, size.columns(), "", rest);
    }
}
