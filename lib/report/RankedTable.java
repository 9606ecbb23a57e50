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

    /** The whole of it. */
    public List<String> lines() {
        var lines = new ArrayList<>(head);
        rows.forEach(row -> lines.addAll(row.lines()));
        return lines;
    }
}
