package process.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import json.Id;
import json.Json;
import json.JsonShapeException;
import json.JsonSize;
import process.Command;
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

    /** Deeper than any look is: records in lists in records. */
    private static final int DEEPEST = 32;
    /** What an entry takes beside its text: it, its place in the map, and its names. */
    private static final int ENTRY = 300;

    /** No recording is from before this program, and a year of five digits overflows where others are added to it. */
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private static final Pattern FORMAT = Pattern.compile("(?s) --format \\{.*}");

    private final Path named;
    private final RecordedFiles files;
    private Os os;
    private Instant startedAt;
    private final Map<String, Deque<Manifest.Entry>> answers = new HashMap<>();

    /** @throws ReplayException when the folder is not a recording, or a damaged one */
    public ReplayWorld(Path folder) {
        this.named = folder;
        this.files = new RecordedFiles(folder);
        files.manifest(this::line);
        if (os == null) {
            throw noRecording();
        }
    }

    private void line(int number, String text) {
        if (number > Manifest.MOST_LINES) {
            throw bad(number, Message.of("process.replay-lines", Manifest.MOST_LINES));
        }
        if (number == 1) {
            Manifest.Header header = parse(number, text, Manifest.Header.class);
            if (header == null || !Manifest.SCHEMA.equals(header.schema())) {
                throw noRecording();
            }
            os = os(header);
            startedAt = startedAt(header);
        } else {
            Manifest.Entry entry = parse(number, text, Manifest.Entry.class);
            check(number, entry);
            answers.computeIfAbsent(question(entry.what()), what -> new ArrayDeque<>()).add(entry);
        }
    }

    private ReplayException noRecording() {
        return bad(1, Message.of("process.replay-schema", Manifest.SCHEMA));
    }

    /**
     * What is asked. Each version asks Docker for what it reads and no more; an earlier one asked for more, which was in
     * its answer as well.
     */
    private static String question(String what) {
        return what.startsWith("docker ") ? FORMAT.matcher(what).replaceFirst("") : what;
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
                    if (!RecordedFiles.isName(name)) {
                        throw bad(line, Message.of("process.replay-name", name));
                    }
                    files.check(name);
                }
            } catch (IOException e) {
                throw bad(line, Message.of("process.replay-file", name, FileError.reason(e)));
            }
        }
    }

    private <T> T parse(int line, String json, Class<T> shape) {
        try {
            JsonSize size = JsonSize.of(json, DEEPEST, files.valuesLeft());
            files.keep(ENTRY + 2L * json.length() + size.values() * MemoryLimit.JSON_VALUE);
            return Json.value(json, shape);
        } catch (JsonSize.Exceeded e) {
            throw files.tooLarge();
        } catch (JsonShapeException e) {
            throw bad(line, Message.of("process.replay-no-json"));
        }
    }

    private ReplayException bad(int line, Message what) {
        return new ReplayException(named, Message.of("process.replay-line", Manifest.MANIFEST, line, what));
    }

    private synchronized Manifest.Entry next(String what) {
        Deque<Manifest.Entry> left = answers.get(question(what));
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
        return name == null ? new byte[0] : files.read(name);
    }

    @Override
    public boolean looked(String what) {
        return answers.containsKey(question(what));
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
