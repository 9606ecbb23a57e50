package path.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import docker.Engine;
import firewall.Decision;
import firewall.Firewall;
import host.HostName;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import json.Json;
import json.JsonBuilder;
import json.JsonShapeException;
import net.Protocol;
import org.junit.jupiter.api.Test;
import path.Diagnosis;
import path.Facts;
import path.Hop;
import path.Phone;
import path.check.Checklist;
import probe.Limits;
import process.Command;
import process.Fact;
import process.Ran;
import process.Waits;
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

    /** A recorded machine at 192.168.1.44 that looks names up so. */
    private static World naming(Map<String, List<String>> looks) throws IOException {
        return new ForwardingWorld(new ReplayWorld(Project.path("tests/fixtures/hosts/linux-healthy"))) {
            @Override
            public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
                if (!looks.containsKey(what)) {
                    return super.observe(what, shape, look);
                }
                try {
                    return Fact.known(Json.value(Json.line(new JsonBuilder()
                            .put("list", looks.get(what), text -> text).build()), shape));
                } catch (JsonShapeException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    private static Facts named(String name, Map<String, List<String>> looks) throws IOException {
        return FactsReader.facts(naming(looks), new Inventory(Optional.of(name), ONE.services(), "services.yaml"),
                new Limits(Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }

    /** Debian's own line leads to this machine for itself alone; DNS leads everybody to himself. */
    @Test
    void whoKnowsTheAppsNameDecidesWhatItMeans() throws IOException {
        List<String> itself = List.of("127.0.1.1");
        Facts byFile = named("my-pc.home", Map.of("resolve my-pc.home", itself, "hosts file my-pc.home", itself));
        assertEquals("192.168.1.44", byFile.chosen().orElseThrow().address().address());
        assertEquals(Optional.of(new HostName("my-pc.home", Fact.known(itself), Fact.known(itself))), byFile.name());
        assertEquals(new LanAddress.Loopback("my-pc.home"), named("my-pc.home",
                Map.of("resolve my-pc.home", itself, "hosts file my-pc.home", List.of())).address());
    }

    /** A recording of before the hosts file was read says nothing of it. */
    @Test
    void anOlderRecordingDoesNotKnow() throws IOException {
        Facts facts = named("my-pc.home", Map.of("resolve my-pc.home", List.of("127.0.1.1")));
        assertEquals("192.168.1.44", facts.chosen().orElseThrow().address().address());
        assertEquals(Optional.of(false), facts.name().map(HostName::inHostsFile));
        assertEquals(Optional.empty(), named("192.168.1.44", Map.of()).name());
        assertEquals(Optional.empty(), named("localhost", Map.of()).name());
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

    /** A program that no deadline ends, as one that stands in an uninterruptible read of a file on a server that is gone. */
    @Test
    void whatHangsIsGivenUpInTheEnd() throws Exception {
        var release = new CountDownLatch(1);
        var world = new ForwardingWorld(new ReplayWorld(Project.path("tests/fixtures/hosts/windows-guide"))) {
            private final Waits waits = new Waits(System::nanoTime);

            @Override
            public Waits waits() {
                return waits;
            }

            @Override
            public Ran run(Command command) {
                if (!command.program().equals("docker")) {
                    return super.run(command);
                }
                waits.begin(Waits.Subject.named(Message.verbatim("Docker")), command.deadline());
                hang(release);
                return super.run(command);
            }
        };
        // Long enough for all others, whatever else this machine does.
        var atMost = Duration.ofSeconds(4);
        var late = Message.of("path.no-answer-in-time", atMost);
        try {
            Facts facts = CompletableFuture.supplyAsync(() -> FactsReader.facts(world, ONE,
                    new Limits(Duration.ofSeconds(2), Duration.ofSeconds(3)), Optional.empty(), Optional.empty(),
                    atMost), Thread::startVirtualThread).get(2, TimeUnit.MINUTES);
            assertEquals(new Engine.Unclear(late), facts.docker());
            assertInstanceOf(LanAddress.Chosen.class, facts.address());
            assertInstanceOf(Fact.Known.class, facts.firewall());
            assertEquals(Fact.known(7), facts.windows().reserved().map(List::size));
            assertEquals(List.of(), world.waits().pending(), "nobody waits for it any more");
        } finally {
            release.countDown();
        }
    }

    private static void hang(CountDownLatch release) {
        for (boolean released = false; !released;) {
            try {
                release.await();
                released = true;
            } catch (InterruptedException e) {
                // It does not care.
            }
        }
    }

    /** All at once: each fact has its own reason, and none brings the run down. */
    @Test
    void whereEverythingHangsEverythingIsUnknown() throws Exception {
        var release = new CountDownLatch(1);
        var world = new ForwardingWorld(new ReplayWorld(Project.path("tests/fixtures/hosts/windows-guide"))) {
            @Override
            public Ran run(Command command) {
                hang(release);
                return super.run(command);
            }

            @Override
            public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
                hang(release);
                return super.observe(what, shape, look);
            }
        };
        try {
            Facts facts = CompletableFuture.supplyAsync(() -> FactsReader.facts(world, ONE,
                    new Limits(Duration.ofSeconds(2), Duration.ofSeconds(3)),
                    Optional.of(InetAddress.ofLiteral("127.0.0.9")), Optional.empty(),
                    Duration.ofMillis(200)), Thread::startVirtualThread).get(2, TimeUnit.MINUTES);
            var late = Message.of("path.no-answer-in-time", Duration.ofMillis(200));
            assertEquals(new Engine.Unclear(late), facts.docker());
            assertEquals(new LanAddress.None(late), facts.address());
            assertEquals(WindowsFacts.unknown(late), facts.windows());
            assertEquals(Optional.of(new Phone(InetAddress.ofLiteral("127.0.0.9"), Fact.unknown(late))), facts.phone());
            for (Fact<?> fact : List.of(facts.adapters(), facts.listeners(), facts.firewall(),
                    facts.administrator(), facts.neighbours(), facts.drops(), facts.loopback().values().iterator()
                    .next())) {
                assertEquals(Fact.unknown(late), fact);
            }
            assertEquals(Diagnosis.Verdict.UNKNOWN, Checklist.diagnose(facts, EnumSet.of(Hop.CONTAINER, Hop.LISTENING),
                    Duration.ZERO).verdict());
        } finally {
            release.countDown();
        }
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
