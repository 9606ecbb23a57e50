package cli.phone;

import cli.ExitCode;
import cli.ExitException;
import cli.Settings;
import java.util.List;
import java.util.Optional;
import path.Facts;
import path.Finding;
import phone.cable.AppLogStream;
import process.Command;
import process.Ran;
import process.StopSignal;
import process.World;
import text.Message;

/**
 * Reads an app's log while it is written, and tells each failure when it comes, until Ctrl-C: that ends the log, and
 * not the verdict.
 *
 * @param cable the machine that the phone is plugged into
 */
record AppLogFollow(Settings settings, World cable) {

    /**
     * What all of it says.
     *
     * @param next what to do where there is no log
     */
    List<Finding> findings(Command command, boolean emulator, Facts facts, Message next) {
        var stream = new AppLogStream(() -> facts, emulator, failure -> settings.progress(
                Message.of("adb.follow.failure", failure.summary(), failure.times())));
        Thread reader = Thread.currentThread();
        Optional<Ran> ended;
        try (var stop = new StopSignal()) {
            stop.listen(reader::interrupt);
            settings.progress(Message.of("adb.follow.begin"));
            ended = stream.read(cable, command);
        }
        // It may have come when the log had ended by itself.
        Thread.interrupted();
        if (ended.isPresent()) {
            Message why = ended.get().failure();
            if (stream.silent()) {
                throw new ExitException(ExitCode.UNKNOWN, Message.of("adb.with-next", why, next));
            }
            settings.say(Message.of("adb.follow.ended", why));
        }
        return stream.findings();
    }
}
