package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import change.journal.RunId;
import change.plan.Planner;
import docker.Container;
import docker.Engine;
import firewall.Firewall;
import inventory.Endpoint;
import inventory.Inventory;
import inventory.Service;
import inventory.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import path.Cause;
import path.Facts;
import path.FakeMachine;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.ServicePath;
import path.Severity;
import process.Os;
import testing.FactsBuilder;
import text.Message;

class LocalPublicationsTest {
    private static final Service API = service("api", 8000);
    private static final Service DATABASE = service("db", 5432);

    private static Service service(String name, int port) {
        return new Service(name, List.of(port), Protocol.TCP, Optional.empty(), Optional.empty());
    }

    private static Facts from(Source source) {
        return from(source, FactsBuilder.onLan(Os.LINUX, List.of(API, DATABASE)).build());
    }

    private static Facts from(Source source, Facts facts) {
        return new Facts(facts.startedAt(), facts.os(), new Inventory(Optional.empty(), List.of(API, DATABASE), source),
                facts.adapters(), facts.address(), facts.profile(), facts.docker(), facts.listeners(), facts.firewall(),
                facts.administrator(), facts.neighbours(), facts.loopback(), facts.lan(), facts.direct(),
                facts.windows(), facts.linux(), facts.drops(), facts.phone(), facts.phoneFacts(), facts.slowAfter(),
                facts.name());
    }

    private static ServicePath path(Service service, Optional<FindingId> brokenBy) {
        return new ServicePath(new Endpoint(service, service.ports().getFirst()), Arrays.stream(Hop.values())
                .map(hop -> HopResult.of(hop, brokenBy.isPresent() && hop.compareTo(Hop.PUBLISHED) >= 0
                        && hop != Hop.LOOPBACK
                        ? new Outcome.Problem(Message.verbatim("no"),
                        Cause.observed(brokenBy.get(), Severity.FAIL, "db"))
                        : new Outcome.Ok(Message.verbatim("yes")))).toList());
    }

    private static List<String> hops(ServicePath path) {
        return path.hops().stream().map(hop -> hop.outcome().id()).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"PORT_PUBLISHED_ON_LOOPBACK", "LISTENING_ON_LOOPBACK"})
    void aDatabaseThatIsKeptLocalIsTold(FindingId id) {
        for (Source source : List.of(Source.docker(), new Source(Source.Kind.COMPOSE_FILE, "compose.yaml"))) {
            List<ServicePath> judged = LocalPublications.judged(from(source),
                    List.of(path(API, Optional.empty()), path(DATABASE, Optional.of(id))));
            assertEquals(List.of("ok", "warn", "skipped", "ok", "skipped", "skipped", "skipped"),
                    hops(judged.getLast()));
            assertEquals(Optional.empty(), judged.getLast().cause());
            assertEquals(hops(path(API, Optional.empty())), hops(judged.getFirst()));
        }
    }

    @Test
    void whatSomebodyNamedIsMeantForAPhone() {
        for (Source source : List.of(Source.named("services.yaml"), new Source(Source.Kind.FOUND_FILE, "services.yaml"),
                Source.example())) {
            assertEquals(FindingId.PORT_PUBLISHED_ON_LOOPBACK, LocalPublications.judged(from(source),
                    List.of(path(API, Optional.empty()),
                            path(DATABASE, Optional.of(FindingId.PORT_PUBLISHED_ON_LOOPBACK))))
                    .getLast().cause().orElseThrow().id());
        }
    }

    @Test
    void whereNothingIsForTheLanThatIsTheFault() {
        List<ServicePath> both = List.of(path(API, Optional.of(FindingId.PORT_PUBLISHED_ON_LOOPBACK)),
                path(DATABASE, Optional.of(FindingId.PORT_PUBLISHED_ON_LOOPBACK)));
        assertEquals(both, LocalPublications.judged(from(Source.docker()), both));
    }

    /** Nobody asked for a way to a database: a plan leaves it out. */
    @Test
    void noFirewallIsOpenedForIt() {
        var machine = new FakeMachine();
        machine.docker = new Engine.Running(List.of(
                FakeMachine.container("api", Container.Status.RUNNING, FakeMachine.publication("0.0.0.0", 8000, 80)),
                FakeMachine.container("db", Container.Status.RUNNING,
                        FakeMachine.publication("127.0.0.1", 5432, 5432))));
        Endpoint database = new Endpoint(DATABASE, 5432);

        assertEquals(Set.of(database), LocalPublications.of(from(Source.docker(), machine.facts())));
        assertEquals(Set.of(), LocalPublications.of(from(Source.named("services.yaml"), machine.facts())));

        var planner = new Planner(from(Source.docker(), machine.facts()), Optional.empty(),
                new RunId("20261130-010000-0001"), Firewall.Permissions.NONE);
        assertEquals(List.of(8000), planner.plan(planner.facts().firewall()).endpoints().stream()
                .map(one -> one.endpoint().port()).toList());
    }

    @Test
    void anotherFaultStaysOne() {
        List<ServicePath> judged = LocalPublications.judged(from(Source.docker()),
                List.of(path(API, Optional.empty()), path(DATABASE, Optional.of(FindingId.CONTAINER_STOPPED))));
        assertEquals(FindingId.CONTAINER_STOPPED, judged.getLast().cause().orElseThrow().id());
    }
}
