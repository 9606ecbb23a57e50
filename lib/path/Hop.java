package path;

import java.util.Locale;

/** One station between the process that should answer and the phone that asks, in the order of the path. */
public enum Hop {
    /** Does Docker say the container runs, and is healthy? */
    CONTAINER,
    /** Is its port published where the LAN can come? */
    PUBLISHED,
    /** Does a process listen there, on an address of the LAN, and is it the right one? */
    LISTENING,
    /** Does it answer on 127.0.0.1, with bytes? */
    LOOPBACK,
    /** Does it answer on the address that the phone uses? */
    ADDRESS,
    /** Would the firewall let a device of the LAN in, and which rule decides? */
    FIREWALL,
    /** Did a phone get through? */
    PHONE;

    /** As it stands in the JSON output. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
