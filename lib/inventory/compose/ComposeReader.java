package inventory.compose;

import docker.Container;
import docker.Engine;
import inventory.InventoryProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import json.JsonShapeException;
import process.Command;
import process.Ran;
import process.World;
import text.Message;

/**
 * Reads Compose files. Docker Compose does it best and is asked first; where it is missing, too slow or refuses, the
 * files are read here, and broken ones are told with their places.
 */
public final class ComposeReader {
    /** Compose would fetch what a file names on other machines, and diagnosing asks no machine that nobody named. */
    private static final Map<String, String> NOTHING_FETCHED =
            Map.of("COMPOSE_EXPERIMENTAL_GIT_REMOTE", "false", "COMPOSE_EXPERIMENTAL_OCI_REMOTE", "false");

    private final World world;
    private final Supplier<Engine> docker;

    /** @param docker asked only where a file leaves it to Docker to choose a port */
    public ComposeReader(World world, Supplier<Engine> docker) {
        this.world = world;
        this.docker = docker;
    }

    /** @throws InventoryProblem when Compose cannot read them, and neither can we */
    public ComposeResult read(ComposeFiles files) throws InventoryProblem {
        Ran ran = world.run(config(files));
        if (ran.succeeded()) {
            try {
                return result(ConfigJson.parse(ran.outText()), files, List.of());
            } catch (JsonShapeException e) {
                // A version that prints something else: the files themselves are still there.
            }
        }
        return fromFiles(files);
    }

    ComposeResult fromFiles(ComposeFiles files) throws InventoryProblem {
        var reading = ProjectFiles.read(files);
        return result(reading.project(), files, reading.notes());
    }

    static Command config(ComposeFiles files) {
        var args = new ArrayList<String>(List.of("compose", "--project-directory", files.folder().toString()));
        for (Path file : files.files()) {
            args.addAll(List.of("--file", file.toString()));
        }
        args.addAll(List.of("config", "--format", "json"));
        var environment = new HashMap<>(files.environment());
        environment.putAll(NOTHING_FETCHED);
        return Command.of("docker", args).with(environment);
    }

    private ComposeResult result(Project project, ComposeFiles files, List<Message> notes) {
        var containers = new Containers(docker);
        return PublishedServices.of(project, files.source(), containers::get, notes);
    }

    /** Asks once, at the first need. */
    private static final class Containers {
        private final Supplier<Engine> docker;
        private List<Container> known;

        Containers(Supplier<Engine> docker) {
            this.docker = docker;
        }

        List<Container> get() {
            if (known == null) {
                known = docker.get() instanceof Engine.Running(List<Container> all) ? all : List.of();
            }
            return known;
        }
    }
}
