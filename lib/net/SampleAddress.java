package net;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Addresses that stand for the devices of a LAN when rules are asked about them. */
public final class SampleAddress {

    private SampleAddress() { }

    /**
     * An address of the LAN that no rule names and that is not our own: what a phone has, as long as nobody made a
     * rule for it. In a network whose every address is named, the last one tried.
     */
    public static InetAddress unnamed(Cidr own, List<Cidr> named) {
        Cidr lan = own.network();
        InetAddress candidate = own.inet();
        // From the middle of the network on: ranges that people write by hand sit at its ends.
        BigInteger size = count(own);
        BigInteger middle = size.shiftRight(1);
        for (int i = 0; i < 512; i++) {
            BigInteger offset = middle.add(BigInteger.valueOf(i)).mod(size);
            candidate = at(lan, offset);
            InetAddress tried = candidate;
            boolean edge = offset.signum() == 0 || offset.equals(size.subtract(BigInteger.ONE));
            if (!edge && !tried.equals(own.inet()) && named.stream().noneMatch(cidr -> cidr.contains(tried))) {
                return tried;
            }
        }
        return candidate;
    }

    /** How many addresses the network has. */
    public static BigInteger count(Cidr network) {
        return BigInteger.ONE.shiftLeft(network.inet().getAddress().length * 8 - network.prefix());
    }

    /** An address inside the network, not its first where it has more than two. */
    public static InetAddress oneOf(Cidr network) {
        int hostBits = network.inet().getAddress().length * 8 - network.prefix();
        return hostBits < 2 ? network.inet() : at(network.network(), BigInteger.ONE);
    }

    private static InetAddress at(Cidr network, BigInteger offset) {
        byte[] base = network.inet().getAddress();
        byte[] sum = new BigInteger(1, base).add(offset).toByteArray();
        byte[] address = new byte[base.length];
        int length = Math.min(sum.length, base.length);
        System.arraycopy(sum, sum.length - length, address, base.length - length, length);
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
