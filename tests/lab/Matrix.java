package lab;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** One line for each fault: what had to be found, what was found. */
final class Matrix {

    private record Row(String name, String expected, String found, boolean right) { }

    private final String title;
    private final List<Row> rows = new ArrayList<>();

    Matrix(String title) {
        this.title = title;
    }

    void add(String name, String expected, String found, boolean right) {
        rows.add(new Row(name, expected, found, right));
    }

    void print(PrintStream out) {
        if (rows.isEmpty()) {
            return;
        }
        int name = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        int expected = rows.stream().mapToInt(row -> row.expected().length()).max().orElse(0);
        String format = "%-2s  %-" + name + "s  %-" + expected + "s  %s%n";
        out.println();
        out.println(title);
        out.printf(format, "", "fault", "expected", "found");
        rows.forEach(row -> out.printf(format, row.right() ? "ok" : "NO", row.name(), row.expected(), row.found()));
        long right = rows.stream().filter(Row::right).count();
        out.printf("%d of %d right%n%n", right, rows.size());
    }
}
