package docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonPrimitive;
import docker.Container.Health;
import docker.Container.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import process.Ran;
import testing.Mutations;
import testing.Project;

class PsParserTest {
    private static final String ID = "0123456789ab";

    private static List<Container> parse(String text) {
        return PsParser.parse(text).toOptional().orElseThrow();
    }

    private static List<Container> capture(String name) {
        return parse(Ran.decode(Project.fixture("docker/" + name)));
    }

    private static String row(String state, String status, String ports) {
        return "{\"ID\":\"" + ID + "\",\"Names\":\"api\",\"Image\":\"box\",\"State\":\"" + state + "\",\"Status\":\""
                + status + "\",\"Ports\":\"" + ports + "\",\"Labels\":\"\",\"Networks\":\"bridge\"}\n";
    }

    private static List<Container.Publication> published(String ports) {
        return parse(row("running", "Up 2 hours", ports)).getFirst().published();
    }

    private static Container.Publication tcp(String address, int host, int container) {
        return new Container.Publication(container, Protocol.TCP, address, host);
    }

    private static Container running(String id, String name, String service, Health health,
            List<Container.Publication> published, List<Integer> exposed, String network) {
        return new Container(id, name, Optional.ofNullable(service), Status.RUNNING, health, 0, false, 0,
                Optional.empty(), "", "", List.of(), published, exposed, List.of(), network, false);
    }

    private static List<Container.Publication> everywhere(int host, int container) {
        return List.of(tcp("0.0.0.0", host, container), tcp("::", host, container));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-rm", "a b", "a\u202Eb", "a\nb", "é"})
    void aNameThatDockerGivesNobodyIsNotTakenForOne(String name) {
        assertInstanceOf(Fact.Unknown.class, PsParser.parse(row("running", "Up 2 hours", "")
                .replace("\"api\"", new JsonPrimitive(name).toString())));
    }

    @Test
    void aBlankLabelNamesNoService() {
        assertEquals(Optional.empty(), parse(row("running", "Up 2 hours", "").replace("\"Labels\":\"\"",
                "\"Labels\":\"com.docker.compose.service= ,a=b\"")).getFirst().composeService());
    }

    @Test
    void linux() {
        assertEquals(List.of(
                running("69dce10678ec", "mongo-express", null, Health.NONE,
                        everywhere(8081, 8081), List.of(8081), "mongo-db"),
                running("d77045edba3a", "mongodb", null, Health.NONE, everywhere(27017, 27017),
                        List.of(27017), "mongo-db")),
                capture("linux-docker-ps-format-json.2025-01.ndjson"));
    }

    @Test
    void dockerDesktopOnWindows() {
        String network = "local_gencovery-network";
        assertEquals(List.of(
                running("fc3ed3aee6c83a0519157c14fda365258e274d77250b1a78dc06ed7ef2a634eb",
                        "local_gws_biota_dev_db_1", "gws_biota_dev_db", Health.NONE,
                        List.of(tcp("0.0.0.0", 3309, 3306)), List.of(3306), network),
                running("66c07cd4715b6da0a59fbd0e6ed018e0a2be4ff0b31cdac225939122158028f4",
                        "local_gws_core_dev_db_1", "gws_core_dev_db", Health.NONE,
                        List.of(tcp("0.0.0.0", 3307, 3306)), List.of(3306), network),
                running("1037cf73f9f0493901b6c454cfa67c2efbcf5b7c0bc9b136b15c1b7ff393b817",
                        "local-test_gws_dev_db-1", "test_gws_dev_db", Health.NONE,
                        List.of(tcp("0.0.0.0", 3308, 3306)), List.of(3306), network)),
                capture("windows-docker-desktop-ps-no-trunc.2021.ndjson"));
    }

    /** docker compose ps prints the same columns, and a few more. */
    @Test
    void rowsWithPortsThatAreNotPublishedAndWithHealth() {
        var published = new ArrayList<>(everywhere(7474, 7474));
        published.addAll(everywhere(7687, 7687));
        String network = "potpie_app-network";
        assertEquals(List.of(
                running("c8e7a2bad4d1", "potpie_neo4j", "neo4j", Health.NONE, published,
                        List.of(7473, 7474, 7687), network),
                running("f812dc33590a", "potpie_postgres", "postgres", Health.STARTING,
                        everywhere(5432, 5432), List.of(5432), network),
                running("3ed7ceaa1fa9", "potpie_redis_broker", "redis", Health.NONE,
                        everywhere(6379, 6379), List.of(6379), network)),
                capture("linux-compose-ps-2.32.4.ndjson"));
        assertEquals(List.of(running("cc1200024a2a", "db-instance", null, Health.NONE,
                everywhere(5432, 5432), List.of(5432), "beppe_beppe")),
                capture("linux-compose-ps-2025-09-bracketed-ipv6.ndjson"));
        assertEquals(List.of(running("419cedec8a5f218e18c641f4e1e78ea64da06e3522bcfbe01e3739fa67c1199a", "mysql57",
                "mysql57", Health.NONE, everywhere(33065, 3306), List.of(3306, 33060),
                "docker-ecaio_default")), capture("mac-docker-desktop-compose-ps-2.22.0-no-trunc.ndjson"));
    }

    /** What the real client, version 28, prints for {@link PsParser#TEMPLATE}. */
    @Test
    void theTemplatesOwnRow() {
        Container web = parse("{ \"ID\":\"abababababab\",\"Names\":\"web,db/web\",\"Image\":\"box\",\"State\":"
                + "\"running\",\"Status\":\"Up 2 hours (unhealthy)\",\"Ports\":\"0.0.0.0:7880-7881->7880-7881/tcp, "
                + "7473/tcp, 0.0.0.0:8000->8000/tcp, [::]:8000->8000/tcp\",\"Networks\":\"a,b\","
                + "\"com.docker.compose.service\":\"api\" }\n").getFirst();
        assertEquals(running("abababababab", "web", "api", Health.UNHEALTHY,
                List.of(tcp("0.0.0.0", 7880, 7880), tcp("0.0.0.0", 7881, 7881), tcp("0.0.0.0", 8000, 8000),
                        tcp("::", 8000, 8000)), List.of(7473, 7880, 7881, 8000), "a,b"), web);
    }

    @Test
    void everyRowOfTheTablesHasReadablePorts() {
        assertEquals(List.of(tcp("0.0.0.0", 80, 80), tcp("::", 80, 80), tcp("0.0.0.0", 8020, 8020),
                tcp("::", 8020, 8020), tcp("0.0.0.0", 9000, 9000), tcp("::", 9000, 9000)),
                published(column("docker-ls-columns-mixed-unpublished-v4v6.2021.txt", 1)));
        List<Container.Publication> range = published(column("docker-ps-table-port-range.2020.txt", 1));
        assertEquals(IntStream.concat(IntStream.of(80), IntStream.rangeClosed(8000, 9000))
                .mapToObj(port -> tcp("0.0.0.0", port, port)).toList(), range);
        assertEquals(List.of(tcp("0.0.0.0", 8081, 80)), published(column("windows-container-ps-table.2017.txt", 1)));
        assertEquals(List.of(tcp("0.0.0.0", 54564, 4222), tcp("0.0.0.0", 54565, 6222), tcp("0.0.0.0", 54566, 8222)),
                published(column("windows11-docker-desktop-4.34-ps-a-table-rows.txt", 2)));
    }

    /** The column PORTS of a captured table: the one with an arrow. */
    private static String column(String name, int line) {
        String row = Ran.decode(Project.fixture("docker/" + name)).lines().toList().get(line);
        return List.of(row.split(" {3,}")).stream().filter(cell -> cell.contains("->")).findFirst().orElseThrow();
    }

    @Test
    void portsThatNoCaptureShows() {
        assertEquals(List.of(), published(""));
        assertEquals(List.of(), published("7473/tcp, 7880-7890/udp"));
        assertEquals(List.of(new Container.Publication(9000, Protocol.UDP, "127.0.0.1", 9000)),
                published("127.0.0.1:9000->9000/udp"));
        assertEquals(List.of(tcp("::1", 80, 80)), published("[::1]:80->80/tcp, 0.0.0.0:81->81/sctp"));
    }

    @ParameterizedTest
    @CsvSource({"running, Up 2 hours (unhealthy), RUNNING, UNHEALTHY, 0", "running, Up 5 days (healthy), RUNNING, "
        + "HEALTHY, 0", "paused, Up 5 minutes (Paused), PAUSED, NONE, 0",
        "exited, Exited (137) 3 minutes ago, EXITED, NONE, 137", "exited, Exited (0) 3 weeks ago, EXITED, NONE, 0",
        "exited, Exited (3221225786) 1 second ago, EXITED, NONE, -1073741510",
        "restarting, Restarting (7) 3 seconds ago, RESTARTING, NONE, 7", "created, Created, CREATED, NONE, 0",
        "dead, Dead, DEAD, NONE, 0", "removing, Removal In Progress, REMOVING, NONE, 0",
        "stopping, Up 2 hours, OTHER, NONE, 0"})
    void states(String state, String words, Status status, Health health, int exitCode) {
        Container container = parse(row(state, words, "")).getFirst();
        assertEquals(List.of(status, health, exitCode, false),
                List.of(container.status(), container.health(), container.exitCode(), container.inspected()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:80-82->80-81/tcp", "0.0.0.0:82-80->82-80/tcp", "0.0.0.0:80->80", "80", "tcp",
        "0.0.0.0:80->/tcp", "0.0.0.0:65536->80/tcp", "999.0.0.0:80->80/tcp", "host:80->80/tcp", ", 80/tcp",
        "0.0.0.0:80->99999999999/tcp"})
    void aPortThatIsNoneMakesAllUnknown(String ports) {
        assertInstanceOf(Fact.Unknown.class, PsParser.parse(row("running", "Up 2 hours", ports)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{}", "[[]]", "null", "CONTAINER ID   IMAGE",
        "{\"ID\":\"0123456789ab\",\"Names\":\"a\",\"State\":\"running\",\"Status\":\"Up\"}",
        "{\"ID\":\"../../etc\",\"Names\":\"a\",\"State\":\"running\",\"Status\":\"Up\",\"Ports\":\"\"}",
        "{\"ID\":\"0123456789ab\",\"Names\":\"\",\"State\":\"running\",\"Status\":\"Up\",\"Ports\":\"\"}",
        "{\"ID\":\"0123456789ab\",\"Names\":\"a\",\"State\":\"exited\",\"Status\":\"Exited\",\"Ports\":\"\"}",
        "{\"ID\":\"0123456789ab\",\"Names\":\"a\",\"State\":\"running\",\"Status\":\"Up\",\"Ports\":[]}"})
    void whatIsNoRowIsUnknown(String text) {
        assertInstanceOf(Fact.Unknown.class, PsParser.parse(text));
    }

    @Test
    void theTemplateHasNoDoubleQuoteAndDoesNotAskForSizes() {
        assertFalse(PsParser.TEMPLATE.contains("\""));
        assertFalse(PsParser.TEMPLATE.contains("json .}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-docker-ps-format-json.2025-01.ndjson", "linux-compose-ps-2.32.4.ndjson",
        "windows-docker-desktop-ps-no-trunc.2021.ndjson", "linux-compose-ps-2025-09-bracketed-ipv6.ndjson",
        "mac-docker-desktop-compose-ps-2.22.0-no-trunc.ndjson", "compose-ps-json-array-old-format.docs.json"})
    void mutilatedRowsNeverInventAContainerOrAPort(String name) {
        for (byte[] bytes : Mutations.of(Project.fixture("docker/" + name), 200, 20261123)) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            for (Container container : PsParser.parse(text).toOptional().orElse(List.of())) {
                assertTrue(text.contains("\"" + container.id() + "\""), text);
                assertTrue(text.contains(container.name()), text);
                container.exposed().forEach(port -> assertTrue(text.contains(port + "/tcp"), text));
                container.published().forEach(port -> assertTrue(text.contains(port.hostPort() + "-"), text));
            }
        }
    }
}
