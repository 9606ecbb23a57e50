package process;

import java.util.List;

/**
 * A command for a person to paste into one shell, quoted for that shell.
 *
 * @param asAdministrator needs an elevated shell on Windows, root on Linux
 */
public record ShellCommand(Shell shell, boolean asAdministrator, String line) {

    /** The same program and arguments, quoted for each of these shells. */
    public static List<ShellCommand> forShells(List<Shell> shells, boolean asAdministrator, List<String> words) {
        return shells.stream().map(shell -> new ShellCommand(shell, asAdministrator, shell.line(words))).toList();
    }
}
