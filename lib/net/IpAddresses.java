package net;

import java.net.InetAddress;
import java.util.Arrays;

/** Addresses as text in one form, so that two tools that print the same address are seen to agree. */
public final class IpAddresses {
    private IpAddresses() { }

    /** Any spelling of an address, zone and brackets included, in the form of {@link #plain(InetAddress)}. */
    public static String plain(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        int zone = bare.indexOf('%');
        return plain(address(zone < 0 ? bare : bare.substring(0, zone)));
    }

    /**
     * The address that a literal means. The JDK also takes {@code 1.2.3} for 1.2.0.3, as inet_aton(3) does: here that
     * is an address that lost a part.
     *
     * @throws IllegalArgumentException where the text is no address
     */
    public static InetAddress address(String text) {
        if (text.indexOf(':') < 0 && !text.matches("\\d{1,3}(?:\\.\\d{1,3}){3}")) {
            throw new IllegalArgumentException("not an address: " + text);
        }
        return InetAddress.ofLiteral(text);
    }

    /** Without zone; IPv6 with its longest run of zeros as {@code ::} (RFC 5952), an IPv4-mapped one as IPv4. */
    public static String plain(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return address.getHostAddress();
        }
        int[] groups = new int[8];
        Arrays.setAll(groups, i -> (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF);
        int start = -1;
        int length = 1;
        for (int from = 0; from < 8; from++) {
            int to = from;
            while (to < 8 && groups[to] == 0) {
                to++;
            }
            if (to - from > length) {
                start = from;
                length = to - from;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
