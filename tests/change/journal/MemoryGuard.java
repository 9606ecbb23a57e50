package change.journal;

import change.lease.Guard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import text.Message;

/** A guard that is only called, and dies with whoever calls it where the fuse says so. */
public final class MemoryGuard implements Guard {
    public final List<String> calls = new ArrayList<>();
    private final KillSwitch fuse;
    private final Optional<Message> refusal;

    private MemoryGuard(KillSwitch fuse, Optional<Message> refusal) {
        this.fuse = fuse;
        this.refusal = refusal;
    }

    public static MemoryGuard there() {
        return new MemoryGuard(KillSwitch.never(), Optional.empty());
    }

    static MemoryGuard burning(KillSwitch fuse) {
        return new MemoryGuard(fuse, Optional.empty());
    }

    public static MemoryGuard absent() {
        return new MemoryGuard(KillSwitch.never(), Optional.of(Message.verbatim("there is no guard")));
    }

    @Override
    public Optional<Message> stand(RunId run, Instant until) {
        fuse.tick();
        calls.add("stand " + run + " " + until);
        return refusal;
    }

    @Override
    public void dismiss(RunId run) {
        calls.add("dismiss " + run);
    }
}
