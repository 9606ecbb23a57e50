package process;

import fact.Fact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import json.Id;
import json.Json;
import json.JsonShapeException;
import text.Message;

/**
 * A machine as it was when it was recorded. Nothing is started and nothing is looked at. A question asked more often
 * than it was recorded gets the last answer again; one that was never asked is answered by "not recorded".
 */
public final class ReplayedWorld implements World {
    private final Path folder;
    private final Os os;
    private final Instant startedAt;
    private final Map<String, Deque<Tape.Entry>> answers = new HashMap<>();

    /** @throws IOException when the folder is not a recording; the message says where and what */
    public ReplayedWorld(Path folder) throws IOException {
        this.folder = folder.toRealPath();
        Path manifest = folder.resolve(Tape.MANIFEST);
        List<String> lines;
        try {
            lines = Files.readAllLines(manifest);
        } catch (NoSuchFileException e) {
            throw new IOException(manifest + " is missing: " + folder + " is not a recording", e);
        }
        Tape.Header header = lines.isEmpty() ? null : parse(manifest, 1, lines.getFirst(), Tape.Header.class);
        if (header == null || !Tape.SCHEMA.equals(header.schema())) {
            throw new IOException(manifest + ":1: not a recording of the form " + Tape.SCHEMA);
        }
        try {
            this.os = Id.of(Os.class, header.os()).orElseThrow(
                    () -> new IllegalArgumentException("no such system: " + header.os()));
            this.startedAt = Instant.parse(header.startedAt());
        } catch (IllegalArgumentException | DateTimeException | NullPointerException e) {
            throw new IOException(manifest + ":1: " + e.getMessage(), e);
        }
        for (int i = 1; i < lines.size(); i++) {
            var entry = parse(manifest, i + 1, lines.get(i), Tape.Entry.class);
            if (entry == null || entry.what() == null || entry.end() == null) {
                throw new IOException(manifest + ":" + (i + 1) + ": an entry needs what and end");
            }
            answers.computeIfAbsent(entry.what(), what -> new ArrayDeque<>()).add(entry);
        }
    }

    private static <T> T parse(Path manifest, int line, String json, Class<T> shape) throws IOException {
        try {
            return Json.value(Json.parse(json), shape);
        } catch (JsonShapeException e) {
            throw new IOException(manifest + ":" + line + ": " + e.getMessage(), e);
        }
    }

    private synchronized Tape.Entry next(String what) {
        Deque<Tape.Entry> left = answers.get(what);
        if (left == null) {
            return null;
        }
        return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }

    @Override
    public Ran run(Command command) {
        Tape.Entry entry = next(command.line());
        if (entry == null) {
            return new Ran(command, new Ran.NotStarted(Message.of("process.not-recorded")), new byte[0], new byte[0],
                    Duration.ZERO);
        }
        Ran.End end = switch (entry.end()) {
            case "exit" -> new Ran.Exited(entry.code() == null ? 0 : entry.code());
            case "time-out" -> new Ran.TimedOut();
            case "not-found" -> new Ran.NotFound();
            case "flood" -> new Ran.Flooded();
            default -> new Ran.NotStarted(Message.verbatim(String.valueOf(entry.cause())));
        };
        return new Ran(command, end, bytes(entry.out()), bytes(entry.err()),
                Duration.ofMillis(entry.tookMillis() == null ? 0 : entry.tookMillis()));
    }

    private byte[] bytes(String name) {
        if (name == null) {
            return new byte[0];
        }
        try {
            // A recording comes from somebody else: its manifest must not make us read another file of this machine.
            Path file = folder.resolve(name).toRealPath();
            if (!file.startsWith(folder)) {
                throw new IOException(name + " is outside the recording");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("recording " + folder, e);
        }
    }

    @Override
    public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
        Tape.Entry entry = next(what);
        if (entry == null) {
            return Fact.unknown(Message.of("process.not-recorded-look", what));
        }
        if (!entry.end().equals("known")) {
            return Fact.unknown(Message.verbatim(String.valueOf(entry.cause())));
        }
        try {
            return Fact.known(Json.value(entry.value(), shape));
        } catch (JsonShapeException e) {
            return Fact.unknown(Message.of("process.recorded-badly", what, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Os os() {
        return os;
    }

    @Override
    public Instant now() {
        return startedAt;
    }

    @Override
    public boolean live() {
        return false;
    }
}
