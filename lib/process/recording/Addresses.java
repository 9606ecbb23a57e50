package process.recording;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.IpAddresses;

/**
 * Takes hardware addresses and public addresses out of a text, in each form that systems write them. The same one is
 * the same other in all forms. Private and loopback addresses stay: they say nothing about who it is, and the diagnosis
 * needs them; but not the hardware address that a device may have put into its IPv6 address. Thread-safe.
 */
final class Addresses {
    private static final Pattern V4 =
            Pattern.compile("(?<![\\d.])(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d.])");
    /** Not in a word, but for one that only seems to begin so, behind an escape of JSON. */
    private static final String START = "(?:(?<![0-9A-Za-z:.])|(?<=\\\\[nrt]))";
    /** What may be an address; whether it is one, the JDK says. */
    private static final Pattern V6 = Pattern.compile(
            START + "(?i)(?:[0-9a-f]{1,4}:|:(?=:)|(?<=:):){2,7}(?:[0-9a-f]{1,4})?(?!\\.?[0-9a-f:])");

    /** A hardware address, as Linux (colons) and Windows (dashes) write it. */
    private static final Pattern MAC =
            Pattern.compile("(?i)(?<![0-9a-f:-])[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\\1){4}[0-9a-f]{2}(?![0-9a-f:-])");
    /** In the name that udev gives an adapter without a place of its own: {@code enx001122334455}. */
    private static final Pattern IN_NAME = Pattern.compile(START + "((?:en|wl|ww|sl)x)([0-9a-f]{12})"
            + "(?![0-9A-Za-z])");
    /** The two ends of a socket in proc_net_tcp(5). */
    private static final Pattern ENDS = Pattern.compile("(?m)^([ \\t]*+\\d++: )([0-9A-F]{32}|[0-9A-F]{8})(:[0-9A-F]{4} )"
            + "([0-9A-F]{32}|[0-9A-F]{8})(?=:[0-9A-F]{4} )");
    /** Network and next hop of a row of {@code /proc/net/route}. */
    private static final Pattern ROUTE = Pattern.compile("(?m)^(\\S+\\s+)([0-9A-F]{8})(\\s+)([0-9A-F]{8})(?=\\s)");
    private static final int LAST_OF_24 = 254;

    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    String hidden(String text) {
        String shown = MAC.matcher(text).replaceAll(found -> hardware(found.group(), found.group(1)));
        shown = IN_NAME.matcher(shown).replaceAll(found -> found.group(1) + hardware(colons(found.group(2)), ":")
                .replace(":", ""));
        // Before the others: an IPv4 address may be the end of an IPv6 one.
        shown = V4.matcher(shown).replaceAll(Addresses.this::fourth);
        return V6.matcher(shown).replaceAll(found -> Matcher.quoteReplacement(sixth(found.group())));
    }

    /** The same in the hexadecimal tables of {@code /proc/net}. */
    String hiddenInTable(String text) {
        String shown = ENDS.matcher(text).replaceAll(found -> found.group(1) + hex(found.group(2)) + found.group(3)
                + hex(found.group(4)));
        return ROUTE.matcher(shown).replaceAll(found -> Matcher.quoteReplacement(found.group(1))
                + hex(found.group(2)) + found.group(3) + hex(found.group(4)));
    }

    private synchronized int number(String real) {
        return numbers.computeIfAbsent(real, any -> numbers.size() + 1);
    }

    private static String colons(String digits) {
        return digits.replaceAll("..(?!$)", "$0:");
    }

    /** Locally administered addresses (IEEE 802: second lowest bit of the first byte) belong to no maker. */
    private String hardware(String real, String separator) {
        boolean nobody = real.matches("(?i)(?:00[:-]){5}00|(?:ff[:-]){5}ff");
        if (nobody) {
            return real;
        }
        int number = number(real.toLowerCase(Locale.ROOT).replace('-', ':'));
        return "02:00:00:00:%02x:%02x".formatted(number >> 8 & 255, number & 255).replace(":", separator);
    }

    private String fourth(MatchResult found) {
        try {
            return other(InetAddress.ofLiteral(found.group())).map(InetAddress::getHostAddress).orElse(found.group());
        } catch (IllegalArgumentException e) {
            return found.group();
        }
    }

    private String sixth(String real) {
        try {
            return other(InetAddress.ofLiteral(real)).map(IpAddresses::plain).orElse(real);
        } catch (IllegalArgumentException e) {
            return real;
        }
    }

    /** The kernel writes each four bytes as a number of its own byte order, which on all that we meet is the little. */
    private String hex(String real) {
        byte[] swapped = swapped(HexFormat.of().parseHex(real));
        try {
            InetAddress address = InetAddress.getByAddress(swapped);
            byte[] mapped = address.getAddress();
            // The JDK takes an IPv4 address in IPv6's clothes for what it is.
            return other(address).map(InetAddress::getAddress).map(other -> {
                System.arraycopy(other, 0, swapped, swapped.length - mapped.length, other.length);
                return HexFormat.of().withUpperCase().formatHex(swapped(swapped));
            }).orElse(real);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] swapped(byte[] bytes) {
        byte[] swapped = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            swapped[i] = bytes[(i & ~3) + 3 - (i & 3)];
        }
        return swapped;
    }

    /** Empty where it stays. */
    private Optional<InetAddress> other(InetAddress address) {
        byte[] b = address.getAddress();
        if (b.length == 4) {
            return stays(address) ? Optional.empty() : Optional.of(made(fourthNumber(number(
                    address.getHostAddress()))));
        }
        if (isOfHardware(b)) {
            return Optional.of(made(withoutHardware(b)));
        }
        if (isGroupOfNode(b)) {
            byte[] other = b.clone();
            Arrays.fill(other, 13, 15, (byte) 0);
            other[15] = (byte) (number("group " + IpAddresses.plain(address)) & 255);
            return Optional.of(made(other));
        }
        return stays(address) ? Optional.empty()
                : Optional.of(made(sixthNumber(number(IpAddresses.plain(address)))));
    }

    private static InetAddress made(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of 203.0.113.0/24 (RFC 5737), and where those are used up of 198.18.0.0/15 (RFC 2544). */
    private static byte[] fourthNumber(int number) {
        return number <= LAST_OF_24 ? new byte[] {(byte) 203, 0, 113, (byte) number}
                : new byte[] {(byte) 198, (byte) (18 + (number >> 16 & 1)), (byte) (number >> 8), (byte) number};
    }

    /** Of 2001:db8::/32 (RFC 3849). */
    private static byte[] sixthNumber(int number) {
        byte[] bytes = {0x20, 0x01, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) (number >> 16),
            (byte) (number >> 8), (byte) number};
        return bytes;
    }

    private static boolean stays(InetAddress address) {
        byte[] b = address.getAddress();
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress()
                || address.isAnyLocalAddress() || address.isMulticastAddress() || b[0] == (byte) 255
                || (b.length == 4 ? isDocumentationOrShared(b) : isDocumentation(b) || !isPublic(b)) || isHead(b);
    }

    /** Where routes to much of the world begin, such as 128.0.0.0/1 and 2000::/3: the address of nobody. */
    private static boolean isHead(byte[] b) {
        for (int i = b.length == 4 ? 1 : 2; i < b.length; i++) {
            if (b[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24 (RFC 5737), and 100.64.0.0/10 (RFC 6598). */
    private static boolean isDocumentationOrShared(byte[] b) {
        int first = b[0] & 255;
        int second = b[1] & 255;
        int third = b[2] & 255;
        return first == 192 && second == 0 && third == 2 || first == 198 && second == 51 && third == 100
                || first == 203 && second == 0 && third == 113 || first == 100 && second >= 64 && second < 128;
    }

    /** 2001:db8::/32 (RFC 3849). */
    private static boolean isDocumentation(byte[] b) {
        return b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == (byte) 0xb8;
    }

    /** 2000::/3 (RFC 4291 2.4), and 64:ff9b::/96, in which an IPv4 address is dressed (RFC 6052). */
    private static boolean isPublic(byte[] b) {
        return (b[0] & 0xe0) == 0x20 || b[0] == 0 && b[1] == 0x64 && b[2] == (byte) 0xff && b[3] == (byte) 0x9b;
    }

    /** The last 64 bits are a hardware address, with ff:fe in its middle (RFC 4291, appendix A). */
    private static boolean isOfHardware(byte[] b) {
        return b[11] == (byte) 0xff && b[12] == (byte) 0xfe && b[0] != (byte) 0xff && (b[8] != 0 || b[9] != 0
                || b[10] != 0);
    }

    /** The same with the hardware address's other one; of a public address nothing else stays. */
    private byte[] withoutHardware(byte[] b) {
        byte[] mac = {(byte) (b[8] ^ 2), b[9], b[10], b[13], b[14], b[15]};
        String other = hardware(HexFormat.ofDelimiter(":").formatHex(mac), ":");
        byte[] bytes = HexFormat.ofDelimiter(":").parseHex(other);
        byte[] shown = b.clone();
        if (!stays(made(b))) {
            int network = number("network " + HexFormat.of().formatHex(b, 0, 8));
            System.arraycopy(sixthNumber(0), 0, shown, 0, 8);
            shown[6] = (byte) (network >> 8);
            shown[7] = (byte) network;
        }
        byte[] end = {(byte) (bytes[0] ^ 2), bytes[1], bytes[2], (byte) 0xff, (byte) 0xfe, bytes[3], bytes[4], bytes[5]};
        System.arraycopy(end, 0, shown, 8, end.length);
        return shown;
    }

    /** ff02::1:ff00:0/104 ends with the last bits of the address of one node (RFC 4291 2.7.1). */
    private static boolean isGroupOfNode(byte[] b) {
        byte[] head = {(byte) 0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, (byte) 0xff};
        return Arrays.equals(b, 0, head.length, head, 0, head.length) && (b[13] != 0 || b[14] != 0 || b[15] != 0);
    }
}
