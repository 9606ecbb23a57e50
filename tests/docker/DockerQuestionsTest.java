package docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.Command;
import process.Fact;
import process.LiveWorld;
import process.Ran;
import testing.ForwardingWorld;

/**
 * The real client, in front of an engine that has a secret in every field: what it prints for our questions has none
 * but the health check's own words, which the person at this machine is shown, and all that is read.
 */
class DockerQuestionsTest {
    private static final String ID = "ab".repeat(32);
    private static final String BARE = "cd".repeat(32);
    private static final String SECRET = "Kanarie";
    private static final String STARTED = "2026-11-23T05:09:26.657449199Z";

    @TempDir
    private Path folder;
    private HttpServer engine;
    private boolean refusesToInspect;

    @BeforeEach
    void engine() throws IOException {
        engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        engine.createContext("/", this::answer);
        engine.start();
        assumeTrue(!(new LiveWorld().run(Command.of("docker", "--version")).end() instanceof Ran.NotFound),
                "needs docker's client");
    }

    @AfterEach
    void end() {
        engine.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean inspects = path.matches(".*/containers/[0-9a-f]+/json");
        byte[] body = body(path).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Api-Version", "1.45");
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(inspects && refusesToInspect ? 500 : 200,
                exchange.getRequestMethod().equals("HEAD") ? -1 : body.length);
        if (!exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private String body(String path) {
        if (path.endsWith("/containers/json")) {
            return """
                    [{"Id":"%s","Names":["/web"],"Image":"KanarieImage","ImageID":"KanarieId","Command":"KanarieCommand",
                    "State":"running","Status":"Up 2 hours (unhealthy)","Ports":[{"IP":"0.0.0.0","PrivatePort":80,
                    "PublicPort":8002,"Type":"tcp"}],"Labels":{"com.docker.compose.service":"web",
                    "com.docker.compose.project":"KanarieProject","KanarieKey":"KanarieValue"},
                    "HostConfig":{"NetworkMode":"KanarieMode"},"NetworkSettings":{"Networks":{"bridge":{"Aliases":
                    ["KanarieAlias"]}}},"Mounts":[{"Type":"bind","Source":"/KanarieMount"}]}]""".formatted(ID);
        } else if (path.contains("/containers/" + BARE.substring(0, 12))) {
            return """
                    {"Id":"%s","Name":"/bare","State":{"Status":"created","StartedAt":"0001-01-01T00:00:00Z"},
                    "HostConfig":{"NetworkMode":"none","PortBindings":null},"Config":{"Labels":null,"ExposedPorts":null},
                    "NetworkSettings":{"Ports":null,"Networks":null}}""".formatted(BARE);
        } else if (path.endsWith("/stats")) {
            return """
                    {"read":"%s","id":"%s","name":"/web","memory_stats":{"usage":1048576,"limit":2097152,"stats":{}},
                    "cpu_stats":{"cpu_usage":{}},"precpu_stats":{"cpu_usage":{}},"networks":{"KanarieNet":{}}}"""
                    .formatted(STARTED, ID);
        } else if (path.contains("/containers/")) {
            return """
                    {"Id":"%s","Name":"/web","Path":"KanariePath","Args":["KanarieArg"],"LogPath":"/KanarieLog",
                    "RestartCount":2,"State":{"Status":"running","Running":true,"Pid":7,"ExitCode":0,"OOMKilled":true,
                    "Error":"","StartedAt":"%s","Health":{"Status":"unhealthy","Log":[{"Output":"first"},
                    {"Output":"refused","Start":"%2$s","End":"%2$s"}]}},"HostConfig":{"Binds":["/KanarieBind:/x"],
                    "NetworkMode":"default","PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8002"}]},
                    "ExtraHosts":["KanarieHost:81.2.69.142"]},"Mounts":[{"Source":"/KanarieMount"}],
                    "Config":{"Hostname":"KanarieHostname","Env":["A=KanarieEnvironment"],"Cmd":["KanarieCmd"],
                    "Healthcheck":{"Test":["CMD","KanarieTest"]},"Image":"KanarieImage","ExposedPorts":{"80/tcp":{}},
                    "Labels":{"com.docker.compose.service":"web","KanarieKey":"KanarieValue"}},
                    "NetworkSettings":{"Ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8002"}]},"Networks":{
                    "bridge":{"Aliases":["KanarieAlias"],"DNSNames":["KanarieDns"],"DriverOpts":{"KanarieOption":"x"},
                    "MacAddress":"a4:5e:60:c1:00:17","Gateway":"81.2.69.142","NetworkID":"4bf0",
                    "IPAddress":"172.17.0.2"},"back":{"NetworkID":"4bf1","IPAddress":"172.18.0.2",
                    "GlobalIPv6Address":"fd00::2"}}}}""".formatted(ID, STARTED);
        } else if (path.endsWith("/networks")) {
            return "[" + network() + "]";
        }
        return path.contains("/networks/") ? network() : "{}";
    }

    private static String network() {
        return """
                {"Id":"%s","Name":"back","Driver":"bridge","Internal":true,"Options":{"com.docker.network.bridge.name":
                "br-back","KanarieOption":"KanarieValue"},"Labels":{"KanarieLabel":"x"},"IPAM":{"Driver":"default",
                "Options":{"KanarieIpam":"x"},"Config":[{"Subnet":"172.18.0.0/16","Gateway":"81.2.69.142",
                "AuxiliaryAddresses":{"KanarieAuxiliary":"81.2.69.143"}},{"Subnet":"fd00::/64"}]},
                "Containers":{"x":{"Name":"KanarieOther","MacAddress":"a4:5e:60:c1:00:18"}}}""".formatted("4b".repeat(32));
    }

    /** What the client printed is looked through as it comes. */
    private final class Looking extends ForwardingWorld {
        Looking() {
            super(new LiveWorld());
        }

        @Override
        public Ran run(Command command) {
            boolean ids = command.line().endsWith("--quiet --no-trunc") && command.line().startsWith("docker ps");
            Ran ran = command.line().startsWith("docker context") ? answered(command, "unix:///var/run/docker.sock\n")
                    : ids ? answered(command, ID + "\n" + BARE + "\n") : super.run(command.with(Map.of("DOCKER_HOST",
                            "tcp://127.0.0.1:" + engine.getAddress().getPort(), "DOCKER_CONFIG", folder.toString())));
            for (String secret : List.of(SECRET, "81.2.69", "a4:5e")) {
                assertFalse((ran.outText() + ran.errText()).contains(secret), () -> command.line() + "\n" + ran.outText());
            }
            return ran;
        }

        private static Ran answered(Command command, String text) {
            return new Ran(command, new Ran.Exited(0), text.getBytes(StandardCharsets.UTF_8), new byte[0],
                    command.deadline());
        }
    }

    @Test
    void containers() {
        Engine.Running running = assertInstanceOf(Engine.Running.class, new DockerReader(new Looking()).read());
        Container web = running.containers().getFirst();
        assertEquals(List.of("web", Optional.of("web"), Container.Health.UNHEALTHY, true, 2, "refused", "default"),
                List.of(web.name(), web.composeService(), web.health(), web.outOfMemory(), web.restartCount(),
                        web.healthLog(), web.networkMode()));
        assertEquals(List.of(80, 8002), List.of(web.exposed().getFirst(), web.published().getFirst().hostPort()));
        assertEquals(List.of("172.17.0.2", "172.18.0.2", "fd00::2"), web.addresses().stream().sorted().toList());
        Container bare = running.containers().getLast();
        assertEquals(List.of("bare", Container.Health.NONE, List.of(), List.of(), Optional.empty()),
                List.of(bare.name(), bare.health(), bare.networks(), bare.exposed(), bare.composeService()));
    }

    @Test
    void containersWhereTheyMayNotBeInspected() {
        refusesToInspect = true;
        Container web = assertInstanceOf(Engine.Running.class, new DockerReader(new Looking()).read()).containers()
                .getFirst();
        assertEquals(List.of("web", Optional.of("web"), Container.Health.UNHEALTHY, 8002, false), List.of(web.name(),
                web.composeService(), web.health(), web.published().getFirst().hostPort(), web.inspected()));
    }

    @Test
    void networksAndMemory() {
        var reader = new DockerReader(new Looking());
        assertEquals(Fact.known(List.of(new BridgeNetwork("back", "br-back", List.of("172.18.0.0/16", "fd00::/64")))),
                reader.networks());
        assertEquals(Fact.known(List.of(new Usage("web", 1048576, 2097152))), reader.usage());
    }
}
