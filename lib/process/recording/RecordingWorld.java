package process.recording;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import json.Json;
import process.BootTime;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import process.World;
import text.Language;
import text.Message;
import text.Words;

/**
 * The machine, with every answer written to a folder as it comes. Names of people and hosts and public addresses are
 * replaced on the way, always the same one by the same other, so that the folder can be sent to someone; what the
 * run itself sees is not changed.
 *
 * <p>An answer that cannot be written ends the run with a {@link RecordException}, at this and at every later question:
 * whoever lost it on a thread of its own does not go on with half a recording.
 */
public final class RecordingWorld implements World {
    private final World machine;
    private final Path named;
    private final RecordingFolder folder;
    private final Redaction redaction;
    private final Words english = new Words(Language.ENGLISH);
    private int entries;
    private long written;
    private int lines = 1;
    private RecordException failure;

    /**
     * @param folder a new folder, or an empty one of this account's
     * @throws IOException     when the folder holds something already or cannot be written; it is as it was then
     * @throws RecordException when it is a link or somebody else's
     */
    public RecordingWorld(World machine, Path folder, Redaction redaction) throws IOException {
        this.machine = machine;
        this.named = folder;
        this.redaction = redaction;
        this.folder = RecordingFolder.make(folder);
        try {
            this.folder.write(Manifest.MANIFEST, line(new Manifest.Header(Manifest.SCHEMA, machine.os().id(),
                    machine.now().toString(), redaction.none()).json()));
        } catch (IOException e) {
            discard();
            throw e;
        }
    }

    /** Removes all that it made: who is told to correct the command finds nothing in the way of the next one. */
    public synchronized void discard() {
        folder.discard();
    }

    /** @throws RecordException where an answer is missing in the recording */
    public synchronized void requireWhole() {
        if (failure != null) {
            throw failure;
        }
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
    public void hangUp() {
        machine.hangUp();
    }

    @Override
    public Fact<ProcessHandle> detach(Command command) {
        return machine.detach(command);
    }

    private synchronized void write(Command command, Ran ran, String cause) {
        String name = Manifest.fileName(++entries, command.program());
        Integer code = ran.end() instanceof Ran.Exited(int exit) ? exit : null;
        written(() -> append(new Manifest.Entry(redaction.line(command), endWord(ran.end()), code, cause,
                save(name + ".out", redaction.output(command, ran.out())),
                save(name + ".err", redaction.errors(command, ran.err())), ran.took().toMillis(), null).json()));
    }

    private interface Writing {
        void write() throws IOException;
    }

    private synchronized void written(Writing writing) {
        requireWhole();
        try {
            writing.write();
        } catch (IOException e) {
            failure = new RecordException(named, e);
        }
        requireWhole();
    }

    private String save(String name, byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return null;
        }
        folder.write(name, bytes);
        return name;
    }

    private static String endWord(Ran.End end) {
        return switch (end) {
            case Ran.Exited exited -> Manifest.EXIT;
            case Ran.TimedOut timedOut -> Manifest.TIME_OUT;
            case Ran.NotFound notFound -> Manifest.NOT_FOUND;
            case Ran.Flooded flooded -> Manifest.FLOOD;
            case Ran.NotStarted notStarted -> Manifest.NOT_STARTED;
        };
    }

    @Override
    public boolean looked(String what) {
        return machine.looked(what);
    }

    @Override
    public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
        Fact<T> seen = machine.observe(what, shape, look);
        String name = redaction.look(what);
        Manifest.Entry entry = switch (seen) {
            case Fact.Known<T>(T value) ->
                new Manifest.Entry(name, Manifest.KNOWN, null, null, null, null, null,
                        redaction.value(what, Json.tree(value)));
            case Fact.Unknown<T>(var cause) -> new Manifest.Entry(name, Manifest.UNKNOWN, null,
                    redaction.text(english.say(cause)), null, null, null, null);
        };
        written(() -> append(entry.json()));
        return seen;
    }

    private void append(JsonObject entry) throws IOException {
        byte[] line = line(entry);
        written += line.length;
        if (written > Manifest.LARGEST || ++lines > Manifest.MOST_LINES) {
            failure = new RecordException(named, Message.of("process.record-full", Manifest.LARGEST >> 20,
                    Manifest.MOST_LINES));
        } else {
            folder.append(Manifest.MANIFEST, line);
        }
    }

    private static byte[] line(JsonObject entry) {
        return (Json.line(entry) + "\n").getBytes(StandardCharsets.UTF_8);
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
    public Optional<BootTime> bootTime() {
        return machine.bootTime();
    }

    @Override
    public boolean live() {
        return machine.live();
    }

    @Override
    public boolean sudo() {
        return machine.sudo();
    }
}
