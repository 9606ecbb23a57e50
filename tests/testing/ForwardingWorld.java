package testing;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import process.BootTime;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import process.World;

/** A world that is another one, but for what a test overrides. */
public abstract class ForwardingWorld implements World {
    private final World world;

    protected ForwardingWorld(World world) {
        this.world = world;
    }

    @Override
    public Ran run(Command command) {
        return world.run(command);
    }

    @Override
    public void hangUp() {
        world.hangUp();
    }

    @Override
    public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
        return world.observe(what, shape, look);
    }

    @Override
    public boolean looked(String what) {
        return world.looked(what);
    }

    @Override
    public Os os() {
        return world.os();
    }

    @Override
    public Instant now() {
        return world.now();
    }

    @Override
    public Optional<BootTime> bootTime() {
        return world.bootTime();
    }

    @Override
    public boolean live() {
        return world.live();
    }
}
