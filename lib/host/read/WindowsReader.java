package host.read;

import host.windows.Netsh;
import host.windows.WindowsAnswer;
import host.windows.WindowsFacts;
import host.windows.WindowsSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import process.Command;
import process.Fact;
import process.Tasks;
import process.World;

/**
 * Reads what only Windows has. netsh answers the questions that PowerShell would need a slow module for; each of its
 * calls is a process of its own, and all run at once.
 */
public final class WindowsReader {
    private static final Command RESERVED =
            Command.of("netsh", "interface", "ipv4", "show", "excludedportrange", "protocol=tcp");
    private static final Command PROXIES = Command.of("netsh", "interface", "portproxy", "show", "all");
    private static final Command WIRELESS = Command.of("netsh", "wlan", "show", "interfaces");

    private final World world;
    private final WindowsSnapshot reading;

    public WindowsReader(World world, WindowsSnapshot reading) {
        this.world = world;
        this.reading = reading;
    }

    public WindowsFacts facts() {
        CompletableFuture<Fact<String>> reserved = text(RESERVED);
        CompletableFuture<Fact<String>> proxies = text(PROXIES);
        CompletableFuture<Fact<String>> wireless = text(WIRELESS);
        Fact<WindowsAnswer> host = reading.answer().then(WindowsAnswer::of);
        return new WindowsFacts(Tasks.result(reserved).then(Netsh::reserved),
                Tasks.result(proxies).then(Netsh::proxies),
                host.then(WindowsAnswer::products), host.then(WindowsAnswer::wsl), host.then(WindowsAnswer::dhcp),
                Tasks.result(wireless).map(Netsh::links).map(WindowsReader::first),
                host.then(WindowsAnswer::profiles), host.then(WindowsAnswer::routes));
    }

    private static Optional<WindowsFacts.WirelessLink> first(List<WindowsFacts.WirelessLink> links) {
        return links.stream().findFirst();
    }

    private CompletableFuture<Fact<String>> text(Command command) {
        return CompletableFuture.supplyAsync(() -> world.run(command).text(), Thread::startVirtualThread);
    }
}
