package host;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.regex.Pattern;
import net.Cidr;
import net.IpAddresses;
import process.Fact;
import text.Message;

/** The adapters as the JDK lists them, and what their names say about them. */
public record Adapters(List<Adapter> list) {

    /**
     * Docker, libvirt, VMware, VirtualBox, LXC, Kubernetes, QEMU; on Windows Hyper-V ({@code vEthernet (WSL)}) and
     * the descriptions of the same programs.
     */
    private static final Pattern VIRTUAL = Pattern.compile("docker\\d+|br-[0-9a-f]{12}|veth.*|virbr.*|vmnet.*"
            + "|vboxnet.*|tap.*|lxcbr.*|lxdbr.*|cni.*|flannel.*|cali.*|podman.*|dummy.*|ifb.*|vEthernet \\(.*"
            + "|.*(?:Hyper-V|VirtualBox|VMware|Wi-Fi Direct|Npcap|KM-TEST).*", Pattern.CASE_INSENSITIVE);

    private static final Pattern TUNNEL = Pattern.compile("tun.*|utun.*|wg.*|ppp.*|tailscale.*|zt[0-9a-z]{8,}"
            + "|nordlynx.*|proton.*|.*(?:TAP-Windows|TAP-Win32|WireGuard|Wintun|OpenVPN|Tailscale|ZeroTier|AnyConnect"
            + "|Fortinet|PANGP|Juniper|\\bVPN\\b).*", Pattern.CASE_INSENSITIVE);

    public static boolean looksVirtual(String text) {
        return VIRTUAL.matcher(text).matches();
    }

    public static boolean looksLikeTunnel(String text) {
        return TUNNEL.matcher(text).matches();
    }

    public static Fact<Adapters> ofThisMachine() {
        try {
            return Fact.known(new Adapters(NetworkInterface.networkInterfaces().map(Adapters::adapter).toList()));
        } catch (SocketException | IllegalStateException e) {
            return Fact.unknown(Message.of("host.no-adapters", String.valueOf(e.getMessage())));
        }
    }

    private static Adapter adapter(NetworkInterface one) {
        try {
            String name = one.getName();
            List<Cidr> addresses = one.getInterfaceAddresses().stream().map(Adapters::cidr).toList();
            boolean tunnel = looksLikeTunnel(name) || one.isPointToPoint();
            return new Adapter(name, one.getDisplayName(), addresses, one.isUp(), one.isLoopback(),
                    looksVirtual(name), tunnel);
        } catch (SocketException e) {
            // The adapter went away between the list and the question.
            return new Adapter(one.getName(), one.getDisplayName(), List.of(), false, false, false, false);
        }
    }

    private static Cidr cidr(InterfaceAddress address) {
        return new Cidr(IpAddresses.plain(address.getAddress()), address.getNetworkPrefixLength());
    }
}
