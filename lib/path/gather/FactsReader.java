package path.gather;

import docker.DockerReader;
import docker.Engine;
import firewall.Firewall;
import firewall.LoggedDrop;
import firewall.Policy;
import firewall.linux.LinuxFirewall;
import firewall.windows.FirewallLog;
import firewall.windows.WindowsFirewall;
import host.Adapter;
import host.AdapterKind;
import host.HostName;
import host.LanAddress;
import host.Listener;
import host.Neighbour;
import host.Ping;
import host.Profile;
import host.read.HostReader;
import host.read.WindowsReader;
import host.windows.WindowsFacts;
import host.windows.WindowsSnapshot;
import inventory.Endpoint;
import inventory.Inventory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.Protocol;
import path.Facts;
import path.LinuxFacts;
import path.Phone;
import path.PhoneFacts;
import path.PhoneReport;
import path.SelfTest;
import probe.Limits;
import probe.Prober;
import probe.Reply;
import process.Fact;
import process.Os;
import process.Tasks;
import process.Waits;
import process.World;
import state.StateFolder;
import text.Message;

/**
 * Finds out everything at once: each fact on a thread of its own and with its own deadline, so that a run takes as
 * long as its slowest fact. A fact that cannot be had becomes unknown, and takes no other with it.
 */
public final class FactsReader implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    /**
     * Up to so many ports, each is tried on a thread of the system. Virtual threads that wait for sockets leave a
     * thread behind that waits in the kernel for good, and HotSpot gives such a thread 300 ms when the JVM is told to
     * end (VM_Exit::wait_for_threads_in_native_to_block): too long for a handful of ports, cheap for a thousand.
     */
    private static final int A_HANDFUL = 50;

    /**
     * Each program and each connection has its own deadline; the longest row of them is Docker's, of ten seconds each.
     * What is not there after this hangs where no deadline reaches, such as a file on a server that is gone.
     */
    private static final Duration LAST_RESORT = Duration.ofSeconds(90);

    private final World world;
    private final ExecutorService threads;
    private final Duration atMost;
    private final long end;
    /** What others wait for, of which this reading is a part. */
    private final List<Waits.Wait> before;

    private FactsReader(World world, int ports, Duration atMost) {
        this.world = world;
        this.atMost = atMost;
        this.end = System.nanoTime() + atMost.toNanos();
        this.before = world.waits().pending();
        this.threads = ports > A_HANDFUL ? Executors.newVirtualThreadPerTaskExecutor()
                : Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
    }

    /** All facts about the services of this inventory on this machine, for any phone. */
    public static Facts facts(World world, Inventory inventory, Limits limits) {
        return facts(world, inventory, limits, Optional.empty());
    }

    /** @param phone the address of the one phone it is about; nothing is ever sent to another device unasked */
    public static Facts facts(World world, Inventory inventory, Limits limits, Optional<InetAddress> phone) {
        return facts(world, inventory, limits, phone, Optional.empty(), lastResort(limits));
    }

    /** @param memory the folder in which it is kept what phones said in earlier runs */
    public static Facts facts(World world, Inventory inventory, Limits limits, Optional<InetAddress> phone,
            Fact<StateFolder> memory) {
        return facts(world, inventory, limits, phone, Optional.of(memory), lastResort(limits));
    }

    private static Duration lastResort(Limits limits) {
        return LAST_RESORT.plus(limits.connect()).plus(limits.answer());
    }

    /** @param atMost what is not there by then is unknown */
    static Facts facts(World world, Inventory inventory, Limits limits, Optional<InetAddress> phone,
            Optional<Fact<StateFolder>> memory, Duration atMost) {
        try (var gathering = new FactsReader(world, inventory.endpoints().size(), atMost)) {
            return gathering.gather(inventory, limits, phone, memory);
        }
    }

    /** The firewall of the kind of system that this world is; what these facts hold of it need not be read again. */
    public static Optional<Firewall> firewall(World world, Facts facts) {
        return firewall(world, new WindowsSnapshot(world), facts.adapters(), facts.firewall());
    }

    private static Optional<Firewall> firewall(World world, WindowsSnapshot reading, Fact<List<Adapter>> adapters,
            Fact<Policy> seen) {
        return switch (world.os()) {
            case LINUX -> Optional.of(new LinuxFirewall(world, adapters, seen));
            case WINDOWS -> Optional.of(new WindowsFirewall(world, reading, adapters.toOptional().orElse(List.of()),
                    seen));
            case MAC, OTHER -> Optional.empty();
        };
    }

    private Facts gather(Inventory inventory, Limits limits, Optional<InetAddress> asked,
            Optional<Fact<StateFolder>> memory) {
        var startedAt = world.now();
        var reading = new WindowsSnapshot(world);
        var host = new HostReader(world, reading);
        // Threads get their turn in this order. What waits longest goes first: a port that is dropped on the way.
        Map<Endpoint, Future<Fact<Reply>>> loopback = probe(inventory, LOOPBACK, limits);
        Future<Fact<List<Adapter>>> adapters = start(host::adapters);
        Future<Optional<HostName>> name = start(() -> inventory.host().filter(FactsReader::isName)
                .map(called -> new HostName(called, host.resolve(called), host.inHostsFile(called))));
        Future<LanAddress> address = start(() -> lanAddress(host, fact(adapters), asked, inventory.host(),
                there(name).flatMap(called -> called)));
        Future<Map<Endpoint, Future<Fact<Reply>>>> lan = start(() ->
                address(address) instanceof LanAddress.Chosen chosen
                ? probe(inventory, chosen.address().inet(), limits) : Map.of());
        Future<Engine> docker = start(() -> new DockerReader(world).read());
        Future<Fact<List<Listener>>> listeners = start(host::listeners);
        Future<Fact<Policy>> firewall = start(() -> policy(reading, fact(adapters)));
        Future<Map<Endpoint, Future<Fact<Reply>>>> direct = start(() -> askContainers(limits,
                Facts.unknown(inventory, world.os(), limits.connect()).with(fact(adapters), address(address),
                        engine(docker), fact(listeners), fact(firewall))));
        Future<WindowsFacts> windows = start(() -> world.os() == Os.WINDOWS
                ? new WindowsReader(world, reading).facts() : WindowsFacts.none());
        Future<LinuxFacts> linux = start(() -> new LinuxFactsReader(world, host).read(fact(adapters), address(address),
                asked, () -> there(docker)));
        Future<Optional<Phone>> phone = start(() -> asked.map(known -> new Phone(known, Ping.ask(world, known))));
        Future<Fact<List<Neighbour>>> neighbours = start(() -> {
            // A ping leaves an entry among the neighbours, whether the phone answers it or not.
            there(phone);
            return host.neighbours();
        });
        Future<Fact<List<PhoneReport>>> before = start(() ->
                memory.map(folder -> PhoneHistory.read(world, folder, inventory))
                .orElse(Fact.known(List.of())));
        Future<Fact<Boolean>> administrator = start(host::administrator);
        Future<Fact<Profile>> profile = start(() -> address(address) instanceof LanAddress.Chosen chosen
                ? host.profile(chosen.adapter().name()) : Fact.known(Profile.NONE));
        Future<Fact<List<LoggedDrop>>> drops = start(() -> drops(reading, fact(profile)));
        return new Facts(startedAt, world.os(), inventory, fact(adapters), address(address), fact(profile),
                engine(docker), fact(listeners), fact(firewall), fact(administrator), fact(neighbours),
                facts(loopback), facts(there(lan).orElse(Map.of())), facts(there(direct).orElse(Map.of())),
                there(windows).orElseGet(() -> WindowsFacts.unknown(late())),
                there(linux).orElseGet(() -> LinuxFacts.unknown(late())), fact(drops),
                there(phone).orElseGet(() -> asked.map(known -> new Phone(known, Fact.unknown(late())))),
                new PhoneFacts(List.of(), fact(before), Optional.empty()), limits.connect(),
                there(name).flatMap(called -> called));
    }

    private static LanAddress lanAddress(HostReader host, Fact<List<Adapter>> adapters, Optional<InetAddress> phone,
            Optional<String> wanted, Optional<HostName> name) {
        return switch (adapters) {
            case Fact.Unknown<List<Adapter>>(Message cause) -> new LanAddress.None(cause);
            case Fact.Known<List<Adapter>> _ when name.filter(HostName::loopbackByDns).isPresent() ->
                new LanAddress.Loopback(name.get().name());
            case Fact.Known<List<Adapter>>(List<Adapter> known) -> LanAddress.choose(known,
                    host.defaultRouteAdapters().toOptional().orElse(List.of()), guests(host, known), phone, wanted,
                    called -> name.map(HostName::resolved).orElseGet(() -> host.resolve(called)));
        };
    }

    private static boolean isName(String host) {
        try {
            InetAddress.ofLiteral(host);
            return false;
        } catch (IllegalArgumentException e) {
            return !host.toLowerCase(Locale.ROOT).matches("(.*\\.)?localhost\\.?");
        }
    }

    /** Who is in a hotspot of this machine: asked only where there is one. */
    private static List<Neighbour> guests(HostReader host, List<Adapter> adapters) {
        return adapters.stream().anyMatch(adapter -> adapter.up() && adapter.kind() == AdapterKind.HOTSPOT)
                ? host.neighbours().toOptional().orElse(List.of()) : List.of();
    }

    private Fact<Policy> policy(WindowsSnapshot reading, Fact<List<Adapter>> adapters) {
        Fact<Policy> none = Fact.unknown(Message.of("path.no-firewall-reader", world.os().id()));
        return firewall(world, reading, adapters, none).map(Firewall::read).orElse(none);
    }

    /** Only Windows Firewall keeps a log of its own. */
    private Fact<List<LoggedDrop>> drops(WindowsSnapshot reading, Fact<Profile> profile) {
        return world.os() == Os.WINDOWS
                ? reading.answer().then(answer -> FirewallLog.drops(answer, profile.toOptional().orElse(Profile.NONE)))
                : Fact.unknown(Message.of("path.no-firewall-log"));
    }

    private Map<Endpoint, Future<Fact<Reply>>> probe(Inventory inventory, InetAddress address, Limits limits) {
        var prober = new Prober(world, inventory.host().filter(FactsReader::isName));
        var replies = new HashMap<Endpoint, Future<Fact<Reply>>>();
        for (Endpoint endpoint : inventory.endpoints()) {
            // UDP has no handshake: silence there means nothing.
            if (endpoint.service().protocol() == Protocol.TCP) {
                replies.put(endpoint, start(() -> prober.probe(address, endpoint.port(), endpoint.health(), limits)));
            }
        }
        return replies;
    }

    /** Containers at their own addresses, as soon as it is known that this machine's own tests do not reach them. */
    private Map<Endpoint, Future<Fact<Reply>>> askContainers(Limits limits, Facts soFar) {
        var prober = new Prober(world);
        var replies = new HashMap<Endpoint, Future<Fact<Reply>>>();
        for (Endpoint endpoint : soFar.inventory().endpoints()) {
            SelfTest.toAsk(soFar, endpoint).ifPresent(container -> replies.put(endpoint, start(() ->
                    prober.probe(container.address(), container.port(), endpoint.health(), limits))));
        }
        return replies;
    }

    private Engine engine(Future<Engine> docker) {
        return there(docker).orElseGet(() -> new Engine.Unclear(late()));
    }

    private <T> Future<T> start(Callable<T> look) {
        return threads.submit(look);
    }

    private <T> Optional<T> there(Future<T> future) {
        return Tasks.result(future, Duration.ofNanos(end - System.nanoTime()));
    }

    private <T> Fact<T> fact(Future<Fact<T>> future) {
        return there(future).orElseGet(() -> Fact.unknown(late()));
    }

    private LanAddress address(Future<LanAddress> future) {
        return there(future).orElseGet(() -> new LanAddress.None(late()));
    }

    private <K, T> Map<K, Fact<T>> facts(Map<K, Future<Fact<T>>> futures) {
        var results = new HashMap<K, Fact<T>>();
        futures.forEach((key, future) -> results.put(key, fact(future)));
        return results;
    }

    private Message late() {
        return Message.of("path.no-answer-in-time", atMost);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        world.waits().abandon(before);
    }
}
