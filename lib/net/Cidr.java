package net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * An address with the length of its network's prefix, as in {@code 192.168.1.44/24}.
 *
 * @param address a literal without zone; {@code 192.168.1.44}
 * @param prefix  bits of the network: 0 to 32, or to 128 for IPv6
 */
public record Cidr(String address, int prefix) {

    public Cidr {
        int bits = InetAddress.ofLiteral(address).getAddress().length * 8;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("prefix of " + address + " out of range: " + prefix);
        }
    }

    /** @throws IllegalArgumentException where the text is neither an address nor an address with a prefix */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new Cidr(text, InetAddress.ofLiteral(text).getAddress().length * 8);
        }
        return new Cidr(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
    }

    public InetAddress inet() {
        return InetAddress.ofLiteral(address);
    }

    public boolean isV4() {
        return inet().getAddress().length == 4;
    }

    public boolean contains(InetAddress other) {
        byte[] theirs = other.getAddress();
        byte[] ours = inet().getAddress();
        return theirs.length == ours.length && Arrays.equals(masked(theirs), masked(ours));
    }

    /** The network itself: {@code 192.168.1.0/24}. */
    public Cidr network() {
        try {
            return new Cidr(InetAddress.getByAddress(masked(inet().getAddress())).getHostAddress(), prefix);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The two networks that together are this one.
     *
     * @throws IllegalArgumentException where it is a single address
     */
    public List<Cidr> halves() {
        byte[] low = masked(inet().getAddress());
        byte[] high = low.clone();
        if (prefix < low.length * 8) {
            high[prefix / 8] |= (byte) (0x80 >> prefix % 8);
        }
        try {
            return List.of(new Cidr(InetAddress.getByAddress(low).getHostAddress(), prefix + 1),
                    new Cidr(InetAddress.getByAddress(high).getHostAddress(), prefix + 1));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] masked(byte[] bytes) {
        byte[] kept = bytes.clone();
        for (int i = 0; i < kept.length; i++) {
            int bits = Math.clamp(prefix - i * 8L, 0, 8);
            kept[i] &= (byte) (0xFF << (8 - bits));
        }
        return kept;
    }

    @Override
    public String toString() {
        return address + "/" + prefix;
    }
}
