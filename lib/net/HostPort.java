package net;

/**
 * An address with a port as socket tools print it: {@code 0.0.0.0:8000}, {@code [::]:8000}, {@code :::8000},
 * {@code *:8000}, {@code 127.0.0.53%lo:53}, {@code [fe80::1]%eth0:546}.
 *
 * @param address in one form; {@code ::} for {@code *}, which accepts IPv4 too
 */
public record HostPort(String address, int port) {

    /** @throws IllegalArgumentException where the text is no such thing */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not an address with a port: " + text);
        }
        String digits = text.substring(colon + 1);
        if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) > 65535) {
            throw new IllegalArgumentException("not a port: " + digits);
        }
        String address = text.substring(0, colon);
        return new HostPort(address.equals("*") ? "::" : IpAddresses.plain(withoutZone(address)),
                Integer.parseInt(digits));
    }

    private static String withoutZone(String address) {
        int end = address.indexOf("]%");
        return end < 0 ? address : address.substring(0, end + 1);
    }
}
