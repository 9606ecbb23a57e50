package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import docker.Container;
import docker.Container.Health;
import docker.Container.Status;
import inventory.Endpoint;
import inventory.Service;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which container serves a service whose container is named, above all as a Compose file has it: shop-api-1. */
class ContainerMatchTest {

    /** Each container as NAME:COMPOSE SERVICE:HOST PORT, the services of Compose's projects and others. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            shop-api-1 | shop-api-1:api:8000                         | shop-api-1
            shop-api-1 | shop_api_1:api:8000                         | shop_api_1
            shop-api-1 | shop-api-2:api:8000                         | shop-api-2
            shop-api-1 | blog-api-1:api:9000 shop-api-1:api:8000     | shop-api-1
            shop-api-1 | blog-api-1:api:9000                         | -
            shop-api-1 | live-api-1:api:8000                         | live-api-1
            shop-api-1 | live-web-1:web:8000                         | -
            shop-api-1 | shop_api_1::8000                            | -
            api        | blog-api-1:api:9000                         | blog-api-1
            the-api    | the-api::8000                               | the-api
            """)
    void theOneThatIsMeant(String declared, String containers, String expected) {
        List<Container> all = List.of(containers.split(" ")).stream().map(text -> text.split(":"))
                .map(parts -> container(parts[0], parts[1], Integer.parseInt(parts[2]))).toList();
        var endpoint = new Endpoint(new Service("api", List.of(8000), Protocol.TCP, Optional.empty(),
                Optional.of(declared)), 8000);
        assertEquals(Optional.ofNullable(expected), ContainerMatch.find(all, endpoint, true)
                .map(match -> match.container().name()));
    }

    private static Container container(String name, String service, int port) {
        var publication = List.of(new Container.Publication(80, Protocol.TCP, "0.0.0.0", port));
        return new Container("0123456789ab", name, Optional.of(service).filter(label -> !label.isEmpty()),
                Status.RUNNING, Health.NONE, 0, false, 0, Optional.empty(), "", "", publication, publication, List.of(),
                List.of(), "bridge", true);
    }
}
