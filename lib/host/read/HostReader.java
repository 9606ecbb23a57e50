package host.read;

import host.Adapter;
import host.HostName;
import host.Listener;
import host.Neighbour;
import host.Profile;
import host.linux.ListenerTables;
import host.linux.ProcNet;
import host.linux.routing.RoutingPolicy;
import host.windows.WindowsAnswer;
import host.windows.WindowsSnapshot;
import host.windows.WindowsTables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import net.IpAddresses;
import net.Protocol;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import process.World;
import text.Message;

/**
 * Reads this machine's place in the network. Every question may be asked from its own thread; on Windows most are
 * answered by the one call of {@link host.windows.WindowsSnapshot}.
 */
public final class HostReader {

    /** A resolver that is not reachable takes 5 s and more to give up: nobody should wait for that. */
    private static final Duration NAME_LIMIT = Duration.ofSeconds(2);

    private static final String HOSTS = "/etc/hosts";
    private static final String HOSTS_OF_WINDOWS = "C:\\Windows\\System32\\drivers\\etc\\hosts";

    private final World world;
    private final WindowsSnapshot reading;

    public HostReader(World world) {
        this(world, new WindowsSnapshot(world));
    }

    /** @param reading shared with whoever else asks this machine in the same run; not used but on Windows */
    public HostReader(World world, WindowsSnapshot reading) {
        this.world = world;
        this.reading = reading;
    }

    public Fact<List<Adapter>> adapters() {
        return switch (world.os()) {
            case WINDOWS -> windows().then(WindowsAnswer::adapters);
            case LINUX, MAC, OTHER -> LinuxAdapters.read(world);
        };
    }

    /** The adapters by which packets to the world may leave, best first; none without a default route. */
    public Fact<List<String>> defaultRouteAdapters() {
        return switch (world.os()) {
            case WINDOWS -> windows().then(WindowsAnswer::defaultRouteAdapters);
            case LINUX -> world.file("/proc/net/route").then(ProcNet::defaultRoutes);
            case MAC, OTHER -> unsupported();
        };
    }

    /** All TCP and UDP sockets that wait; without administrator rights some lack their process. */
    public Fact<List<Listener>> listeners() {
        return switch (world.os()) {
            case WINDOWS -> windowsListeners();
            case LINUX -> linuxListeners();
            case MAC, OTHER -> unsupported();
        };
    }

    /** Whether this process may change the firewall: root on Linux, elevated on Windows. */
    public Fact<Boolean> administrator() {
        return switch (world.os()) {
            case WINDOWS -> windows().then(WindowsAnswer::elevated);
            case LINUX -> world.file("/proc/self/status").then(ProcNet::root);
            case MAC, OTHER -> unsupported();
        };
    }

    public Fact<List<Neighbour>> neighbours() {
        return switch (world.os()) {
            case WINDOWS -> world.run(Command.of("arp", "-a")).text()
                    .map(text -> WindowsTables.neighbours(text, adapters().toOptional().orElse(List.of())));
            case LINUX -> world.file("/proc/net/arp").then(ProcNet::neighbours);
            case MAC, OTHER -> unsupported();
        };
    }

    /** The category Windows gives the network behind an adapter; {@link host.Profile#NONE} on all other systems. */
    public Fact<Profile> profile(String adapter) {
        return switch (world.os()) {
            case WINDOWS -> windows().then(WindowsAnswer::profiles).map(networks -> networks.of(adapter));
            case LINUX, MAC, OTHER -> Fact.known(Profile.NONE);
        };
    }

    /** The addresses of a host name, as this machine resolves it now. */
    public Fact<List<String>> resolve(String name) {
        return world.observe("resolve " + name, Addresses.class, () -> lookUp(name)).map(Addresses::list);
    }

    /** The addresses that this machine's hosts file gives a name; of the file itself nothing else is kept. */
    public Fact<List<String>> inHostsFile(String name) {
        String file = world.os() == Os.WINDOWS ? HOSTS_OF_WINDOWS : HOSTS;
        return world.observe("hosts file " + name, Addresses.class, () -> {
            try {
                return Fact.known(new Addresses(HostName.inText(Files.readString(Path.of(file),
                        StandardCharsets.ISO_8859_1), name)));
            } catch (IOException e) {
                return Fact.unknown(Message.of("process.unreadable-file", file, String.valueOf(e.getMessage())));
            }
        }).map(Addresses::list);
    }

    private record Addresses(List<String> list) {
        Addresses {
            list.forEach(IpAddresses::address);
        }
    }

    private static Fact<Addresses> lookUp(String name) {
        var found = new CompletableFuture<Addresses>();
        // The JDK's look-up cannot be interrupted, so it is left behind when its time is over.
        Thread.ofVirtual().start(() -> {
            try {
                found.complete(new Addresses(Stream.of(InetAddress.getAllByName(name)).map(IpAddresses::plain)
                        .toList()));
            } catch (UnknownHostException e) {
                found.completeExceptionally(e);
            }
        });
        try {
            return Fact.known(found.get(NAME_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Fact.unknown(Message.of("host.name-slow", name, NAME_LIMIT));
        } catch (ExecutionException e) {
            return Fact.unknown(Message.of("host.name-unknown", name));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Fact.unknown(Message.of("process.interrupted"));
        }
    }

    /**
     * Where this machine sends what it sends, by its rules and tables for IPv4; on Windows see
     * {@link host.windows.WindowsFacts#routes()}.
     *
     * @param adapters those whose filter of senders counts
     */
    public Fact<RoutingPolicy> routing(List<String> adapters) {
        return switch (world.os()) {
            case LINUX -> RoutingReader.read(world, adapters);
            case WINDOWS, MAC, OTHER -> unsupported();
        };
    }

    private Fact<List<Listener>> linuxListeners() {
        Ran ss = world.run(Command.of("ss", "-H", "-l", "-n", "-t", "-u", "-p"));
        if (!(ss.end() instanceof Ran.NotFound)) {
            return ss.text().then(ListenerTables::fromSs);
        }
        Ran netstat = world.run(Command.of("netstat", "-lntupW"));
        if (!(netstat.end() instanceof Ran.NotFound)) {
            return netstat.text().then(ListenerTables::fromNetstat);
        }
        Fact<List<Listener>> all = table("tcp", Protocol.TCP);
        for (String name : List.of("udp", "tcp6", "udp6")) {
            Protocol protocol = name.startsWith("tcp") ? Protocol.TCP : Protocol.UDP;
            Fact<List<Listener>> more = table(name, protocol);
            all = all.then(some -> more.map(others -> Stream.of(some, others).flatMap(List::stream).toList()));
        }
        return all;
    }

    private Fact<List<Listener>> table(String name, Protocol protocol) {
        // A kernel without IPv6 has no tcp6: then nobody listens there.
        Fact<String> text = world.file("/proc/net/" + name);
        return name.endsWith("6") ? ListenerTables.fromTable(text.toOptional().orElse(""), protocol)
                : text.then(table -> ListenerTables.fromTable(table, protocol));
    }

    /** Who listens is known without PowerShell too, though not by name. */
    private Fact<List<Listener>> windowsListeners() {
        Fact<String> netstat = world.run(Command.of("netstat", "-ano")).text();
        Map<Long, Listener.Program> programs = windows().then(WindowsAnswer::programs).toOptional().orElse(Map.of());
        return netstat.then(text -> WindowsTables.listeners(text, programs));
    }

    private Fact<WindowsAnswer> windows() {
        return reading.answer().then(WindowsAnswer::of);
    }

    private <T> Fact<T> unsupported() {
        return Fact.unknown(Message.of("host.unsupported", world.os().id()));
    }
}
