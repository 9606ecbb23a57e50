package path;

import json.Id;

/** One station between the process that should answer and the phone that asks, in the order of the path. */
public enum Hop implements Id {
    /** Does Docker say the container runs, and is healthy? */
    CONTAINER("container"),
    /** Is its port published where the LAN can come? */
    PUBLISHED("published"),
    /** Does a process listen there, on an address of the LAN, and is it the right one? */
    LISTENING("listening"),
    /** Does it answer on 127.0.0.1, with bytes? */
    LOOPBACK("loopback"),
    /** Does it answer on the address that the phone uses? */
    ADDRESS("address"),
    /** Would the firewall let a device of the LAN in, and which rule decides? */
    FIREWALL("firewall"),
    /** Did a phone get through? */
    PHONE("phone");

    private final String id;

    Hop(String id) {
        this.id = id;
    }

    /** As it stands in the JSON output. */
    @Override
    public String id() {
        return id;
    }
}
