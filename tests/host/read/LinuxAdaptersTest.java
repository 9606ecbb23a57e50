package host.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import host.Adapter;
import host.Adapter.Link;
import host.AdapterKind;
import host.Adapters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.Cidr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import process.Os;
import testing.FakeWorld;

/** What each adapter of a Linux machine is taken for. */
class LinuxAdaptersTest {
    private static final String IP = "ip -json -details link";

    private static Adapters.Listed listed(String name, String... addresses) {
        return new Adapters.Listed(name, name, Arrays.stream(addresses).map(Cidr::parse).toList(), true, false, false);
    }

    private static String row(String name, String type, String flags, String more) {
        return "{\"ifname\":\"%s\",\"link_type\":\"%s\",\"flags\":[%s]%s}".formatted(name, type, flags, more);
    }

    private static String kind(String kind) {
        String[] parts = kind.split("/");
        return ",\"linkinfo\":{\"info_kind\":\"%s\"%s}".formatted(parts[0], parts.length == 1 ? ""
                : ",\"info_data\":{\"type\":\"" + parts[1] + "\"}");
    }

    private static FakeWorld machine(List<String> rows, Adapters.Listed... adapters) {
        return new FakeWorld(Os.LINUX).look("adapters", new Adapters(List.of(adapters)))
                .command(IP, "[" + String.join(",", rows) + ",{}]");
    }

    private static Map<String, Adapter> read(FakeWorld world) {
        return new HostReader(world).adapters().toOptional().orElseThrow().stream()
                .collect(Collectors.toMap(Adapter::name, Function.identity()));
    }

    private static AdapterKind kindOf(FakeWorld world, String name) {
        return read(world).get(name).kind();
    }

    /** Name, what {@code ip} calls its kind, what it is. The names are as their makers give them. */
    @ParameterizedTest
    @CsvSource({
        "bond0, bond, BOND", "team0, team, BOND", "eth0.10, vlan, VLAN", "lan-shim, macvlan, MACVLAN",
        "ipvl0, ipvlan, MACVLAN", "macvtap0, macvtap, TAP",
        "docker0, bridge, CONTAINERS", "docker_gwbridge, bridge, CONTAINERS", "br-8f62d13de215, bridge, CONTAINERS",
        "podman0, bridge, CONTAINERS", "cni0, bridge, CONTAINERS", "cni-podman1, bridge, CONTAINERS",
        "lxcbr0, bridge, CONTAINERS", "lxdbr0, bridge, CONTAINERS", "incusbr0, bridge, CONTAINERS",
        "flannel.1, vxlan, CONTAINERS", "cali0a1b2c3d4e5, veth, CONTAINERS", "cilium_host, veth, CONTAINERS",
        "kube-ipvs0, dummy, DUMMY", "virbr0, bridge, MACHINES", "mynet, bridge, INNER_BRIDGE",
        "br0, bridge, INNER_BRIDGE", "veth9a2c4d6, veth, VETH", "eth0, veth, VETH", "ve-web, veth, VETH",
        "tap0, tun/tap, TAP", "vnet3, tun/tap, TAP", "ztmjfbsomh, tun/tap, TUNNEL", "tun0, tun/tun, TUNNEL",
        "tailscale0, tun/tun, TUNNEL", "utun4, tun/tun, TUNNEL", "office, wireguard, TUNNEL", "wg0, wireguard, TUNNEL",
        "nordlynx, wireguard, TUNNEL", "ppp0, ppp, TUNNEL", "gre1, gre, TUNNEL", "he-ipv6, sit, TRANSITION",
        "dummy0, dummy, DUMMY", "ifb0, ifb, DUMMY", "blue, vrf, DUMMY", "wwan0, wwan, MOBILE",
        "rmnet0, rmnet, MOBILE", "vx7, vxlan, SOFTWARE", "ovs-system, openvswitch, SOFTWARE",
        "what0, somethingnew, SOFTWARE"})
    void asTheKernelCallsIt(String name, String kind, AdapterKind expected) {
        String type = kind.startsWith("tun/tun") || kind.equals("wireguard") ? "none" : "ether";
        var world = machine(List.of(row(name, type, "\"UP\",\"LOWER_UP\"", kind(kind))), listed(name, "10.1.2.3/24"));
        // Another network namespace may have hardware of that name: what the kernel says of this one comes first.
        world.look("file /sys/class/net/" + name + "/uevent", "DEVTYPE=wlan\nINTERFACE=" + name + "\n");
        assertEquals(expected, kindOf(world, name));
    }

    /** Name, DEVTYPE, DRIVER (none where no hardware is behind it), what it is. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "enp3s0, -, e1000e, ETHERNET", "eth0, -, virtio_net, ETHERNET", "eth0, -, hv_netvsc, ETHERNET",
        "end0, -, bcmgenet, ETHERNET", "enx00e04c680001, -, r8152, ETHERNET", "vpn0, -, igc, ETHERNET",
        "wlp2s0, wlan, iwlwifi, WIFI", "mywifi, wlan, brcmfmac, WIFI", "wlan0, -, rtl8188eu, WIFI",
        "usb0, -, rndis_host, TETHER", "enp0s20f0u1, -, rndis_host, TETHER", "eth1, -, ipheth, TETHER",
        "usb0, -, cdc_ether, TETHER", "enx3a5c, -, cdc_ncm, ETHERNET", "bnep0, bluetooth, -, TETHER",
        "wwp0s20u4, wwan, qmi_wwan, MOBILE", "wwan0, wwan, cdc_mbim, MOBILE",
        "vmnet8, -, -, MACHINES", "vboxnet0, -, -, MACHINES", "acme0, -, -, SOFTWARE"})
    void asSysfsShowsIt(String name, String type, String driver, AdapterKind expected) {
        var world = machine(List.of(row(name, "ether", "\"UP\",\"LOWER_UP\"", "")), listed(name, "192.168.1.44/24"));
        world.look("file /sys/class/net/" + name + "/uevent", (type == null ? "" : "DEVTYPE=" + type + "\n")
                + "INTERFACE=" + name + "\nIFINDEX=2\n");
        if (driver != null) {
            world.look("file /sys/class/net/" + name + "/device/uevent", "DRIVER=" + driver + "\nPCI_ID=8086:15B8\n");
        }
        assertEquals(expected, kindOf(world, name));
    }

    /** Without {@code ip} and without sysfs, as in recordings of earlier versions. */
    @ParameterizedTest
    @CsvSource({
        "eth0, ETHERNET", "enp3s0, ETHERNET", "wlan0, WIFI", "wlp2s0, WIFI", "bond0, BOND", "br0, BRIDGE",
        "vmbr0, BRIDGE", "eth0.10, VLAN", "docker0, CONTAINERS", "br-8f62d13de215, CONTAINERS", "br-lan, ETHERNET",
        "podman1, CONTAINERS", "virbr0, MACHINES", "vmnet8, MACHINES", "vboxnet0, MACHINES", "veth9a2c4d6, VETH",
        "tap0, TAP", "tun0, TUNNEL", "wg0, TUNNEL", "tailscale0, TUNNEL", "ztmjfbsomh, TUNNEL", "ppp0, TUNNEL",
        "dummy0, DUMMY", "usb0, TETHER", "bnep0, TETHER", "wwan0, MOBILE", "sit0, TRANSITION", "ap0, HOTSPOT",
        "wlan0_ap, HOTSPOT"})
    void byNameWhereNothingElseIsTold(String name, AdapterKind expected) {
        assertEquals(expected, kindOf(new FakeWorld(Os.LINUX).look("adapters",
                new Adapters(List.of(listed(name, "192.168.1.44/24")))), name));
    }

    @Test
    void aPointToPointLinkIsATunnelWhateverItIsCalled() {
        assertEquals(AdapterKind.TUNNEL, kindOf(new FakeWorld(Os.LINUX).look("adapters", new Adapters(List.of(
                new Adapters.Listed("office", "office", List.of(Cidr.parse("10.8.0.2/32")), true, false, true)))),
                "office"));
    }

    /** The parts of a bridge, of which each is up or out, and what the bridge is then. */
    @ParameterizedTest
    @CsvSource({
        "br0, eth0:up, BRIDGE, UP", "br0, eth0:out, BRIDGE, NO_CARRIER", "br0, eth0:out tap0:up, BRIDGE, NO_CARRIER",
        "br0, bond0:up tap0:out, BRIDGE, UP", "virbr0, eth0:up, BRIDGE, UP", "br0, tap0:up, INNER_BRIDGE, UP",
        "br-lan, eth0:up eth1:out, BRIDGE, UP", "br-8f62d13de215, veth1:up, CONTAINERS, UP",
        "lan, veth1:up, INNER_BRIDGE, UP"})
    void aBridgeIsWhatItsPartsAre(String bridge, String parts, AdapterKind kind, Link link) {
        var rows = new ArrayList<>(List.of(row(bridge, "ether", "\"UP\",\"LOWER_UP\"", kind("bridge"))));
        var adapters = new ArrayList<>(List.of(listed(bridge, "192.168.1.44/24")));
        for (String part : parts.split(" ")) {
            String name = part.substring(0, part.indexOf(':'));
            String driver = name.startsWith("tap") ? kind("tun/tap") : name.startsWith("veth") ? kind("veth")
                    : name.startsWith("bond") ? kind("bond") : "";
            rows.add(row(name, "ether", part.endsWith(":up") ? "\"UP\",\"LOWER_UP\"" : "\"NO-CARRIER\",\"UP\"",
                    ",\"master\":\"" + bridge + "\"" + driver));
            adapters.add(listed(name));
        }
        Adapter read = read(machine(rows, adapters.toArray(Adapters.Listed[]::new))).get(bridge);
        assertEquals(kind, read.kind());
        assertEquals(link, read.link());
    }

    /** Flags of {@code ip}, and what the JDK says of it. */
    @ParameterizedTest
    @CsvSource({"UP LOWER_UP, true, UP", "NO-CARRIER UP, false, NO_CARRIER", "BROADCAST, false, DOWN"})
    void whetherAnythingComesThrough(String flags, boolean up, Link link) {
        var eth0 = new Adapters.Listed("eth0", "eth0", List.of(), up, false, false);
        assertEquals(link, read(machine(List.of(row("eth0", "ether", "\"" + flags.replace(" ", "\",\"") + "\"", "")),
                eth0)).get("eth0").link());
        assertEquals(up ? Link.UP : Link.DOWN, read(new FakeWorld(Os.LINUX).look("adapters",
                new Adapters(List.of(eth0)))).get("eth0").link());
    }

    /** A Wi-Fi that others join, and any adapter whose connection NetworkManager shares. */
    @ParameterizedTest
    @CsvSource({"wlan0, 192.168.12.1/24, AP, HOTSPOT", "wlan0, 192.168.1.44/24, managed, WIFI",
        "wlan0, 10.42.0.1/24, managed, HOTSPOT", "eth0, 10.42.3.1/24, -, HOTSPOT", "eth0, 10.42.3.7/24, -, ETHERNET",
        "eth0, 10.42.3.1/16, -, ETHERNET"})
    void aHotspotOfThisMachine(String name, String address, String type, AdapterKind expected) {
        var world = machine(List.of(row(name, "ether", "\"UP\",\"LOWER_UP\"", "")), listed(name, address))
                .look("file /sys/class/net/" + name + "/uevent", name.equals("wlan0") ? "DEVTYPE=wlan\n" : "\n")
                .look("file /sys/class/net/" + name + "/device/uevent", "DRIVER=x\n")
                .command("iw dev", "phy#0\n\tInterface p2p0\n\t\tifindex 4\n\t\ttype managed\n\tInterface " + name
                        + "\n\t\tifindex 3\n\t\twdev 0x1\n\t\ttype " + type + "\n\t\tchannel 6\n");
        assertEquals(expected, kindOf(world, name));
    }

    @Test
    void wirelessIsAskedAboutOnlyWhereThereIsSome() {
        var world = machine(List.of(row("eth0", "ether", "\"UP\",\"LOWER_UP\"", "")), listed("eth0", "10.0.0.7/24"));
        read(world);
        assertEquals(List.of(IP), world.asked().stream().map(asked -> asked.line()).toList());
    }

    @Test
    void whatIsNotUnderstoodLeavesTheNames() {
        for (String broken : List.of("", "[", "{}", "7", "[7]", "[{\"flags\":3}]", "Object \"-json\" is unknown")) {
            var world = new FakeWorld(Os.LINUX).look("adapters", new Adapters(List.of(listed("docker0"),
                    new Adapters.Listed("lo", "lo", List.of(), true, true, false)))).command(IP, broken);
            assertEquals(AdapterKind.CONTAINERS, kindOf(world, "docker0"), broken);
            assertTrue(read(world).get("lo").loopback(), broken);
        }
    }
}
