package process;

import java.time.Instant;
import java.util.Optional;

/**
 * Now, by the clock on the wall, which somebody may set, and by how long the machine has been up.
 *
 * @param up empty where that cannot be told
 */
public record Moment(Instant at, Optional<BootTime> up) { }
