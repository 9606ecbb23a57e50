package inventory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import json.Id;
import text.Message;

/**
 * Where an inventory comes from: a report says it first, and another process is told it.
 *
 * @param file  as it is shown; empty where it is none
 * @param notes what was passed over or left out on the way, and why
 */
public record Source(Kind kind, String file, List<Message> notes) {

    /** From what somebody named to what is only an example. */
    public enum Kind implements Id {
        /** The file of {@code --services}. */
        NAMED_FILE("named-file"),
        /** A {@code services.yaml} in the folder where the user stands, or above it. */
        FOUND_FILE("found-file"),
        COMPOSE_FILE("compose-file"),
        DOCKER("docker"),
        /** The guide's own services. */
        EXAMPLE("example");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }

    public Source {
        notes = List.copyOf(notes);
    }

    /** Nothing was passed over. */
    public Source(Kind kind, String file) {
        this(kind, file, List.of());
    }

    /** The file of {@code --services}. */
    public static Source named(String file) {
        return new Source(Kind.NAMED_FILE, file);
    }

    public static Source docker() {
        return new Source(Kind.DOCKER, "");
    }

    public static Source example() {
        return new Source(Kind.EXAMPLE, "");
    }

    /** The same, and this is to be known besides. */
    public Source with(List<Message> more) {
        var all = new ArrayList<>(notes);
        all.addAll(more);
        return new Source(kind, file, all);
    }

    /** The options that lead another process to the same services, wherever it stands. */
    public List<String> options() {
        return switch (kind) {
            case NAMED_FILE, FOUND_FILE, COMPOSE_FILE ->
                List.of("--services", Path.of(file).toAbsolutePath().normalize().toString());
            case DOCKER -> List.of("--discover");
            case EXAMPLE -> List.of("--example");
        };
    }

    /** The first lines of a report: where they come from, then the notes. */
    public List<Message> lines() {
        return Stream.concat(Stream.of(text()), notes.stream()).toList();
    }

    /** One line of a report. */
    public Message text() {
        return switch (kind) {
            case NAMED_FILE, FOUND_FILE -> Message.of("inventory.from-file", file);
            case COMPOSE_FILE -> Message.of("inventory.from-compose", file);
            case DOCKER -> Message.of("inventory.from-docker");
            case EXAMPLE -> Message.of("inventory.from-example");
        };
    }
}
