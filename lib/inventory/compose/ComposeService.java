package inventory.compose;

import java.util.List;
import java.util.Optional;

/**
 * One service of a Compose project as far as ports are concerned, after all files and variables are put together.
 *
 * @param name          its key in the file
 * @param containerName where the file says how its one container is called
 * @param networkMode   {@code host} where its ports are the host's own
 * @param exposed       ports of its container that are not published, but for {@code host}
 * @param healthTest    Docker's form: {@code CMD} or {@code CMD-SHELL} and words, or {@code NONE}; empty without one
 * @param replicas      how many containers of it run
 */
record ComposeService(String name, Optional<String> containerName, Optional<String> networkMode,
        List<Ports.Mapping> ports, List<Ports.Mapping> exposed, List<String> healthTest, int replicas) {

    ComposeService {
        ports = List.copyOf(ports);
        exposed = List.copyOf(exposed);
        healthTest = List.copyOf(healthTest);
    }

    boolean onHost() {
        return networkMode.filter("host"::equals).isPresent();
    }
}
