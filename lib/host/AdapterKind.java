package host;

import text.Message;

/**
 * What an adapter is, of every kind that Linux and Windows have, and whether a phone can be behind it. The order is the
 * rank: where two are as good in all else, the earlier one is taken.
 */
public enum AdapterKind {
    ETHERNET("ethernet", Phones.LAN),
    /** Several adapters that act as one: bonding and team of Linux, NIC teaming of Windows. */
    BOND("bond", Phones.LAN),
    /** A bridge that a cable or a Wi-Fi is part of. */
    BRIDGE("bridge", Phones.LAN),
    WIFI("wifi", Phones.LAN),
    VLAN("vlan", Phones.LAN),
    /** macvlan and ipvlan: one more address on the network of the adapter below. */
    MACVLAN("macvlan", Phones.LAN),
    /** A phone that shares its connection by USB or Bluetooth: that very phone is behind it. */
    TETHER("tether", Phones.LAN),
    /** One end of a cable between two network namespaces: from inside a container, its way out. */
    VETH("veth", Phones.ROUTED),
    /** This machine's port of a Hyper-V switch, of which only an external one has the LAN behind it. */
    HYPERV_SWITCH("hyperv-switch", Phones.ROUTED),
    /** A bridge without any cable or Wi-Fi. */
    INNER_BRIDGE("inner-bridge", Phones.ROUTED),
    /** Made by a program that is not known here. */
    SOFTWARE("software", Phones.ROUTED),
    /** This machine's own Wi-Fi for others, and a network that it shares its connection with. */
    HOTSPOT("hotspot", Phones.VISITED),
    TUNNEL("tunnel", Phones.MEMBERS),
    MOBILE("mobile", Phones.NEVER),
    CONTAINERS("containers", Phones.NEVER),
    MACHINES("machines", Phones.NEVER),
    TAP("tap", Phones.NEVER),
    /** dummy, ifb and vrf of Linux, the loopback adapters that Windows can be given. */
    DUMMY("dummy", Phones.NEVER),
    /** Teredo, 6to4, ISATAP, IP-HTTPS: IPv6 through IPv4. */
    TRANSITION("transition", Phones.NEVER),
    LOOPBACK("loopback", Phones.NEVER);

    /** Where phones are, as seen from an adapter. */
    public enum Phones {
        /** On the network behind it. */
        LAN,
        /** Behind it where a default route leads out by it: a network that stays inside the machine has none. */
        ROUTED,
        /** Behind it while anybody is. */
        VISITED,
        /** Behind it only as a member of the same tunnel: it is never taken for the LAN, but may be meant by name. */
        MEMBERS,
        /** Never behind it. */
        NEVER
    }

    private final String id;
    private final Phones phones;

    AdapterKind(String id, Phones phones) {
        this.id = id;
        this.phones = phones;
    }

    public Phones phones() {
        return phones;
    }

    /** What it is, as the reason for or against it. */
    public Message reason() {
        return Message.of("host.kind." + id);
    }

    /** True for what only programs of this machine have made, to talk with each other. */
    boolean inside() {
        return switch (this) {
            case HYPERV_SWITCH, INNER_BRIDGE, SOFTWARE, CONTAINERS, MACHINES, TAP, DUMMY -> true;
            case ETHERNET, BOND, BRIDGE, WIFI, VLAN, MACVLAN, TETHER, VETH, HOTSPOT, TUNNEL, MOBILE, TRANSITION,
                    LOOPBACK -> false;
        };
    }
}
