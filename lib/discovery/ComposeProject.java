package discovery;

import docker.Engine;
import inventory.InventoryProblem;
import inventory.compose.ComposeFiles;
import inventory.compose.ComposeReader;
import inventory.compose.ComposeResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import process.World;
import text.Message;

/**
 * The Compose project that the user stands in.
 *
 * @param environment of this process, where {@code COMPOSE_FILE} may be
 */
record ComposeProject(World world, Supplier<Engine> docker, Map<String, String> environment) {

    /** @param services empty where there are none, which the notes explain */
    record Found(Optional<RecordedChoice> services, List<Message> notes) {
        private static Found nothing(List<Message> notes) {
            return new Found(Optional.empty(), notes);
        }
    }

    /** What the files around the user publish. Broken ones do not end the run: Docker itself may know more. */
    Found around(FileSearch search) {
        if (search.refused(search.start()).isPresent()) {
            return Found.nothing(List.of());
        }
        Optional<ComposeFiles> files;
        try {
            files = ComposeFiles.find(search.start(), environment).filter(found -> isNear(search, found));
        } catch (InventoryProblem broken) {
            return Found.nothing(List.of(broken.mistakes().getFirst().message()));
        }
        return files.map(found -> read(search, found)).orElse(Found.nothing(List.of()));
    }

    /** Those of the variable may be anywhere; one that lies above the home was not put there for this user's project. */
    private boolean isNear(FileSearch search, ComposeFiles found) {
        return environment.containsKey("COMPOSE_FILE")
                || search.folders().contains(found.files().getFirst().getParent());
    }

    private Found read(FileSearch search, ComposeFiles files) {
        for (Path file : files.files()) {
            Optional<Message> refused = search.refusedWithFolder(file);
            if (refused.isPresent()) {
                return Found.nothing(List.of(Message.of("discovery.passed-over", file.toString(), refused.get())));
            }
        }
        try {
            return found(files.files().getFirst(), new ComposeReader(world, docker).read(files));
        } catch (InventoryProblem broken) {
            return Found.nothing(List.of(Message.of("discovery.broken-compose",
                    broken.mistakes().getFirst().message())));
        }
    }

    private static Found found(Path file, ComposeResult result) {
        return switch (result) {
            case ComposeResult.Published(var inventory, var notes) ->
                new Found(Optional.of(RecordedChoice.composed(file.toString(), inventory)), notes);
            case ComposeResult.NothingPublished(var source, var notes) -> {
                var all = new ArrayList<Message>(List.of(Message.of("discovery.compose-publishes-nothing",
                        file.toString())));
                all.addAll(notes);
                yield Found.nothing(all);
            }
        };
    }

    /**
     * The services of a Compose file that somebody named, with its override file where Compose would take it too.
     *
     * @throws InventoryProblem when it is broken
     */
    ComposeResult named(Path file) throws InventoryProblem {
        Path whole = file.toAbsolutePath().normalize();
        ComposeFiles files = ComposeFiles.find(whole.getParent(), environment)
                .filter(found -> found.files().getFirst().equals(whole))
                .orElseGet(() -> new ComposeFiles(file.toString(), List.of(whole), environment));
        return new ComposeReader(world, docker).read(files);
    }
}
