package firewall.linux.netfilter;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import net.Cidr;

/** Networks and addresses as numbers, and back. */
public final class AddressRanges {

    /** More exceptions than this nobody asks about one by one. */
    public static final int MOST = 256;

    private AddressRanges() { }

    public static int bits(boolean v4) {
        return v4 ? 32 : 128;
    }

    /** The fewest networks that together are the span, at most {@link #MOST}. */
    public static List<Cidr> of(Range range, boolean v4) {
        List<Cidr> networks = new ArrayList<>();
        BigInteger next = range.low();
        while (next.compareTo(range.high()) <= 0 && networks.size() < MOST) {
            int free = next.signum() == 0 ? bits(v4) : Math.min(bits(v4), next.getLowestSetBit());
            while (next.add(BigInteger.ONE.shiftLeft(free)).subtract(BigInteger.ONE).compareTo(range.high()) > 0) {
                free--;
            }
            networks.add(new Cidr(address(next, v4).getHostAddress(), bits(v4) - free));
            next = next.add(BigInteger.ONE.shiftLeft(free));
        }
        return networks;
    }

    /** As nft writes a set's element: an address, a network, or from one address to another. */
    public static String written(Range range) {
        boolean v4 = range.high().bitLength() <= bits(true);
        List<Cidr> networks = of(range, v4);
        Cidr first = networks.getFirst();
        return range.low().equals(range.high()) ? first.address()
                : networks.size() == 1 ? first.toString()
                : first.address() + "-" + address(range.high(), v4).getHostAddress();
    }

    static InetAddress address(BigInteger number, boolean v4) {
        byte[] bytes = new byte[bits(v4) / 8];
        byte[] digits = number.toByteArray();
        int length = Math.min(digits.length, bytes.length);
        System.arraycopy(digits, digits.length - length, bytes, bytes.length - length, length);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
