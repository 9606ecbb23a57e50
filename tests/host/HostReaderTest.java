package host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fact.Fact;
import inventory.Protocol;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import process.LiveWorld;
import process.Os;
import process.Ran;
import process.RecordingWorld;
import process.Redaction;
import process.ReplayedWorld;
import testing.Project;
import testing.ToldWorld;

class HostReaderTest {
    private static final String POWERSHELL = "powershell host/windows/read-host.ps1";

    private static String text(String fixture) {
        return Ran.decode(Project.fixture(fixture));
    }

    private static ToldWorld linux() {
        return new ToldWorld(Os.LINUX);
    }

    @Test
    void ssIsAskedFirst() {
        var world = linux().command("ss ", text("linux/ss-docker-host.txt"));
        assertEquals(Sockets.fromSs(text("linux/ss-docker-host.txt")), new HostReader(world).listeners());
        assertEquals(List.of("ss -H -l -n -t -u -p"), world.asked().stream().map(asked -> asked.line()).toList());
    }

    @Test
    void netstatStandsInForSs() {
        var world = linux().command("netstat ", text("linux/netstat-docker-host.txt"));
        assertEquals(Sockets.fromNetstat(text("linux/netstat-docker-host.txt")), new HostReader(world).listeners());
    }

    @Test
    void theKernelStandsInForBoth() {
        var world = linux().look("file /proc/net/tcp", text("linux/proc-net-tcp.txt"))
                .look("file /proc/net/udp", text("linux/proc-net-udp.txt"));
        assertEquals(Sockets.fromTable(text("linux/proc-net-tcp.txt"), Protocol.TCP).map(tcp ->
                Stream.concat(tcp.stream(), Sockets.fromTable(text("linux/proc-net-udp.txt"), Protocol.UDP)
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
    void windowsListenersGetTheirNamesFromTasklist() {
        var world = new ToldWorld(Os.WINDOWS)
                .command("netstat -ano", Project.fixture("netstat/win-fr-netstat-ano-rancher-loopback-only.txt"))
                .command("tasklist /fo csv /nh", "\"wslhost.exe\",\"15452\",\"Console\",\"2\",\"5\u00a0088 Ko\"\r\n");
        assertEquals(Fact.known(List.of("wslhost.exe", "wslhost.exe")), new HostReader(world).listeners()
                .map(list -> list.stream().map(one -> one.program().orElse("")).toList()));
    }

    @Test
    void withoutTasklistTheListenersStay() {
        var world = new ToldWorld(Os.WINDOWS)
                .command("netstat -ano", Project.fixture("netstat/win-fr-netstat-ano-rancher-loopback-only.txt"));
        assertEquals(Fact.known(List.of(Optional.empty(), Optional.empty())),
                new HostReader(world).listeners().map(list -> list.stream().map(Listener::program).toList()));
    }

    private static ToldWorld windows() {
        return new ToldWorld(Os.WINDOWS).command(POWERSHELL, "runbook-begin "
                + text("powershell/read-host-laptop.json").strip() + " runbook-end\r\n");
    }

    @Test
    void oneCallOfPowerShellAnswersForTheWholeMachine() {
        var world = windows();
        var reader = new HostReader(world);
        List<Adapter> adapters = reader.adapters().toOptional().orElseThrow();
        assertEquals(List.of("Wi-Fi", "Ethernet", "vEthernet (WSL)", "Company VPN", "Loopback Pseudo-Interface 1"),
                adapters.stream().map(Adapter::name).toList());
        assertEquals(new Adapter("Wi-Fi", "Intel(R) Wi-Fi 6 AX201 160MHz",
                List.of(Cidr.parse("fe80::b5a7:87fc:c1a7:1ef/64"), Cidr.parse("192.168.1.44/24")), true, false, false,
                false), adapters.get(0));
        assertFalse(adapters.get(1).up());
        assertTrue(adapters.get(2).virtual());
        assertTrue(adapters.get(3).tunnel());
        assertTrue(adapters.get(4).loopback());
        assertEquals(Fact.known(Optional.of("Company VPN")), reader.defaultRouteAdapter());
        assertEquals(Fact.known(Profile.PUBLIC), reader.profile("Wi-Fi"));
        assertEquals(Fact.known(Profile.NONE), reader.profile("vEthernet (WSL)"));
        assertEquals(Fact.known(false), reader.administrator());
        assertEquals(1, world.asked().size());
    }

    @Test
    void thePhonesAddressIsTheWiFisThoughAVpnTakesTheDefaultRoute() {
        var reader = new HostReader(windows());
        var chosen = assertInstanceOf(LanAddress.Chosen.class, LanAddress.choose(
                reader.adapters().toOptional().orElseThrow(),
                reader.defaultRouteAdapter().toOptional().orElseThrow(), Optional.empty()));
        assertEquals("192.168.1.44/24", chosen.address().toString());
    }

    @Test
    void withoutPowerShellNothingIsKnownOfTheMachine() {
        var reader = new HostReader(new ToldWorld(Os.WINDOWS));
        assertInstanceOf(Fact.Unknown.class, reader.adapters());
        assertInstanceOf(Fact.Unknown.class, reader.administrator());
        assertInstanceOf(Fact.Unknown.class, reader.profile("Wi-Fi"));
        var odd = new ToldWorld(Os.WINDOWS).command(POWERSHELL,
                "runbook-begin {\"answer\":{\"adapters\":[]}} runbook-end");
        assertInstanceOf(Fact.Unknown.class, new HostReader(odd).adapters());
    }

    @Test
    void whatIsNotReadOnAMacIsUnknown() {
        var reader = new HostReader(new ToldWorld(Os.MAC));
        assertInstanceOf(Fact.Unknown.class, reader.listeners());
        assertInstanceOf(Fact.Unknown.class, reader.defaultRouteAdapter());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisMachineRecordedAndReplayedIsTheSame(@TempDir Path folder) throws Exception {
        var live = new HostReader(new RecordingWorld(new LiveWorld(), folder.resolve("r"), Redaction.off()));
        Fact<List<Adapter>> adapters = live.adapters();
        assertTrue(adapters.toOptional().orElseThrow().stream().anyMatch(Adapter::loopback));
        Fact<List<String>> localhost = live.resolve("localhost");
        assertTrue(localhost.toOptional().orElseThrow().contains("127.0.0.1"));
        Fact<Boolean> administrator = live.administrator();
        assertEquals(System.getProperty("user.name").equals("root"), administrator.toOptional().orElseThrow());
        var replay = new HostReader(new ReplayedWorld(folder.resolve("r")));
        assertEquals(adapters, replay.adapters());
        assertEquals(localhost, replay.resolve("localhost"));
        assertEquals(administrator, replay.administrator());
    }
}
