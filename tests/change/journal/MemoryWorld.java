package change.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import process.BootTime;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import process.World;

/** A firewall that is a list of words, on a machine that can be killed at any of its operations. */
public final class MemoryWorld implements World {
    public static final Instant START = Instant.parse("2026-11-22T10:15:00Z");

    public final List<String> rules = new ArrayList<>();
    public final KillSwitch fuse;
    /** How long a change takes to make, on a slow machine. */
    public Duration perChange = Duration.ZERO;
    public Runnable beforeLook = () -> { };
    /** Names the start of the machine, on one that tells how long it has been up. */
    public Optional<String> boot = Optional.empty();
    /** By how much somebody has set the clock. */
    public Duration set = Duration.ZERO;
    private long seconds;

    public MemoryWorld(KillSwitch fuse) {
        this.fuse = fuse;
    }

    /** The machine after a restart of the program: same rules, nobody about to be killed. */
    public MemoryWorld again() {
        return again(KillSwitch.never());
    }

    MemoryWorld again(KillSwitch fuse) {
        var world = new MemoryWorld(fuse);
        world.rules.addAll(rules);
        world.seconds = seconds + 60;
        return world;
    }

    /** Lets time pass: each look at the clock alone takes a second. */
    public void pass(Duration time) {
        seconds += Math.max(1, time.toSeconds());
    }

    /** Since the start, without looking at the clock. */
    public Duration passed() {
        return Duration.ofSeconds(seconds);
    }

    @Override
    public Ran run(Command command) {
        throw new AssertionError("no command may be run: " + command.line());
    }

    @Override
    public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
        throw new AssertionError("nothing may be looked at: " + what);
    }

    @Override
    public Os os() {
        return Os.LINUX;
    }

    @Override
    public Instant now() {
        return START.plusSeconds(seconds++).plus(set);
    }

    /** Told where {@link #boot} is. */
    @Override
    public Optional<BootTime> bootTime() {
        return boot.map(name -> new BootTime(name, Duration.ofSeconds(seconds)));
    }

    @Override
    public boolean live() {
        return true;
    }
}
