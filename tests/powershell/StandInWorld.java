package powershell;

import fact.Fact;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import process.Command;
import process.LiveWorld;
import process.Os;
import process.Ran;
import process.World;

/**
 * This machine, with something else where Windows has its PowerShell: a real process, started and ended as any other.
 *
 * @param instead what is started in the place of {@code powershell.exe}
 */
record StandInWorld(World real, UnaryOperator<Command> instead) implements World {

    StandInWorld(UnaryOperator<Command> instead) {
        this(new LiveWorld(), instead);
    }

    @Override
    public Ran run(Command command) {
        return real.run(command.program().endsWith("\\powershell.exe") ? instead.apply(command) : command);
    }

    @Override
    public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
        return real.observe(what, shape, look);
    }

    @Override
    public Os os() {
        return Os.WINDOWS;
    }

    @Override
    public Instant now() {
        return real.now();
    }

    @Override
    public boolean live() {
        return true;
    }
}
