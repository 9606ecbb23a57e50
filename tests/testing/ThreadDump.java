package testing;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where the threads of a program stand that does not end: it writes them to its own standard output. */
public final class ThreadDump {
    private static final int SECONDS_TO_WRITE = 2;

    private ThreadDump() {
    }

    /** Asks the program and all it has started; one that is no Java ends by it. Not on Windows. */
    public static void request(Process process) throws IOException, InterruptedException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        List<Long> all = Stream.concat(Stream.of(process.toHandle()), process.descendants()).map(ProcessHandle::pid)
                .toList();
        for (long pid : all) {
            new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor();
        }
        process.waitFor(SECONDS_TO_WRITE, TimeUnit.SECONDS);
    }
}
