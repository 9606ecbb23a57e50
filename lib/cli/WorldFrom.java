package cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import process.LiveWorld;
import process.RecordingWorld;
import process.Redaction;
import process.ReplayedWorld;
import process.World;
import text.Message;

/** Which world a run looks at: this machine, this machine on tape, or a tape. */
sealed interface WorldFrom {

    record Live() implements WorldFrom { }

    record Recorded(Path folder, boolean raw) implements WorldFrom { }

    record Replayed(Path folder) implements WorldFrom { }

    /** @throws Stop with exit code 64 when the folder cannot be used */
    default World open() {
        return switch (this) {
            case Live() -> new LiveWorld();
            case Recorded(Path folder, boolean raw) -> {
                try {
                    yield new RecordingWorld(new LiveWorld(), folder,
                            raw ? Redaction.off() : Redaction.ofThisMachine());
                } catch (IOException e) {
                    throw new Stop(ExitCode.BAD_ARGUMENTS, Message.of("cli.record-refused", String.valueOf(folder),
                            String.valueOf(e.getMessage())));
                }
            }
            case Replayed(Path folder) -> {
                try {
                    yield new ReplayedWorld(folder);
                } catch (NoSuchFileException e) {
                    throw new Stop(ExitCode.BAD_ARGUMENTS, Message.of("cli.replay-missing", String.valueOf(folder)));
                } catch (IOException e) {
                    throw new Stop(ExitCode.BAD_ARGUMENTS, Message.of("cli.replay-refused", String.valueOf(folder),
                            String.valueOf(e.getMessage())));
                }
            }
        };
    }
}
