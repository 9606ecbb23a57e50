package monitor;

import docker.Usage;
import java.util.List;
import path.Diagnosis;

/**
 * What one look at the machine found.
 *
 * @param memory of the containers, as last measured; empty where it was not, or could not be
 */
public record Round(Diagnosis diagnosis, List<Usage> memory) {

    public Round {
        memory = List.copyOf(memory);
    }
}
