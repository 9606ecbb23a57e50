package host.linux;

import host.AdapterKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.Cidr;

/**
 * What an adapter of a Linux machine is: first by what the kernel says of it, and by its name where that says nothing.
 */
public final class LinuxKinds {

    private record Name(AdapterKind kind, Pattern pattern) {
        Name(AdapterKind kind, String expression) {
            this(kind, Pattern.compile(expression, Pattern.CASE_INSENSITIVE));
        }
    }

    /** Names that programs give what they make. */
    private static final List<Name> NAMES = List.of(
            new Name(AdapterKind.CONTAINERS, "docker(?:\\d+|_gwbridge)|br-[0-9a-f]{12}|podman.*|cni.*|flannel.*|cali.*"
                    + "|lxcbr.*|lxdbr.*|incusbr.*|nerdctl.*|cilium_.*|weave|kube-.*"),
            new Name(AdapterKind.MACHINES, "virbr.*|vmnet.*|vboxnet.*|vnet\\d+|vif.*|xenbr.*|mpqemubr.*"),
            new Name(AdapterKind.VETH, "veth.*|ve-.*|vb-.*"),
            new Name(AdapterKind.TAP, "tap.*|macvtap.*"),
            new Name(AdapterKind.DUMMY, "dummy.*|ifb.*|nlmon.*|vrf.*"),
            new Name(AdapterKind.TRANSITION, "sit\\d+|6to4|isatap.*|teredo|ip6tnl.*|clat.*"),
            new Name(AdapterKind.TUNNEL, "tun.*|utun.*|wg.*|ppp.*|tailscale.*|zt[0-9a-z]{8,}|nordlynx.*|proton.*"
                    + "|ipsec.*|vti.*|xfrm.*|gre.*|gpd\\d+|cscotun.*|cloudflarewarp|mullvad.*|nebula.*|wt\\d+|ham\\d+"
                    + "|vpn.*"),
            new Name(AdapterKind.MOBILE, "wwan.*|wwp.*|wwx.*|rmnet.*|mhi_.*"),
            new Name(AdapterKind.TETHER, "bnep.*|usb\\d+|rndis.*|pan\\d+"));

    /** Names that are no more than a custom: asked last. */
    private static final List<Name> CUSTOMS = List.of(
            new Name(AdapterKind.HOTSPOT, "ap\\d+|uap\\d+|.*_ap"),
            new Name(AdapterKind.WIFI, "wl.*|ath\\d+"),
            new Name(AdapterKind.BOND, "bond.*|team.*"),
            new Name(AdapterKind.BRIDGE, "br\\d+|bridge\\d+|vmbr\\d+"),
            new Name(AdapterKind.MACVLAN, "macvlan.*|ipvlan.*"),
            new Name(AdapterKind.VLAN, "vlan\\d+|.+\\.\\d{1,4}"));

    /** The network that NetworkManager gives a connection it shares, {@code ipv4.method=shared}. */
    private static final Cidr SHARED = Cidr.parse("10.42.0.0/16");

    private LinuxKinds() { }

    /** What is told of one adapter, apart from the others. */
    public record Told(String name, List<Cidr> addresses, boolean pointToPoint, Optional<IpLink> link,
            DeviceFiles files) { }

    /**
     * @param accessPoint others join it, as a Wi-Fi
     * @param outside     a part of it is a cable or a Wi-Fi, as a bridge
     */
    public static AdapterKind of(Told told, boolean accessPoint, boolean outside) {
        AdapterKind kind = told.link().map(link -> byLink(told, link, outside)).orElseGet(() -> byFiles(told));
        return switch (kind) {
            case ETHERNET, BRIDGE, INNER_BRIDGE, WIFI -> accessPoint || shares(told)
                    ? AdapterKind.HOTSPOT : kind;
            case BOND, VLAN, MACVLAN, TETHER, VETH, HYPERV_SWITCH, SOFTWARE, HOTSPOT, TUNNEL, MOBILE, CONTAINERS,
                    MACHINES, TAP, DUMMY, TRANSITION, LOOPBACK -> kind;
        };
    }

    private static AdapterKind byLink(Told told, IpLink link, boolean outside) {
        return switch (link.kind()) {
            case "" -> byType(told, link);
            case "bridge" -> outside ? AdapterKind.BRIDGE : byName(NAMES, told).orElse(AdapterKind.INNER_BRIDGE);
            case "bond", "team" -> AdapterKind.BOND;
            case "vlan" -> AdapterKind.VLAN;
            case "macvlan", "ipvlan" -> AdapterKind.MACVLAN;
            case "macvtap", "ipvtap" -> AdapterKind.TAP;
            case "veth" -> byName(NAMES, told).filter(kind -> kind == AdapterKind.CONTAINERS)
                    .orElse(AdapterKind.VETH);
            case "tun" -> link.subkind().equals("tap")
                    ? byName(NAMES, told).filter(kind -> kind == AdapterKind.TUNNEL).orElse(AdapterKind.TAP)
                    : AdapterKind.TUNNEL;
            case "dummy", "ifb", "vrf", "nlmon", "vcan", "vxcan", "netdevsim" -> AdapterKind.DUMMY;
            case "wireguard", "ipip", "gre", "gretap", "ip6gre", "ip6gretap", "erspan", "ip6erspan", "vti", "vti6",
                    "xfrm", "ppp", "gtp", "amneziawg", "ovpn", "bareudp", "fou" -> AdapterKind.TUNNEL;
            case "sit", "ip6tnl" -> AdapterKind.TRANSITION;
            case "wwan", "rmnet" -> AdapterKind.MOBILE;
            case "vxlan", "geneve" -> byName(NAMES, told).orElse(AdapterKind.SOFTWARE);
            default -> byName(NAMES, told).orElse(AdapterKind.SOFTWARE);
        };
    }

    private static AdapterKind byType(Told told, IpLink link) {
        return switch (link.type()) {
            case "loopback" -> AdapterKind.LOOPBACK;
            case "ppp" -> AdapterKind.TUNNEL;
            // Without a header of Ethernet: a modem, or a tunnel of a driver that is not the kernel's own.
            case "none", "rawip" -> told.files().type().equals("wwan") ? AdapterKind.MOBILE
                    : byName(NAMES, told).filter(kind -> kind == AdapterKind.MOBILE).orElse(AdapterKind.TUNNEL);
            default -> byFiles(told);
        };
    }

    private static AdapterKind byFiles(Told told) {
        return switch (told.files().type()) {
            case "wlan" -> AdapterKind.WIFI;
            case "wwan" -> AdapterKind.MOBILE;
            case "bluetooth" -> AdapterKind.TETHER;
            case "bond" -> AdapterKind.BOND;
            case "vlan" -> AdapterKind.VLAN;
            case "macvlan" -> AdapterKind.MACVLAN;
            case "wireguard", "ppp" -> AdapterKind.TUNNEL;
            default -> byDriver(told);
        };
    }

    private static AdapterKind byDriver(Told told) {
        Optional<AdapterKind> named = byName(NAMES, told);
        return switch (told.files().driver()) {
            case "rndis_host", "ipheth" -> AdapterKind.TETHER;
            case "" -> named.or(() -> pointToPoint(told)).or(() -> byName(CUSTOMS, told)).orElse(bare(told));
            default -> named.filter(kind -> kind == AdapterKind.TETHER || kind == AdapterKind.MOBILE)
                    .or(() -> byName(CUSTOMS, told).filter(kind -> kind == AdapterKind.WIFI))
                    .orElse(AdapterKind.ETHERNET);
        };
    }

    private static Optional<AdapterKind> pointToPoint(Told told) {
        return told.pointToPoint() ? Optional.of(AdapterKind.TUNNEL) : Optional.empty();
    }

    /** An adapter that sysfs knows without hardware is a program's; where sysfs shows none of it, nothing follows. */
    private static AdapterKind bare(Told told) {
        return told.files().seen() && told.link().isPresent() ? AdapterKind.SOFTWARE : AdapterKind.ETHERNET;
    }

    private static Optional<AdapterKind> byName(List<Name> names, Told told) {
        return names.stream().filter(name -> name.pattern().matcher(told.name()).matches()).map(Name::kind)
                .findFirst();
    }

    /** True where NetworkManager shares a connection with whoever is behind this adapter. */
    private static boolean shares(Told told) {
        return told.addresses().stream().anyMatch(address -> address.isV4() && SHARED.contains(address.inet())
                && address.prefix() == 24 && address.address().endsWith(".1"));
    }
}
