package powershell;

import fact.Fact;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import process.Command;
import process.LiveWorld;
import process.Os;
import process.Ran;
import process.World;

/**
 * This machine, with a stand-in where Windows has its PowerShell: a real process, started and ended as any other.
 *
 * @param folder for what the stand-in writes down
 */
record StandInWorld(World real, StandIn.Manner manner, Path folder) implements World {

    StandInWorld(StandIn.Manner manner, Path folder) {
        this(new LiveWorld(), manner, folder);
    }

    @Override
    public Ran run(Command command) {
        return real.run(command.program().endsWith("\\powershell.exe")
                ? StandIn.instead(command, manner, folder) : command);
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
