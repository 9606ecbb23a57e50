package process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/**
 * How long this machine has been up: time that goes on alike whatever its clock is set to.
 *
 * @param boot names this start of the machine ({@code boot_id}, random(4))
 * @param up   since then, the time that it slept included (proc_uptime(5))
 */
public record BootTime(String boot, Duration up) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path UP = Path.of("/proc/uptime");

    public BootTime {
        if (!boot.matches("[0-9a-f-]{1,40}") || up.isNegative()) {
            throw new IllegalArgumentException("not a boot and a time since then: " + boot + " " + up);
        }
    }

    /** {@code 350735.47 234388.90}; empty where this system has no such files. */
    static Optional<BootTime> ofThisMachine() {
        try {
            String seconds = Files.readString(UP).split("\\s")[0];
            return Optional.of(new BootTime(Files.readString(BOOT).strip(), Duration.parse("PT" + seconds + "S")));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
