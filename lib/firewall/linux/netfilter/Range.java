package firewall.linux.netfilter;

import java.math.BigInteger;
import java.net.InetAddress;

/** The whole numbers from {@code low} to {@code high}, both included: ports, addresses, marks. */
public record Range(BigInteger low, BigInteger high) implements Operand {

    public Range {
        if (low.compareTo(high) > 0) {
            throw new IllegalArgumentException("empty span " + low + "-" + high);
        }
    }

    public static Range of(long number) {
        return of(number, number);
    }

    public static Range of(long low, long high) {
        return new Range(BigInteger.valueOf(low), BigInteger.valueOf(high));
    }

    public static Range of(BigInteger number) {
        return new Range(number, number);
    }

    static Range of(InetAddress address) {
        return of(number(address));
    }

    /** All addresses of a network. */
    public static Range of(InetAddress address, int prefix) {
        int bits = address.getAddress().length * 8;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("prefix " + prefix);
        }
        BigInteger hosts = BigInteger.ONE.shiftLeft(bits - prefix).subtract(BigInteger.ONE);
        BigInteger low = number(address).andNot(hosts);
        return new Range(low, low.add(hosts));
    }

    public static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    boolean single() {
        return low.equals(high);
    }

    public boolean covers(Range other) {
        return low.compareTo(other.low) <= 0 && high.compareTo(other.high) >= 0;
    }

    boolean meets(Range other) {
        return low.compareTo(other.high) <= 0 && high.compareTo(other.low) >= 0;
    }
}
