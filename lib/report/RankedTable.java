package report;

import java.util.ArrayList;
import java.util.List;
import path.Diagnosis;

/**
 * The table of the paths in parts, for a screen that has no room for all of it.
 *
 * @param head what stands above the first row; no line where each row has its words with it
 */
public record RankedTable(List<String> head, List<Row> rows) {

    public RankedTable {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
    }

    /** @param ports how many this row stands for */
    public record Row(List<String> lines, Diagnosis.Verdict verdict, int ports) {

        public Row {
            lines = List.copyOf(lines);
        }
    }

    /** How the rows that have no room are told. */
    public interface Rest {
        /** @param all that none has room */
        String line(List<Row> rows, boolean all);
    }

    /** As many whole rows as there is room for, and a line for the rest. */
    public List<String> within(int room, Rest rest) {
        if (lines().size() <= room) {
            return lines();
        }
        var lines = new ArrayList<>(head);
        int shown = 0;
        for (Row row : rows) {
            if (lines.size() + row.lines().size() >= room) {
                break;
            }
            lines.addAll(row.lines());
            shown++;
        }
        if (shown == 0) {
            // A head without a row tells nothing.
            lines.clear();
        }
        lines.add(rest.line(rows.subList(shown, rows.size()), shown == 0));
        return lines.subList(0, Math.clamp(room, 0, lines.size()));
    }

    /** The whole of it. */
    public List<String> lines() {
        var lines = new ArrayList<>(head);
        rows.forEach(row -> lines.addAll(row.lines()));
        return lines;
    }
}
