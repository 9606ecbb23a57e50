package discovery;

import static discovery.FakeContainers.running;
import static discovery.FakeContainers.stopped;
import static discovery.FakeContainers.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import docker.Container;
import docker.Engine;
import inventory.HealthCheck;
import inventory.Inventory;
import inventory.InventoryProblem;
import inventory.Service;
import inventory.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probe.Limits;
import process.Fact;
import process.Os;
import testing.FakeWorld;
import testing.ForwardingWorld;
import text.Language;
import text.Message;
import text.Words;

/** Where the services come from when nobody names them, one place after the other. */
class ServiceDiscoveryTest {
    private static final Words ENGLISH = new Words(Language.ENGLISH);
    private static final Engine NO_DOCKER = new Engine.NotInstalled();
    private static final Engine WEB = docker(running("shop-web-1", "web", tcp("0.0.0.0", 1)));
    private static final String MINE = "services:\n  - name: Mine\n    port: 3000\n";

    @TempDir
    private Path temporary;
    private Path folder;
    private final FakeWorld machine = new FakeWorld(Os.LINUX);

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectories(temporary.toRealPath().resolve("project/app"));
    }

    @Test
    void aServicesFileComesFirst() throws Exception {
        Path file = write("services.yaml", MINE);
        Inventory found = found(WEB);
        assertEquals(List.of("Mine"), names(found));
        assertEquals(new Source(Source.Kind.FOUND_FILE, file.toString()), found.source());
        assertEquals(List.of("--services", file.toString()), found.source().options());
    }

    @Test
    void dockerIsNotAskedWhereAFileSaysIt() throws Exception {
        write("services.yaml", MINE);
        assertEquals(List.of("Mine"), names(services(discovery(() -> {
            throw new AssertionError("Docker is asked");
        }).services(new ServicesFrom.FirstFound()))));
    }

    @Test
    void aServicesFileWithMistakesIsToldWithTheWayOn() throws Exception {
        Path file = write("services.yaml", "services:\n  - name: Mine\n    prot: 3000\n");
        var problem = assertThrows(InventoryProblem.class, () -> found(WEB));
        assertEquals(file + ":3:5: unknown key \"prot\"; did you mean \"port\"?",
                ENGLISH.say(problem.mistakes().getFirst().message()));
        assertEquals(Optional.of(Message.of("discovery.without-it")), problem.wayOn());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "parameters:\nservices:\n  _defaults:\n    autowire: true\n", // Symfony
        "services:\n  web:\n    image: nginx\n    ports: [\"80:80\"]\n", // Compose
        "- Media:\n  - Jellyfin:\n      href: http://tv.lan\n", // Homepage
        "services:\n  - name: Media\n    icon: fas fa-tv\n    items:\n      - name: Jellyfin\n", // Homer
        "apiVersion: v1\nservices:\n  - name: http\n    port: 80\n",
        "{{- range .Values.services }}\n- name: {{ .name }}\n{{- end }}\n", // Helm
        "services: []\n", "", "\u0000\u0001", "just words"})
    void aFileOfAnotherProgramIsPassedOverWithANote(String text) throws Exception {
        Path file = write("services.yaml", text);
        Inventory found = found(WEB);
        assertEquals(List.of("web"), names(found));
        assertEquals(List.of(file + " is not used: it is not a services file: no list of services with name and port."
                + " If it is the right one, name it with --services"), said(found.source().notes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "services:\n  - name: A\n  - name: B\n    port: 80\n", "servces:\n  - name: A\n    port: 80\n",
        "services:\n\t- name: A\n\t  port: 80\n", "services:\n  - name: A: b\n    port: 80\n",
        "host: auto\nservices:\n  - {name: A, prots: [80]\n"})
    void aServicesFileWithATypingErrorIsNone(String text) throws Exception {
        write("services.yaml", text);
        assertThrows(InventoryProblem.class, () -> found(WEB));
    }

    @Test
    void thenComesAComposeFile() throws Exception {
        Path file = write("compose.yaml", "services:\n  web:\n    ports: ['3000:80']\n  db: {}\n");
        Inventory found = found(WEB);
        assertEquals(List.of("web 3000/tcp"), found.endpoints().stream()
                .map(endpoint -> endpoint.service().name() + " " + endpoint.portText()).toList());
        assertEquals(new Source(Source.Kind.COMPOSE_FILE, file.toString()), found.source());
        write("services.yaml", MINE);
        assertEquals(List.of("Mine"), names(found(WEB)));
    }

    @Test
    void aComposeFileCanBeNamedToo() throws Exception {
        Path file = write("compose.yaml", "services:\n  web:\n    ports: ['3000:80']\n");
        write("compose.override.yaml", "services:\n  more:\n    ports: ['3001:80']\n");
        write("services.yaml", MINE);
        for (Path name : List.of(file, Files.copy(file, folder.resolve("stack.yaml")))) {
            Inventory found = services(discovery(NO_DOCKER).services(new ServicesFrom.NamedFile(name)));
            assertEquals(new Source(Source.Kind.COMPOSE_FILE, name.toString()), found.source());
            assertEquals(name.equals(file) ? List.of("more", "web") : List.of("web"), names(found));
        }
        Path broken = write("broken.yaml", "services:\n  web:\n    ports: ['99999:80']\n");
        assertThrows(InventoryProblem.class,
                () -> discovery(NO_DOCKER).services(new ServicesFrom.NamedFile(broken)));
    }

    /** Its services may be there all the same, and Docker names them. */
    @Test
    void aComposeFileThatIsBrokenOrPublishesNothingIsPassedOverWithANote() throws Exception {
        Path file = write("compose.yaml", "services:\n  web:\n    ports: ['99999:80']\n");
        Inventory found = found(WEB);
        assertEquals(Source.Kind.DOCKER, found.source().kind());
        assertEquals(List.of("discovery.broken-compose"), found.source().notes().stream().map(Message::key).toList());
        write("compose.yaml", "services:\n  web: {}\n");
        assertEquals(List.of(file + " publishes no port"), said(found(WEB).source().notes()));
    }

    @Test
    void aComposeFileOfSomebodyElseOrAboveTheHomeIsNotUsed() throws Exception {
        Path file = write("compose.yaml", "services:\n  web:\n    ports: ['3000:80']\n");
        Message why = Message.of("discovery.owner", "4711");
        var strange = new FileSearch(folder, temporary, path -> path.equals(file) ? Optional.of(why)
                : Optional.empty());
        Inventory found = services(discovery(() -> WEB, strange).services(new ServicesFrom.FirstFound()));
        assertEquals(Source.docker().with(List.of(Message.of("discovery.passed-over", file.toString(), why))),
                found.source());
        var atHome = new FileSearch(folder, folder, path -> Optional.empty());
        assertEquals(Source.docker(), services(discovery(() -> WEB, atHome).services(new ServicesFrom.FirstFound()))
                .source());
    }

    @Test
    void thenComesWhatDockerPublishes() throws Exception {
        Inventory found = found(docker(running("shop-web-1", "web", tcp("0.0.0.0", 1)),
                stopped("old", tcp("0.0.0.0", 2))));
        assertEquals(List.of("web"), names(found));
        assertEquals(List.of("--discover"), found.source().options());
        assertEquals(List.of("Stopped containers are left out: old. --discover includes them"),
                said(found.source().notes()));
    }

    @Test
    void askedForDockerCountsWithStoppedContainers() throws Exception {
        write("services.yaml", MINE);
        Engine docker = docker(running("web", null, tcp("0.0.0.0", 1)), stopped("old", tcp("0.0.0.0", 2)));
        assertEquals(List.of("web", "old"), names(services(discovery(docker).services(new ServicesFrom.Docker()))));
    }

    @Test
    void theTeamThatRunsTheGuidesServicesGetsThem() throws Exception {
        Inventory found = found(docker(running("nginx", null, tcp("0.0.0.0", 80)),
                stopped("eloquence-tts-v1", tcp("0.0.0.0", 5002))));
        assertEquals(Source.example(), found.source());
        assertEquals("Eloquence TTS Service", names(found).getFirst());
        assertEquals(Source.example(), services(discovery(WEB).services(new ServicesFrom.Example())).source());
    }

    @Test
    void soDoesWhoRunsThemAsPrograms() throws Exception {
        listening("0.0.0.0:5002", "127.0.0.1:7881");
        assertEquals(Source.example(), found(NO_DOCKER).source());
    }

    /** Port 8000 is everybody's: the guide's other ports are not missing then. */
    @Test
    void aStrangerHasNoServicesYetAndIsToldWhatToDo() throws Exception {
        listening("0.0.0.0:8000", "127.0.0.1:9229", "0.0.0.0:22", "[::]:3000", "0.0.0.0:45711");
        var nothing = assertInstanceOf(Discovered.Nothing.class,
                discovery(NO_DOCKER).services(new ServicesFrom.FirstFound()));
        assertEquals("no services known: none in a services.yaml or Compose file here or above, "
                + "and Docker is not installed", ENGLISH.say(nothing.why()));
        assertEquals(List.of("programs listen here on: 3000 (node), 8000 (node)",
                "create services.yaml in this folder, for example: services: [{name: My API, port: 3000}]",
                "--services FILE names another file, --example takes the guide's services (Eloquence)"),
                said(nothing.next()));
    }

    @Test
    void whatWasPassedOverAndWhatDockerSaidIsToldThenToo() throws Exception {
        write("services.yaml", "a: b\n");
        for (var docker : Map.of(
                new Engine.NotRunning("said"), "Docker is not running; if your services run in it, start it (said)",
                new Engine.NoPermission("said"), "this account has no permission to query Docker (said)",
                new Engine.Unclear(Message.verbatim("said")), "what Docker publishes is unknown: said",
                docker(stopped("old", tcp("", 8001)), stopped("plain")),
                "Docker has only stopped containers: old; start them, or include them with --discover").entrySet()) {
            var nothing = assertInstanceOf(Discovered.Nothing.class,
                    discovery(docker.getKey()).services(new ServicesFrom.FirstFound()));
            assertEquals(Optional.of(docker.getValue()), said(nothing.next()).stream().skip(1).findFirst());
            assertEquals("discovery.passed-over", nothing.next().getFirst().key());
        }
    }

    /** Old recordings say no more than that, and speak of the guide's services whatever is there. */
    @Test
    void aRecordingOfTheBuiltInServicesIsAboutThem() throws Exception {
        write("services.yaml", MINE);
        machine.look("inventory", new RecordedChoice("built in", "", ""));
        var replay = new ServiceDiscovery(machine, search(), Map.of(), () -> WEB, LIMITS);
        assertEquals(Source.example(), services(replay.services(new ServicesFrom.FirstFound())).source());
        machine.look("inventory", new RecordedChoice("docker", "", ""));
        assertEquals(List.of("web"), names(services(replay.services(new ServicesFrom.FirstFound()))));
        machine.look("inventory", new RecordedChoice("file", "mine.yaml", MINE));
        assertEquals(Source.named("mine.yaml"), services(replay.services(new ServicesFrom.FirstFound())).source());
    }

    /** A path counts only where it answers well: 404 for the other tells that HTTP is spoken, and nothing of health. */
    @Test
    void aGetTellsHowToAskForHealth() throws Exception {
        try (var healthy = new Web(Map.of("/health", 200)); var page = new Web(Map.of("/", 204));
                var other = new Web(Map.of("/api", 200))) {
            Inventory found = found(docker(running("healthy", null, tcp("0.0.0.0", healthy.port())),
                    running("page", null, tcp("127.0.0.1", page.port())),
                    running("other", null, tcp("::", other.port())),
                    running("both", null, tcp("127.0.0.1", healthy.port()), tcp("127.0.0.1", page.port())),
                    running("nobody", null, tcp("0.0.0.0", 1))));
            assertEquals(Map.of("healthy", "/health", "page", "/", "other", "-", "nobody", "-"),
                    found.services().stream().collect(Collectors.toMap(Service::name,
                            service -> service.health().values().stream().map(HealthCheck::text).findFirst()
                                    .orElse("-"))));
            assertEquals(List.of("GET /health"), healthy.requests);
            assertEquals(List.of("GET /health", "GET /"), page.requests);
            assertEquals(List.of("GET /health", "GET /"), other.requests);
        }
    }

    @Test
    void eachPortOfAServiceHasItsOwn() throws Exception {
        try (var healthy = new Web(Map.of("/health", 200)); var page = new Web(Map.of("/", 200));
                var other = new Web(Map.of())) {
            Inventory found = found(docker(running("all", null, tcp("0.0.0.0", healthy.port()),
                    tcp("0.0.0.0", page.port()), tcp("0.0.0.0", other.port()))));
            assertEquals(Map.of(healthy.port(), HealthCheck.of("/health"), page.port(), HealthCheck.of("/")),
                    found.services().getFirst().health());
        }
    }

    private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2));

    /** Answers these paths so, and every other with 404. */
    private static final class Web implements AutoCloseable {
        private final HttpServer server;
        private final List<String> requests = new CopyOnWriteArrayList<>();

        Web(Map<String, Integer> paths) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                exchange.sendResponseHeaders(paths.getOrDefault(exchange.getRequestURI().getPath(), 404), -1);
                exchange.close();
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.getParent().resolve(name), text);
    }

    private void listening(String... sockets) {
        machine.command("ss ", Stream.of(sockets).map(socket -> "tcp   LISTEN 0      128    " + socket
                + "   0.0.0.0:*    users:((\"node\",pid=4711,fd=3))\n").collect(Collectors.joining()));
    }

    private static Engine docker(Container... containers) {
        return new Engine.Running(List.of(containers));
    }

    private Inventory found(Engine docker) throws InventoryProblem {
        return services(discovery(docker).services(new ServicesFrom.FirstFound()));
    }

    private static Inventory services(Discovered found) {
        return assertInstanceOf(Discovered.Services.class, found).inventory();
    }

    private ServiceDiscovery discovery(Engine docker) {
        return discovery(() -> docker);
    }

    private ServiceDiscovery discovery(Supplier<Engine> docker) {
        return discovery(docker, search());
    }

    private ServiceDiscovery discovery(Supplier<Engine> docker, FileSearch search) {
        return new ServiceDiscovery(new ForwardingWorld(machine) {
            @Override
            public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
                return look.get();
            }

            @Override
            public boolean live() {
                return true;
            }
        }, search, Map.of(), docker, LIMITS);
    }

    private FileSearch search() {
        return new FileSearch(folder, temporary, path -> Optional.empty());
    }

    private static List<String> names(Inventory found) {
        return found.services().stream().map(Service::name).toList();
    }

    private static List<String> said(List<Message> messages) {
        return messages.stream().map(ENGLISH::say).toList();
    }
}
