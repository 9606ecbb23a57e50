package user;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import com.sun.net.httpserver.SimpleFileServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
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
import testing.JBang;
import testing.Project;

/**
 * The scripts as somebody starts them who has nothing but the address of the catalog. A file that no manifest names
 * is not fetched, and a pattern in a manifest finds nothing.
 */
@Tag("user")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("jbang")
class RemoteCatalogTest {
    /** Empty folder to stand in, and one JBang folder for all: what one script fetched, the next one has. */
    @TempDir
    static Path home;

    private static HttpServer server;

    @BeforeAll
    static void serve() {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = SimpleFileServer.createFileServer(loopback, Project.root(), OutputLevel.NONE);
        server.start();
    }

    @AfterAll
    static void close() {
        server.stop(0);
    }

    @ParameterizedTest
    @MethodSource("user.LocalScriptsTest#commands")
    void startsFromTheCatalog(Catalog.Alias alias) {
        var result = user().run(alias.name() + "@" + address("jbang-catalog.json"), "--version");
        LocalScriptsTest.saysItsVersion(alias, result);
    }

    @Test
    void startsByTheFilesAddress() {
        user().run(address("runbook/Diagnose.java"), "--help").exitedWith(0).outContains("Usage", "diagnose");
    }

    @Test
    void startsByANameGivenToTheCatalog() {
        user().run("catalog", "add", "--name", "phones", address("jbang-catalog.json")).exitedWith(0);
        user().run("diagnose@phones", "--help").exitedWith(0).outContains("Usage", "diagnose");
    }

    @Test
    void theConsoleHasTheLibrary() {
        user().run("console@" + address("jbang-catalog.json")).exitedWith(0).outLacks("Error:").errLacks("error:");
    }

    private static JBang user() {
        return JBang.of(home).in(home);
    }

    private static String address(String file) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + file;
    }
}
