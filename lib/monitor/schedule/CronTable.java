package monitor.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import process.Shell;

/**
 * A user's crontab(5) with our entry in it: one line between two marks. Everything else stays byte for byte, whatever
 * it is.
 */
final class CronTable {
    private static final String BEGIN = "# runbook monitor, begin; jbang monitor unschedule takes this out";
    private static final String END = "# runbook monitor, end";
    private static final String EVERY_TEN_MINUTES = "*/10 * * * * ";
    /** Otherwise cron would send a mail every ten minutes that says that the watch runs already. */
    private static final String SILENT = " >/dev/null 2>&1";

    private CronTable() { }

    /** @throws IllegalArgumentException where cron would cut the line: at a percent sign or a line end */
    static String with(String table, LaunchCommand launch) {
        var words = new ArrayList<>(List.of(launch.java()));
        words.addAll(launch.words());
        if (words.stream().anyMatch(word -> word.contains("%") || word.chars().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException(String.join(" ", words));
        }
        String others = without(table);
        String gap = others.isEmpty() || others.endsWith("\n") ? "" : "\n";
        return others + gap + BEGIN + "\n" + EVERY_TEN_MINUTES
                + words.stream().map(Shell.BASH::quote).collect(Collectors.joining(" ")) + SILENT + "\n" + END + "\n";
    }

    /** The table without our entry; the same text where it has none. */
    static String without(String table) {
        int begin = begin(table);
        if (begin < 0) {
            return table;
        }
        int after = end(table, begin) + END.length();
        return table.substring(0, begin) + table.substring(Math.min(table.length(), after + 1));
    }

    /** What our entry starts; empty where there is none. */
    static Optional<Optional<LaunchCommand>> entry(String table) {
        int begin = begin(table);
        if (begin < 0) {
            return Optional.empty();
        }
        List<String> words = table.substring(begin).lines().skip(1).findFirst()
                .filter(line -> line.startsWith(EVERY_TEN_MINUTES) && line.endsWith(SILENT))
                .map(line -> words(line.substring(EVERY_TEN_MINUTES.length(), line.length() - SILENT.length())))
                .orElse(List.of());
        return Optional.of(words.isEmpty() ? Optional.empty()
                : LaunchCommand.of(words.getFirst(), words.subList(1, words.size())));
    }

    /** The last one that has an end: where a person has taken an end away, what follows is not ours. */
    private static int begin(String table) {
        int last = ("\n" + table + "\n").lastIndexOf("\n" + END + "\n");
        return last < 0 ? -1 : ("\n" + table).lastIndexOf("\n" + BEGIN + "\n", last);
    }

    private static int end(String table, int begin) {
        return ("\n" + table + "\n").indexOf("\n" + END + "\n", begin);
    }

    /** Takes apart what {@link Shell#BASH} quotes: plain words, single quotes, and {@code '\''} for a quote. */
    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\'') {
                inside = !inside;
            } else if (!inside && c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (!inside && c == ' ') {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }
}
