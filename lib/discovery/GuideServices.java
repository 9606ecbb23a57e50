package discovery;

import docker.Container;
import docker.Engine;
import host.Listener;
import inventory.Inventory;
import inventory.InventoryFile;
import inventory.Service;
import java.util.List;
import java.util.Locale;
import net.Protocol;
import process.Fact;

/**
 * The guide's own services, Eloquence. They are an example to everybody but the team that runs them, and that team is
 * known by what is there.
 */
final class GuideServices {
    private static final String NAME = "eloquence";

    /** Anybody may have something on port 8000; on ports of two of the four services, hardly anybody else. */
    private static final int ENOUGH = 2;

    private GuideServices() { }

    /** True where a container, running or not, is called after them. */
    static boolean inContainers(Engine docker) {
        return docker instanceof Engine.Running(List<Container> containers) && containers.stream().anyMatch(container ->
                container.name().toLowerCase(Locale.ROOT).contains(NAME)
                        || container.composeService().filter(name -> name.toLowerCase(Locale.ROOT).contains(NAME))
                        .isPresent());
    }

    /** True where programs listen on the ports of several of them. */
    static boolean listen(Fact<List<Listener>> listeners) {
        Inventory guide = InventoryFile.builtIn();
        return listeners.toOptional().filter(known -> guide.services().stream()
                .filter(service -> listens(known, service)).count() >= ENOUGH).isPresent();
    }

    private static boolean listens(List<Listener> known, Service service) {
        return known.stream().anyMatch(listener -> listener.protocol() == Protocol.TCP
                && service.ports().contains(listener.port()));
    }
}
