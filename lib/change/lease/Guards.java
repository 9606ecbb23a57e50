package change.lease;

import java.util.Optional;
import process.World;
import state.StateFolder;
import text.Language;
import text.Message;

/** Who takes back what is lent, on this kind of system. */
public final class Guards {

    private Guards() { }

    /** @param language of what the guard writes down */
    public static Guard of(World world, StateFolder folder, Language language) {
        return switch (world.os()) {
            case WINDOWS -> WindowsGuard.ofThisProcess(world, folder, language);
            case LINUX -> LinuxGuard.ofThisProcess(world, folder, language);
            case MAC, OTHER -> (run, until) -> Optional.of(Message.of("schedule.no-guard-here"));
        };
    }
}
