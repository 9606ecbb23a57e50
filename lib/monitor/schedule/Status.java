package monitor.schedule;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import process.Fact;
import text.Message;

/**
 * How it stands with the watch in the background.
 *
 * @param scheduler what it is registered with
 * @param entry     what that says; an empty optional where nothing is registered
 * @param process   the watch that runs at this moment
 * @param lines     the last of the log
 */
public record Status(Message scheduler, Fact<Optional<ScheduledTask>> entry, Optional<Long> process, Path log,
        List<String> lines) {

    public Status {
        lines = List.copyOf(lines);
    }

    /** What keeps a registered watch from watching; none where nothing is registered. */
    public List<Message> faults() {
        var faults = new ArrayList<Message>();
        entry.toOptional().flatMap(found -> found).ifPresent(found -> {
            if (!found.enabled()) {
                faults.add(Message.of("schedule.disabled"));
            }
            found.launch().toOptional().ifPresent(launch -> {
                if (!isFile(launch.java())) {
                    faults.add(Message.of("schedule.java-gone", launch.java()));
                }
                if (!isFile(launch.jar())) {
                    faults.add(Message.of("schedule.jar-gone", launch.jar()));
                }
                launch.value("--services").filter(file -> !isFile(file))
                        .ifPresent(file -> faults.add(Message.of("schedule.services-gone", file)));
            });
            // Where one of these is wrong, none is started either, and that would be said of each.
            if (process.isEmpty() && faults.isEmpty()) {
                faults.add(Message.of("schedule.not-running"));
            }
        });
        return List.copyOf(faults);
    }

    private static boolean isFile(String path) {
        try {
            return Files.isRegularFile(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
