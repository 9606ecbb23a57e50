package monitor.schedule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import process.Command;
import process.Fact;
import process.FileError;
import process.Ran;
import process.World;
import state.AtomicFile;
import state.StateException;
import state.Trust;
import text.Message;

/**
 * The systemd of one user: systemctl(1) with {@code --user}. Needs no root, and runs while that user is logged in; at
 * other times too where {@code loginctl enable-linger} says so.
 *
 * @param units where the user's own units are, {@code ~/.config/systemd/user}
 */
public record SystemdUser(World world, Path units) implements Scheduler {
    static final String UNIT = "runbook-monitor.service";

    /** True where this user has a service manager that answers: not in a container, and not under plain sudo. */
    public static boolean answers(World world) {
        return world.run(Command.of("systemctl", "--user", "show", "--property=Version")).succeeded();
    }

    @Override
    public Message name() {
        return Message.of("schedule.systemd", UNIT);
    }

    private Path file() {
        return units.resolve(UNIT);
    }

    @Override
    public Fact<Optional<ScheduledTask>> look() {
        Ran ran = systemctl("show", UNIT,
                "--property=LoadState,UnitFileState,ExecMainStartTimestamp,ExecMainStatus");
        if (!ran.succeeded()) {
            return Fact.unknown(ran.failure());
        }
        Map<String, String> said = properties(ran.outText());
        if ("not-found".equals(said.get("LoadState"))) {
            return Fact.known(Optional.empty());
        }
        Optional<String> started = Optional.ofNullable(said.get("ExecMainStartTimestamp"))
                .filter(when -> !when.isBlank());
        String status = said.getOrDefault("ExecMainStatus", "");
        return Fact.known(Optional.of(new ScheduledTask("enabled".equals(said.get("UnitFileState")), started,
                started.isPresent() && status.matches("\\d{1,9}") ? OptionalLong.of(Long.parseLong(status))
                        : OptionalLong.empty(), Optional.empty(), launch())));
    }

    /** {@code LoadState=loaded}, one a line. */
    private static Map<String, String> properties(String text) {
        var properties = new LinkedHashMap<String, String>();
        text.lines().map(line -> line.split("=", 2)).filter(pair -> pair.length == 2)
                .forEach(pair -> properties.put(pair[0], pair[1]));
        return properties;
    }

    private Fact<LaunchCommand> launch() {
        try {
            return SystemdUnit.launch(Files.readString(file())).map(Fact::known).orElseGet(ScheduledTask::unreadable);
        } catch (IOException e) {
            return ScheduledTask.unreadable();
        }
    }

    @Override
    public SchedulerResult register(LaunchCommand launch) {
        try {
            Trust.requireNamed(file());
            Optional<String> before = Files.exists(file()) ? Optional.of(Files.readString(file())) : Optional.empty();
            write(SystemdUnit.text(launch));
            SchedulerResult outcome = all(List.of(List.of("daemon-reload"), List.of("enable", UNIT)));
            if (outcome instanceof SchedulerResult.Refused) {
                if (before.isPresent()) {
                    write(before.get());
                } else {
                    Files.deleteIfExists(file());
                }
                systemctl("daemon-reload");
            }
            return outcome;
        } catch (StateException e) {
            return new SchedulerResult.Refused(e.why());
        } catch (IOException e) {
            return new SchedulerResult.Refused(Message.of("schedule.no-unit", file().toString(),
                    FileError.reason(e, file())));
        }
    }

    private void write(String text) throws IOException {
        Files.createDirectories(units);
        AtomicFile.writeForAll(file(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public SchedulerResult start() {
        return all(List.of(List.of("start", UNIT)));
    }

    @Override
    public SchedulerResult stop() {
        return all(List.of(List.of("stop", UNIT)));
    }

    @Override
    public SchedulerResult unregister() {
        SchedulerResult outcome = all(List.of(List.of("disable", UNIT)));
        try {
            Trust.requireNamed(file());
            Files.deleteIfExists(file());
        } catch (StateException e) {
            return new SchedulerResult.Refused(e.why());
        } catch (IOException e) {
            return new SchedulerResult.Refused(Message.of("schedule.no-unit", file().toString(),
                    FileError.reason(e, file())));
        }
        systemctl("daemon-reload");
        return outcome;
    }

    private SchedulerResult all(List<List<String>> commands) {
        for (List<String> command : commands) {
            Ran ran = systemctl(command.toArray(String[]::new));
            if (!ran.succeeded()) {
                return new SchedulerResult.Refused(ran.failure());
            }
        }
        return new SchedulerResult.Done();
    }

    private Ran systemctl(String... words) {
        var all = new ArrayList<>(List.of("--user"));
        all.addAll(List.of(words));
        return world.run(Command.of("systemctl", all));
    }
}
