package host.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import host.Adapter;
import host.AdapterKind;
import host.Profile;
import host.Route;
import host.windows.WindowsFacts.SecurityProduct.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import testing.Mutations;
import testing.Project;
import text.Message;

/** What PowerShell's one answer says of adapters, networks, security products and WSL. */
class WindowsAnswerTest {
    private static final String ANSWER = "powershell/read-windows-laptop.json";

    private static JsonObject answer() {
        return json(ANSWER).getAsJsonObject().getAsJsonObject("answer");
    }

    private static JsonElement json(String fixture) {
        return JsonParser.parseString(new String(Project.fixture(fixture), StandardCharsets.UTF_8));
    }

    private static WindowsAnswer host(JsonElement answer) {
        return WindowsAnswer.of(answer).toOptional().orElseThrow();
    }

    private static <T> T known(Fact<T> fact) {
        return fact.toOptional().orElseThrow();
    }

    /** Descriptions as they stand in captures of ipconfig, and as the makers of VPN programs write them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Wi-Fi | Intel(R) Wi-Fi 6 AX201 160MHz | 71 | false | WIFI",
        "WLAN | Intel(R) Dual Band Wireless-AC 8265 | 71 | false | WIFI",
        "Ethernet | Realtek PCIe GbE Family Controller | 6 | false | ETHERNET",
        "LAN-Verbindung | Intel(R) 82579LM Gigabit Network Connection | 6 | | ETHERNET",
        "Ethernet | Microsoft Hyper-V Network Adapter | 6 | false | ETHERNET",
        "Ethernet0 | vmxnet3 Ethernet Adapter | 6 | false | ETHERNET",
        "Ethernet | Red Hat VirtIO Ethernet Adapter | 6 | false | ETHERNET",
        "Team1 | Microsoft Network Adapter Multiplexor Driver | 6 | true | BOND",
        "Team | TEAM : Office - Intel(R) Ethernet Connection I219-LM | 6 | true | BOND",
        "Pont r\u00e9seau | MAC Bridge Miniport | 6 | true | BRIDGE",
        "Ethernet 7 | Intel(R) Ethernet Connection I219-LM - VLAN : VLAN10 | 6 | true | VLAN",
        "Connexion r\u00e9seau Bluetooth | Bluetooth Device (Personal Area Network) | 6 | false | TETHER",
        "Ethernet 9 | Remote NDIS based Internet Sharing Device | 6 | false | TETHER",
        "Ethernet 10 | Apple Mobile Device Ethernet | 6 | false | TETHER",
        "Mobilfunk | Fibocom L850-GL | 243 | false | MOBILE",
        "Cellular | Sierra Wireless EM7455 Mobile Broadband Adapter | 6 | false | MOBILE",
        "vEthernet (WSL (Hyper-V firewall)) | Hyper-V Virtual Ethernet Adapter | 6 | true | MACHINES",
        "vEthernet (WSL) | Hyper-V Virtual Ethernet Adapter #3 | 6 | true | MACHINES",
        "vEthernet (Default Switch) | Hyper-V Virtual Ethernet Adapter #2 | 6 | | MACHINES",
        "vEthernet (Default Switch) | - | 6 | | MACHINES",
        "vEthernet (DockerNAT) | Hyper-V Virtual Ethernet Adapter #2 | 6 | | CONTAINERS",
        "vEthernet (HNS Internal NIC) | Hyper-V Virtual Ethernet Adapter | 6 | | CONTAINERS",
        "vEthernet (nat) | Hyper-V Virtual Ethernet Adapter | 6 | | CONTAINERS",
        "vEthernet (Externer Switch) | Hyper-V Virtual Ethernet Adapter #2 | 6 | true | HYPERV_SWITCH",
        "vEthernet (LAN) | - | 6 | true | HYPERV_SWITCH",
        "LAN | Hyper-V Virtual Ethernet Adapter #4 | 6 | true | HYPERV_SWITCH",
        "Ethernet 3 | VirtualBox Host-Only Ethernet Adapter | 6 | | MACHINES",
        "VMware Network Adapter VMnet8 | VMware Virtual Ethernet Adapter for VMnet8 | 6 | | MACHINES",
        "VMware Network Adapter VMnet1 | - | 6 | | MACHINES",
        "LAN-Verbindung* 2 | Microsoft Wi-Fi Direct Virtual Adapter #2 | 71 | | HOTSPOT",
        "LAN-Verbindung* 12 | Microsoft Hosted Network Virtual Adapter | 71 | true | HOTSPOT",
        "Npcap Loopback Adapter | Npcap Loopback Adapter | 6 | true | DUMMY",
        "Ethernet 8 | Microsoft KM-TEST Loopback Adapter | 6 | true | DUMMY",
        "Ethernet (Kernel Debugger) | Microsoft Kernel Debug Network Adapter | 6 | true | DUMMY",
        "Ethernet 5 | Acme Soft Switch | 6 | true | SOFTWARE",
        "Connexion au r\u00e9seau local | TAP-Windows Adapter V9 | 53 | true | TUNNEL",
        "OpenVPN Data Channel Offload | OpenVPN Data Channel Offload | 53 | | TUNNEL",
        "wg-office | WireGuard Tunnel | 53 | | TUNNEL",
        "Tailscale | Tailscale Tunnel | 53 | | TUNNEL",
        "ZeroTier One [8056c2e21c000001] | ZeroTier Virtual Port | 6 | true | TUNNEL",
        "CloudflareWARP | Cloudflare WARP Interface Tunnel | 53 | | TUNNEL",
        "Hamachi | LogMeIn Hamachi Virtual Ethernet Adapter | 6 | true | TUNNEL",
        "Bureau | WAN Miniport (IKEv2) | 23 | | TUNNEL",
        "Ethernet 4 | Cisco AnyConnect Virtual Miniport Adapter for Windows x64 | 6 | true | TUNNEL",
        "Ethernet 4 | Cisco AnyConnect Secure Mobility Client Virtual Miniport Adapter | 6 | | TUNNEL",
        "Ethernet 6 | Fortinet SSL VPN Virtual Ethernet Adapter | 6 | true | TUNNEL",
        "Ethernet 2 | PANGP Virtual Ethernet Adapter Secure | 6 | true | TUNNEL",
        "Teredo Tunneling Pseudo-Interface | Microsoft Teredo Tunneling Adapter | 131 | | TRANSITION",
        "isatap.lan | Microsoft ISATAP Adapter | 131 | | TRANSITION",
        "6TO4 Adapter | Microsoft 6to4 Adapter | 131 | | TRANSITION",
        "iphttpsinterface | Microsoft IP-HTTPS Platform Adapter | 131 | | TRANSITION",
        "Office | Some Tunnel | 131 | | TUNNEL",
        "Loopback Pseudo-Interface 1 | Software Loopback Interface 1 | 24 | | LOOPBACK"})
    void whatAnAdapterIs(String name, String description, int type, String virtual, AdapterKind kind) {
        Adapter adapter = read(name, description, type, virtual);
        assertEquals(kind, adapter.kind());
        assertEquals(name, adapter.name());
    }

    private static Adapter read(String name, String description, int type, String virtual) {
        JsonObject card = answer().getAsJsonArray("adapters").get(0).getAsJsonObject();
        card.addProperty("name", name);
        card.addProperty("description", description);
        card.addProperty("type", type);
        card.add("virtual", virtual == null ? null : JsonParser.parseString(virtual));
        JsonObject answer = answer();
        answer.getAsJsonArray("adapters").set(0, card);
        return known(host(answer).adapters()).getFirst();
    }

    @Test
    void anAdapterThatCannotBeReadTakesNoOtherWithIt() {
        JsonObject answer = answer();
        JsonObject card = answer.getAsJsonArray("adapters").get(1).getAsJsonObject();
        List.of("addresses", "status", "type", "guid", "description", "dhcp").forEach(name -> card.add(name, null));
        List<Adapter> adapters = known(host(answer).adapters());
        assertEquals(new Adapter("Ethernet", "", List.of(), Adapter.Link.UNREAD, AdapterKind.ETHERNET),
                adapters.get(1));
        assertEquals(known(host(answer()).adapters()).getFirst(), adapters.getFirst());
        assertEquals(List.of("Company VPN", "Wi-Fi"), known(host(answer).defaultRouteAdapters()));
        assertEquals(Set.of("Wi-Fi"), known(host(answer).dhcp()));
    }

    /** The reason is Windows' own, by an identity that no language changes. */
    @Test
    void whatCouldNotBeReadIsNamedWithItsReason() {
        JsonObject answer = answer();
        answer.add("networks", null);
        answer.add("elevated", null);
        answer.add("errors", JsonParser.parseString("{networks: [{item: '', error: 'HRESULT 0x80041003',"
                + " message: 'Acc\u00e8s\r\n refus\u00e9 '}]}"));
        assertEquals(Fact.unknown(Message.of("host.not-told-because", "networks", "HRESULT 0x80041003",
                "Acc\u00e8s refus\u00e9")), host(answer).profiles());
        assertEquals(Fact.unknown(Message.of("host.not-told", "elevated")), host(answer).elevated());
    }

    @Test
    void aProductIsKnownThoughTheOtherKindWasNotTold() {
        JsonObject answer = answer();
        answer.getAsJsonObject("products").add("antiVirus", null);
        answer.add("errors", JsonParser.parseString("{products: [{item: 'antiVirus', error: 'x', message: 'y'}]}"));
        assertEquals(List.of(new WindowsFacts.SecurityProduct("Sophos Intercept X", Kind.FIREWALL)),
                known(host(answer).products()));
        answer.getAsJsonObject("products").add("firewall", JsonParser.parseString("[]"));
        assertEquals(Fact.unknown(Message.of("host.not-told-because", "products", "x", "y")), host(answer).products());
    }

    /** Internet Connection Sharing and the Mobile Hotspot, whatever they are on. */
    @Test
    void whereThisMachineSharesItsConnection() {
        JsonObject answer = answer();
        answer.getAsJsonArray("adapters").get(0).getAsJsonObject().add("addresses",
                JsonParser.parseString("[{\"address\":\"192.168.137.1\",\"prefix\":24}]"));
        assertEquals(AdapterKind.HOTSPOT, known(host(answer).adapters()).getFirst().kind());
    }

    @Test
    void severalNetworksAtOnceAndOfTwoBehindOneAdapterTheOneWithTraffic() {
        JsonObject answer = answer();
        answer.add("networks", JsonParser.parseString("""
                [{"index":5,"category":1,"ipv4":4,"ipv6":1},{"index":9,"category":2,"ipv4":3,"ipv6":0},
                 {"index":9,"category":0,"ipv4":1,"ipv6":0},
                 {"index":43,"category":1,"ipv4":1,"ipv6":1},{"index":51,"category":0,"ipv4":1,"ipv6":2},
                 {"index":77,"category":0,"ipv4":4,"ipv6":4}]"""));
        assertEquals(Map.of("Wi-Fi", Profile.PRIVATE, "Ethernet", Profile.DOMAIN, "vEthernet (WSL)", Profile.PRIVATE,
                "Company VPN", Profile.PUBLIC), known(host(answer).profiles()).told());
    }

    /** A mobile hotspot is listed nowhere, and public; unless it may be the one that could not be read. */
    @Test
    void aNetworkThatIsNotListedIsPublic() {
        JsonObject answer = answer();
        answer.add("networks", JsonParser.parseString("[{\"index\":5,\"category\":1,\"ipv4\":4,\"ipv6\":1}]"));
        NetworkProfiles all = known(host(answer).profiles());
        assertEquals(Profile.PRIVATE, all.of("wi-fi"));
        assertEquals(Profile.PUBLIC, all.of("vEthernet (WSL)"));
        assertTrue(all.assumed("vEthernet (WSL)"));
        assertFalse(all.assumed("Wi-Fi"));
        answer.add("errors", JsonParser.parseString("{networks: [{item: '43', error: 'x', message: 'y'}]}"));
        assertEquals(Profile.NONE, known(host(answer).profiles()).of("vEthernet (WSL)"));
    }

    @Test
    void routesOfAdaptersThatAreUp() {
        JsonObject answer = answer();
        answer.add("routes", JsonParser.parseString("""
                [{"prefix":"192.168.1.0/24","next":"0.0.0.0","index":5,"metric":311},
                 {"prefix":"192.168.1.0/24","next":"10.8.0.1","index":51,"metric":6},
                 {"prefix":"10.0.0.0/8","next":"0.0.0.0","index":9,"metric":1},
                 {"prefix":"::/0","next":"fe80::1","index":5,"metric":3},
                 {"index":5,"metric":35}]"""));
        // Ethernet (9) is not plugged in; the last row is one of an earlier version.
        assertEquals(List.of(new Route(Cidr.parse("192.168.1.0/24"), "Wi-Fi", 311),
                new Route(Cidr.parse("192.168.1.0/24"), "Company VPN", 6)), known(host(answer).routes()));
    }

    /** All routes are read, and of these the ones to anywhere; recordings of earlier versions have those alone. */
    @Test
    void onlyARouteToAnywhereIsADefaultRoute() {
        JsonObject answer = answer();
        answer.add("routes", JsonParser.parseString("""
                [{"prefix":"192.168.1.0/24","next":"0.0.0.0","index":9,"metric":1},
                 {"prefix":"0.0.0.0/1","next":"10.8.0.1","index":43,"metric":2},
                 {"prefix":"::/0","next":"fe80::1","index":43,"metric":3},
                 {"prefix":"0.0.0.0/0","next":"192.168.1.1","index":5,"metric":35}]"""));
        assertEquals(List.of("Wi-Fi"), known(host(answer).defaultRouteAdapters()));
    }

    @Test
    void theDefaultRouteIsTheOneWithTheLeastMetricOfAnAdapterThatIsUp() {
        JsonObject answer = answer();
        answer.add("routes", JsonParser.parseString("""
                [{"index":5,"metric":55},{"index":9,"metric":25},{"index":43,"metric":5271},
                 {"index":99,"metric":1}]"""));
        // Ethernet (9) is not plugged in, and nothing is known of 99.
        assertEquals(List.of("Wi-Fi", "vEthernet (WSL)"), known(host(answer).defaultRouteAdapters()));
        answer.add("routes", JsonParser.parseString("[]"));
        assertEquals(List.of(), known(host(answer).defaultRouteAdapters()));
    }

    @Test
    void whoGivesTheAddress() {
        assertEquals(Set.of("Wi-Fi", "Ethernet"), known(host(answer()).dhcp()));
        JsonObject answer = answer();
        answer.getAsJsonArray("adapters").forEach(card -> card.getAsJsonObject().add("dhcp", null));
        assertInstanceOf(Fact.Unknown.class, host(answer).dhcp());
    }

    @Test
    void anAdapterThatIsNotTheWayThereSaysNothing() {
        JsonObject answer = answer();
        answer.add("adapters", JsonParser.parseString("[]"));
        assertEquals(Set.of(), known(host(answer).dhcp()));
        assertEquals(List.of(), known(host(answer).adapters()));
        assertEquals(List.of(), known(host(answer).defaultRouteAdapters()));
    }

    @Test
    void productsBesideWindowsOwn() {
        assertEquals(List.of(new WindowsFacts.SecurityProduct("Sophos Intercept X", Kind.FIREWALL),
                new WindowsFacts.SecurityProduct("Sophos Anti-Virus", Kind.ANTIVIRUS),
                new WindowsFacts.SecurityProduct("Sophos Intercept X", Kind.ANTIVIRUS)),
                products("antivirus/security_products_antispyware.json"));
        assertEquals(List.of(), products("antivirus/security_products_antivirus.json"));
    }

    /** Another maker's can carry Defender's instanceGuid; a recording of an earlier version tells no path. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "Windows Defender, windowsdefender://, true", "Antivirus, WindowsDefender://, true",
        "Windows Defender, %ProgramFiles%\\Windows Defender\\MSASCui.exe, true",
        "Windows Defender, -, true", "Microsoft Defender Antivirus, -, true", "Windows Defender, '', true",
        "Bitdefender Antivirus, -, false", "Bitdefender Antivirus, C:\\Program Files\\Bitdefender\\wsc.exe, false",
        "Windows Defender, C:\\Program Files\\Other\\wsc.exe, false"})
    void windowsOwnIsKnownByWhatItIs(String title, String path, boolean own) {
        var product = new JsonObject();
        product.addProperty("displayName", title);
        product.addProperty("instanceGuid", "{D68DDC3A-831F-4fae-9E44-DA132C1ACF46}");
        product.addProperty("pathToSignedProductExe", path);
        JsonObject answer = answer();
        answer.getAsJsonObject("products").add("firewall", new JsonArray());
        answer.getAsJsonObject("products").add("antiVirus", new JsonArray());
        answer.getAsJsonObject("products").getAsJsonArray("antiVirus").add(product);
        assertEquals(own, known(host(answer).products()).isEmpty());
    }

    private static List<WindowsFacts.SecurityProduct> products(String fixture) {
        JsonObject answer = answer();
        answer.add("products", json(fixture));
        return known(host(answer).products());
    }

    /** Format-list output is not what we ask for: it must not be taken for "no product". */
    @ParameterizedTest
    @ValueSource(strings = {"win-en-AntiVirusProduct-defender-only.txt", "win10-2016-en-AntiVirusProduct.txt",
        "winserver2022-fr-wmic-securitycenter2-namespace-missing.txt"})
    void otherOutputIsNoAnswer(String fixture) {
        JsonObject answer = answer();
        answer.addProperty("products", new String(Project.fixture("antivirus/" + fixture), StandardCharsets.UTF_8));
        assertInstanceOf(Fact.Unknown.class, host(answer).products());
    }

    @Test
    void wslMirroredWithItsOwnFirewall() {
        assertEquals(new WindowsFacts.Wsl(true, Fact.known(new HyperVFirewall(true, false, true,
                List.of(new HyperVFirewall.Rule("My Web Server", true, Protocol.TCP, List.of("80")))))),
                known(host(answer()).wsl()));
    }

    /** Windows 10 has no mirrored mode, whatever the file asks for. */
    @ParameterizedTest
    @CsvSource({"mirrored, 22621, true", "mirrored, 26100, true", "mirrored, 19045, false", "mirrored, , true",
        "nat, 22631, false", "virtioproxy, 22631, false", "'', 22631, false"})
    void whetherWslIsMirrored(String mode, Integer build, boolean mirrored) {
        JsonObject answer = answer();
        answer.addProperty("build", build);
        answer.getAsJsonObject("wsl").addProperty("networkingMode", mode);
        assertEquals(mirrored, known(host(answer).wsl()).mirrored());
    }

    @Test
    void rulesOfAnyProtocolAndPort() {
        JsonObject answer = answer();
        answer.getAsJsonObject("wsl").add("rules", JsonParser.parseString("""
                [{"name":"a","action":4,"protocol":"Any","ports":["Any"],"remote":[]},
                 {"name":"b","action":2,"protocol":"17","ports":["5002","7880-7881"],"remote":["LocalSubnet"]},
                 {"name":"c","action":2,"protocol":"ICMPv4","ports":[],"remote":[]}]"""));
        HyperVFirewall firewall = known(known(host(answer).wsl()).firewall());
        assertEquals(List.of(new HyperVFirewall.Rule("a", false, Protocol.TCP, List.of()),
                new HyperVFirewall.Rule("a", false, Protocol.UDP, List.of()),
                new HyperVFirewall.Rule("b", true, Protocol.UDP, List.of("5002", "7880-7881"), List.of("LocalSubnet"))),
                firewall.rules());
    }

    @Test
    void aRuleOfTheHyperVFirewallWithAllThatItAsks() {
        JsonObject answer = answer();
        answer.getAsJsonObject("wsl").add("profiles", JsonParser.parseString("[{profile: 4, enabled: 2,"
                + " defaultInboundAction: 2, allowLocalRules: 0}, {profile: 1, enabled: 0, defaultInboundAction: 0,"
                + " allowLocalRules: 1}]"));
        answer.getAsJsonObject("wsl").add("rules", JsonParser.parseString("""
                [{"name":"a","action":4,"priority":9,"profiles":6,"source":6,"status":2,"protocol":"TCP","ports":["80"],
                  "remotePorts":["1024-65535"],"local":["192.168.1.44"],"remote":["Any"]},
                 {"name":"unusable","action":2,"priority":1,"profiles":0,"source":1,"status":4,"protocol":"TCP",
                  "ports":[],"remotePorts":[],"local":[],"remote":[]},
                 {"name":"b","action":2,"priority":null,"profiles":0,"source":1,"status":1,"protocol":"TCP",
                  "ports":["0-65535"],"remotePorts":[],"local":["Any"],"remote":["10.0.0.1","*"]}]"""));
        assertEquals(new HyperVFirewall(true, false, true, Map.of(Profile.PUBLIC, new HyperVFirewall.Setting(
                Optional.empty(), Optional.of(true), Optional.of(false)), Profile.DOMAIN, new HyperVFirewall.Setting(
                Optional.of(false), Optional.empty(), Optional.of(true))),
                List.of(new HyperVFirewall.Rule("a", false, 9, Protocol.TCP, new HyperVFirewall.Reach(List.of("80"),
                        List.of(), List.of("192.168.1.44"), List.of("1024-65535"),
                        Set.of(Profile.PRIVATE, Profile.PUBLIC), false, false)),
                        new HyperVFirewall.Rule("b", true, Protocol.TCP, List.of("0-65535")))),
                known(known(host(answer).wsl()).firewall()));
    }

    /** One rule that cannot be read may be the one that decides. */
    @ParameterizedTest
    @ValueSource(strings = {"ours", "profiles", "rules"})
    void aHyperVFirewallThatIsNotReadWholeIsUnknownAndWhyIsSaid(String item) {
        JsonObject answer = answer();
        answer.add("errors", JsonParser.parseString("{wsl: [{item: '" + item + "', error: 'x', message: 'y'}]}"));
        switch (item) {
            case "ours" -> answer.getAsJsonObject("wsl").addProperty("unread", 1);
            case "rules" -> answer.getAsJsonObject("wsl").add("rules", null);
            default -> { }
        }
        WindowsFacts.Wsl wsl = known(host(answer).wsl());
        assertTrue(wsl.mirrored());
        assertEquals(Fact.unknown(Message.of("host.not-told-because", "wsl", "x", "y")), wsl.firewall());
    }

    @Test
    void aFirewallThatDoesNotTellItsDefaultIsUnknown() {
        JsonObject answer = answer();
        answer.getAsJsonObject("wsl").getAsJsonObject("setting").addProperty("defaultInboundAction", 0);
        assertInstanceOf(Fact.Unknown.class, known(host(answer).wsl()).firewall());
        answer.getAsJsonObject("wsl").add("setting", null);
        assertInstanceOf(Fact.Unknown.class, known(host(answer).wsl()).firewall());
    }

    @ParameterizedTest
    @ValueSource(strings = {ANSWER, "antivirus/security_products_antispyware.json",
        "antivirus/security_products_antivirus.json"})
    void aDamagedAnswerIsUnderstoodOrUnknown(String fixture) {
        int understood = 0;
        for (byte[] bytes : Mutations.of(Project.fixture(fixture), 200, 37)) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            JsonObject answer = new JsonObject();
            try {
                JsonElement damaged = JsonParser.parseString(text);
                if (!(damaged instanceof JsonObject object)) {
                    continue;
                }
                answer = fixture.equals(ANSWER) && object.get("answer") instanceof JsonObject whole ? whole : answer;
                if (!fixture.equals(ANSWER)) {
                    answer.add("products", damaged);
                }
            } catch (JsonParseException e) {
                continue;
            }
            understood++;
            WindowsAnswer host = host(answer);
            var texts = new ArrayList<String>();
            host.adapters().toOptional().orElse(List.of()).forEach(adapter -> {
                texts.add(adapter.name());
                adapter.addresses().forEach(address -> texts.add("" + address.prefix()));
            });
            host.products().toOptional().orElse(List.of()).forEach(product -> texts.add(product.name()));
            host.programs().toOptional().orElse(Map.of()).forEach((pid, program) -> texts.add("" + pid));
            new TreeMap<>(host.profiles().toOptional().orElse(NetworkProfiles.none()).told()).keySet().forEach(texts::add);
            host.wsl().toOptional().flatMap(wsl -> wsl.firewall().toOptional()).ifPresent(firewall ->
                    firewall.rules().forEach(rule -> texts.addAll(rule.reach().ports())));
            assertTrue(texts.stream().allMatch(text::contains), () -> texts + " in " + text);
            assertTrue(host.elevated().toOptional().isEmpty() || text.contains("elevated"));
        }
        assertTrue(understood > 20, "some answers were still JSON: " + understood);
    }
}
