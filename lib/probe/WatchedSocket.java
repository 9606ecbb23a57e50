package probe;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** A socket that remembers when it was first written to, when bytes came, and how the peer's words began. */
class WatchedSocket extends Socket {
    /** A line of a banner or of an HTTP status is shorter. */
    private static final int KEPT = 200;

    private final ByteArrayOutputStream first = new ByteArrayOutputStream(KEPT);
    private final Semaphore turns;
    private long askedAt;
    private long firstByteAt;
    private long lastByteAt;

    /** @param turns a permit of it is held by whoever reads, and is lent to others while nothing has come yet */
    WatchedSocket(Semaphore turns) {
        this.turns = turns;
    }

    /** Does nothing on a connected socket, so that an HTTP client can be handed one. */
    @Override
    public void connect(SocketAddress address, int millis) throws IOException {
        if (!isConnected()) {
            super.connect(address, millis);
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                turns.release();
                try {
                    int count = in.read(bytes, from, length);
                    if (count > 0) {
                        note(bytes, from, count);
                    }
                    return count;
                } finally {
                    turns.acquireUninterruptibly();
                }
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                askedAt = askedAt == 0 ? System.nanoTime() : askedAt;
                out.write(bytes, from, length);
            }
        };
    }

    private void note(byte[] bytes, int from, int count) {
        lastByteAt = System.nanoTime();
        firstByteAt = firstByteAt == 0 ? lastByteAt : firstByteAt;
        first.write(bytes, from, Math.min(count, KEPT - first.size()));
    }

    boolean heard() {
        return first.size() > 0;
    }

    /** True where the peer's words begin as a record of TLS: an alert or a handshake of version 3.x (RFC 8446, 5.1). */
    boolean heardTls() {
        byte[] bytes = first.toByteArray();
        return bytes.length > 1 && (bytes[0] == 21 || bytes[0] == 22) && bytes[1] == 3;
    }

    /** {@link System#nanoTime()} of the first byte we sent, or the given time where we sent none. */
    long askedAt(long otherwise) {
        return askedAt == 0 ? otherwise : askedAt;
    }

    /** {@link System#nanoTime()} of the first byte; meaningless where none was heard. */
    long firstByteAt() {
        return firstByteAt;
    }

    /** {@link System#nanoTime()} of the last byte so far; meaningless where none was heard. */
    long lastByteAt() {
        return lastByteAt;
    }

    /** The peer's first line, as far as it was kept. */
    String firstLine() {
        return first.toString(StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
    }
}
