package path.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import firewall.Decision;
import firewall.Firewall;
import host.LanAddress;
import host.windows.WindowsFacts;
import inventory.Endpoint;
import inventory.Inventory;
import inventory.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.Protocol;
import org.junit.jupiter.api.Test;
import path.Facts;
import probe.Limits;
import process.Command;
import process.Fact;
import process.Ran;
import process.World;
import process.recording.ReplayWorld;
import testing.ForwardingWorld;
import testing.Project;
import text.Message;

/** What one run asks a Windows machine, and that every answer arrives. */
class FactsReaderTest {

    /** A recorded machine, and what was asked of it; one command may be missing. */
    private static final class Asked extends ForwardingWorld {
        private final String missing;
        final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        Asked(String host, String missing) throws IOException {
            super(new ReplayWorld(Project.path("tests/fixtures/hosts/" + host)));
            this.missing = missing;
        }

        @Override
        public Ran run(Command command) {
            lines.add(command.line().startsWith("docker container inspect") ? "docker container inspect"
                    : command.line());
            return command.line().startsWith(missing)
                    ? new Ran(command, new Ran.TimedOut(), new byte[0], new byte[0], command.deadline())
                    : super.run(command);
        }
    }

    private static final Inventory ONE = new Inventory(Optional.empty(), List.of(new Service("API", List.of(8000),
            Protocol.TCP, Optional.of("/health"), Optional.empty())), "services.yaml");

    private static Facts facts(World world) {
        return FactsReader.facts(world, ONE, new Limits(Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }

    /** The package documentation of host.windows counts them too. */
    @Test
    void aWholeReadingStartsNineProcesses() throws IOException {
        var world = new Asked("windows-guide", "nothing");
        facts(world);
        assertEquals(List.of("arp -a", "docker container inspect",
                "docker context inspect --format {{.Endpoints.docker.Host}}", "docker ps --all --quiet --no-trunc",
                "netsh interface ipv4 show excludedportrange protocol=tcp", "netsh interface portproxy show all",
                "netsh wlan show interfaces", "netstat -ano", "powershell host/windows/read-windows.ps1"),
                world.lines.stream().sorted().toList());
    }

    @Test
    void everyAnswerArrives() throws IOException {
        Facts facts = facts(new Asked("windows-guide", "nothing"));
        WindowsFacts windows = facts.windows();
        assertEquals(Fact.known(7), windows.reserved().map(List::size));
        assertEquals(Fact.known(Optional.of(new WindowsFacts.PortRange(Protocol.TCP, 49692, 49791, false))),
                windows.reserved().map(ranges -> ranges.stream().findFirst()));
        assertEquals(Fact.known(List.of()), windows.proxies());
        assertEquals(Fact.known(List.of()), windows.products());
        assertEquals(Fact.known(false), windows.wsl().map(wsl -> wsl.mirrored()));
        assertEquals(Fact.known(Set.of("Wi-Fi", "Ethernet", "Bluetooth Network Connection")), windows.dhcp());
        assertEquals(Fact.known(Optional.of(new WindowsFacts.WirelessLink("Wi-Fi", "network-1", Optional.of(42)))),
                windows.wireless());
        assertEquals(Fact.unknown(Message.of("firewall-windows.log-off")), facts.drops());
        assertEquals(Optional.of("C:\\Program Files\\Docker\\Docker\\resources\\com.docker.backend.exe"),
                facts.programOf(ONE.endpoints().getFirst()));
    }

    /** Each command that is too slow takes what it would have told, and nothing else. */
    @Test
    void whatIsMissingTakesNoOtherAlong() throws IOException {
        assertEquals("reserved", unknown("netsh interface ipv4"));
        assertEquals("proxies", unknown("netsh interface portproxy"));
        assertEquals("wireless", unknown("netsh wlan"));
        assertEquals("listeners", unknown("netstat"));
        assertEquals("neighbours", unknown("arp"));
        assertEquals("adapters firewall administrator products wsl dhcp", unknown("powershell"));
        assertEquals("", unknown("nothing"));
    }

    private static String unknown(String missing) throws IOException {
        Facts facts = facts(new Asked("windows-guide", missing));
        WindowsFacts windows = facts.windows();
        var unknown = new ArrayList<String>();
        note(unknown, "adapters", facts.adapters());
        note(unknown, "listeners", facts.listeners());
        note(unknown, "firewall", facts.firewall());
        note(unknown, "administrator", facts.administrator());
        note(unknown, "neighbours", facts.neighbours());
        note(unknown, "reserved", windows.reserved());
        note(unknown, "proxies", windows.proxies());
        note(unknown, "products", windows.products());
        note(unknown, "wsl", windows.wsl());
        note(unknown, "dhcp", windows.dhcp());
        note(unknown, "wireless", windows.wireless());
        return String.join(" ", unknown);
    }

    private static void note(List<String> unknown, String name, Fact<?> fact) {
        if (fact instanceof Fact.Unknown) {
            unknown.add(name);
        }
    }

    @Test
    void aPlanIsMadeOnWhatWasReadAndAChangeIsReadAfresh() throws IOException {
        var world = new Asked("windows-guide", "nothing");
        Facts facts = facts(world);
        world.lines.clear();
        Firewall firewall = FactsReader.firewall(world, facts).orElseThrow();
        Endpoint endpoint = ONE.endpoints().getFirst();
        LanAddress.Chosen lan = facts.chosen().orElseThrow();
        var flow = facts.flow(endpoint, lan, InetAddress.ofLiteral("192.168.1.23"));
        Decision decision = facts.firewall().toOptional().orElseThrow().decide(flow);
        assertInstanceOf(Decision.Blocked.class, decision);
        firewall.propose(new Firewall.Wanted("API", flow, lan.address().network()), decision, "r1",
                Firewall.Permissions.NONE);
        assertEquals(List.of(), world.lines);
        firewall.read();
        firewall.read();
        assertEquals(Collections.nCopies(2, "powershell host/windows/read-windows.ps1"), world.lines);
    }
}
