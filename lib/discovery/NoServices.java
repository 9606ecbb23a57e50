package discovery;

import docker.Container;
import docker.Engine;
import host.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import process.Fact;
import text.Message;

/** Says that there are no services, why, and what to do next. */
final class NoServices {
    private static final int MOST_PROGRAMS = 8;

    /** Ports below are the system's own; from the other on, systems hand them out for a moment (RFC 6335, 6). */
    private static final int FIRST_PORT = 1024;
    private static final int FIRST_DYNAMIC_PORT = 32768;

    private NoServices() { }

    /** {@code --discover} found none. */
    static Discovered.Nothing inDocker(Engine docker) {
        return new Discovered.Nothing(Message.of("discovery.discover-failed", switch (docker) {
            case Engine.Running running -> Message.of("discovery.docker-publishes-nothing");
            case Engine.NotInstalled(Optional<Message> leftOut) ->
                leftOut.orElseGet(() -> Message.of("discovery.docker-not-installed"));
            case Engine.NotRunning(String said) -> Message.of("discovery.docker-not-running", said);
            case Engine.NoPermission(String said) -> Message.of("discovery.docker-no-permission", said);
            case Engine.Unclear(Message cause) -> cause;
        }), List.of());
    }

    /** Nobody named any, and no place has some. @param notes what was passed over on the way */
    static Discovered.Nothing anywhere(Engine docker, Fact<List<Listener>> listeners, List<Message> notes) {
        var next = new ArrayList<>(notes);
        more(docker).ifPresent(next::add);
        listening(listeners.toOptional().orElse(List.of())).ifPresent(next::add);
        next.add(Message.of("discovery.next-file"));
        next.add(Message.of("discovery.next-example"));
        return new Discovered.Nothing(Message.of("discovery.nothing", Message.of(switch (docker) {
            case Engine.Running running -> "discovery.nothing-published";
            case Engine.NotInstalled notInstalled -> "discovery.nothing-installed";
            case Engine.NotRunning notRunning -> "discovery.nothing-told";
            case Engine.NoPermission noPermission -> "discovery.nothing-told";
            case Engine.Unclear unclear -> "discovery.nothing-told";
        })), next);
    }

    private static Optional<Message> more(Engine docker) {
        return switch (docker) {
            case Engine.Running(List<Container> containers) -> stopped(containers);
            case Engine.NotInstalled(Optional<Message> leftOut) -> leftOut;
            case Engine.NotRunning(String said) -> Optional.of(Message.of("discovery.not-running", said));
            case Engine.NoPermission(String said) -> Optional.of(Message.of("discovery.no-permission", said));
            case Engine.Unclear(Message cause) -> Optional.of(Message.of("discovery.unclear", cause));
        };
    }

    private static Optional<Message> stopped(List<Container> containers) {
        List<Object> names = containers.stream().filter(container -> !container.requested().isEmpty())
                .<Object>map(Container::name).toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(Message.of("discovery.only-stopped", names));
    }

    /** What could be meant: programs that wait for other devices. */
    private static Optional<Message> listening(List<Listener> listeners) {
        List<Object> programs = listeners.stream()
                .filter(listener -> listener.protocol() == Protocol.TCP && !listener.onLoopback()
                        && listener.port() >= FIRST_PORT && listener.port() < FIRST_DYNAMIC_PORT)
                .sorted((one, other) -> Integer.compare(one.port(), other.port()))
                .<Object>map(NoServices::program).distinct().limit(MOST_PROGRAMS).toList();
        return programs.isEmpty() ? Optional.empty() : Optional.of(Message.of("discovery.listening", programs));
    }

    private static String program(Listener listener) {
        return listener.port() + listener.program().map(name -> " (" + name + ")").orElse("");
    }
}
