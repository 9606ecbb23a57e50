package host.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import host.Adapter;
import host.AdapterKind;
import host.LanAddress;
import host.Listener;
import host.Profile;
import host.linux.ListenerTables;
import host.windows.WindowsSnapshot;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import process.LiveWorld;
import process.Os;
import process.Ran;
import process.recording.RecordingWorld;
import process.recording.Redaction;
import process.recording.ReplayWorld;
import testing.FakeWorld;
import testing.Project;

class HostReaderTest {
    private static final String POWERSHELL = "powershell host/windows/read-windows.ps1";

    private static String text(String fixture) {
        return Ran.decode(Project.fixture(fixture));
    }

    private static FakeWorld linux() {
        return new FakeWorld(Os.LINUX);
    }

    @Test
    void ssIsAskedFirst() {
        var world = linux().command("ss ", text("linux/ss-docker-host.txt"));
        assertEquals(ListenerTables.fromSs(text("linux/ss-docker-host.txt")), new HostReader(world).listeners());
        assertEquals(List.of("ss -H -l -n -t -u -p"), world.asked().stream().map(asked -> asked.line()).toList());
    }

    @Test
    void netstatStandsInForSs() {
        var world = linux().command("netstat ", text("linux/netstat-docker-host.txt"));
        assertEquals(ListenerTables.fromNetstat(text("linux/netstat-docker-host.txt")), new HostReader(world)
                .listeners());
    }

    @Test
    void theKernelStandsInForBoth() {
        var world = linux().look("file /proc/net/tcp", text("linux/proc-net-tcp.txt"))
                .look("file /proc/net/udp", text("linux/proc-net-udp.txt"));
        assertEquals(ListenerTables.fromTable(text("linux/proc-net-tcp.txt"), Protocol.TCP).map(tcp ->
                Stream.concat(tcp.stream(), ListenerTables.fromTable(text("linux/proc-net-udp.txt"), Protocol.UDP)
                        .toOptional().orElseThrow().stream()).toList()), new HostReader(world).listeners());
        assertInstanceOf(Fact.Unknown.class, new HostReader(linux()).listeners());
    }

    @Test
    void aToolThatFailsIsNotTakenForNobodyListening() {
        for (Ran.End end : List.of(new Ran.TimedOut(), new Ran.Flooded(), new Ran.Exited(1))) {
            assertInstanceOf(Fact.Unknown.class,
                    new HostReader(linux().command("ss ", end, new byte[0], "broken")).listeners());
        }
    }

    @Test
    void linuxHasNoProfiles() {
        assertEquals(Fact.known(Profile.NONE), new HostReader(linux()).profile("eth0"));
    }

    @Test
    void windowsListenersGetTheirProgramsFromPowerShellsAnswer() {
        var world = windows().command("netstat -ano",
                Project.fixture("netstat/win-fr-netstat-ano-rancher-loopback-only.txt"));
        assertEquals(Fact.known(List.of("wslhost.exe C:\\Program Files\\WSL\\wslhost.exe",
                "wslhost.exe C:\\Program Files\\WSL\\wslhost.exe")), new HostReader(world).listeners()
                .map(list -> list.stream().map(one -> one.program().orElse("") + " " + one.path().orElse(""))
                .toList()));
        assertEquals(2, world.asked().size());
    }

    @Test
    void withoutPowerShellTheListenersStay() {
        var world = new FakeWorld(Os.WINDOWS)
                .command("netstat -ano", Project.fixture("netstat/win-fr-netstat-ano-rancher-loopback-only.txt"));
        assertEquals(Fact.known(List.of(Optional.empty(), Optional.empty())),
                new HostReader(world).listeners().map(list -> list.stream().map(Listener::program).toList()));
    }

    private static FakeWorld windows() {
        return new FakeWorld(Os.WINDOWS).command(POWERSHELL, "runbook-begin "
                + text("powershell/read-windows-laptop.json").replace("\n", "") + " runbook-end\r\n");
    }

    @Test
    void oneCallOfPowerShellAnswersForTheWholeMachine() {
        var world = windows();
        var reader = new HostReader(world);
        List<Adapter> adapters = reader.adapters().toOptional().orElseThrow();
        assertEquals(List.of("Wi-Fi", "Ethernet", "vEthernet (WSL)", "Company VPN", "Loopback Pseudo-Interface 1"),
                adapters.stream().map(Adapter::name).toList());
        assertEquals(new Adapter("Wi-Fi", "Intel(R) Wi-Fi 6 AX201 160MHz",
                List.of(Cidr.parse("fe80::b5a7:87fc:c1a7:1ef/64"), Cidr.parse("192.168.1.44/24")),
                Adapter.Link.UP, AdapterKind.WIFI), adapters.get(0));
        assertFalse(adapters.get(1).up());
        assertTrue(adapters.get(2).virtual());
        assertTrue(adapters.get(3).tunnel());
        assertTrue(adapters.get(4).loopback());
        assertEquals(Fact.known(List.of("Company VPN", "Wi-Fi")), reader.defaultRouteAdapters());
        assertEquals(Fact.known(Profile.PUBLIC), reader.profile("Wi-Fi"));
        assertEquals(Fact.known(Profile.PUBLIC), reader.profile("vEthernet (WSL)"));
        assertEquals(Fact.known(false), reader.administrator());
        assertEquals(1, world.asked().size());
    }

    @Test
    void thePhonesAddressIsTheWiFisThoughAVpnTakesTheDefaultRoute() {
        var reader = new HostReader(windows());
        var chosen = assertInstanceOf(LanAddress.Chosen.class, LanAddress.choose(
                reader.adapters().toOptional().orElseThrow(),
                reader.defaultRouteAdapters().toOptional().orElseThrow(), List.of(), Optional.empty()));
        assertEquals("192.168.1.44/24", chosen.address().toString());
    }

    @Test
    void withoutPowerShellNothingIsKnownOfTheMachine() {
        var reader = new HostReader(new FakeWorld(Os.WINDOWS));
        assertInstanceOf(Fact.Unknown.class, reader.adapters());
        assertInstanceOf(Fact.Unknown.class, reader.administrator());
        assertInstanceOf(Fact.Unknown.class, reader.profile("Wi-Fi"));
    }

    /** What the script could not read is null; what it read in a shape that we do not know is no more use. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "[{}]", "[{\"index\":\"x\"}]", "{}", "[null]", "7", "\"x\""})
    void aPartThatIsMissingTakesNoOtherAlong(String broken) {
        for (String part : List.of("adapters", "routes", "networks", "elevated", "processes", "products", "wsl")) {
            JsonObject answer = JsonParser.parseString(text("powershell/read-windows-laptop.json")).getAsJsonObject();
            answer.getAsJsonObject("answer").add(part, JsonParser.parseString(broken));
            var reader = new HostReader(answering(answer));
            var facts = new WindowsReader(answering(answer), new WindowsSnapshot(answering(answer))).facts();
            var known = new TreeMap<String, Boolean>();
            known.put("adapters", reader.adapters() instanceof Fact.Known);
            known.put("routes", reader.defaultRouteAdapters() instanceof Fact.Known);
            known.put("networks", reader.profile("Wi-Fi") instanceof Fact.Known);
            known.put("elevated", reader.administrator() instanceof Fact.Known);
            known.put("products", facts.products() instanceof Fact.Known);
            known.put("wsl", facts.wsl() instanceof Fact.Known);
            var missing = new TreeSet<String>();
            known.forEach((name, there) -> missing.addAll(there ? Set.of() : Set.of(name)));
            // Routes and networks name adapters by their numbers, which only the list of adapters explains.
            Set<String> expected = part.equals("adapters") ? Set.of("adapters", "routes", "networks")
                    : part.equals("processes") ? Set.of() : Set.of(part);
            assertEquals(new TreeSet<>(expected), missing, part + " is " + broken);
        }
    }

    private static FakeWorld answering(JsonObject answer) {
        return new FakeWorld(Os.WINDOWS).command(POWERSHELL, "runbook-begin " + answer + " runbook-end");
    }

    @Test
    void whatIsNotReadOnAMacIsUnknown() {
        var reader = new HostReader(new FakeWorld(Os.MAC));
        assertInstanceOf(Fact.Unknown.class, reader.listeners());
        assertInstanceOf(Fact.Unknown.class, reader.defaultRouteAdapters());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisMachineRecordedAndReplayedIsTheSame(@TempDir Path folder) throws Exception {
        var live = new HostReader(new RecordingWorld(new LiveWorld(), folder.resolve("r"), Redaction.off()));
        Fact<List<Adapter>> adapters = live.adapters();
        assertTrue(adapters.toOptional().orElseThrow().stream().anyMatch(Adapter::loopback));
        Fact<List<String>> localhost = live.resolve("localhost");
        assertEquals(namesAreFound("localhost"), localhost.toOptional().isPresent());
        assertTrue(localhost.toOptional().map(found -> found.contains("127.0.0.1")).orElse(true));
        Fact<Boolean> administrator = live.administrator();
        assertEquals(Files.getAttribute(folder, "unix:uid").equals(0), administrator.toOptional().orElseThrow());
        var replay = new HostReader(new ReplayWorld(folder.resolve("r")));
        assertEquals(adapters, replay.adapters());
        assertEquals(localhost, replay.resolve("localhost"));
        assertEquals(administrator, replay.administrator());
    }

    /** A machine without a file of hosts may not even know itself. */
    private static boolean namesAreFound(String name) {
        try {
            return InetAddress.getAllByName(name).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
