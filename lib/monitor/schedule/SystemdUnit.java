package monitor.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import process.SystemdWords;

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
                """.formatted(START, SystemdWords.line(words));
    }

    /** What the unit starts; empty where this is none of ours. */
    static Optional<LaunchCommand> launch(String unit) {
        return unit.lines().filter(line -> line.startsWith(START)).findFirst()
                .map(line -> SystemdWords.words(line.substring(START.length())))
                .filter(words -> !words.isEmpty())
                .flatMap(words -> LaunchCommand.of(words.getFirst(), words.subList(1, words.size())));
    }
}
