package inventory.compose;

import java.util.Comparator;
import java.util.List;

/**
 * A Compose project.
 *
 * @param name     what its containers' names begin with
 * @param services those that its profiles let run, in the order of their names: Compose itself prints no other
 */
record Project(String name, List<ComposeService> services) {

    Project {
        services = services.stream().sorted(Comparator.comparing(ComposeService::name)).toList();
    }

    /** How Compose calls the first container of a service. */
    String container(ComposeService service) {
        return service.containerName().orElse(name + "-" + service.name() + "-1");
    }
}
