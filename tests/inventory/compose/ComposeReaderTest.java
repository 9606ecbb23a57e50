package inventory.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import docker.Container;
import docker.Engine;
import inventory.HealthCheck;
import inventory.InventoryProblem;
import inventory.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import text.Language;
import text.Words;

/** What comes of a Compose file: by Compose's own answer, and without it. */
class ComposeReaderTest {
    private static final Words ENGLISH = new Words(Language.ENGLISH);
    private static final FakeWorld NO_COMPOSE = new FakeWorld(Os.LINUX);

    @TempDir
    private Path folder;

    @Test
    void aHealthCheckByHttpIsTheHealthOfItsPort() throws InventoryProblem {
        assertEquals("""
                any-status 8015
                busybox-wget 8005 /live
                by-name 8006 /health
                by-shell 8007 /health
                cmd-curl 8001 /health
                database 5432
                disabled 8018
                elsewhere 8009
                https 8008
                line-curl 8003 /health
                node 8011
                none 8017
                of-another 8010
                piped 8012
                post 8013
                shell-curl 8002 /ready?deep=1
                shell-curl (8102/tcp) 8102
                variable 8016
                wget 8004 /
                with-key 8014
                """, lines(fromFiles("health")));
        assertEquals("""
                The health check of elsewhere asks port 9999 of its container, which is not published; only connections are tested
                The health check of https is HTTPS; only connections are tested
                """, notes(fromFiles("health")));
    }

    @Test
    void everyPortOfTheHostIsFound() throws InventoryProblem {
        assertEquals("""
                api 22,5353,8000,8080,8443,8444,9000,9001,9002,9100
                api (udp) 5353,6060,6061
                web 443
                """, lines(fromFiles("short-syntax")));
        assertEquals("""
                api: Docker chooses the port for 3000/tcp, and container short-syntax-api-1 does not run; write a port in front, or start it
                api: Docker chooses the port for 70/tcp, and container short-syntax-api-1 does not run; write a port in front, or start it
                api: Docker chooses the port for 4000/tcp, and container short-syntax-api-1 does not run; write a port in front, or start it
                api: Docker chooses the port for 4001/tcp, and container short-syntax-api-1 does not run; write a port in front, or start it
                api: Docker chooses the port for 5000/tcp, and container short-syntax-api-1 does not run; write a port in front, or start it
                api: Docker chooses the port for 5001/tcp, and container short-syntax-api-1 does not run; write a port in front, or start it
                api: Docker chooses the port for 5002/tcp, and container short-syntax-api-1 does not run; write a port in front, or start it
                api has a port over sctp, which is not tested
                """, notes(fromFiles("short-syntax")));
    }

    @Test
    void aServiceInTheHostsNetworkHasThePortsItNames() throws InventoryProblem {
        assertEquals("""
                published 80
                told 5000 /health
                told (5100/tcp) 5100,5101
                told (udp) 5001
                """, lines(fromFiles("host-network")));
        assertEquals("silent uses the network of the host, and the Compose file names none of its ports;"
                + " name them under \"expose\"\n", notes(fromFiles("host-network")));
    }

    @Test
    void aContainerIsCalledAsComposeCallsIt() throws InventoryProblem {
        ComposeResult result = fromFiles("replicas");
        assertEquals("Named 8060\nnamed (8000/tcp) 8000\n", lines(result));
        assertEquals(List.of("my-shop-Named-1", "the-api"), published(result).inventory().services().stream()
                .map(service -> service.container().orElseThrow()).toList());
    }

    @Test
    void aPortThatTwoServicesWantIsTestedOnce() throws InventoryProblem {
        assertEquals("a 8000,8001\nb 8002\n", lines(fromFiles("same-port")));
        assertEquals("b publishes 8000/tcp as well; it is tested as a port of a\n", notes(fromFiles("same-port")));
    }

    @Test
    void publishingNothingIsAResultOfItsOwn() throws InventoryProblem {
        assertEquals(new ComposeResult.NothingPublished("compose.yml", List.of()), fromFiles("nothing-published"));
    }

    /** Docker chose 32768 of all ports for one, and 7002 of a range for the other. */
    @Test
    void aPortThatDockerChoseIsTheRunningContainers() throws InventoryProblem {
        Engine engine = new Engine.Running(List.of(
                container("short-syntax-api-1", "api", new Container.Publication(3000, Protocol.TCP, "0.0.0.0", 32768),
                        new Container.Publication(70, Protocol.TCP, "0.0.0.0", 7002),
                        new Container.Publication(70, Protocol.UDP, "0.0.0.0", 7003)),
                container("another-api-1", "api", new Container.Publication(4000, Protocol.TCP, "0.0.0.0", 32769))));
        var reader = new ComposeReader(NO_COMPOSE, () -> engine);
        ComposeResult result = reader.read(ComposeFixture.of("short-syntax").files());
        assertEquals("api 22,5353,7002,8000,8080,8443,8444,9000,9001,9002,9100,32768",
                lines(result).lines().findFirst().orElseThrow());
    }

    /** Compose refuses such a name, and so does the reader of files; a recording holds what somebody wrote into it. */
    @Test
    void aServiceWithABlankNameIsCalledAsItsContainer() throws InventoryProblem {
        String answer = "{\"name\":\"shop\",\"services\":{\" \":{\"ports\":[{\"target\":80,\"published\":\"8000\","
                + "\"protocol\":\"tcp\"}]}}}";
        var world = new FakeWorld(Os.LINUX).command("docker compose", new Ran.Exited(0),
                answer.getBytes(StandardCharsets.UTF_8), "");
        assertEquals("shop- -1 8000\n", lines(ComposeFixture.reader(world)
                .read(ComposeFixture.of("file-list").files())));
    }

    @Test
    void aVariableThatNobodySetIsSaid() throws IOException, InventoryProblem {
        write("compose.yaml", "services:\n  api:\n    ports:\n      - ${PORT}:80\n");
        assertEquals("The variable PORT is not set (compose.yaml, line 4); Compose puts nothing in its place",
                notes(read(Map.of())).lines().findFirst().orElseThrow());
        assertEquals("api 8000\n", lines(read(Map.of("PORT", "8000"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exited    | the plugin is missing, or the file is refused
            timed out | a daemon in the way
            junk      | another program called docker
            """)
    void whereComposeDoesNotAnswerTheFileIsRead(String how) throws InventoryProblem {
        Ran.End end = switch (how) {
            case "exited" -> new Ran.Exited(1);
            case "timed out" -> new Ran.TimedOut();
            default -> new Ran.Exited(0);
        };
        byte[] out = (how.equals("junk") ? "[1, 2" : "").getBytes(StandardCharsets.UTF_8);
        var world = new FakeWorld(Os.LINUX).command("docker compose", end, out, "unknown command");
        assertEquals("api 8000,8443\n", lines(ComposeFixture.reader(world)
                .read(ComposeFixture.of("file-list").files())));
    }

    /** A file may name others on any machine; Compose is told not to fetch them. */
    @Test
    void nothingIsFetched() throws InventoryProblem {
        var world = new FakeWorld(Os.LINUX);
        ComposeFixture.reader(world).read(ComposeFixture.of("same-port").files());
        Map<String, String> environment = world.asked().getFirst().environment();
        assertEquals("false", environment.get("COMPOSE_EXPERIMENTAL_GIT_REMOTE"));
        assertEquals("false", environment.get("COMPOSE_EXPERIMENTAL_OCI_REMOTE"));
    }

    @Test
    void whatIsElsewhereIsNotRead() throws IOException, InventoryProblem {
        write("compose.yaml", """
                include: ["oci://registry.example/parts:1", "https://git.example/a.git#main:compose.yaml"]
                services:
                  api: {ports: ["8000:80"], extends: {file: "git@git.example:b.git", service: x}}
                """);
        assertEquals("api 8000\n", lines(read(Map.of())));
        assertEquals("""
                git@git.example:b.git is on another machine and was not read
                oci://registry.example/parts:1 is on another machine and was not read
                https://git.example/a.git#main:compose.yaml is on another machine and was not read
                """, notes(read(Map.of())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            services: [a]                                  | 1:11: services must be keys, one per service
            - a                                            | 1:1: a Compose file consists of keys, such as "services:"
            services: {a: [b]}                             | 1:15: there must be a single value or keys here, not a list
            services: {a: b}                               | 1:15: a service consists of keys, such as "image:" and "ports:"
            services: {a b: {}}                            | 1:12: "a b" is not a valid name for a Compose service; use letters, digits, ".", "_" and "-"
            services: {a: {ports: ["x:80"]}}               | 1:24: "x:80" is not a valid port mapping; write it like "8000:80" or "127.0.0.1:8000:80/udp", with ports from 1 to 65535
            services: {a: {ports: ["8000:0"]}}             | 1:24: "8000:0" is not a valid port mapping; write it like "8000:80" or "127.0.0.1:8000:80/udp", with ports from 1 to 65535
            services: {a: {ports: ["8001::82"]}}           | 1:24: "8001::82" is not a valid port mapping; write it like "8000:80" or "127.0.0.1:8000:80/udp", with ports from 1 to 65535
            services: {a: {ports: ["8000:80 "]}}           | 1:24: "8000:80 " is not a valid port mapping; write it like "8000:80" or "127.0.0.1:8000:80/udp", with ports from 1 to 65535
            services: {a: {ports: [{published: 1}]}}       | 1:24: a port mapping needs "target", one port from 1 to 65535; "published" is a port or a range, and "protocol" tcp or udp
            services: {a: {ports: ["${P:?say it}:80"]}}    | 1:24: the variable P must have a value: say it
            services: {a: {ports: ["${P:80"]}}             | 1:24: "${P:80" is not a valid use of a variable; write $$ for a dollar sign
            services: {a: {scale: many}}                   | 1:23: "many" is not a number of containers
            services: {a: {extends: b}}                    | 1:25: there is no service "b" to extend in compose.yaml
            services: {a: {extends: b}, b: {extends: a}}   | 1:25: "a" extends itself, directly or through others
            services: {a: {}, a: {}}                       | 1:19: the key "a" is here a second time
            services: {a: {ports: [1: 2}                   | 1:28: this is not valid YAML: expected ',' or ']', but got }
            services: {a: *b}                              | 1:15: there is no "&b" above this
            services: {a: {<<: 1}}                         | 1:20: << takes keys from a mapping, or from a list of mappings; this is something else
            """)
    void aBrokenFileIsToldWithItsPlace(String text, String expected) throws IOException {
        write("compose.yaml", text);
        assertEquals("compose.yaml:" + expected, refused());
    }

    private String refused() {
        var problem = assertThrows(InventoryProblem.class, () -> read(Map.of()));
        return problem.mistakes().stream().map(mistake -> ENGLISH.say(mistake.message()))
                .collect(Collectors.joining("\n"));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private ComposeResult read(Map<String, String> environment) throws InventoryProblem {
        return ComposeFixture.reader(NO_COMPOSE).read(ComposeFiles.find(folder, environment).orElseThrow());
    }

    private static ComposeResult fromFiles(String project) throws InventoryProblem {
        return ComposeFixture.reader(NO_COMPOSE).read(ComposeFixture.of(project).files());
    }

    private static ComposeResult.Published published(ComposeResult result) {
        return assertInstanceOf(ComposeResult.Published.class, result);
    }

    private static String lines(ComposeResult result) {
        return published(result).inventory().services().stream().map(ComposeReaderTest::line)
                .collect(Collectors.joining());
    }

    private static String line(Service service) {
        return service.name() + " " + service.ports().stream().map(String::valueOf).collect(Collectors.joining(","))
                + service.health().values().stream().map(HealthCheck::text).distinct().map(path -> " " + path)
                        .collect(Collectors.joining()) + "\n";
    }

    private static String notes(ComposeResult result) {
        return result.notes().stream().map(note -> ENGLISH.say(note) + "\n").collect(Collectors.joining());
    }

    private static Container container(String name, String service, Container.Publication... published) {
        return new Container("0123456789ab", name, Optional.of(service), Container.Status.RUNNING,
                Container.Health.NONE, 0, false, 0, Optional.empty(), "", "", List.of(published), List.of(published),
                List.of(), List.of(), "bridge", true);
    }
}
