package cli;

import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import process.Shell;
import text.Message;

/** A shell by its name, {@code powershell}. */
public final class ShellConverter implements ITypeConverter<Shell> {
    @Override
    public Shell convert(String text) {
        return Arrays.stream(Shell.values()).filter(shell -> shell.id().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new BadValue(Message.of("cli.one-of", text,
                        Arrays.stream(Shell.values()).map(Shell::id).toList())));
    }
}
