package process;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import text.Message;

/** A world whose programs are waited for where somebody is told so. */
public record WatchedWorld(World machine, Waits waits) implements World {

    @Override
    public Ran run(Command command) {
        try (Waits.Ending _ = waits.begin(Waits.Subject.named(command.purpose().orElseGet(() -> name(command))),
                command.deadline())) {
            return machine.run(command);
        }
    }

    private static Message name(Command command) {
        String file = name(command.program()).replaceFirst("(?i)\\.exe$", "");
        return Message.verbatim(file.toLowerCase(Locale.ROOT).equals("docker") ? "Docker" : file);
    }

    private static String name(String program) {
        return program.substring(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
    }

    /** What goes on beside the work is not waited for. */
    @Override
    public Ran follow(Command command, Consumer<String> onLine) {
        return machine.follow(command, onLine);
    }

    @Override
    public World inBackground() {
        return machine;
    }

    @Override
    public void hangUp() {
        machine.hangUp();
    }

    @Override
    public Fact<ProcessHandle> detach(Command command) {
        return machine.detach(command);
    }

    @Override
    public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
        return machine.observe(what, shape, look);
    }

    @Override
    public boolean looked(String what) {
        return machine.looked(what);
    }

    @Override
    public Fact<String> file(String path) {
        return machine.file(path);
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
