package firewall.linux;

import firewall.Change.State;
import java.util.List;
import java.util.Optional;
import process.Fact;
import process.World;
import state.SystemFile;
import text.Message;

/** A file of the system that is all ours: it is there as we wrote it, or it is somebody else's. */
record OwnFile(String path, String text) {

    private SystemFile file() {
        return SystemFile.at(path);
    }

    Fact<State> state(World world) {
        return file().read(world).map(there -> there.isEmpty() ? State.ABSENT
                : there.get().equals(text) ? State.PRESENT : State.EDITED);
    }

    Fact<List<String>> found(World world) {
        return file().read(world).map(there -> there.isEmpty() ? List.of() : List.of(path));
    }

    Fact<State> apply(World world) {
        return state(world).then(now -> now != State.ABSENT ? Fact.known(now)
                : outcome(world, file().write(text)));
    }

    Fact<State> undo(World world, boolean force) {
        return state(world).then(now -> now == State.ABSENT || now == State.EDITED && !force ? Fact.known(now)
                : outcome(world, file().remove()));
    }

    void removeLeftovers() {
        file().removeLeftovers();
    }

    private Fact<State> outcome(World world, Optional<Message> failure) {
        return failure.<Fact<State>>map(Fact::unknown).orElseGet(() -> state(world));
    }
}
