package lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a port of a device's own 127.0.0.1, which is another one than that of this JVM: {@code nc} in the
 * device's namespace is in between.
 */
final class DeviceConnection implements AutoCloseable {

    private final Process nc;

    private DeviceConnection(Process nc) {
        this.nc = nc;
    }

    /** @param device a process in its network namespace */
    static DeviceConnection open(long device, int port) throws IOException {
        return new DeviceConnection(new ProcessBuilder(List.of("nsenter", "--target", Long.toString(device), "--net",
                "--", "busybox", "nc", "127.0.0.1", Integer.toString(port)))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    InputStream in() {
        return nc.getInputStream();
    }

    OutputStream out() {
        return nc.getOutputStream();
    }

    /** Some work with it that ends with the connection if it takes longer. */
    <T> T within(Duration limit, Callable<T> work) throws Exception {
        Thread end = Thread.ofVirtual().name("end of a connection").start(() -> {
            try {
                if (!nc.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    Machine.end(nc);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            return work.call();
        } finally {
            end.interrupt();
        }
    }

    @Override
    public void close() {
        Machine.end(nc);
    }
}
