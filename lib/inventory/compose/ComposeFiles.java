package inventory.compose;

import inventory.InventoryProblem;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files that Docker Compose takes when it is called in a folder, the later ones merged over the earlier ones.
 *
 * @param source      what the first is called in messages: relative where it lies in that folder or below
 * @param files       absolute, at least one
 * @param environment what interpolates: the process's variables, and those of {@code .env} that it lacks
 */
public record ComposeFiles(String source, List<Path> files, Map<String, String> environment) {
    /** In the order in which Compose prefers them (compose-go, {@code cli/options.go}). */
    private static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
    private static final List<String> OVERRIDES = List.of("compose.override.yml", "compose.override.yaml",
            "docker-compose.override.yml", "docker-compose.override.yaml");
    private static final String STANDARD_INPUT = "-";

    public ComposeFiles {
        files = List.copyOf(files);
        environment = Map.copyOf(environment);
    }

    /**
     * {@code COMPOSE_FILE}, from the environment or from {@code .env}, else the nearest folder upwards with a file of
     * one of Compose's names, and the override file beside it.
     *
     * @param environment of this process
     * @throws InventoryProblem when {@code .env} cannot be read
     */
    public static Optional<ComposeFiles> find(Path folder, Map<String, String> environment) throws InventoryProblem {
        Path start = folder.toAbsolutePath().normalize();
        Map<String, String> here = DotEnv.under(environment, start);
        List<Path> files = here.containsKey("COMPOSE_FILE") ? named(start, here) : nearest(start);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        Path first = files.getFirst();
        String source = first.startsWith(start) ? start.relativize(first).toString() : first.toString();
        return Optional.of(new ComposeFiles(source, files, DotEnv.under(here, first.getParent())));
    }

    /** Where relative paths and the project's name come from. */
    Path folder() {
        return files.getFirst().getParent();
    }

    private static List<Path> named(Path start, Map<String, String> environment) {
        String given = environment.getOrDefault("COMPOSE_PATH_SEPARATOR", "");
        String separator = given.isEmpty() ? File.pathSeparator : given;
        return Stream.of(environment.get("COMPOSE_FILE").split(Pattern.quote(separator)))
                .filter(name -> !name.isBlank() && !name.equals(STANDARD_INPUT))
                .map(name -> start.resolve(name).normalize()).toList();
    }

    private static List<Path> nearest(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Optional<Path> file = first(folder, NAMES);
            if (file.isPresent()) {
                return Stream.concat(file.stream(), first(folder, OVERRIDES).stream()).toList();
            }
        }
        return List.of();
    }

    /** A link that leads nowhere is passed over by Compose; where it is all there is, somebody should hear of it. */
    private static Optional<Path> first(Path folder, List<String> names) {
        List<Path> files = names.stream().map(folder::resolve).toList();
        return files.stream().filter(Files::exists).findFirst()
                .or(() -> files.stream().filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS)).findFirst());
    }
}
