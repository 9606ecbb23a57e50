package host.linux;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import net.IpAddresses;

/** Addresses as the tables under /proc/net print them: each group of four bytes as a number of this machine. */
public final class KernelHex {
    private KernelHex() { }

    /** {@code 0100007F} is 127.0.0.1 (all systems that we meet are little-endian). */
    public static String address(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] ordered = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ordered[i] = bytes[(i & ~3) + 3 - (i & 3)];
        }
        try {
            return IpAddresses.plain(InetAddress.getByAddress(ordered));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + hex, e);
        }
    }
}
