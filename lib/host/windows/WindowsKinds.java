package host.windows;

import host.AdapterKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.Cidr;

/**
 * What an adapter of a Windows machine is: by its ifType of the IANA, by its driver's description, which no language of
 * Windows changes, and last by its alias.
 */
final class WindowsKinds {

    /** ifType: ppp, softwareLoopback, propVirtual, ieee80211, tunnel, wwanPP, wwanPP2. */
    private static final int PPP = 23;
    private static final int LOOPBACK = 24;
    private static final int PROPRIETARY_VIRTUAL = 53;
    private static final int IEEE_80211 = 71;
    private static final int TUNNEL = 131;
    private static final int WWAN_GSM = 243;
    private static final int WWAN_CDMA = 244;

    private record Description(AdapterKind kind, Pattern pattern) {
        Description(AdapterKind kind, String expression) {
            this(kind, Pattern.compile(expression, Pattern.CASE_INSENSITIVE));
        }

        boolean fits(String text) {
            return pattern.matcher(text).find();
        }
    }

    /** As drivers write it, the first that fits. */
    private static final List<Description> DESCRIPTIONS = List.of(
            // What a virtual machine has for a network card is the way out, not the way in.
            new Description(AdapterKind.ETHERNET, "^Microsoft Hyper-V Network Adapter|^vmxnet3|^Red Hat VirtIO"
                    + "|^VMware (?:PCI|Accelerated)|^Parallels Ethernet|^Xen (?:Net|PV)"),
            new Description(AdapterKind.TRANSITION, "Teredo|ISATAP|6to4|IP-?HTTPS"),
            new Description(AdapterKind.TUNNEL, "TAP-(?:Windows|Win32|NordVPN|ProtonVPN)|WireGuard|Wintun|OpenVPN"
                    + "|Tailscale|ZeroTier|AnyConnect|Cisco Secure Client|Fortinet|PANGP|GlobalProtect|Juniper"
                    + "|Pulse Secure|\\bVPN\\b|NordLynx|ProtonVPN|Mullvad|Cloudflare|Check Point|SonicWall|Hamachi"
                    + "|Zscaler|Nebula|Netbird|WAN Miniport"),
            new Description(AdapterKind.HOTSPOT, "Wi-?Fi Direct|Hosted Network"),
            new Description(AdapterKind.TETHER, "^Bluetooth|Remote NDIS|RNDIS|Apple Mobile Device Ethernet"),
            new Description(AdapterKind.MACHINES, "VirtualBox Host-Only|VMware Virtual Ethernet"
                    + "|VMware Network Adapter VMnet"),
            new Description(AdapterKind.DUMMY, "KM-TEST|Npcap|Microsoft Loopback|Kernel Debug"),
            new Description(AdapterKind.BOND, "Multiplexor|^TEAM\\b"),
            new Description(AdapterKind.BRIDGE, "MAC Bridge|^Microsoft Network Bridge"),
            new Description(AdapterKind.HYPERV_SWITCH, "Hyper-V Virtual"),
            new Description(AdapterKind.VLAN, "\\bVLAN\\b"),
            new Description(AdapterKind.MOBILE, "Mobile Broadband|\\bWWAN\\b"));

    /** What Windows and Docker call the switches that they make; a switch that a person makes has another name. */
    private static final List<Description> SWITCHES = List.of(
            new Description(AdapterKind.CONTAINERS,
                    "vEthernet \\((?:DockerNAT|nat|HNS Internal NIC|Container NIC .*)\\)"),
            new Description(AdapterKind.MACHINES, "vEthernet \\((?:Default Switch|WSL.*|WSLCore|CodeSandbox)\\)"));

    /** The network that Windows gives an adapter behind which it shares a connection: Internet Connection Sharing. */
    private static final String SHARED = "192.168.137.1";

    private WindowsKinds() { }

    /** @param virtual NCF_VIRTUAL, or what Get-NetAdapter calls so */
    static AdapterKind of(String name, String description, int type, boolean virtual, List<Cidr> addresses) {
        AdapterKind kind = told(name, description, type, virtual);
        boolean shares = kind.phones() == AdapterKind.Phones.LAN
                && addresses.stream().anyMatch(address -> address.address().equals(SHARED));
        return shares ? AdapterKind.HOTSPOT : kind;
    }

    private static AdapterKind told(String name, String description, int type, boolean virtual) {
        Optional<AdapterKind> described = first(DESCRIPTIONS, description);
        return switch (type) {
            case LOOPBACK -> AdapterKind.LOOPBACK;
            case WWAN_GSM, WWAN_CDMA -> AdapterKind.MOBILE;
            case PPP -> AdapterKind.TUNNEL;
            case TUNNEL -> described.or(() -> first(DESCRIPTIONS, name))
                    .filter(kind -> kind == AdapterKind.TRANSITION).orElse(AdapterKind.TUNNEL);
            default -> described.map(kind -> kind == AdapterKind.HYPERV_SWITCH
                    ? first(SWITCHES, name).orElse(kind) : kind).orElseGet(() -> named(name, type, virtual));
        };
    }

    /** The driver says nothing that is known here. */
    private static AdapterKind named(String name, int type, boolean virtual) {
        Optional<AdapterKind> made = first(DESCRIPTIONS, name)
                .filter(kind -> kind == AdapterKind.TUNNEL || kind == AdapterKind.MACHINES)
                .or(() -> first(SWITCHES, name));
        if (made.isPresent()) {
            return made.get();
        }
        if (name.startsWith("vEthernet (")) {
            return AdapterKind.HYPERV_SWITCH;
        }
        return virtual || type == PROPRIETARY_VIRTUAL ? AdapterKind.SOFTWARE
                : type == IEEE_80211 ? AdapterKind.WIFI : AdapterKind.ETHERNET;
    }

    private static Optional<AdapterKind> first(List<Description> descriptions, String text) {
        return descriptions.stream().filter(one -> one.fits(text)).map(Description::kind).findFirst();
    }
}
