package replay;

import java.nio.file.Path;
import java.util.List;
import testing.Project;

/**
 * A machine in {@code tests/fixtures/hosts}: a folder with a recording, {@code case.md} that says what is true there,
 * and what the scripts are to say of it in {@code expected/}.
 */
public record RecordedMachine(String name) {
    private static final String HOSTS = "tests/fixtures/hosts";

    public static List<RecordedMachine> all() {
        return Project.files(HOSTS, "/manifest.jsonl").stream()
                .map(file -> new RecordedMachine(Path.of(file).getParent().getFileName().toString())).toList();
    }

    /** From the root of the project, as a reader would type it. */
    String fromRoot() {
        return HOSTS + "/" + name;
    }

    Path folder() {
        return Project.path(fromRoot());
    }

    Path expected(String file) {
        return folder().resolve("expected").resolve(file);
    }

    /** For the list of tests. */
    @Override
    public String toString() {
        return name;
    }
}
