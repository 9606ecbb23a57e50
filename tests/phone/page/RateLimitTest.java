package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final RateLimit budget = new RateLimit(nanos::get);

    @Test
    void aStrangerHasALittleAtOnceAndThenALittleASecond() {
        assertEquals(30, allowed("127.0.0.9", false, 1000));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertEquals(6, allowed("127.0.0.9", false, 1000));
    }

    @Test
    void whatOneSpendsNobodyElseMisses() {
        allowed("127.0.0.9", false, 1000);
        assertEquals(30, allowed("127.0.0.10", false, 1000));
        assertEquals(400, allowed("127.0.0.11", true, 1000));
    }

    @Test
    void aDeviceIsNotForgottenForAllTheStrangers() {
        allowed("127.0.0.11", true, 400);
        for (int i = 0; i < 2000; i++) {
            budget.allows(Pages.at("127.1." + i / 250 + "." + (1 + i % 250)), false);
        }
        assertEquals(0, allowed("127.0.0.11", true, 10));
    }

    @Test
    void aLongPauseSavesUpNothing() {
        allowed("127.0.0.9", false, 1000);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertTrue(allowed("127.0.0.9", false, 1000) <= 30);
    }

    private int allowed(String from, boolean device, int requests) {
        int allowed = 0;
        for (int i = 0; i < requests; i++) {
            allowed += budget.allows(Pages.at(from), device) ? 1 : 0;
        }
        return allowed;
    }
}
