package monitor.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The unit file of a watch, for the systemd of one user: systemd.unit(5), systemd.service(5). A program that goes on
 * for ever needs no timer; the service manager itself starts it again.
 */
final class SystemdUnit {
    private static final String START = "ExecStart=";

    private SystemdUnit() { }

    static String text(LaunchCommand launch) {
        var words = new ArrayList<>(List.of(launch.java()));
        words.addAll(launch.words());
        return """
                [Unit]
                Description=runbook: jbang monitor status
                StartLimitIntervalSec=0

                [Service]
                %s%s
                Restart=always
                RestartSec=60
                Nice=5

                [Install]
                WantedBy=default.target
                """.formatted(START, words.stream().map(SystemdUnit::quote).collect(Collectors.joining(" ")));
    }

    /** What the unit starts; empty where this is none of ours. */
    static Optional<LaunchCommand> launch(String unit) {
        return unit.lines().filter(line -> line.startsWith(START)).findFirst()
                .map(line -> words(line.substring(START.length())))
                .filter(words -> !words.isEmpty())
                .flatMap(words -> LaunchCommand.of(words.getFirst(), words.subList(1, words.size())));
    }

    /**
     * systemd.service(5), "Command lines": double quotes, escapes as in C; a percent sign begins a specifier and a
     * dollar sign a variable, unless they are doubled.
     */
    private static String quote(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
                .replace("%", "%%").replace("$", "$$") + '"';
    }

    /** Takes apart what {@link #quote} writes. */
    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean more = i + 1 < line.length();
            if (c == '"') {
                if (inside) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inside = !inside;
            } else if (inside && more && c == '\\') {
                char escaped = line.charAt(++i);
                word.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
            } else if (inside && more && (c == '%' || c == '$') && line.charAt(i + 1) == c) {
                word.append(c);
                i++;
            } else if (inside) {
                word.append(c);
            }
        }
        return words;
    }
}
