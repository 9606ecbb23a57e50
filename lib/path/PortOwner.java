package path;

import docker.Container;
import docker.Engine;
import firewall.Receiver;
import host.Listener;
import inventory.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.Protocol;
import probe.Reply;
import process.Fact;
import process.Os;

/** Who has the port of an endpoint, or is to have it: what rules of a firewall can ask for. */
final class PortOwner {
    /** The only listener of Docker Desktop that others than this machine reach. */
    private static final String DESKTOP = "com.docker.backend.exe";

    /** In the client's words, the pipe or socket of Docker Desktop: {@code //./pipe/dockerDesktopLinuxEngine}. */
    private static final String DESKTOP_PIPE = "dockerdesktop";

    /** The service that listens for {@code netsh interface portproxy}, and the program that it runs in. */
    private static final String FORWARDER = "iphlpsvc";
    private static final String SERVICE_HOST = "svchost.exe";

    private PortOwner() { }

    static Receiver of(Facts facts, Endpoint endpoint) {
        Optional<List<Listener>> here = facts.listenersOf(endpoint);
        if (here.isEmpty()) {
            return new Receiver.Unnamed();
        }
        return facts.listenerOf(endpoint).or(() -> onLoopback(here.get()))
                .map(listener -> named(facts, listener))
                .orElseGet(() -> here.get().isEmpty() && inGuest(facts, endpoint) ? new Receiver.Guest()
                        : toCome(facts, endpoint));
    }

    /** Who listens for this machine alone would be the one to listen for others; a relay never does. */
    private static Optional<Listener> onLoopback(List<Listener> here) {
        return here.stream().filter(listener -> listener.program().isPresent() && !PortListeners.isRelay(listener))
                .findFirst();
    }

    private static Receiver named(Facts facts, Listener listener) {
        return listener.path().or(listener::program)
                .<Receiver>map(program -> new Receiver.Program(program, service(facts, listener)))
                .orElseGet(Receiver.Unnamed::new);
    }

    private static Optional<String> service(Facts facts, Listener listener) {
        boolean host = listener.protocol() == Protocol.TCP
                && listener.program().filter(SERVICE_HOST::equalsIgnoreCase).isPresent();
        return host && facts.windows().proxies().toOptional().stream().flatMap(List::stream)
                .anyMatch(proxy -> proxy.isOf(listener)) ? Optional.of(FORWARDER) : Optional.empty();
    }

    /** In mirrored mode, what opens a connection here without a listener of Windows is in WSL. */
    private static boolean inGuest(Facts facts, Endpoint endpoint) {
        return facts.mirroredWsl() && Stream.of(facts.loopback(), facts.lan()).map(replies -> replies.get(endpoint))
                .anyMatch(PortOwner::opened);
    }

    private static boolean opened(Fact<Reply> reply) {
        return reply != null && reply.toOptional().filter(Reply::opened).isPresent();
    }

    /** Docker Desktop publishes what containers ask for; other engines on Windows have programs of their own. */
    private static Receiver toCome(Facts facts, Endpoint endpoint) {
        if (facts.os() != Os.WINDOWS) {
            return new Receiver.Nobody();
        }
        return switch (facts.docker()) {
            case Engine.Running(List<Container> containers) when inContainer(containers, endpoint) ->
                new Receiver.Expected(DESKTOP, true);
            case Engine.NotRunning(String said) when endpoint.service().container().isPresent()
                    && said.toLowerCase(Locale.ROOT).contains(DESKTOP_PIPE) -> new Receiver.Expected(DESKTOP, false);
            case Engine.Running running -> new Receiver.Nobody();
            case Engine.NotRunning stopped -> new Receiver.Nobody();
            case Engine.NotInstalled none -> new Receiver.Nobody();
            case Engine.NoPermission closed -> new Receiver.Nobody();
            case Engine.Unclear unclear -> new Receiver.Nobody();
        };
    }

    private static boolean inContainer(List<Container> containers, Endpoint endpoint) {
        return endpoint.service().container().isPresent() || containers.stream()
                .flatMap(container -> Stream.concat(container.requested().stream(), container.published().stream()))
                .anyMatch(port -> port.isOn(endpoint.service().protocol(), endpoint.port()));
    }
}
