package firewall.linux;

import java.math.BigInteger;
import java.net.InetAddress;

/** The whole numbers from {@code low} to {@code high}, both included: ports, addresses, marks. */
record Span(BigInteger low, BigInteger high) implements Operand {

    Span {
        if (low.compareTo(high) > 0) {
            throw new IllegalArgumentException("empty span " + low + "-" + high);
        }
    }

    static Span of(long number) {
        return of(number, number);
    }

    static Span of(long low, long high) {
        return new Span(BigInteger.valueOf(low), BigInteger.valueOf(high));
    }

    static Span of(BigInteger number) {
        return new Span(number, number);
    }

    static Span of(InetAddress address) {
        return of(number(address));
    }

    /** All addresses of a network. */
    static Span of(InetAddress address, int prefix) {
        int bits = address.getAddress().length * 8;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("prefix " + prefix);
        }
        BigInteger hosts = BigInteger.ONE.shiftLeft(bits - prefix).subtract(BigInteger.ONE);
        BigInteger low = number(address).andNot(hosts);
        return new Span(low, low.add(hosts));
    }

    static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    boolean single() {
        return low.equals(high);
    }

    boolean covers(Span other) {
        return low.compareTo(other.low) <= 0 && high.compareTo(other.high) >= 0;
    }

    boolean meets(Span other) {
        return low.compareTo(other.high) <= 0 && high.compareTo(other.low) >= 0;
    }
}
