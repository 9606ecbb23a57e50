package net;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Addresses from {@code low} to {@code high}, both among them, as firewalls write them: {@code 192.168.1.7},
 * {@code 192.168.1.0/24}, {@code 192.168.1.0/255.255.255.0}, {@code 10.0.0.1-10.0.0.9}, {@code fe80::/64}.
 *
 * @param bits of each address: 32 or 128
 */
public record AddressRange(BigInteger low, BigInteger high, int bits) {

    /** Nothing where the text is none of these forms: a keyword, a name, a mask with a hole in it. */
    public static Optional<AddressRange> parse(String value) {
        if (value.indexOf('.') < 0 && value.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            int dash = value.indexOf('-');
            return dash > 0 ? between(literal(value.substring(0, dash)), literal(value.substring(dash + 1)))
                    : network(value);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<AddressRange> between(InetAddress low, InetAddress high) {
        return low.getAddress().length == high.getAddress().length
                ? Optional.of(new AddressRange(number(low), number(high), bits(low))) : Optional.empty();
    }

    private static Optional<AddressRange> network(String value) {
        int slash = value.indexOf('/');
        InetAddress address = literal(slash < 0 ? value : value.substring(0, slash));
        int bits = bits(address);
        int prefix = slash < 0 ? bits : prefix(value.substring(slash + 1), bits);
        if (prefix < 0 || prefix > bits) {
            return Optional.empty();
        }
        BigInteger host = BigInteger.ONE.shiftLeft(bits - prefix).subtract(BigInteger.ONE);
        BigInteger low = number(address).andNot(host);
        return Optional.of(new AddressRange(low, low.or(host), bits));
    }

    /** {@code 24}, or {@code 255.255.255.0}; -1 for a mask with a hole in it. */
    private static int prefix(String text, int bits) {
        if (text.indexOf('.') < 0) {
            return Integer.parseInt(text);
        }
        BigInteger mask = number(literal(text));
        int zeros = mask.signum() == 0 ? bits : mask.getLowestSetBit();
        return mask.bitCount() == bits - zeros ? bits - zeros : -1;
    }

    public static AddressRange of(Cidr network) {
        return network(network.toString()).orElseThrow();
    }

    public boolean contains(InetAddress address) {
        BigInteger number = number(address);
        return bits == bits(address) && low.compareTo(number) <= 0 && number.compareTo(high) <= 0;
    }

    public boolean contains(AddressRange other) {
        return bits == other.bits && low.compareTo(other.low) <= 0 && other.high.compareTo(high) <= 0;
    }

    public boolean overlaps(AddressRange other) {
        return bits == other.bits && low.compareTo(other.high) <= 0 && other.low.compareTo(high) <= 0;
    }

    private static InetAddress literal(String text) {
        return InetAddress.ofLiteral(text.strip());
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * 8;
    }
}
