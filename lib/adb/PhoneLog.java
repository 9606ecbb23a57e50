package adb;

import fact.Fact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import process.Command;
import process.Ran;
import process.World;
import text.Message;

/** Where an app's log comes from: a phone on a cable, a file, what somebody pastes. */
public final class PhoneLog {

    /** As many lines as a busy phone writes in some ten minutes. */
    private static final String LAST_LINES = "20000";

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Bytes read of a file: what a phone keeps is 1 MiB or so, what somebody saved overnight may be more. */
    static final int MOST = 16 * 1024 * 1024;

    private PhoneLog() { }

    /**
     * The phone's own, its last lines: {@code -d} ends when it has them, {@code -t} says how many (Google, "Logcat
     * command-line tool").
     */
    public static Fact<String> of(World world, Choice.Chosen phone) {
        Ran ran = world.run(Command.of(phone.program(), "-s", phone.device().serial(), "logcat", "-d",
                "-v", "threadtime", "-t", LAST_LINES).within(LIMIT).called("adb logcat"));
        return ran.text();
    }

    /** A saved one, or with {@code -} what is pasted or piped in. */
    public static Fact<String> of(String where) {
        try {
            return where.equals("-") ? of(System.in) : of(Path.of(where));
        } catch (InvalidPathException e) {
            return Fact.unknown(Message.of("adb.log-unreadable", where));
        }
    }

    /** The last 16 MiB of a file. */
    private static Fact<String> of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            in.skipNBytes(Math.max(0, size - MOST));
            return Fact.known(Ran.decode(in.readNBytes(MOST)));
        } catch (IOException e) {
            return Fact.unknown(Message.of("adb.log-unreadable", file.toString()));
        }
    }

    /** As much of it as fits. */
    private static Fact<String> of(InputStream in) {
        try {
            return Fact.known(Ran.decode(in.readNBytes(MOST)));
        } catch (IOException e) {
            return Fact.unknown(Message.of("adb.log-unreadable", "-"));
        }
    }
}
