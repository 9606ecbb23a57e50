package inventory.compose;

import docker.Container;
import docker.Engine;
import inventory.InventoryProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import process.World;
import testing.Project;

/** A folder of {@code tests/fixtures/compose}: a project's files, and what Docker Compose printed of it. */
record ComposeFixture(Path folder) {
    private static final Engine NO_CONTAINERS = new Engine.Running(List.<Container>of());

    static Stream<ComposeFixture> all() {
        try (Stream<Path> folders = Files.list(Project.path("tests/fixtures/compose"))) {
            return folders.filter(Files::isDirectory).sorted().map(ComposeFixture::new).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ComposeFixture of(String name) {
        return new ComposeFixture(Project.path("tests/fixtures/compose").resolve(name));
    }

    /** What Docker Compose printed: {@code docker compose config --format json}. */
    Path config() {
        return folder.resolve("config.json");
    }

    /** The variables that Compose was called with, one a line; none without such a file. */
    Map<String, String> environment() {
        Path file = folder.resolve("environment");
        if (!Files.exists(file)) {
            return Map.of();
        }
        var variables = new HashMap<String, String>();
        read(file).lines().map(line -> line.split("=", 2)).forEach(parts -> variables.put(parts[0], parts[1]));
        return variables;
    }

    ComposeFiles files() throws InventoryProblem {
        return ComposeFiles.find(folder, environment()).orElseThrow();
    }

    static ComposeReader reader(World world) {
        return new ComposeReader(world, () -> NO_CONTAINERS);
    }

    /** Its YAML files. */
    static List<String> texts(ComposeFixture project) {
        return Project.files("tests/fixtures/compose/" + project, "").stream()
                .filter(file -> file.matches(".*\\.ya?ml"))
                .map(Project::read).toList();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
