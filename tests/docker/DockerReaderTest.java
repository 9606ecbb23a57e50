package docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Command;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import testing.Project;
import text.Message;

class DockerReaderTest {
    private static final Ran.End FAILED = new Ran.Exited(1);

    private static FakeWorld local() {
        return new FakeWorld(Os.LINUX).command("docker context inspect", "unix:///var/run/docker.sock\n");
    }

    private static Engine refused(String err) {
        return new DockerReader(local().command("docker ps", FAILED, new byte[0], err)).read();
    }

    @Test
    void containersAreListedAndThenInspectedTogether() {
        var world = local().command("docker ps", Project.fixture("docker/linux-ps-ids.txt"))
                .command("docker container inspect", Project.fixture("docker/linux-inspect-template.ndjson"));
        var running = assertInstanceOf(Engine.Running.class, new DockerReader(world).read());
        assertEquals(List.of("eats", "gone", "sick", "loop", "dead", "made", "web"),
                running.containers().stream().map(Container::name).toList());
        assertEquals(4, world.asked().size(), "some have none of the ports that they asked for");
    }

    @Test
    void networksAreAskedForWhereAContainerHasNoneOfItsPorts() {
        String container = """
                {"Id":"%s","Name":"/api","State":{"Status":"running"},"HostConfig":{"NetworkMode":"intern",
                "PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8000"}]}},"NetworkSettings":{"Ports":{%s},
                "Networks":{"intern":{"NetworkID":"a3f2"},"old":{"NetworkID":"ffff"}}}}""";
        String published = "\"80/tcp\":[{\"HostIp\":\"0.0.0.0\",\"HostPort\":\"8000\"}]";
        String id = "0123456789abcdef";
        var world = local().command("docker ps", id + "\n")
                .command("docker container inspect", container.formatted(id, ""))
                .command("docker network ls",
                        "{ \"ID\":\"a3f2\",\"Name\":\"intern\",\"Driver\":\"bridge\",\"Internal\":\"true\" }");
        List<Attachment> networks = assertInstanceOf(Engine.Running.class, new DockerReader(world).read())
                .containers().getFirst().networks();
        assertEquals(new Attachment.Lookup.Found(new Network("a3f2", "intern", "bridge", true)),
                networks.getFirst().network());
        assertEquals(new Attachment.Lookup.Gone(), networks.getLast().network());

        var healthy = local().command("docker ps", id + "\n")
                .command("docker container inspect", container.formatted(id, published));
        Container one = assertInstanceOf(Engine.Running.class, new DockerReader(healthy).read()).containers().getFirst();
        assertEquals(new Attachment.Lookup.NotAsked(), one.networks().getFirst().network());
        assertEquals(3, healthy.asked().size());
    }

    @Test
    void aListOfNetworksThatCannotBeHadChangesNothing() {
        var world = local().command("docker ps", Project.fixture("docker/linux-ps-ids.txt"))
                .command("docker container inspect", Project.fixture("docker/linux-inspect-template.ndjson"))
                .command("docker network ls", FAILED, new byte[0], "unknown command\n");
        var running = assertInstanceOf(Engine.Running.class, new DockerReader(world).read());
        assertTrue(running.containers().stream().flatMap(container -> container.networks().stream())
                .allMatch(network -> network.network() instanceof Attachment.Lookup.NotAsked));
    }

    @Test
    void nothingRunningIsNotNothingKnown() {
        var world = local().command("docker ps", "");
        assertEquals(new Engine.Running(List.of()), new DockerReader(world).read());
        assertEquals(2, world.asked().size());
    }

    @Test
    void aContainerThatVanishesInBetweenIsAbsent() {
        var world = local().command("docker ps", Project.fixture("docker/linux-ps-ids.txt"))
                .command("docker container inspect", FAILED,
                        Project.fixture("docker/linux-inspect-template.ndjson"),
                        "Error response from daemon: No such container: 5a19974dfc68\n");
        assertEquals(7, assertInstanceOf(Engine.Running.class, new DockerReader(world).read()).containers().size());
    }

    @Test
    void anyOtherFailureOfInspectIsUnclear() {
        var world = local().command("docker ps", Project.fixture("docker/linux-ps-ids.txt"))
                .command("docker container inspect", FAILED, new byte[0], "template parsing error: no entry\n");
        assertInstanceOf(Engine.Unclear.class, new DockerReader(world).read());
    }

    @Test
    void aClientThatCannotInspectStillLists() {
        for (Ran.End end : List.of(FAILED, new Ran.TimedOut(), new Ran.Flooded(), new Ran.Exited(0))) {
            var world = local()
                    .command("docker ps --all --no-trunc --format",
                            Project.fixture("docker/linux-docker-ps-format-json.2025-01.ndjson"))
                    .command("docker ps", Project.fixture("docker/linux-ps-ids.txt"))
                    .command("docker container inspect", end, "{".getBytes(StandardCharsets.UTF_8), "no such field\n");
            List<Container> containers = assertInstanceOf(Engine.Running.class, new DockerReader(world).read())
                    .containers();
            assertEquals(List.of("mongo-express", "mongodb"), containers.stream().map(Container::name).toList());
            assertEquals(4, world.asked().size());
        }
    }

    @Test
    void manyContainersAreAskedForInParts() {
        String ids = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n".repeat(450);
        var world = local().command("docker ps", ids).command("docker container inspect", "");
        assertInstanceOf(Engine.Running.class, new DockerReader(world).read());
        List<Command> inspections = world.asked().stream()
                .filter(command -> command.line().startsWith("docker container")).toList();
        assertEquals(3, inspections.size());
        assertTrue(inspections.stream().allMatch(command -> command.line().length() < 32_000));
    }

    @Test
    void noClientMeansNotInstalled() {
        assertEquals(new Engine.NotInstalled(), new DockerReader(new FakeWorld(Os.LINUX)).read());
    }

    @Test
    void aClientThatIsNotStartedBecauseOfItsPlaceIsNamed() {
        var world = new FakeWorld(Os.WINDOWS).command("docker context", new Ran.NotFound(Optional.of(".\\docker.exe")),
                new byte[0], "");
        assertEquals(new Engine.NotInstalled(Optional.of(Message.of("process.not-found-but-here", "docker",
                ".\\docker.exe"))), new DockerReader(world).read());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
        "failed to connect to the docker API at unix:///run/docker.sock; check if the path is correct and if the "
            + "daemon is running: dial unix /run/docker.sock: connect: no such file or directory",
        "error during connect: This error may indicate that the docker daemon is not running.: Get "
            + "\"http://%2F%2F.%2Fpipe%2Fdocker_engine/v1.24/containers/json\": open //./pipe/docker_engine: "
            + "The system cannot find the file specified.",
        "error during connect: Get \"http://%2F%2F.%2Fpipe%2FdockerDesktopLinuxEngine/v1.46/containers/json\": open "
            + "//./pipe/dockerDesktopLinuxEngine: Le fichier sp\u00e9cifi\u00e9 est introuvable.",
        "error during connect: In the default daemon configuration on Windows, the docker client must be run with "
            + "elevated privileges to connect.: Get \"http://x\": open //./pipe/docker_engine: Das System kann die "
            + "angegebene Datei nicht finden."})
    void aDaemonThatDoesNotRun(String said) {
        assertEquals(new Engine.NotRunning(said), refused(said + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "
            + "\"http://%2Fvar%2Frun%2Fdocker.sock/v1.50/containers/json\": dial unix /var/run/docker.sock: connect: "
            + "permission denied",
        "permission denied while trying to connect to the docker API at unix:///var/run/docker.sock",
        "error during connect: Get \"http://x\": open //./pipe/docker_engine: Access is denied.",
        "error during connect: Get \"http://x\": open //./pipe/docker_engine: Acc\u00e8s refus\u00e9."})
    void aDaemonThatWeMayNotTalkTo(String said) {
        assertEquals(new Engine.NoPermission(said), refused(said + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown flag: --quiet", "Error response from daemon: page not found",
        "Failed to initialize: unable to resolve docker endpoint: context \"nope\": context not found"})
    void otherWordsAreUnclear(String said) {
        assertInstanceOf(Engine.Unclear.class, refused(said));
    }

    @Test
    void aClientThatHangsOrFloodsOrPrintsNonsenseIsUnclear() {
        for (Ran.End end : List.of(new Ran.TimedOut(), new Ran.Flooded())) {
            assertInstanceOf(Engine.Unclear.class,
                    new DockerReader(local().command("docker ps", end, new byte[0], "")).read());
        }
        byte[] binary = {0, (byte) 0xFF, 10, (byte) 0x80};
        assertInstanceOf(Engine.Unclear.class, new DockerReader(local().command("docker ps", binary)).read());
    }

    @ParameterizedTest
    @CsvSource({"ssh://me@other, true", "tcp://192.0.2.9:2375, true", "tcp://dock.example.test:2376, true",
        "tcp://127.0.0.1:2375, false", "tcp://localhost:2375, false", "tcp://[::1]:2375, false",
        "unix:///run/user/1000/docker.sock, false", "npipe:////./pipe/dockerDesktopLinuxEngine, false",
        "tcp://127.0.0.1.example.test:2375, true"})
    void anEngineOnAnotherMachineIsNotAsked(String endpoint, boolean elsewhere) {
        var world = new FakeWorld(Os.LINUX).command("docker context inspect", endpoint + "\n").command("docker ps", "");
        Engine engine = new DockerReader(world).read();
        assertEquals(elsewhere, engine instanceof Engine.Unclear);
        assertEquals(elsewhere ? 1 : 2, world.asked().size());
    }
}
