package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RequestExecutorTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final RequestExecutor turns = new RequestExecutor(nanos::get);
    private final AtomicInteger dropped = new AtomicInteger();

    @Test
    void whereThereAreTooManyTheOldestIsDropped() throws Exception {
        var first = hold();
        for (int i = 1; i < 128; i++) {
            hold();
        }
        assertEquals(1, first.getCount());
        hold();
        assertTrue(first.await(20, TimeUnit.SECONDS));
        assertEquals(1, dropped.get());
        turns.close();
    }

    @Test
    void whatIsLateIsDroppedAndTheRestGoesOn() throws Exception {
        var late = hold();
        nanos.addAndGet(RequestExecutor.LONGEST.toNanos());
        var young = hold();
        turns.sweep();
        assertEquals(1, late.getCount());
        nanos.addAndGet(1);
        turns.sweep();
        assertTrue(late.await(20, TimeUnit.SECONDS));
        assertEquals(1, young.getCount());
        turns.close();
        assertTrue(young.await(20, TimeUnit.SECONDS));
    }

    /** A turn that never ends by itself. @return counted down when it was dropped */
    private CountDownLatch hold() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        turns.execute(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                dropped.incrementAndGet();
                over.countDown();
            }
        });
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        return over;
    }
}
