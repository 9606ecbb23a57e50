package user;

import java.nio.file.Path;
import layout.Catalog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import testing.FileServer;
import testing.JBang;
import testing.Project;

/**
 * A script as somebody starts it who has nothing but the address of a branch: slow, but it starts. A file that no
 * index names is not fetched, and a pattern finds nothing.
 */
@Tag("user")
@Execution(ExecutionMode.CONCURRENT)
class RemoteTreeTest {

    @Test
    void startsFromTheCatalog(@TempDir Path home) {
        Catalog.Alias verify = Catalog.alias("verify");
        try (var server = new FileServer(Project.root())) {
            String script = verify.name() + "@" + server.address("jbang-catalog.json");
            LocalScriptsTest.saysItsVersion(verify, JBang.of(home).in(home).run(script, "--version"));
        }
    }
}
