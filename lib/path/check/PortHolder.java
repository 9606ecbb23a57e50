package path.check;

import docker.Container;
import docker.Engine;
import host.Listener;
import host.windows.WindowsFacts.PortProxy;
import inventory.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.Protocol;
import path.Facts;
import path.PortListeners;
import path.Remedy;
import process.Os;
import process.Shell;
import process.ShellCommand;
import text.Message;

/**
 * Whoever has a port that somebody else needs, and how to get it back. A process that is not the service itself, but
 * has the port on somebody's behalf, is never to be ended: others depend on it, or the system comes to harm.
 */
record PortHolder(Facts facts, Protocol protocol, int port, Listener listener) {
    /** The kernel of Windows. Its own HTTP server has ports for programs that ask it (http.sys), as process 4. */
    private static final long KERNEL = 4;

    /** Beside its relay. */
    private static final Set<String> WSL = Set.of("wslservice.exe", "vmmem", "vmmemwsl", "vmmem.exe", "vmmemwsl.exe",
            "vmwp.exe", "vmcompute.exe");
    /** Beside those that open Docker's ports. */
    private static final Set<String> CONTAINERS = Set.of("dockerd", "rootlesskit", "rootlessport", "slirp4netns",
            "docker desktop.exe", "rancher desktop.exe", "host-switch.exe", "gvproxy.exe", "win-sshproxy.exe");
    private static final Set<String> WINDOWS = Set.of("lsass.exe", "services.exe", "wininit.exe", "spoolsv.exe",
            "csrss.exe", "smss.exe", "winlogon.exe");

    private enum Kind {
        /** A port proxy, for which svchost accepts. */
        FORWARDING,
        /** svchost, for a service of Windows. */
        SERVICE,
        HTTP_SYS,
        /** A port of something inside WSL or a virtual machine. */
        WSL,
        /** A port of a container. */
        CONTAINER,
        /** A socket unit of systemd. */
        SOCKET_UNIT,
        /** A program of Windows itself. */
        WINDOWS,
        UNNAMED,
        PROGRAM
    }

    static PortHolder of(Facts facts, Endpoint endpoint, Listener listener) {
        return new PortHolder(facts, endpoint.service().protocol(), endpoint.port(), listener);
    }

    private Kind kind() {
        String name = listener.program().orElse("").toLowerCase(Locale.ROOT);
        boolean windows = facts.os() == Os.WINDOWS;
        if (windows && (name.equals("system") || listener.pid().filter(pid -> pid == KERNEL).isPresent())) {
            return Kind.HTTP_SYS;
        }
        if (name.isEmpty()) {
            // Where PowerShell is forbidden no process has a name, and netsh still tells of its forwardings.
            return windows && !proxies().isEmpty() ? Kind.FORWARDING
                    : facts.os() == Os.LINUX && container().isPresent() ? Kind.CONTAINER : Kind.UNNAMED;
        }
        if (PortListeners.isDockers(listener) || CONTAINERS.contains(name)) {
            return Kind.CONTAINER;
        }
        if (!windows) {
            return name.equals("systemd") ? Kind.SOCKET_UNIT : Kind.PROGRAM;
        }
        if (name.equals("svchost.exe")) {
            return proxies().isEmpty() ? Kind.SERVICE : Kind.FORWARDING;
        }
        if (PortListeners.isRelay(listener) || WSL.contains(name)) {
            return Kind.WSL;
        }
        boolean ofWindows = WINDOWS.contains(name) || listener.path().map(path -> path.toLowerCase(Locale.ROOT))
                .filter(path -> path.contains("\\windows\\system32\\")).isPresent();
        return ofWindows ? Kind.WINDOWS : Kind.PROGRAM;
    }

    /** Those that this very socket may be of; others have the port on other addresses, or are not in effect. */
    private List<PortProxy> proxies() {
        return PortProxyCheck.of(facts, protocol, port).stream()
                .filter(proxy -> proxy.isOf(listener)).toList();
    }

    /** The forwardings that it has the port for. */
    List<PortProxy> forwardings() {
        return kind() == Kind.FORWARDING ? proxies() : List.of();
    }

    /** The other container that Docker publishes the port for: on this very address, where several have the port. */
    private Optional<Container> container() {
        return facts.docker() instanceof Engine.Running(List<Container> containers) ? containers.stream()
                .filter(other -> other.published().stream()
                        .anyMatch(here -> here.isOn(protocol, port)))
                .min(Comparator.comparing(other -> other.published().stream().noneMatch(here ->
                        here.isOn(protocol, port) && here.hostAddress().equals(listener.address()))))
                : Optional.empty();
    }

    /** The program, or the container that Docker has the port for: Docker's own process is nobody's service. */
    Object called() {
        return Optional.of(kind()).filter(Kind.CONTAINER::equals).flatMap(_ -> container())
                .<Object>map(other -> Message.of("path.container-called", other.name()))
                .orElseGet(() -> ListeningCheck.program(listener));
    }

    /** What is known of it beside its process. */
    List<Message> seen() {
        return switch (kind()) {
            case FORWARDING -> proxies().stream().map(PortProxyCheck::seen).toList();
            case CONTAINER -> container().map(other -> Message.of("path.evidence.published-for", port, other.name()))
                    .stream().toList();
            case SERVICE, HTTP_SYS, WSL, SOCKET_UNIT, WINDOWS, UNNAMED, PROGRAM -> List.of();
        };
    }

    /** The socket, and what else is known of it. */
    List<Message> told() {
        return Stream.concat(Stream.of(ListeningCheck.asSeen(listener)), seen().stream()).toList();
    }

    /** Whether it is the very program that answers, and has the port for nobody else. */
    boolean isProgram() {
        return kind() == Kind.PROGRAM;
    }

    /** Whether it serves containers. */
    boolean forContainers() {
        return kind() == Kind.CONTAINER;
    }

    /** Steps after which the port is free. */
    List<Remedy> free() {
        String name = listener.program().orElse("");
        return switch (kind()) {
            case FORWARDING -> List.of(ForwardingRemedies.delete("delete-forwarding", proxies(), port));
            case SERVICE -> Stream.concat(Stream.of(services()), otherPort()).toList();
            case HTTP_SYS -> Stream.concat(Stream.of(WindowsRemedies.asAdministrator("http-sys",
                    List.of(new WindowsRemedies.Call("netsh", "http show servicestate view=requestq")), port)),
                    otherPort()).toList();
            case WSL -> List.of(WindowsRemedies.lookIntoWsl("stop-inside-wsl", protocol, port, name, port));
            case CONTAINER -> List.of(container().map(other -> Remedies.anywhere("stop-container",
                            List.of("docker", "stop", other.name()), other.name()))
                    .orElseGet(() -> Remedies.anywhere("container-elsewhere", List.of("docker", "context", "ls"),
                            name, port)));
            case SOCKET_UNIT -> List.of(new Remedy(Message.of("path.remedy.stop-socket-unit", port),
                    List.of(new ShellCommand(Shell.BASH, false, "systemctl list-sockets"))));
            case WINDOWS -> Stream.concat(Stream.of(Remedies.byHand("leave-to-windows", name)), otherPort()).toList();
            case UNNAMED -> List.of(Remedies.whoListens(protocol, port, facts.os()),
                    Remedies.byHand("stop-if-known"));
            case PROGRAM -> List.of(Remedies.whoListens(protocol, port, facts.os()), Remedies.byHand("stop-it"));
        };
    }

    /** Steps after which it listens on the address that a phone uses; empty where whoever starts it says so there. */
    Optional<List<Remedy>> onLan() {
        return switch (kind()) {
            case FORWARDING -> Optional.of(List.of(ForwardingRemedies.move(facts, proxies())));
            case HTTP_SYS -> Optional.of(List.of(WindowsRemedies.asAdministrator("http-sys-addresses",
                    List.of(new WindowsRemedies.Call("netsh", "http show iplisten")), port)));
            case SERVICE, WSL, CONTAINER, SOCKET_UNIT, WINDOWS, UNNAMED, PROGRAM -> Optional.empty();
        };
    }

    private static Stream<Remedy> otherPort() {
        return Stream.of(Remedies.byHand("other-port"));
    }

    private Remedy services() {
        List<ShellCommand> commands = listener.pid().map(pid -> List.of(
                new ShellCommand(Shell.POWERSHELL, false,
                        "Get-CimInstance Win32_Service -Filter 'ProcessId=" + pid + "'"),
                new ShellCommand(Shell.CMD, false, Shell.CMD.system("tasklist") + " /svc /fi \"PID eq " + pid + "\"")))
                .orElse(List.of());
        return new Remedy(Message.of("path.remedy.which-service", port), commands);
    }

    /**
     * Steps after which nobody takes the address of this socket from a program that has the port as well: here the
     * process is one of two, and is called by its name.
     */
    List<Remedy> freeAddress() {
        return !isProgram() ? free() : List.of(Remedies.byHand(listener.onAllAddresses() ? "free-port" : "free-address",
                ListeningCheck.program(listener), ListeningCheck.spot(listener)));
    }

    /** The port is free, and this container, which Docker may not know, gets it. */
    List<Remedy> freeFor(String name) {
        var steps = new ArrayList<>(free());
        if (name.isEmpty()) {
            return steps;
        }
        Optional<Container> known = facts.docker() instanceof Engine.Running(List<Container> containers)
                ? containers.stream().filter(container -> container.name().equals(name)).findFirst()
                : Optional.empty();
        steps.add(known.filter(PortHolder::canStart).map(container ->
                        Remedies.anywhere("then-start", List.of("docker", "start", name), name))
                .orElseGet(() -> Remedies.anywhere("then-create", List.of("docker", "compose", "up", "-d"), name)));
        return steps;
    }

    /** Docker starts none that it is about to remove. */
    static boolean canStart(Container container) {
        return switch (container.status()) {
            case CREATED, EXITED, RUNNING, PAUSED, RESTARTING, OTHER -> true;
            case REMOVING, DEAD -> false;
        };
    }
}
