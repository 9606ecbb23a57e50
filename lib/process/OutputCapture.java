package process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Keeps what a program writes, up to a limit; past it, tells once that the program floods and drops the rest. */
public final class OutputCapture extends OutputStream {

    /** Bytes kept of one stream: a machine with 5,000 firewall rules prints under 4 MiB of them. */
    public static final int LIMIT = 16 * 1024 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Runnable onFlood;
    private boolean flooded;

    OutputCapture(Runnable onFlood) {
        this.onFlood = onFlood;
    }

    @Override
    public synchronized void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        if (flooded) {
            return;
        }
        kept.write(bytes, from, Math.min(length, LIMIT - kept.size()));
        if (kept.size() == LIMIT) {
            flooded = true;
            onFlood.run();
        }
    }

    synchronized boolean flooded() {
        return flooded;
    }

    synchronized byte[] bytes() {
        return kept.toByteArray();
    }
}
