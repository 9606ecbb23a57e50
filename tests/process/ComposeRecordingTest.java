package process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.recording.RecordingWorld;
import process.recording.Redaction;
import testing.FakeWorld;

/** Compose prints every password of a project; no recording holds one, not even a raw one. */
class ComposeRecordingTest {
    private static final Command CONFIG = Command.of("docker", "compose", "config", "--format", "json");

    @TempDir
    private Path folder;

    @Test
    void onlyPortsAreKept() throws IOException {
        assertEquals("""
                {"name":"shop","services":{\
                "api":{"ports":[{"target":80,"published":"8000"}],\
                "healthcheck":{"test":["CMD-SHELL","curl -f http://localhost/health || exit 1"]}},\
                "db":{"container_name":"db","deploy":{"replicas":1},"healthcheck":{}}}}""", recorded("""
                {"name": "shop", "x-key": "SECRET",
                 "services": {
                   "api": {"environment": {"TOKEN": "SECRET"}, "command": ["run", "SECRET"],
                     "build": {"args": {"KEY": "SECRET"}}, "labels": {"key": "SECRET"},
                     "ports": [{"target": 80, "published": "8000"}],
                     "healthcheck": {"test": ["CMD-SHELL", "curl -f http://localhost/health || exit 1"]}},
                   "db": {"container_name": "db", "deploy": {"replicas": 1, "labels": {"a": "SECRET"}}, "ports": null,
                     "healthcheck": {"test": ["CMD", "mysqladmin", "ping", "-pSECRET"], "timeout": "1s"}}},
                 "secrets": {"a": {"environment": "SECRET"}}}
                """));
    }

    @Test
    void noHealthCheckWithMoreThanAUrl() throws IOException {
        for (String test : List.of("curl -u a:SECRET http://localhost/", "curl http://a:SECRET@localhost/",
                "curl http://localhost/?key=SECRET", "curl -H 'Key: SECRET' http://localhost/", "SECRET",
                "curl --user=SECRET http://localhost/")) {
            String recorded = recorded("{\"name\": \"a\", \"services\": {\"b\": {\"healthcheck\": {\"test\": [\"CMD-SHELL\", \""
                    + test + "\"]}}}}");
            assertFalse(recorded.contains("SECRET"), recorded);
        }
    }

    @Test
    void whatIsNoJsonIsNotKeptAtAll() throws IOException {
        assertEquals("", recorded("services:\n  api:\n    environment:\n      TOKEN: SECRET\n"));
    }

    private String recorded(String printed) throws IOException {
        Path into = Files.createTempDirectory(folder, "recording");
        new RecordingWorld(new FakeWorld(Os.LINUX).command("docker compose", printed), into, Redaction.off())
                .run(CONFIG);
        try (Stream<Path> files = Files.list(into)) {
            return files.filter(file -> file.toString().endsWith(".out")).map(ComposeRecordingTest::read)
                    .collect(Collectors.joining());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
