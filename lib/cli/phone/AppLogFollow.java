package cli.phone;

import cli.ExitCode;
import cli.ExitException;
import cli.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import path.Facts;
import path.Finding;
import phone.applog.AppLogStream;
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

    private static final Duration STRAGGLER = Duration.ofMillis(500);

    /**
     * What all of it says.
     *
     * @param next what to do where there is no log
     */
    List<Finding> findings(Command command, boolean emulator, Facts facts, Message next) {
        var stream = new AppLogStream(() -> facts, emulator, failure -> settings.progress(
                Message.of("applog.follow.failure", failure.summary(), failure.times())));
        Optional<Ran> ended = read(stream, command);
        if (ended.isPresent()) {
            Message why = ended.get().failure();
            if (stream.silent()) {
                throw new ExitException(ExitCode.UNKNOWN, Message.of("adb.with-next", why, next));
            }
            settings.say(Message.of("applog.follow.ended", why));
        } else if (settings.streams().errTerminal().interactive()) {
            // The terminal has written ^C, and stays behind it.
            settings.err().println();
        }
        return stream.findings();
    }

    /** What became of the program; empty where somebody stopped it. */
    private Optional<Ran> read(AppLogStream stream, Command command) {
        Thread reader = Thread.currentThread();
        var stopped = new CountDownLatch(1);
        try (var stop = new StopSignal()) {
            stop.listen(() -> {
                stopped.countDown();
                reader.interrupt();
            });
            settings.progress(Message.of("applog.follow.begin"));
            Optional<Ran> ended = stream.read(cable, command);
            // Ctrl-C is told to the program as well, and it may be the first to end.
            return ended.isPresent() && stopped.await(STRAGGLER.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.empty() : ended;
        } catch (InterruptedException e) {
            return Optional.empty();
        } finally {
            // What it was for is over.
            Thread.interrupted();
        }
    }
}
