package cli;

import java.io.IOException;
import java.nio.file.Path;
import process.FileError;
import process.LiveWorld;
import process.World;
import process.recording.RecordException;
import process.recording.RecordingWorld;
import process.recording.Redaction;
import process.recording.ReplayException;
import process.recording.ReplayWorld;
import text.Message;

/** Which world a run looks at: this machine, this machine on tape, or a tape. */
sealed interface WorldOptions {

    /** @param sudo what is refused may be asked once more by sudo */
    record Live(boolean sudo) implements WorldOptions { }

    record Recorded(Path folder, boolean raw, boolean sudo) implements WorldOptions { }

    record Replayed(Path folder) implements WorldOptions { }

    /**
     * @throws ExitException            with exit code 64 when it cannot be recorded there
     * @throws ReplayException when the folder is no recording
     */
    default World open() {
        return switch (this) {
            case Live(boolean sudo) -> new LiveWorld(sudo);
            case Recorded(Path folder, boolean raw, boolean sudo) -> {
                try {
                    yield new RecordingWorld(new LiveWorld(sudo), folder,
                            raw ? Redaction.off() : Redaction.ofThisMachine());
                } catch (IOException e) {
                    throw refused(folder, FileError.reason(e));
                } catch (RecordException e) {
                    throw refused(folder, e.why());
                }
            }
            case Replayed(Path folder) -> new ReplayWorld(folder);
        };
    }

    private static ExitException refused(Path folder, Message why) {
        return new ExitException(ExitCode.BAD_ARGUMENTS, Message.of("cli.record-refused", folder.toString(), why));
    }
}
