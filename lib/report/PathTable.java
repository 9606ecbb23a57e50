package report;

import console.Look;
import console.Paint;
import console.Wrap;
import inventory.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import path.Diagnosis;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.PhoneReports;
import path.ServicePath;
import path.check.PhoneTexts;
import probe.Reply;
import text.Columns;
import text.Words;

/**
 * The paths as a table, a row for each endpoint and a column for each hop. Neighbouring ports of a service that fare
 * alike share a row. Where the screen is too narrow, words that all names begin with are left out, then half of each
 * gap; where that does not help, the service stands on a line above its row, and on a very narrow screen the row is a
 * wrapped list.
 */
final class PathTable {
    private static final String GAP = "  ";
    private static final String INDENT = "    ";
    /** Columns of a name; longer ones are cut, so that the cells stay in sight. */
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

    /** Endpoints shown as one: their paths have the same word in every cell but for the times. */
    private record Row(List<ServicePath> paths) {
        ServicePath first() {
            return paths.getFirst();
        }

        String ports() {
            int from = first().endpoint().port();
            int to = paths.getLast().endpoint().port();
            return from == to ? String.valueOf(from) : from + "-" + to;
        }

        /** Of the gravest of them. */
        Diagnosis.Verdict verdict() {
            return paths.stream().map(ServicePath::verdict).min(Comparator.naturalOrder()).orElseThrow();
        }

        String name() {
            return Columns.cut(Words.printable(first().endpoint().service().name()), LONGEST_NAME, "~");
        }
    }

    List<String> lines(List<ServicePath> paths) {
        return table(rows(paths), this::wrapped).lines();
    }

    /** The gravest first, and among equals as they are. A very narrow screen has a line for each, and no more. */
    RankedTable worstFirst(List<ServicePath> paths) {
        List<Row> rows = rows(paths);
        rows.sort(Comparator.comparing(Row::verdict));
        return table(rows, this::brief);
    }

    /** @param narrow what is left where no table has room */
    private RankedTable table(List<Row> rows, Function<List<Row>, RankedTable> narrow) {
        int[] widths = columns.stream().mapToInt(hop -> Math.max(Columns.of(title(hop)),
                rows.stream().mapToInt(row -> Columns.of(cell(row, hop))).max().orElse(0))).toArray();
        int port = rows.stream().mapToInt(row -> row.ports().length()).max().orElse(0);
        int cells = Arrays.stream(widths).sum();
        for (Layout layout : List.of(new Layout(names(rows), GAP), new Layout(distinguishing(names(rows)), GAP),
                new Layout(distinguishing(names(rows)), " "))) {
            if (layout.name() + GAP.length() + port + layout.gap().length() * widths.length + cells <= width) {
                return beside(rows, layout, port, widths);
            }
        }
        return INDENT.length() + cells + GAP.length() * widths.length <= width ? below(rows, widths)
                : narrow.apply(rows);
    }

    /** @param gap between two cells */
    private record Layout(List<String> names, String gap) {
        int name() {
            return names.stream().mapToInt(Columns::of).max().orElse(0);
        }
    }

    private static List<String> names(List<Row> rows) {
        return rows.stream().map(Row::name).toList();
    }

    /** Without the words that all names begin with: they tell no service from another. */
    private static List<String> distinguishing(List<String> names) {
        List<String> shared = names.isEmpty() ? List.of() : List.of(names.getFirst().split(" "));
        for (String name : names) {
            shared = shared.subList(0, sharedWords(shared, List.of(name.split(" "))));
        }
        int length = String.join(" ", shared).length();
        return shared.isEmpty() || names.contains(String.join(" ", shared)) ? names
                : names.stream().map(name -> name.substring(length + 1)).toList();
    }

    private static int sharedWords(List<String> one, List<String> other) {
        int count = 0;
        while (count < Math.min(one.size(), other.size()) && one.get(count).equals(other.get(count))) {
            count++;
        }
        return count;
    }

    private RankedTable beside(List<Row> rows, Layout layout, int port, int[] widths) {
        var shown = new ArrayList<RankedTable.Row>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            shown.add(shown(row, List.of(Columns.padded(layout.names().get(i), layout.name()) + GAP
                    + Columns.right(row.ports(), port) + cells(row, widths, layout.gap()))));
        }
        return new RankedTable(List.of(" ".repeat(layout.name() + GAP.length() + port) + head(widths, layout.gap())),
                shown);
    }

    private RankedTable below(List<Row> rows, int[] widths) {
        return new RankedTable(List.of(INDENT + head(widths, GAP)), rows.stream().map(row -> shown(row,
                List.of(paint.bold(row.name()) + GAP + row.ports(), INDENT + cells(row, widths, GAP)))).toList());
    }

    private RankedTable wrapped(List<Row> rows) {
        var shown = new ArrayList<RankedTable.Row>();
        for (Row row : rows) {
            var lines = new ArrayList<>(List.of(paint.bold(row.name()) + GAP + row.ports()));
            String cells = columns.stream().map(hop -> title(hop) + " " + painted(row, hop))
                    .collect(Collectors.joining(", "));
            lines.addAll(Wrap.lines(cells, width, INDENT, INDENT));
            shown.add(shown(row, lines));
        }
        return new RankedTable(List.of(), shown);
    }

    /** Port, the hop that tells most with its word, and the name as far as it goes. */
    private RankedTable brief(List<Row> rows) {
        int port = rows.stream().mapToInt(row -> row.ports().length()).max().orElse(0);
        int state = rows.stream().mapToInt(row -> Columns.of(state(row))).max().orElse(0);
        return new RankedTable(List.of(), rows.stream().map(row -> shown(row, List.of(Columns.cut(
                Columns.right(row.ports(), port) + GAP + Columns.padded(state(row), state) + GAP + row.name(), width,
                "")))).toList());
    }

    private String state(Row row) {
        Optional<Hop> telling = row.first().broken().map(HopResult::hop).filter(columns::contains).or(() ->
                columns.stream().filter(hop -> row.first().at(hop).outcome() instanceof Outcome.Unknown).findFirst())
                .or(() -> columns.stream().filter(hop -> row.first().at(hop).outcome() instanceof Outcome.Warning)
                .findFirst());
        return telling.map(hop -> title(hop) + " " + painted(row, hop)).orElse(paint.green(words.say("report.ok")));
    }

    private static RankedTable.Row shown(Row row, List<String> lines) {
        return new RankedTable.Row(lines, row.verdict(), row.paths().size());
    }

    private String head(int[] widths, String gap) {
        var head = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            head.append(gap).append(Columns.padded(title(columns.get(i)), widths[i]));
        }
        return paint.dim(head.toString().stripTrailing());
    }

    private String cells(Row row, int[] widths, String gap) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            boolean last = i == widths.length - 1;
            line.append(gap).append(painted(row, columns.get(i)))
                    .append(last ? "" : " ".repeat(widths[i] - Columns.of(cell(row, columns.get(i)))));
        }
        return line.toString();
    }

    /** What lies behind the first broken hop was looked at too, but may only follow from it: it stays in the back. */
    private String painted(Row row, Hop hop) {
        HopResult result = row.first().at(hop);
        boolean behind = row.first().broken().filter(broken -> broken.hop().compareTo(hop) < 0).isPresent();
        return behind && result.outcome() instanceof Outcome.Problem ? paint.dim(cell(row, hop))
                : paint.as(result.outcome(), cell(row, hop));
    }

    private List<Row> rows(List<ServicePath> paths) {
        var rows = new ArrayList<Row>();
        for (ServicePath path : paths) {
            if (!rows.isEmpty() && continues(rows.getLast().paths().getLast(), path)) {
                rows.getLast().paths().add(path);
            } else {
                rows.add(new Row(new ArrayList<>(List.of(path))));
            }
        }
        return rows;
    }

    private boolean continues(ServicePath before, ServicePath path) {
        Endpoint one = before.endpoint();
        Endpoint next = path.endpoint();
        return one.service().equals(next.service()) && one.port() + 1 == next.port() && columns.stream()
                .allMatch(hop -> word(before.at(hop)).equals(word(path.at(hop))));
    }

    private String title(Hop hop) {
        return words.say("path.name." + hop.id());
    }

    /** A time where every port of the row answered well: that of the slowest; otherwise a word. */
    private String cell(Row row, Hop hop) {
        boolean answered = row.paths().stream().map(path -> path.at(hop)).allMatch(PathTable::answeredWell);
        return answered ? words.duration(row.paths().stream().map(path -> path.at(hop).took().orElseThrow())
                .max(Duration::compareTo).orElseThrow()) : word(row.first().at(hop));
    }

    /** Where not a byte came, the wait was ours, and no measure of the service. */
    private static boolean answeredWell(HopResult result) {
        return result.outcome() instanceof Outcome.Ok
                && (result.reply().flatMap(Reply::took).isPresent()
                        || result.phone().filter(reports -> reports.age().isEmpty()).flatMap(PhoneReports::took)
                        .isPresent());
    }

    private String word(HopResult result) {
        return switch (result.outcome()) {
            case Outcome.Ok ok -> result.phone().flatMap(PhoneReports::age).map(age -> words.say(PhoneTexts.ago(age)))
                    .orElseGet(() -> words.say("report.ok"));
            case Outcome.Problem problem -> words.say("report.cell." + problem.cause().id().id());
            case Outcome.Warning warning -> words.say("report.cell." + warning.cause().id().id());
            case Outcome.Skipped skipped -> result.leftOut() ? words.say("report.cell.left-out") : "-";
            case Outcome.Unknown unknown -> "?";
        };
    }
}
