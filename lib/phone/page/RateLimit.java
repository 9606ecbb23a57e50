package phone.page;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests one address may make: some at once, then so many a second. Thread-safe; of addresses that nobody
 * knows, a bounded number is remembered.
 */
final class RateLimit {
    /** A page of a hundred endpoints posts two results for each, and asks once a second. */
    private static final Allowance DEVICE = new Allowance(400, 20);
    /** A browser that opens the page needs one request, and some make a second for an icon. */
    private static final Allowance STRANGER = new Allowance(30, 3);
    private static final int MOST_STRANGERS = 256;

    private record Allowance(double atOnce, double perSecond) { }

    private static final class Purse {
        private double left;
        private long filledAt;

        private Purse(double left, long filledAt) {
            this.left = left;
            this.filledAt = filledAt;
        }

        private boolean take(Allowance allowance, long now) {
            left = Math.min(allowance.atOnce(), left + (now - filledAt) / 1e9 * allowance.perSecond());
            filledAt = now;
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }
    }

    private final LongSupplier nanos;
    /** There are at most as many as devices that may open the page. */
    private final Map<InetAddress, Purse> devices = new LinkedHashMap<>();
    private final Map<InetAddress, Purse> strangers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Purse> eldest) {
            return size() > MOST_STRANGERS;
        }
    };

    RateLimit(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param device it is one of those that have opened the page */
    synchronized boolean allows(InetAddress from, boolean device) {
        long now = nanos.getAsLong();
        Allowance allowance = device ? DEVICE : STRANGER;
        return (device ? devices : strangers).computeIfAbsent(from, any -> new Purse(allowance.atOnce(), now))
                .take(allowance, now);
    }
}
