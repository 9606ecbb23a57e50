package report;

import inventory.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.ServicePath;
import text.Words;

/**
 * The paths as a table, a row for each endpoint and a column for each hop. Neighbouring ports of a service that fare
 * alike share a row. On a narrow screen each row becomes two lines: the service, and where it stands.
 */
final class PathTable {
    private static final int GAP = 2;
    /** Longer names are cut, so that the columns stay in sight on 80 columns. */
    private static final int LONGEST_NAME = 30;

    private final Words words;
    private final Paint paint;
    private final int width;
    private final List<Hop> columns;

    PathTable(Words words, Look look, Set<Hop> columns) {
        this.words = words;
        this.paint = new Paint(look);
        this.width = look.width();
        this.columns = columns.stream().sorted().toList();
    }

    /** Endpoints shown as one: the paths have the same words in every cell but for their times. */
    private record Row(List<ServicePath> paths) {
        ServicePath first() {
            return paths.getFirst();
        }

        String ports() {
            int from = first().endpoint().port();
            int to = paths.getLast().endpoint().port();
            return from == to ? String.valueOf(from) : from + "-" + to;
        }
    }

    List<String> lines(List<ServicePath> paths) {
        List<Row> rows = rows(paths);
        int name = rows.stream().mapToInt(row -> shortName(row).length()).max().orElse(0);
        int port = rows.stream().mapToInt(row -> row.ports().length()).max().orElse(0);
        int[] wide = columns.stream().mapToInt(hop -> Math.max(title(hop).length(),
                rows.stream().mapToInt(row -> cell(row, hop).length()).max().orElse(0))).toArray();
        int all = name + GAP + port;
        for (int column : wide) {
            all += GAP + column;
        }
        return all <= width ? table(rows, name, port, wide) : list(rows);
    }

    private List<String> table(List<Row> rows, int name, int port, int[] wide) {
        var lines = new ArrayList<String>();
        var head = new StringBuilder(" ".repeat(name + GAP + port));
        for (int i = 0; i < wide.length; i++) {
            head.append(" ".repeat(GAP)).append(pad(title(columns.get(i)), wide[i]));
        }
        lines.add(paint.dim(head.toString().stripTrailing()));
        for (Row row : rows) {
            var line = new StringBuilder(pad(shortName(row), name)).append(" ".repeat(GAP))
                    .append(" ".repeat(port - row.ports().length())).append(row.ports());
            for (int i = 0; i < wide.length; i++) {
                String cell = cell(row, columns.get(i));
                String padding = i + 1 < wide.length ? " ".repeat(wide[i] - cell.length()) : "";
                line.append(" ".repeat(GAP))
                        .append(paint.as(row.first().at(columns.get(i)).outcome(), cell)).append(padding);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private List<String> list(List<Row> rows) {
        var lines = new ArrayList<String>();
        for (Row row : rows) {
            lines.add(paint.bold(row.first().endpoint().service().name()) + " " + row.ports());
            var cells = new StringBuilder("   ");
            int used = 3;
            for (Hop hop : columns) {
                String cell = title(hop) + " " + cell(row, hop);
                if (used + 1 + cell.length() > width && used > 3) {
                    lines.add(cells.toString());
                    cells = new StringBuilder("   ");
                    used = 3;
                }
                cells.append(' ').append(paint.dim(title(hop))).append(' ')
                        .append(paint.as(row.first().at(hop).outcome(), cell(row, hop)));
                used += 1 + cell.length() + 1;
                cells.append(' ');
            }
            lines.add(cells.toString().stripTrailing());
        }
        return lines;
    }

    private List<Row> rows(List<ServicePath> paths) {
        var rows = new ArrayList<Row>();
        for (ServicePath path : paths) {
            Row last = rows.isEmpty() ? null : rows.getLast();
            if (last != null && continues(last.paths().getLast(), path)) {
                last.paths().add(path);
            } else {
                rows.add(new Row(new ArrayList<>(List.of(path))));
            }
        }
        return rows;
    }

    private boolean continues(ServicePath before, ServicePath path) {
        Endpoint a = before.endpoint();
        Endpoint b = path.endpoint();
        return a.service().equals(b.service()) && a.port() + 1 == b.port() && columns.stream()
                .allMatch(hop -> word(before.at(hop)).equals(word(path.at(hop))));
    }

    private String shortName(Row row) {
        String name = Words.printable(row.first().endpoint().service().name());
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "~";
    }

    private String title(Hop hop) {
        return words.say("path.name." + hop.id());
    }

    /** A time where there is one and all is well: the slowest of the row; otherwise a word. */
    private String cell(Row row, Hop hop) {
        boolean timed = row.paths().stream().allMatch(path -> path.at(hop).took().isPresent()
                && (path.at(hop).outcome() instanceof Outcome.Ok || path.at(hop).outcome() instanceof Outcome.Warning)
                && !held(path.at(hop)));
        if (!timed) {
            return word(row.first().at(hop));
        }
        return words.duration(row.paths().stream().map(path -> path.at(hop).took().orElseThrow())
                .max(Duration::compareTo).orElseThrow());
    }

    /** A raw port that holds the connection was waited for, not answered: the wait is no measure of the service. */
    private static boolean held(HopResult result) {
        return result.outcome().text().key().equals("path.hop.held");
    }

    private String word(HopResult result) {
        return switch (result.outcome()) {
            case Outcome.Ok ok -> words.say("report.ok");
            case Outcome.Problem problem -> words.say("report.cell." + problem.cause().id().id());
            case Outcome.Warning warning -> words.say("report.cell." + warning.cause().id().id());
            case Outcome.Skipped skipped -> "-";
            case Outcome.Unknown unknown -> "?";
        };
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
