package cli;

import java.io.IOException;
import java.nio.file.Path;
import process.FileError;
import process.LiveWorld;
import process.RecordingWorld;
import process.Redaction;
import process.ReplayException;
import process.ReplayedWorld;
import process.World;
import text.Message;

/** Which world a run looks at: this machine, this machine on tape, or a tape. */
sealed interface WorldFrom {

    record Live() implements WorldFrom { }

    record Recorded(Path folder, boolean raw) implements WorldFrom { }

    record Replayed(Path folder) implements WorldFrom { }

    /**
     * @throws Stop            with exit code 64 when it cannot be recorded there
     * @throws ReplayException when the folder is no recording
     */
    default World open() {
        return switch (this) {
            case Live() -> new LiveWorld();
            case Recorded(Path folder, boolean raw) -> {
                try {
                    yield new RecordingWorld(new LiveWorld(), folder,
                            raw ? Redaction.off() : Redaction.ofThisMachine());
                } catch (IOException e) {
                    throw new Stop(ExitCode.BAD_ARGUMENTS, Message.of("cli.record-refused", folder.toString(),
                            FileError.reason(e)));
                }
            }
            case Replayed(Path folder) -> new ReplayedWorld(folder);
        };
    }
}
