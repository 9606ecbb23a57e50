package powershell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import host.windows.PowerShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Command;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import testing.ForwardingWorld;
import testing.Project;

/** read-windows.ps1 in both language modes on a machine that {@code reading.ps1} plays: whole, and with faults. */
class ReadingTest {
    private static final String MACHINE = Project.read("tests/powershell/reading.ps1");
    private static final String LOG = "#Fields: date time action\n2026-11-29 10:00:00 ALLOW TCP a b RECEIVE\n"
            + "2026-11-29 10:00:01 DROP TCP c d RECEIVE\n";

    private static final String SHIELD =
            "{displayName: 'Shield', instanceGuid: '{S}', pathToSignedProductExe: 'windowsdefender://'}";

    @TempDir
    private Path folder;

    record Way(RealPowerShell shell, LanguageMode mode) { }

    static List<Way> ways() {
        return RealPowerShell.all().stream().flatMap(shell -> Stream.of(LanguageMode.values())
                .map(mode -> new Way(shell, mode))).toList();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyPartIsReadInEitherMode(Way way) throws IOException {
        JsonObject read = read(way, "");
        assertIs("[{name: 'Wi-Fi', index: 5, description: 'Intel Wi-Fi', guid: '{W}', type: 71, status: 1, dhcp: true,"
                + " virtual: false, addresses: [{address: '192.168.1.44', prefix: 24}]}]",
                JsonParser.parseString("[" + card(read, "Wi-Fi") + "]"));
        JsonObject loopback = card(read, "Loopback");
        assertIs("[1, 24, 1, false, [{address: '127.0.0.1', prefix: 8}]]", JsonParser.parseString("[" + loopback.get(
                "index") + "," + loopback.get("type") + "," + loopback.get("status") + "," + loopback.get("dhcp") + ","
                + loopback.get("addresses") + "]"));
        assertEquals(2, read.getAsJsonArray("adapters").size());
        assertIs("[{prefix: '0.0.0.0/0', next: '192.168.1.1', index: 5, metric: 35},"
                + "{prefix: '192.168.1.0/24', next: '0.0.0.0', index: 5, metric: 35},"
                + "{prefix: 'fe80::/64', next: '::', index: 5, metric: 35}]", read.get("routes"));
        assertIs("[{index: 5, category: 1, ipv4: 4, ipv6: 1}]", read.get("networks"));
        assertIs("[{pid: 4, name: 'System', path: ''}]", read.get("processes"));
        assertIs("{firewall: [], antiVirus: [" + SHIELD + "]}", read.get("products"));
        assertIs("{local: {'a[1]': 'v2.30|Action=Allow|Svc=odd|', b: 'v2.30|Svc=svc1|'}, policy: {}, mdm: {}}",
                read.get("rules"));
        assertIs("{local: {PublicProfile: {EnableFirewall: '1'}, StandardProfile: {}}, policy: {DomainProfile: {},"
                + " 'DomainProfile\\\\GloballyOpenPorts': {Enabled: '1'}, 'DomainProfile\\\\GloballyOpenPorts\\\\List':"
                + " {'8080:TCP': '8080:TCP:*:Enabled:API'}}, mdm: {}}", read.get("profiles"));
        assertIs("{svc1: 'C:\\\\s.exe', odd: 'C:\\\\o.exe'}", read.get("services"));
        assertIs("[{path: '" + folder + "/a.log', state: 'read', lines: ['#Fields: date time action',"
                + " '2026-11-29 10:00:01 DROP TCP c d RECEIVE']}, {path: '%NOWHERE%/b.log', state: 'missing',"
                + " lines: []}]", read.get("drops"));
        assertEquals(folder.toString(), read.getAsJsonObject("environment").get("SystemRoot").getAsString());
        assertIs("['10.0', 22631, true, true]", JsonParser.parseString("[" + read.get("version") + ","
                + read.get("build") + "," + read.get("running") + "," + read.get("elevated") + "]"));
        // The characteristics of one adapter are no number: that of all others are known all the same.
        assertEquals(List.of("adapters 0002"), failures(read));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theFirewallInFrontOfWslIsReadWithEveryStoreAndTheRulesOfAll(Way way) throws IOException {
        Files.writeString(folder.resolve(".wslconfig"), "[wsl2]\nnetworkingMode = Mirrored\n");
        String reach = "action: 2, priority: 7, profiles: 4, source: 6, status: 1, protocol: 'TCP',"
                + " ports: ['80', '443'], remotePorts: [], local: ['Any'], remote: ['LocalSubnet']";
        assertIs("{networkingMode: 'mirrored', setting: {enabled: 1, defaultInboundAction: 4, allowHostPolicyMerge: 1},"
                + " profiles: [{profile: 4, enabled: 1, defaultInboundAction: 4, allowLocalRules: 0}],"
                + " rules: [{name: 'ours', " + reach + "}, {name: 'for all', " + reach + "}], unread: 0}",
                read(way, "").get("wsl"));
        JsonObject none = read(way, "norules");
        assertIs("[]", none.getAsJsonObject("wsl").get("rules"));
        assertEquals(List.of("adapters 0002"), failures(none));
        JsonObject odd = read(way, "hypervitem,hyperv");
        assertEquals(2, odd.getAsJsonObject("wsl").getAsJsonArray("rules").size());
        assertEquals(1, odd.getAsJsonObject("wsl").get("unread").getAsInt());
        assertEquals(List.of("adapters 0002", "wsl ours", "wsl profiles"), failures(odd));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void oneItemThatCannotBeReadTakesNoOtherWithIt(Way way) throws IOException {
        JsonObject read = read(way, "adapters,items,services,values,rules,profiles,logging,FirewallProduct");
        assertTrue(card(read, "Loopback").has("addresses"));
        assertTrue(card(read, "Wi-Fi").get("addresses").isJsonNull());
        assertIs("[{index: 5, category: 1, ipv4: 4, ipv6: 1}]", read.get("networks"));
        assertIs("[{pid: 4, name: 'System', path: ''}]", read.get("processes"));
        assertIs("{firewall: null, antiVirus: [" + SHIELD + "]}", read.get("products"));
        assertIs("{local: {'a[1]': 'v2.30|Action=Allow|Svc=odd|', b: null}, policy: null, mdm: {}}", read.get("rules"));
        assertTrue(read.getAsJsonObject("profiles").getAsJsonObject("local").get("PublicProfile").isJsonNull());
        assertIs("{odd: null}", read.get("services"));
        assertEquals(List.of("adapters 0002", "adapters Wi-Fi", "logging", "networks 9", "processes",
                "products firewall", "profiles", "rules", "rules policy", "services odd"), failures(read));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatWindowsDoesNotTellInOneWayIsAskedInAnother(Way way) throws IOException {
        JsonObject read = read(way, "MSFT_NetRoute,Win32_Process");
        assertIs("[{prefix: '0.0.0.0/0', next: '192.168.1.1', index: 5, metric: 35},"
                + "{prefix: '10.20.0.0/20', next: '192.168.1.9', index: 5, metric: 36}]", read.get("routes"));
        assertFalse(read.getAsJsonArray("processes").isEmpty());
        assertEquals(List.of("adapters 0002", "routes IPv6"), failures(read));
        JsonObject blind = read(way, "cim");
        boolean full = way.mode() == LanguageMode.FULL;
        assertEquals(full, blind.get("adapters").isJsonArray());
        assertTrue(blind.get("routes").isJsonNull());
        assertTrue(failures(blind).containsAll(List.of("routes", "networks", "products firewall")), blind::toString);
        assertEquals(!full, failures(blind).contains("adapters MSFT_NetIPAddress"));
    }

    private JsonObject read(Way way, String ends) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("System32"));
        Path whoami = Files.writeString(programs.resolve("whoami.exe"), "#!/bin/sh\n"
                + "echo '\"Mandatory Label\\High Mandatory Level\",\"Label\",\"S-1-16-12288\",\"\"'\n");
        whoami.toFile().setExecutable(true);
        Files.writeString(folder.resolve("a.log"), LOG);
        var environment = Map.of("RUNBOOK_ENDS", ends, "RUNBOOK_LOGS", folder.toString(), "SystemRoot",
                folder.toString(), "USERPROFILE", folder.toString());
        var world = new ForwardingWorld(new FakeWorld(Os.WINDOWS)) {
            @Override
            public Ran run(Command command) {
                return PowerShellHost.alone(way.shell(), command, MACHINE, way.mode(), environment);
            }
        };
        return new PowerShell(world).json("host/windows/read-windows.ps1", Map.of(), RealPowerShell.PATIENCE)
                .toOptional().map(JsonElement::getAsJsonObject).orElseThrow();
    }

    private static JsonObject card(JsonObject read, String name) {
        return read.getAsJsonArray("adapters").asList().stream().map(JsonElement::getAsJsonObject)
                .filter(card -> card.get("name").getAsString().equals(name)).findFirst().orElseThrow();
    }

    /** The part and the item of each error; of a place in the registry the part alone. */
    private static List<String> failures(JsonObject read) {
        var all = new TreeSet<String>();
        read.getAsJsonObject("errors").entrySet().forEach(part -> part.getValue().getAsJsonArray().forEach(one -> {
            String item = one.getAsJsonObject().get("item").getAsString();
            assertFalse(one.getAsJsonObject().get("error").getAsString().isEmpty());
            all.add((part.getKey() + " " + (item.startsWith("HKLM:") ? "" : item)).strip());
        }));
        return List.copyOf(all);
    }

    private static void assertIs(String lenient, JsonElement value) {
        assertEquals(JsonParser.parseString(lenient), value);
    }
}
