package discovery;

import docker.Container;
import java.util.List;
import java.util.Optional;
import net.Protocol;

/** Containers as Docker describes them. */
final class FakeContainers {

    private FakeContainers() { }

    static Container.Publication tcp(String address, int port) {
        return new Container.Publication(80, Protocol.TCP, address, port);
    }

    static Container running(String name, String compose, Container.Publication... published) {
        return container(name, compose, Container.Status.RUNNING, List.of(published), List.of(published));
    }

    static Container stopped(String name, Container.Publication... requested) {
        return container(name, null, Container.Status.EXITED, List.of(requested), List.of());
    }

    private static Container container(String name, String compose, Container.Status status,
            List<Container.Publication> requested, List<Container.Publication> published) {
        return new Container("id-" + name, name, Optional.ofNullable(compose), status, Container.Health.NONE,
                0, false, 0, Optional.empty(), "", "", requested, published, List.of(), List.of(), "bridge", true);
    }
}
