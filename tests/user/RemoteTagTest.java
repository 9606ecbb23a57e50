package user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import layout.Catalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import release.Release;
import testing.FileServer;
import testing.JBang;
import testing.Project;

/** The scripts as somebody starts them who has nothing but the address of a tag. */
@Tag("user")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("one server whose requests are counted, one JBang folder")
class RemoteTagTest {
    /** Who waits for a first start on a bad network waits for each request. */
    private static final int MOST_REQUESTS = 12;

    /** Empty folder to stand in, and one JBang folder for all: what one script fetched, the next one has. */
    @TempDir
    static Path home;

    @TempDir
    static Path tag;

    private static FileServer server;

    @BeforeAll
    static void serve() throws IOException {
        Release.write(tag, Release.pages("git@github.com:ORG/REPO.git"));
        server = new FileServer(tag);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("user.LocalScriptsTest#commands")
    void startsFromTheCatalog(Catalog.Alias alias) {
        LocalScriptsTest.saysItsVersion(alias, user().run(alias.name() + "@" + catalog(), "--version"));
    }

    @Test
    void theFirstStartTakesFewRequests(@TempDir Path empty) {
        server.requests();
        JBang.of(empty).in(empty).run("verify@" + catalog(), "--version").exitedWith(0);
        List<String> first = server.requests();
        assertTrue(first.contains("GET /lib/runbook-lib-" + Release.version() + ".jar"), first.toString());
        assertTrue(first.size() <= MOST_REQUESTS, first.toString());
        JBang.of(empty).in(empty).run("rollback@" + catalog(), "--version").exitedWith(0);
        assertEquals(List.of("GET /runbook/Rollback.java"), server.requests());
    }

    /** The library is whole, with its words in both languages and what it reads of the folder of the scripts. */
    @Test
    void doesItsWork() {
        user().run("fix-firewall@" + catalog(), "--help", "--lang", "fr").exitedWith(0).outContains("fix-firewall");
        String recorded = Project.path("tests/fixtures/hosts/windows-popup-block-rule").toString();
        user().run("diagnose@" + catalog(), "--replay", recorded, "--lang", "fr").exitedWith(20)
                .outContains("https://github.com/ORG/REPO/blob/v" + Release.version()
                        + "/runbook/RUNBOOK.fr.md#firewall-block-rule");
        user().run("explain@" + catalog(), "firewall-block-rule").exitedWith(0).outContains("A rule blocks");
    }

    @Test
    void startsByTheFilesAddress() {
        user().run(server.address("runbook/Diagnose.java"), "--help").exitedWith(0).outContains("Usage", "diagnose");
    }

    @Test
    void startsByANameGivenToTheCatalog() {
        user().run("catalog", "add", "--name", "phones", catalog()).exitedWith(0);
        user().run("diagnose@phones", "--help").exitedWith(0).outContains("Usage", "diagnose");
    }

    private static JBang user() {
        return JBang.of(home).in(home);
    }

    private static String catalog() {
        return server.address("jbang-catalog.json");
    }
}
