package change;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import json.Json;
import json.JsonShapeException;

/**
 * Who is changing things right now, for the other one who has to wait.
 *
 * @param since when it took the lock, UTC, ISO 8601
 */
record Holder(long pid, String since, String script) {

    static Holder me(String script, Instant now) {
        return new Holder(ProcessHandle.current().pid(), now.toString(), script);
    }

    Instant sinceInstant() {
        return Instant.parse(since);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, Json.line(Json.tree(this)));
    }

    /** Empty where the holder has not written it yet, or is of a version that writes it differently. */
    static Optional<Holder> read(Path file) {
        try {
            Holder holder = Json.value(Json.parse(Files.readString(file)), Holder.class);
            if (holder == null || holder.since == null || holder.script == null) {
                return Optional.empty();
            }
            holder.sinceInstant();
            return Optional.of(holder);
        } catch (IOException | JsonShapeException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
