package cli.change;

import change.journal.RunId;
import cli.BadValue;
import picocli.CommandLine.ITypeConverter;
import text.Message;

/** The name of a run, as {@code rollback --list} shows it. */
public final class RunIdConverter implements ITypeConverter<RunId> {

    @Override
    public RunId convert(String text) {
        return RunId.named(text).orElseThrow(() -> new BadValue(Message.of("change.not-a-run", text)));
    }
}
