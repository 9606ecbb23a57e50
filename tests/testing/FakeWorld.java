package testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import process.World;
import text.Message;

/**
 * A world that answers what it was told to. A command it was told nothing about is not installed, a look it was told
 * nothing about is unknown. It remembers what it was asked.
 */
public final class FakeWorld implements World {
    private final Os os;
    private final Map<String, Answer> commands = new LinkedHashMap<>();
    private final Map<String, Object> looks = new LinkedHashMap<>();
    private final List<Command> asked = new ArrayList<>();

    private record Answer(Ran.End end, byte[] out, byte[] err) { }

    public FakeWorld(Os os) {
        this.os = os;
    }

    /** @param line how the command begins */
    public FakeWorld command(String line, Ran.End end, byte[] out, String err) {
        commands.put(line, new Answer(end, out, err.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    public FakeWorld command(String line, byte[] out) {
        return command(line, new Ran.Exited(0), out, "");
    }

    public FakeWorld command(String line, String out) {
        return command(line, out.getBytes(StandardCharsets.UTF_8));
    }

    public FakeWorld look(String what, Object value) {
        looks.put(what, value);
        return this;
    }

    public synchronized List<Command> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized Ran run(Command command) {
        asked.add(command);
        Answer answer = commands.entrySet().stream().filter(known -> command.line().startsWith(known.getKey()))
                .map(Map.Entry::getValue).findFirst()
                .orElse(new Answer(new Ran.NotFound(), new byte[0], new byte[0]));
        return new Ran(command, answer.end(), answer.out(), answer.err(), Duration.ofMillis(1));
    }

    @Override
    public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
        return looks.containsKey(what) ? Fact.known(shape.cast(looks.get(what)))
                : Fact.unknown(Message.of("process.not-recorded-look", what));
    }

    @Override
    public Os os() {
        return os;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public boolean live() {
        return false;
    }
}
