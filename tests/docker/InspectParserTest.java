package docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docker.Container.Health;
import docker.Container.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import process.Ran;
import testing.Mutations;
import testing.Project;

class InspectParserTest {

    private static List<Container> parse(String fixture) {
        return assertInstanceOf(Fact.Known.class, InspectParser.parse(Ran.decode(Project.fixture(fixture)))) instanceof
                Fact.Known<?>(List<?> list) ? list.stream().map(Container.class::cast).toList() : List.of();
    }

    private static final String NETWORK = "cdf0108e442920f9ff696b49b737c0c2fe2df062aaba2cd415adb86a06e069f9";

    private static Container.Publication tcp(int container, String address, int host) {
        return new Container.Publication(container, Protocol.TCP, address, host);
    }

    @Test
    void aComposeServiceOnLinux() {
        assertEquals(List.of(new Container("cb06c30b57d052908e6e9fe764e78c2e2cf50dcc2031b798a9ab2e8dde341867",
                "PPSUnidad0-Tarea_Hernandez_Pulido_Juan_Carlos", Optional.of("nginx"),
                Status.RUNNING, Health.NONE, 0, false, 0, Optional.of(Instant.parse("2025-12-10T23:37:11.919004153Z")),
                "", "", List.of(tcp(80, "0.0.0.0", 8085)), List.of(tcp(80, "0.0.0.0", 8085), tcp(80, "::", 8085)),
                List.of(80), List.of(new Attachment("ppsunidad0-tarea_hernandez_pulido_juan_carlos_default",
                        NETWORK, List.of("172.18.0.2"))), "ppsunidad0-tarea_hernandez_pulido_juan_carlos_default",
                true)),
                parse("docker/linux-docker-inspect-nginx-compose.json"));
    }

    @Test
    void aComposeServiceOfDockerDesktopOnWindows() {
        Container container = parse("docker/windows-docker-desktop-inspect.utf8.json").getFirst();
        assertEquals("double-take-final", container.name());
        assertEquals(Optional.of("double-take"), container.composeService());
        assertEquals(List.of(tcp(3000, "0.0.0.0", 2323)), container.requested());
        assertEquals(List.of(tcp(3000, "0.0.0.0", 2323), tcp(3000, "::", 2323)), container.published());
    }

    @Test
    void theTemplateGivesWhatTheWholeDocumentGives() {
        assertEquals(parse("docker/linux-inspect-whole.json"), parse("docker/linux-inspect-template.ndjson"));
    }

    @Test
    void theTemplateAsksForNoEnvironmentAndHasNoDoubleQuote() {
        assertTrue(Ran.decode(Project.fixture("docker/linux-inspect-whole.json")).contains("SECRET=hunter2"));
        assertFalse(Ran.decode(Project.fixture("docker/linux-inspect-template.ndjson")).contains("hunter2"));
        assertFalse(InspectParser.TEMPLATE.contains("\""));
    }

    @Test
    void everyStateAContainerCanBeIn() {
        Map<String, Container> containers = parse("docker/linux-inspect-template.ndjson").stream()
                .collect(Collectors.toMap(Container::name, Function.identity()));
        Container eats = containers.get("eats");
        assertEquals(List.of(Status.EXITED, true, 137), List.of(eats.status(), eats.outOfMemory(), eats.exitCode()));
        assertEquals(List.of(tcp(9, "0.0.0.0", 9999)), eats.requested());
        assertEquals(List.of(), eats.published());
        Container sick = containers.get("sick");
        assertEquals(List.of(Status.RUNNING, Health.UNHEALTHY, "no"),
                List.of(sick.status(), sick.health(), sick.healthLog()));
        assertEquals(List.of(tcp(80, "127.0.0.1", 8001)), sick.published());
        Container loop = containers.get("loop");
        assertEquals(List.of(Status.RESTARTING, 7, true),
                List.of(loop.status(), loop.exitCode(), loop.restartCount() > 0));
        Container dead = containers.get("dead");
        assertEquals(List.of(Status.EXITED, 3, "host"), List.of(dead.status(), dead.exitCode(), dead.networkMode()));
        Container made = containers.get("made");
        assertEquals(List.of(Status.CREATED, Optional.empty()), List.of(made.status(), made.startedAt()));
        assertEquals(List.of(tcp(80, "0.0.0.0", 0), tcp(81, "0.0.0.0", 0)), made.requested());
        Container web = containers.get("web");
        assertEquals(List.of(Status.PAUSED, Optional.of("api")), List.of(web.status(), web.composeService()));
        assertTrue(web.published().contains(new Container.Publication(9000, Protocol.UDP, "127.0.0.1", 9000)));
        assertEquals(List.of(80, 7880, 7881), web.exposed());
        assertEquals(7, containers.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[{}]", "[1]", "{\"Id\":\"a\",\"Name\":\"/b\"}", "<html>", "[[]]",
        "{\"Id\":\"a\",\"Name\":\"b\",\"State\":{\"Status\":\"running\"},"
            + "\"NetworkSettings\":{\"Ports\":{\"x/tcp\":[]}}}",
        "{\"Id\":\"a\",\"Name\":\"b\",\"State\":{\"Status\":\"running\",\"StartedAt\":\"soon\"}}",
        "{\"Id\":\"a\",\"Name\":\"b\",\"State\":{\"Status\":\"running\",\"ExitCode\":\"x\"}}"})
    void whatIsNoContainerIsUnknown(String text) {
        assertInstanceOf(Fact.Unknown.class, InspectParser.parse(text));
    }

    @Test
    void noContainersIsAnAnswer() {
        assertEquals(Fact.known(List.of()), InspectParser.parse("[]"));
        assertEquals(Fact.known(List.of()), InspectParser.parse(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/linux-docker-inspect-nginx-compose.json", "docker/linux-inspect-whole.json",
        "docker/windows-docker-desktop-inspect.utf8.json", "docker/linux-inspect-template.ndjson"})
    void mutilatedOutputNeverInventsAContainer(String fixture) {
        for (byte[] bytes : Mutations.of(Project.fixture(fixture), 200, 42)) {
            if (InspectParser.parse(Ran.decode(bytes)) instanceof Fact.Known<List<Container>>(List<Container> list)) {
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                for (Container container : list) {
                    assertTrue(text.contains(new String(container.id().getBytes(StandardCharsets.UTF_8),
                            StandardCharsets.ISO_8859_1)), container.id());
                    Stream.concat(container.requested().stream(), container.published().stream())
                            .filter(publication -> publication.hostPort() != 0)
                            .forEach(publication -> assertTrue(text.contains("" + publication.hostPort())));
                }
            }
        }
    }
}
