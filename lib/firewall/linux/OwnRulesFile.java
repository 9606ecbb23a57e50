package firewall.linux;

import java.util.List;
import process.Fact;
import process.Shell;
import process.ShellCommand;
import process.World;

/** The same where the file is all ours. */
interface OwnRulesFile extends RulesAtBoot {

    OwnFile file();

    @Override
    default List<ShellCommand> pasteUndo() {
        return List.of(new ShellCommand(Shell.BASH, true, Shell.BASH.line(List.of("sudo", "rm", file().path()))));
    }

    @Override
    default Fact<State> state(World world) {
        return file().state(world);
    }

    @Override
    default Fact<List<String>> found(World world) {
        return file().found(world);
    }

    @Override
    default Fact<State> apply(World world) {
        return file().apply(world);
    }

    @Override
    default void removeLeftovers() {
        file().removeLeftovers();
    }

    @Override
    default Fact<State> undo(World world, boolean force) {
        return file().undo(world, force);
    }
}
