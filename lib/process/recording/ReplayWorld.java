package process.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
import process.Command;
import process.Exec;
import process.Fact;
import process.FileError;
import process.Os;
import process.Ran;
import process.Sudo;
import process.World;
import text.Message;

/**
 * A machine as it was when it was recorded. Nothing is started and nothing is looked at. A question asked more often
 * than it was recorded gets the last answer again; one that was never asked is answered by "not recorded".
 *
 * <p>A recording comes from somebody else. Everything in it is looked at before the first answer, so that a damaged one
 * is refused as a whole; what was damaged since then ends the run with a {@link ReplayException} too.
 */
public final class ReplayWorld implements World {

    /** A monitor that was recorded for days writes less. */
    private static final long LARGEST_MANIFEST = 256L << 20;

    /** No recording is from before this program, and a year of five digits overflows where others are added to it. */
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final Path named;
    private final Path folder;
    private final Os os;
    private final Instant startedAt;
    private final Map<String, Deque<Manifest.Entry>> answers = new HashMap<>();

    /** @throws ReplayException when the folder is not a recording, or a damaged one */
    public ReplayWorld(Path folder) {
        this.named = folder;
        this.folder = real(folder);
        List<String> lines = lines();
        Manifest.Header header = lines.isEmpty() ? null : parse(1, lines.getFirst(), Manifest.Header.class);
        if (header == null || !Manifest.SCHEMA.equals(header.schema())) {
            throw bad(1, Message.of("process.replay-schema", Manifest.SCHEMA));
        }
        this.os = os(header);
        this.startedAt = startedAt(header);
        for (int i = 1; i < lines.size(); i++) {
            Manifest.Entry entry = parse(i + 1, lines.get(i), Manifest.Entry.class);
            check(i + 1, entry);
            answers.computeIfAbsent(entry.what(), what -> new ArrayDeque<>()).add(entry);
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (NoSuchFileException e) {
            throw new ReplayException(folder, Message.of("process.replay-missing"), e);
        } catch (IOException e) {
            throw new ReplayException(folder, FileError.reason(e, folder), e);
        }
    }

    private List<String> lines() {
        try {
            Path manifest = inside(Manifest.MANIFEST, LARGEST_MANIFEST);
            return Files.readAllLines(manifest);
        } catch (NoSuchFileException e) {
            throw new ReplayException(named, Message.of("process.replay-no-recording", Manifest.MANIFEST), e);
        } catch (IOException e) {
            throw bad(Manifest.MANIFEST, e);
        }
    }

    private Os os(Manifest.Header header) {
        return Id.of(Os.class, header.os())
                .orElseThrow(() -> bad(1, Message.of("process.replay-value", "os", String.valueOf(header.os()))));
    }

    private Instant startedAt(Manifest.Header header) {
        try {
            Instant at = Instant.parse(header.startedAt());
            if (!at.isBefore(EARLIEST) && at.isBefore(LATEST)) {
                return at;
            }
        } catch (DateTimeException | NullPointerException e) {
            // Told below.
        }
        throw bad(1, Message.of("process.replay-value", "startedAt", String.valueOf(header.startedAt())));
    }

    private void check(int line, Manifest.Entry entry) {
        if (entry == null || entry.what() == null || entry.end() == null) {
            throw bad(line, Message.of("process.replay-entry"));
        }
        if (!Manifest.ENDS.contains(entry.end())) {
            throw bad(line, Message.of("process.replay-value", "end", entry.end()));
        }
        if (entry.tookMillis() != null && (entry.tookMillis() < 0
                || entry.tookMillis() > Manifest.LONGEST.toMillis())) {
            throw bad(line, Message.of("process.replay-value", "tookMillis", entry.tookMillis()));
        }
        for (String name : new String[] {entry.out(), entry.err()}) {
            try {
                if (name != null) {
                    inside(name, Exec.Capture.LIMIT);
                }
            } catch (IOException e) {
                throw bad(line, Message.of("process.replay-file", name, FileError.reason(e)));
            }
        }
    }

    private <T> T parse(int line, String json, Class<T> shape) {
        try {
            return Json.value(json, shape);
        } catch (JsonShapeException e) {
            throw bad(line, Message.of("process.replay-no-json"));
        }
    }

    /**
     * A file of the recording: its manifest must not make us read another file of this machine, nor wait for a pipe.
     *
     * @throws ReplayException where it is no such file
     */
    private Path inside(String name, long largest) throws IOException {
        try {
            Path file = folder.resolve(name).toRealPath();
            if (!file.startsWith(folder)) {
                throw new ReplayException(named, Message.of("process.replay-outside", name));
            }
            if (!Files.isRegularFile(file) || Files.size(file) > largest) {
                throw new ReplayException(named, Message.of("process.replay-strange", name));
            }
            return file;
        } catch (InvalidPathException e) {
            throw new ReplayException(named, Message.of("process.replay-strange", name), e);
        }
    }

    private ReplayException bad(int line, Message what) {
        return new ReplayException(named, Message.of("process.replay-line", Manifest.MANIFEST, line, what));
    }

    private ReplayException bad(String name, IOException e) {
        return new ReplayException(named, Message.of("process.replay-file", name, FileError.reason(e)), e);
    }

    private synchronized Manifest.Entry next(String what) {
        Deque<Manifest.Entry> left = answers.get(what);
        if (left == null) {
            return null;
        }
        return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }

    @Override
    public Ran run(Command command) {
        Manifest.Entry entry = next(command.line());
        if (entry == null) {
            return new Ran(command, new Ran.NotStarted(Message.of("process.not-recorded")), new byte[0], new byte[0],
                    Duration.ZERO);
        }
        Ran.End end = switch (entry.end()) {
            case Manifest.EXIT -> new Ran.Exited(entry.code() == null ? 0 : entry.code());
            case Manifest.TIME_OUT -> new Ran.TimedOut();
            case Manifest.NOT_FOUND -> new Ran.NotFound();
            case Manifest.FLOOD -> new Ran.Flooded();
            default -> Ran.NotStarted.saying(String.valueOf(entry.cause()));
        };
        return new Ran(command, end, bytes(entry.out()), bytes(entry.err()),
                Duration.ofMillis(entry.tookMillis() == null ? 0 : entry.tookMillis()));
    }

    private byte[] bytes(String name) {
        if (name == null) {
            return new byte[0];
        }
        try {
            return Files.readAllBytes(inside(name, Exec.Capture.LIMIT));
        } catch (IOException e) {
            throw bad(name, e);
        }
    }

    @Override
    public boolean looked(String what) {
        return answers.containsKey(what);
    }

    @Override
    public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
        Manifest.Entry entry = next(what);
        if (entry == null) {
            return Fact.unknown(Message.of("process.not-recorded-look", what));
        }
        if (!entry.end().equals(Manifest.KNOWN)) {
            return Fact.unknown(Message.verbatim(String.valueOf(entry.cause())));
        }
        try {
            return Fact.known(Manifest.value(entry.value(), shape));
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

    /** As it was when this was recorded: one who asked by sudo then has its answers here. */
    @Override
    public boolean sudo() {
        return answers.keySet().stream().anyMatch(what -> what.startsWith(Sudo.BEGIN));
    }
}
