package powershell;

import java.util.function.UnaryOperator;
import process.Command;
import process.LiveWorld;
import process.Os;
import process.Ran;
import testing.ForwardingWorld;

/**
 * This machine, with something else where Windows has its PowerShell: a real process, started and ended as any other.
 */
final class FakePowerShellWorld extends ForwardingWorld {
    private final UnaryOperator<Command> instead;

    /** @param instead what is started in the place of {@code powershell.exe} */
    FakePowerShellWorld(UnaryOperator<Command> instead) {
        super(new LiveWorld());
        this.instead = instead;
    }

    @Override
    public Ran run(Command command) {
        return super.run(command.program().endsWith("\\powershell.exe") ? instead.apply(command) : command);
    }

    @Override
    public Os os() {
        return Os.WINDOWS;
    }
}
