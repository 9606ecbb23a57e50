package phone.applog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import phone.cable.DeviceSelection;
import process.Command;
import process.Fact;
import process.Ran;
import process.World;
import text.Message;

/** Where an app's log comes from: a phone on a cable, a file, what somebody pastes. */
public final class Logcat {

    /** As many lines as a busy phone writes in some ten minutes. */
    private static final String LAST_LINES = "20000";

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Bytes read of a file: what a phone keeps is 1 MiB or so, what somebody saved overnight may be more. */
    static final int MOST = 16 * 1024 * 1024;

    private Logcat() { }

    /**
     * The phone's own, its last lines: {@code -d} ends when it has them, {@code -t} says how many (Google, "Logcat
     * command-line tool").
     */
    public static Fact<String> of(World world, DeviceSelection.Chosen phone) {
        Ran ran = world.run(Command.of(phone.program(), "-s", phone.device().serial(), "logcat", "-d",
                "-v", "threadtime", "-t", LAST_LINES).within(LIMIT).called("adb logcat"));
        return ran.text();
    }

    /** A saved one, or with {@code -} what is pasted or piped in. */
    public static Fact<String> of(String where) {
        try {
            return where.equals("-") ? of(System.in) : of(Path.of(where));
        } catch (InvalidPathException e) {
            return Fact.unknown(Message.of("applog.log-unreadable", where));
        }
    }

    /** The last 16 MiB of a file, from the begin of a line on: half a character would spoil the reading of the rest. */
    private static Fact<String> of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            long over = Files.size(file) - MOST;
            if (over <= 0) {
                return Fact.known(Ran.decode(in.readNBytes(MOST)));
            }
            byte[] mark = in.readNBytes(2);
            boolean wide = mark.length == 2 && mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE;
            in.skipNBytes(Math.max(0, over - mark.length + (over & 1)));
            return Fact.known(Ran.decode(lines(in.readNBytes(MOST), wide)));
        } catch (IOException e) {
            return Fact.unknown(Message.of("applog.log-unreadable", file.toString()));
        }
    }

    /** What stands behind the first line feed, with the byte order mark of UTF-16 before it where the file has that. */
    private static byte[] lines(byte[] end, boolean wide) {
        int step = wide ? 2 : 1;
        int at = 0;
        while (at + step <= end.length && !(end[at] == '\n' && (!wide || end[at + 1] == 0))) {
            at += step;
        }
        int from = Math.min(at + step, end.length);
        var bytes = new ByteArrayOutputStream(end.length);
        if (wide) {
            bytes.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE});
        }
        bytes.write(end, from, end.length - from);
        return bytes.toByteArray();
    }

    /** As much of it as fits. */
    private static Fact<String> of(InputStream in) {
        try {
            return Fact.known(Ran.decode(in.readNBytes(MOST)));
        } catch (IOException e) {
            return Fact.unknown(Message.of("applog.log-unreadable", "-"));
        }
    }
}
