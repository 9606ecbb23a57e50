package process;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import fact.Fact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import json.Json;
import json.JsonShapeException;
import text.Language;
import text.Words;

/**
 * The machine, with every answer written to a folder as it comes. Names of people and hosts and public addresses are
 * replaced on the way, always the same one by the same other, so that the folder can be sent to someone; what the
 * run itself sees is not changed.
 */
public final class RecordingWorld implements World {
    private final World machine;
    private final Path folder;
    private final Redaction redaction;
    private final Words english = new Words(Language.ENGLISH);
    private int entries;

    /**
     * @param folder a new or empty folder
     * @throws IOException when the folder holds something already or cannot be written
     */
    public RecordingWorld(World machine, Path folder, Redaction redaction) throws IOException {
        this.machine = machine;
        this.folder = folder;
        this.redaction = redaction;
        Files.createDirectories(folder);
        try (var inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new IOException(folder + " is not empty");
            }
        }
        append(new Tape.Header(Tape.SCHEMA, machine.os().id(), machine.now().toString(), redaction.none()).json());
    }

    @Override
    public Ran run(Command command) {
        Ran ran = machine.run(command);
        String cause = ran.end() instanceof Ran.NotStarted(var why) ? redaction.text(english.say(why)) : null;
        write(command, ran, cause);
        return ran;
    }

    @Override
    public Ran follow(Command command, Consumer<String> onLine) {
        return machine.follow(command, onLine);
    }

    @Override
    public Fact<ProcessHandle> detach(Command command) {
        return machine.detach(command);
    }

    private synchronized void write(Command command, Ran ran, String cause) {
        String name = Tape.fileName(++entries, command.program());
        Integer code = ran.end() instanceof Ran.Exited(int exit) ? exit : null;
        try {
            append(new Tape.Entry(redaction.line(command), endWord(ran.end()), code, cause,
                    save(name + ".out", redaction.output(command, ran.out())),
                    save(name + ".err", redaction.output(command, ran.err())), ran.took().toMillis(), null).json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String save(String name, byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return null;
        }
        Files.write(folder.resolve(name), bytes);
        return name;
    }

    private static String endWord(Ran.End end) {
        return switch (end) {
            case Ran.Exited exited -> "exit";
            case Ran.TimedOut timedOut -> "time-out";
            case Ran.NotFound notFound -> "not-found";
            case Ran.Flooded flooded -> "flood";
            case Ran.NotStarted notStarted -> "not-started";
        };
    }

    @Override
    public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
        Fact<T> seen = machine.observe(what, shape, look);
        String name = redaction.text(what);
        Tape.Entry entry = switch (seen) {
            case Fact.Known<T>(T value) ->
                new Tape.Entry(name, "known", null, null, null, null, null, redacted(Json.tree(value)));
            case Fact.Unknown<T>(var cause) ->
                new Tape.Entry(name, "unknown", null, redaction.text(english.say(cause)), null, null, null, null);
        };
        synchronized (this) {
            try {
                append(entry.json());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return seen;
    }

    private JsonElement redacted(JsonElement value) {
        try {
            return Json.parse(redaction.text(Json.line(value)));
        } catch (JsonShapeException e) {
            throw new IllegalStateException("what replaces a name needs no quoting", e);
        }
    }

    private void append(JsonObject line) throws IOException {
        Files.writeString(folder.resolve(Tape.MANIFEST), Json.line(line) + "\n", StandardCharsets.UTF_8,
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public Os os() {
        return machine.os();
    }

    @Override
    public Instant now() {
        return machine.now();
    }

    @Override
    public boolean live() {
        return machine.live();
    }
}
