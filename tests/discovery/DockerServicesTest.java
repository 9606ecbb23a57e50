package discovery;

import static discovery.FakeContainers.running;
import static discovery.FakeContainers.stopped;
import static discovery.FakeContainers.tcp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import docker.Container;
import inventory.Inventory;
import inventory.Source;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import text.Message;

/** What Docker publishes, as services. */
class DockerServicesTest {

    @Test
    void eachContainerIsAServiceForEachProtocol() {
        Inventory found = DockerServices.all(List.of(
                running("stack-web-1", "web", tcp("0.0.0.0", 8000), tcp("::", 8000)),
                running("stack-web-2", "web", tcp("0.0.0.0", 8010)),
                running("alone", null, new Container.Publication(53, Protocol.UDP, "0.0.0.0", 5353),
                        tcp("0.0.0.0", 53)),
                running("silent", null)));
        assertEquals(List.of("web 8000/tcp", "stack-web-2 8010/tcp", "alone 53/tcp", "alone (udp) 5353/udp"),
                ports(found));
        assertEquals(Optional.of("stack-web-1"), found.services().getFirst().container());
        assertEquals(Source.docker(), found.source());
    }

    @Test
    void aStoppedContainerCountsWithThePortsItAsksForUnlessARunningOneHasThem() {
        assertEquals(List.of("new 8000/tcp", "old 8001/tcp"), ports(DockerServices.all(List.of(
                stopped("old", tcp("0.0.0.0", 8000), tcp("0.0.0.0", 8001), tcp("", 0)),
                running("new", null, tcp("0.0.0.0", 8000))))));
    }

    @Test
    void whereNobodyAskedForDockerStoppedContainersAreLeftOutAndNamed() {
        Inventory found = DockerServices.running(List.of(
                stopped("old", tcp("0.0.0.0", 8001)), stopped("never published"),
                running("new", null, tcp("0.0.0.0", 8000))));
        assertEquals(List.of("new 8000/tcp"), ports(found));
        assertEquals(List.of(Message.of("discovery.stopped-left-out", List.of("old"))), found.source().notes());
    }

    /** {@code -p 1-65535:1-65535}, beside a service of one port. */
    @Test
    void aWholeRangeIsTestedInPartAndLeavesTheOthersTheirs() {
        Inventory found = DockerServices.all(List.of(running("media", null, IntStream.rangeClosed(1, 65_535)
                .filter(port -> port != 8000).mapToObj(port -> tcp("0.0.0.0", port))
                .toArray(Container.Publication[]::new)), running("api", null, tcp("0.0.0.0", 8000))));
        assertEquals(4096, found.endpoints().size());
        assertEquals(List.of(8000), found.services().getLast().ports());
        assertEquals(List.of(Message.of("discovery.too-many-ports", 4096, List.of("media"))), found.source().notes());
    }

    @Test
    void manyContainersKeepAPortEach() {
        Inventory found = DockerServices.all(IntStream.rangeClosed(1, 5000).mapToObj(i ->
                running("c" + i, " ", tcp("0.0.0.0", i))).toList());
        assertEquals(5000, found.endpoints().size());
        assertEquals("c1", found.services().getFirst().name());
    }

    private static List<String> ports(Inventory found) {
        return found.endpoints().stream().map(endpoint -> endpoint.service().name() + " " + endpoint.portText())
                .toList();
    }
}
