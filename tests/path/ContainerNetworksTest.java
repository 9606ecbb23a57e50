package path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docker.Attachment;
import docker.Attachment.Lookup;
import docker.Container;
import docker.Container.Status;
import docker.Network;
import host.Adapter;
import host.AdapterKind;
import host.Listener;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import probe.Reply.State;
import process.ShellCommand;

/** A container without its ports, or one that Docker publishes in vain, and what its networks have to do with it. */
class ContainerNetworksTest {
    private static final Network INTERN = new Network("a3f2", "intern", "bridge", true);
    private static final Network OWN = new Network("f61e", "own", "macvlan", false);
    private static final Network USUAL = new Network("ad3f", "bridge", "bridge", false);

    private static Attachment on(Network network, String... addresses) {
        return new Attachment(network.name(), network.id(), List.of(addresses), new Lookup.Found(network));
    }

    private static Container api(Status status, String compose, String mode, List<Container.Publication> published,
            Attachment... networks) {
        Container c = FakeMachine.container("api", status);
        return new Container(c.id(), c.name(), Optional.ofNullable(compose), c.status(), c.health(),
                c.exitCode(), false, 0, c.startedAt(), "", "",
                List.of(FakeMachine.publication("0.0.0.0", 8000, 80)), published, List.of(), List.of(networks), mode,
                true);
    }

    private static FakeMachine running(Attachment... networks) {
        return machine(api(Status.RUNNING, null, "intern", List.of(), networks));
    }

    private static FakeMachine machine(Container container) {
        return new FakeMachine().named("api").containers(container).listening()
                .answers(State.REFUSED, State.REFUSED);
    }

    private static String id(FakeMachine given) {
        return first(given).id().id();
    }

    private static Finding first(FakeMachine given) {
        return given.diagnosis().findings().getFirst();
    }

    private static String commands(FakeMachine given) {
        return first(given).remedies().stream().flatMap(remedy -> remedy.commands().stream())
                .map(ShellCommand::line).distinct().collect(Collectors.joining("\n"));
    }

    @Test
    void anInternalNetworkPublishesNothing() {
        FakeMachine given = running(on(INTERN, "172.18.0.2"));
        assertEquals("network-internal", id(given));
        assertEquals("docker network connect bridge api", commands(given));
    }

    @Test
    void whatWasNotAskedIsNoReason() {
        assertEquals("publications-cancelled", id(running(new Attachment("intern", "a3f2", List.of("172.18.0.2")))));
        assertEquals("publications-cancelled", id(running(on(INTERN), new Attachment("other", "b", List.of()))));
    }

    @Test
    void oneNetworkThatLeadsOutsideIsEnough() {
        assertEquals("publications-cancelled", id(running(on(INTERN, "172.18.0.2"), on(USUAL, "172.17.0.2"))));
    }

    @Test
    void aContainerOnNoNetworkIsConnectedAgain() {
        assertEquals("container-without-network", id(running()));
        assertEquals("docker network connect bridge api",
                commands(machine(api(Status.RUNNING, null, "default", List.of()))));
        assertEquals("docker network connect shop api",
                commands(machine(api(Status.RUNNING, null, "shop", List.of()))));
    }

    @Test
    void whoWantsNoNetworkOrAnothersIsNotDisconnected() {
        assertEquals("port-not-published", id(machine(api(Status.RUNNING, null, "none", List.of()))));
        assertEquals("publications-cancelled", id(machine(api(Status.RUNNING, null, "container:4711", List.of()))));
    }

    @Test
    void aContainerWithAnAddressOfTheLanIsReachedThere() {
        FakeMachine given = running(on(OWN, "192.168.1.129"));
        assertEquals("network-publishes-nothing", id(given));
        assertEquals(List.of("192.168.1.129:80"),
                first(given).remedies().getFirst().text().args().getFirst());
        assertEquals("docker network connect bridge api\ndocker network disconnect own api", commands(given));
    }

    @Test
    void aNetworkThatIsGoneKeepsAContainerStopped() {
        Attachment gone = new Attachment("shop", "ca77", List.of(), new Lookup.Gone());
        FakeMachine given = machine(api(Status.EXITED, null, "shop", List.of(), gone));
        assertEquals("network-missing", id(given));
        assertEquals("docker network disconnect --force shop api\ndocker network connect bridge api\ndocker start api",
                commands(given));
        assertEquals("docker compose up -d --force-recreate api",
                commands(machine(api(Status.EXITED, "api", "shop", List.of(), gone))));
        assertEquals("container-stopped", id(machine(api(Status.EXITED, null, "bridge", List.of(), on(USUAL)))));
    }

    private static FakeMachine published(State loopback, State lan, Adapter... more) {
        FakeMachine given = new FakeMachine().named("api").containers(api(Status.RUNNING, null, "gone",
                        List.of(FakeMachine.publication("0.0.0.0", 8000, 80)),
                        new Attachment("gone", "2d5cb5e602f758278f29", List.of("172.23.0.2"))))
                .answers(loopback, lan);
        given.adapters = Stream.concat(given.adapters.stream(), Stream.of(more))
                .toList();
        return given;
    }

    private static Adapter bridge(String name, String... addresses) {
        return new Adapter(name, name, List.of(addresses).stream().map(Cidr::parse).toList(), Adapter.Link.UP,
                AdapterKind.CONTAINERS);
    }

    @Test
    void aBridgeThatIsGoneIsToBlameAndNotTheContainer() {
        assertEquals("bridge-missing", id(published(State.SILENT, State.TIMED_OUT)));
        assertEquals("sudo systemctl restart docker\ndocker start api",
                commands(published(State.SILENT, State.TIMED_OUT)));
    }

    @Test
    void aContainerThatIsReachedSomehowHasItsBridge() {
        assertEquals("no-answer", id(published(State.SILENT, State.SILENT, bridge("br-2d5cb5e602f7"))));
        assertEquals("no-answer", id(published(State.SILENT, State.SILENT, bridge("own0", "172.23.0.1/16"))));
        assertEquals("no-answer", id(published(State.SILENT, State.SILENT, bridge("docker_gwbridge"))));
        assertEquals("unhealthy-answer", id(published(State.WRONG_ANSWER, State.WRONG_ANSWER)));
        FakeMachine inVirtualMachine = published(State.SILENT, State.SILENT)
                .listening(FakeMachine.listener("0.0.0.0", 8000, "com.docker.backend"));
        assertEquals("no-answer", id(inVirtualMachine));
    }

    @Test
    void theOtherContainerIsNamedAndNotDockersProxy() {
        for (Optional<String> program : List.of(Optional.of("docker-proxy"), Optional.of("dockerd"),
                Optional.<String>empty())) {
            FakeMachine given = new FakeMachine().named("api").containers(
                            FakeMachine.container("api", Status.EXITED, FakeMachine.publication("0.0.0.0", 8000, 80)),
                            FakeMachine.container("beside", Status.RUNNING,
                                    FakeMachine.publication("127.0.0.1", 8000, 80)),
                            FakeMachine.container("old-api", Status.RUNNING,
                                    FakeMachine.publication("0.0.0.0", 8000, 80)))
                    .listening(new Listener(Protocol.TCP, "0.0.0.0", 8000, Optional.empty(), program));
            assertEquals("wrong-process-listening", id(given), program.toString());
            assertTrue(first(given).summary().args().toString().contains("old-api"), program.toString());
            assertEquals("docker stop old-api\ndocker start api", commands(given), program.toString());
        }
    }
}
