package inventory;

import java.util.Locale;

/** The transport a port belongs to. */
public enum Protocol {
    TCP(6), UDP(17);

    private final int number;

    Protocol(int number) {
        this.number = number;
    }

    /** The number of IP's protocol field (IANA protocol numbers). */
    public int number() {
        return number;
    }

    /** {@code tcp} or {@code udp}, as iptables, Docker and the JSON output spell it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
