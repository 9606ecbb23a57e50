package phone;

import console.Look;
import console.Paint;
import console.ScreenSize;
import console.Wrap;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import path.Diagnosis;
import report.RankedTable;
import report.TextReport;
import text.Columns;
import text.Message;
import text.Words;

/**
 * Where to go with the phone and what phones have tried so far, as a picture for any size of window. The code stands
 * above the text where there is room, else beside it, else closely between; where it has no room at all, that is said.
 * Phones that answer never push it away.
 *
 * @param note  what to know before
 * @param where first the address that the app uses, then the others
 * @param soFar judged by what has been said until now; empty where no phone has come
 * @param state how far the phones are, or that there is none
 * @param rest  how long it goes on
 */
record PagePicture(Words words, Look look, Optional<Message> note, List<URI> where, Optional<Diagnosis> soFar,
        List<Message> state, Message rest) {

    private static final String INDENT = "    ";
    private static final String GAP = "  ";

    /** Beside the code, text in fewer columns is a tower of single words. */
    private static final int READABLE = 30;

    /** Rows of the table of a phone that has come: fewer tell nothing. */
    private static final int FEWEST = 2;

    /** The same, but for how long it goes on. */
    PagePicture ending(Message rest) {
        return new PagePicture(words, look, note, where, soFar, state, rest);
    }

    List<String> lines(ScreenSize size) {
        List<String> code = code(size);
        if (!code.isEmpty()) {
            List<String> above = above(size, code);
            if (above.size() + below(size, size.rows()).size() <= size.rows()) {
                return joined(above, below(size, size.rows()));
            }
            // The place of the code is kept: the table takes what is left, and counts the rest.
            List<String> beside = beside(size, code);
            int room = size.rows() - beside.size();
            if (!beside.isEmpty() && room >= (soFar.isEmpty() ? 0 : FEWEST)) {
                return joined(beside, table(size, room));
            }
            List<String> close = close(size, code);
            if (!close.isEmpty()) {
                return close;
            }
        }
        List<String> told = joined(address(where.getFirst(), size, ""),
                wrap(Message.of("phone.live.scan-not"), size), wrap(tooSmall(), size));
        return joined(told, below(size, Math.max(0, size.rows() - told.size())));
    }

    /** What is worth keeping when it has ended before its time. */
    List<String> left(ScreenSize size) {
        return joined(table(size, size.rows()), state(size));
    }

    /** Says which window has room for the code and for what is said beside it. */
    private Message tooSmall() {
        List<String> code = new QrMatrix(where.getFirst()).lines(Integer.MAX_VALUE, look.unicode());
        int columns = Columns.of(code.getFirst()) + GAP.length() + readable();
        int rows = beside(new ScreenSize(columns, Integer.MAX_VALUE), code).size() + (soFar.isEmpty() ? 0 : FEWEST);
        return Message.of("phone.live.no-code", columns, rows);
    }

    private int readable() {
        return Math.max(READABLE, where.getFirst().toString().length());
    }

    private List<String> code(ScreenSize size) {
        return new QrMatrix(where.getFirst()).lines(size.columns() - INDENT.length(), look.unicode());
    }

    private List<String> above(ScreenSize size, List<String> code) {
        var lines = new ArrayList<String>();
        note.ifPresent(text -> lines.addAll(wrap(text, size)));
        lines.addAll(wrap(Message.of("phone.live.scan"), size));
        lines.add("");
        code.forEach(line -> lines.add(INDENT + line));
        lines.add("");
        lines.addAll(address(where.getFirst(), size, INDENT));
        lines.add("");
        lines.addAll(others(size, INDENT));
        if (where.size() > 1) {
            lines.add("");
        }
        return lines;
    }

    /** The code at the left, everything that is said at its right; empty where that has no room. */
    private List<String> beside(ScreenSize size, List<String> code) {
        int wide = Columns.of(code.getFirst());
        var right = new ScreenSize(size.columns() - wide - GAP.length(), size.rows());
        if (right.columns() < readable()) {
            return List.of();
        }
        List<String> needed = joined(wrap(Message.of("phone.live.scan"), right), List.of(""),
                address(where.getFirst(), right, ""), List.of(""), state(right), rest(right));
        List<String> noted = joined(note.map(text -> wrap(text, right)).orElse(List.of()), needed);
        List<String> all = joined(noted, List.of(""), others(right, ""));
        // What has no room is said in the order of what a person can do without.
        List<String> said = all.size() <= code.size() ? all : noted.size() <= code.size() ? noted : needed;
        int high = Math.max(code.size(), said.size());
        if (high > size.rows()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        for (int i = 0; i < high; i++) {
            lines.add(((i < code.size() ? code.get(i) : " ".repeat(wide)) + GAP + (i < said.size() ? said.get(i) : ""))
                    .stripTrailing());
        }
        return lines;
    }

    /**
     * Where text has no room beside it, the code between the sentence and all else, and no row is empty: what a person
     * can do without is left out. Empty where that is not enough either.
     */
    private List<String> close(ScreenSize size, List<String> code) {
        List<String> scan = wrap(Message.of("phone.live.scan"), size);
        List<String> noted = joined(note.map(text -> wrap(text, size)).orElse(List.of()), scan);
        for (List<String> before : List.of(noted, scan, List.<String>of())) {
            List<String> above = joined(before, code, address(where.getFirst(), size, ""));
            int room = size.rows() - above.size() - state(size).size() - rest(size).size();
            if (room >= (soFar.isEmpty() ? 0 : FEWEST)) {
                return joined(above, table(size, room), state(size), rest(size));
            }
        }
        return List.of();
    }

    private List<String> below(ScreenSize size, int room) {
        List<String> ending = joined(state(size), rest(size));
        List<String> table = table(size, Math.max(0, room - ending.size()));
        return joined(table, ending);
    }

    /** As many rows as there is room for, and a line for the rest; nothing before a phone has come. */
    private List<String> table(ScreenSize size, int room) {
        if (soFar.isEmpty()) {
            return List.of();
        }
        RankedTable table = new TextReport(words, new Look(size.columns(), look.colour(), look.unicode()), false)
                .worstFirst(soFar.get(), LiveView.HOPS);
        return table.within(room, (rows, all) -> paint().dim(words.say("phone.live.more",
                rows.stream().mapToInt(RankedTable.Row::ports).sum())));
    }

    private List<String> others(ScreenSize size, String indent) {
        var lines = new ArrayList<String>();
        if (where.size() > 1) {
            lines.addAll(wrap(Message.of("phone.live.others"), size));
            where.stream().skip(1).forEach(other -> lines.addAll(address(other, size, indent)));
        }
        return lines;
    }

    /** In several rows where one has no room for it: an address that is cut off leads nowhere. */
    private List<String> address(URI address, ScreenSize size, String indent) {
        String text = address.toString();
        var lines = new ArrayList<String>();
        for (String rest = text; !rest.isEmpty(); rest = rest.substring(lines.getLast().length())) {
            lines.add(rest.substring(0, Math.min(rest.length(), size.columns())));
        }
        String before = indent.length() + text.length() <= size.columns() ? indent : "";
        boolean first = address.equals(where.getFirst());
        return lines.stream().map(line -> before + (first ? paint().bold(line) : line)).toList();
    }

    private List<String> state(ScreenSize size) {
        return state.stream().flatMap(text -> wrap(text, size).stream()).toList();
    }

    private List<String> rest(ScreenSize size) {
        // Each row by itself: the code stands between the one and the next.
        return wrap(rest, size).stream().map(paint()::dim).toList();
    }

    private List<String> wrap(Message text, ScreenSize size) {
        return Wrap.lines(words.say(text), size.columns(), "", "");
    }

    private Paint paint() {
        return new Paint(look);
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        var all = new ArrayList<String>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
