package host.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import host.LanAddress;
import host.Neighbour;
import host.read.HostReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import process.Os;
import testing.FakeWorld;
import text.Language;
import text.Words;

/** The address that a phone uses on a Windows machine, with adapters as Windows describes them. */
class WindowsLanTest {

    private static final String POWERSHELL = "powershell host/windows/read-windows.ps1";

    /** @param text alias, description, ifType, up, NCF_VIRTUAL, address with prefix; its place is its index */
    private static String card(int index, String text) {
        String[] parts = text.strip().split("\\s*;\\s*");
        String[] address = parts.length > 5 ? parts[5].split("/") : new String[0];
        return """
                {"index":%d,"name":"%s","description":"%s","type":%s,"status":%d,"virtual":%s,"dhcp":true,\
                "addresses":[%s]}""".formatted(index, parts[0], parts[1], parts[2], parts[3].equals("up") ? 1 : 2,
                parts[4], address.length == 0 ? ""
                        : "{\"address\":\"" + address[0] + "\",\"prefix\":" + address[1] + "}");
    }

    private static LanAddress choose(String cards, String routes, String neighbour) {
        List<String> all = List.of(cards.strip().split("\\s*\\+\\s*"));
        String adapters = String.join(",", Stream.iterate(0, i -> i < all.size(), i -> i + 1)
                .map(i -> card(i, all.get(i))).toList());
        String metrics = String.join(",", routes == null ? List.of() : Stream.of(routes.split(" "))
                .map(index -> "{\"index\":" + index + ",\"metric\":" + (10 + routes.indexOf(index)) + "}").toList());
        var reader = new HostReader(new FakeWorld(Os.WINDOWS).command(POWERSHELL,
                "runbook-begin {\"ok\":true,\"answer\":{\"adapters\":[" + adapters + "],\"routes\":[" + metrics
                        + "]}} runbook-end\r\n"));
        List<Neighbour> neighbours = neighbour == null ? List.of() : List.of(new Neighbour(neighbour.split("@")[0],
                neighbour.split("@")[1], true));
        return LanAddress.choose(reader.adapters().toOptional().orElseThrow(),
                reader.defaultRouteAdapters().toOptional().orElseThrow(), neighbours, Optional.empty());
    }

    private static String told(LanAddress address) {
        var words = new Words(Language.ENGLISH);
        return switch (address) {
            case LanAddress.Chosen chosen -> chosen.address().address() + (chosen.ambiguous() ? " ambiguous" : "");
            case LanAddress.None none -> String.join("; ", none.reasons().stream().map(words::say).toList());
            case LanAddress.NotHere other -> other.toString();
            case LanAddress.Loopback other -> other.toString();
            case LanAddress.Unresolved other -> other.toString();
        };
    }

    private static final String WSL = "vEthernet (WSL); Hyper-V Virtual Ethernet Adapter; 6; up; true; 172.28.16.1/20";
    private static final String DEFAULT =
            "vEthernet (Default Switch); Hyper-V Virtual Ethernet Adapter #2; 6; up; true; 172.17.48.1/20";
    private static final String EXTERNAL =
            "vEthernet (LAN); Hyper-V Virtual Ethernet Adapter #3; 6; up; true; 192.168.1.44/24";
    private static final String CARD = "Ethernet; Realtek PCIe GbE Family Controller; 6; up; false";
    private static final String OUT = "Ethernet; Realtek PCIe GbE Family Controller; 6; down; false";
    private static final String WIFI = "Wi-Fi; Intel(R) Wi-Fi 6 AX201 160MHz; 71; up; false; 192.168.1.45/24";
    private static final String HOTSPOT =
            "LAN-Verbindung* 2; Microsoft Wi-Fi Direct Virtual Adapter #2; 71; up; true; 192.168.137.1/24";
    private static final String VPN = "Office; WireGuard Tunnel; 53; up; true; 10.8.0.2/24";

    /** Adapters, the indexes of those with a default route, a neighbour, and the address or what is against each. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        CARD + "; 192.168.1.44/24 + " + WSL + "+" + DEFAULT + " | 0 | | 192.168.1.44",
        // An external switch takes the card over, which keeps no address of its own.
        CARD + " + " + WSL + "+" + EXTERNAL + " | 2 | | 192.168.1.44",
        CARD + "; 192.168.1.44/24 + " + WIFI + " | 0 1 | | 192.168.1.44",
        CARD + "; 192.168.1.44/24 + " + WIFI + " | | | 192.168.1.44 ambiguous",
        WIFI + " + " + VPN + " | 1 0 | | 192.168.1.45",
        OUT + " + Ethernet 9; Remote NDIS based Internet Sharing Device; 6; up; false; 192.168.42.7/24 | 1 | |"
                + " 192.168.42.7",
        OUT + " + Team1; Microsoft Network Adapter Multiplexor Driver; 6; up; true; 192.168.1.44/24 | 1 | |"
                + " 192.168.1.44",
        OUT + " + " + WSL + "+" + DEFAULT + " | | | Ethernet: the cable is out; vEthernet (WSL) (172.28.16.1),"
                + " vEthernet (Default Switch) (172.17.48.1): a network for virtual machines inside this machine",
        OUT + " + " + EXTERNAL + " | | | Ethernet: the cable is out; vEthernet (LAN) (192.168.1.44): a Hyper-V switch"
                + " for virtual machines of this machine",
        OUT + " + " + HOTSPOT + " | | | Ethernet: the cable is out; LAN-Verbindung* 2 (192.168.137.1): a hotspot with"
                + " nobody in it",
        OUT + " + " + HOTSPOT + " | | 192.168.137.17@LAN-Verbindung* 2 | 192.168.137.1",
        OUT + " + Mobilfunk; Fibocom L850-GL; 243; up; false; 10.11.12.13/30 | 1 | | Ethernet: the cable is out;"
                + " Mobilfunk (10.11.12.13): mobile broadband: no phone shares that network"})
    void theAddressOrTheReasons(String cards, String routes, String neighbour, String told) {
        assertEquals(told, told(choose(cards, routes, neighbour)));
    }
}
