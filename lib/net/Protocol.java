package net;

import java.util.Locale;
import json.Id;

/** The transport a port belongs to. */
public enum Protocol implements Id {
    TCP("tcp", 6), UDP("udp", 17);

    private final String id;
    private final int number;

    Protocol(String id, int number) {
        this.id = id;
        this.number = number;
    }

    /** The number of IP's protocol field (IANA protocol numbers). */
    public int number() {
        return number;
    }

    /** {@code tcp} or {@code udp}, as iptables, Docker and the JSON output spell it. */
    @Override
    public String id() {
        return id;
    }

    /** {@code TCP} or {@code UDP}, as Windows and people spell it. */
    public String title() {
        return id.toUpperCase(Locale.ROOT);
    }
}
