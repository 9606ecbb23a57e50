package process;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The machine this runs on. */
public final class LiveWorld implements World {
    private final Exec exec = new Exec();
    private final Map<Command, Coprocess> coprocesses = new ConcurrentHashMap<>();
    private final boolean sudo;

    public LiveWorld() {
        this(false);
    }

    /** @param sudo see {@link #sudo} */
    public LiveWorld(boolean sudo) {
        this.sudo = sudo;
    }

    @Override
    public Ran run(Command command) {
        return command.request().isEmpty() ? exec.run(command)
                : coprocesses.computeIfAbsent(program(command), key -> new Coprocess(exec)).ask(command);
    }

    /** What two questions to the same program have in common. */
    private static Command program(Command command) {
        return new Command(command.program(), command.args(), command.environment(), Command.USUAL_DEADLINE);
    }

    @Override
    public void hangUp() {
        coprocesses.values().forEach(Coprocess::hangUp);
    }

    @Override
    public Ran follow(Command command, Consumer<String> onLine) {
        return exec.follow(command, onLine);
    }

    @Override
    public Fact<ProcessHandle> detach(Command command) {
        return exec.detach(command);
    }

    @Override
    public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
        return look.get();
    }

    @Override
    public Os os() {
        return Os.current();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Optional<BootTime> bootTime() {
        return BootTime.ofThisMachine();
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public boolean sudo() {
        return sudo;
    }
}
