package probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import probe.Prober.Connected;
import probe.Reply.State;

/**
 * A TLS ClientHello on a connection of its own, beside a GET that is still unanswered. It waits for its time on a
 * thread like that of its maker; closing it ends it at any moment.
 */
final class TlsAttempt implements AutoCloseable {
    private final InetSocketAddress target;
    private final Semaphore turns;
    private final CountDownLatch wanted = new CountDownLatch(1);
    private final Runnable onBytes;
    private volatile Thread thread;
    private volatile Duration limit;
    private volatile boolean over;
    private volatile WatchedSocket socket;
    private volatile Reply reply;

    /**
     * @param limit   of connecting and of waiting for an answer
     * @param onBytes what is done at once where bytes come back
     */
    TlsAttempt(InetSocketAddress target, Semaphore turns, Duration limit, Runnable onBytes) {
        this.target = target;
        this.turns = turns;
        this.limit = limit;
        this.onBytes = onBytes;
    }

    /** @param after how long the GET has to itself */
    TlsAttempt begin(Duration after) {
        Thread.Builder kind = Thread.currentThread().isVirtual() ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
        thread = kind.start(() -> run(after));
        return this;
    }

    private void run(Duration after) {
        try {
            wanted.await(after.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return;
        }
        if (!over) {
            long deadline = System.nanoTime() + limit.toNanos();
            byte[] hello = TlsHello.bytes();
            try (var line = new WatchedSocket(turns)) {
                socket = line;
                ask(line, hello, deadline);
            } catch (IOException e) {
                // No second connection: then there is nothing more to learn.
            }
        }
    }

    private void ask(WatchedSocket line, byte[] hello, long deadline) throws IOException {
        if (over) {
            return;
        }
        line.setTcpNoDelay(true);
        long start = System.nanoTime();
        line.connect(target, Math.toIntExact(Math.max(1, Duration.ofNanos(deadline - start).toMillis())));
        var connected = new Connected(line, target, start, System.nanoTime());
        // While others are at work here, the service is not to blame for the wait.
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        turns.acquireUninterruptibly();
        try {
            line.getOutputStream().write(hello);
            Reply came = connected.listen(left);
            reply = came.state() == State.ANSWERED && line.heardTls() ? came.as(State.TLS) : came;
        } finally {
            turns.release();
        }
        if (line.heard()) {
            onBytes.run();
        }
    }

    /** What came of it, now rather than later; empty where it came to nothing. The caller holds a permit. */
    Optional<Reply> now(Duration limit) {
        this.limit = limit;
        wanted.countDown();
        return result();
    }

    /** What came of it; empty where it came to nothing. The caller holds a permit. */
    Optional<Reply> result() {
        turns.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            turns.acquireUninterruptibly();
        }
        return Optional.ofNullable(reply);
    }

    @Override
    public void close() {
        over = true;
        wanted.countDown();
        WatchedSocket line = socket;
        if (line != null) {
            try {
                line.close();
            } catch (IOException e) {
                // It is over all the same.
            }
        }
    }
}
