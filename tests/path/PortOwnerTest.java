package path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import docker.Container.Status;
import docker.Engine;
import firewall.Receiver;
import host.Listener;
import host.windows.WindowsFacts.PortProxy;
import inventory.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import probe.Reply.State;
import process.Fact;
import process.Os;
import text.Message;

/** Who has a port, or is to have it: nobody is named on a guess. */
class PortOwnerTest {
    private static final String DESKTOP = "com.docker.backend.exe";
    private static final String NO_PIPE = "open //./pipe/dockerDesktopLinuxEngine: The system cannot find the file";

    /** @param change what is there, beside a healthy Windows with Docker Desktop */
    record Case(String name, Consumer<FakeMachine> change, Receiver owner) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case owned(String name, Receiver owner, Consumer<FakeMachine> change) {
        return new Case(name, change, owner);
    }

    static Stream<Case> owners() {
        return Stream.of(
                owned("who listens", program(DESKTOP), given -> { }),
                owned("with its path", program("C:\\node\\node.exe"), given -> given.listening(new Listener(
                        Protocol.TCP, "0.0.0.0", 8000, Optional.of(7L), Optional.of("node.exe"),
                        Optional.of("C:\\node\\node.exe")))),
                owned("nobody knows whom the process belongs to", new Receiver.Unnamed(), given -> given.listening(
                        new Listener(Protocol.TCP, "0.0.0.0", 8000, Optional.of(7L), Optional.empty()))),
                owned("who listens was not read", new Receiver.Unnamed(), given -> given.listeners =
                        Fact.unknown(Message.verbatim("netstat is missing"))),
                owned("who listens for this machine alone", program("node.exe"), given -> given.listening(
                        FakeMachine.listener("127.0.0.1", 8000, "node.exe"))),
                owned("the relay of WSL listens for nobody else, ever", new Receiver.Nobody(), given -> given
                        .containers().listening(FakeMachine.listener("127.0.0.1", 8000, "wslrelay.exe"))),
                owned("a forwarding", new Receiver.Program("svchost.exe", Optional.of("iphlpsvc")), given -> given
                        .forwarding(new PortProxy("*", 8000, "172.20.0.2", 8000))
                        .listening(FakeMachine.listener("0.0.0.0", 8000, "svchost.exe"))),
                owned("a forwarding of another port", program("svchost.exe"), given -> given
                        .forwarding(new PortProxy("*", 8001, "172.20.0.2", 8000))
                        .listening(FakeMachine.listener("0.0.0.0", 8000, "svchost.exe"))),
                owned("a forwarding of another address", program("svchost.exe"), given -> given
                        .forwarding(new PortProxy("10.0.0.1", 8000, "172.20.0.2", 8000))
                        .listening(FakeMachine.listener("192.168.1.44", 8000, "svchost.exe"))),
                owned("a forwarding that is not in effect", program("node.exe"), given -> given
                        .forwarding(new PortProxy("0.0.0.0", 8000, "172.20.0.2", 8000))
                        .listening(FakeMachine.listener("0.0.0.0", 8000, "node.exe"))),

                owned("mirrored, and it answers without a listener", new Receiver.Guest(), given -> given
                        .containers().listening().mirrored(FIREWALL)),
                owned("mirrored, and a connection is all that opens", new Receiver.Guest(), given -> given
                        .containers().listening().mirrored(FIREWALL).answers(State.HELD, State.TIMED_OUT)),
                owned("mirrored, and nothing opens", new Receiver.Nobody(), given -> given
                        .containers().listening().mirrored(FIREWALL).answers(State.REFUSED, State.TIMED_OUT)),
                owned("mirrored, and a program of Windows listens", program("node.exe"), given -> given
                        .listening(FakeMachine.listener("0.0.0.0", 8000, "node.exe")).mirrored(FIREWALL)),
                owned("it answers without a listener, and nothing is mirrored", new Receiver.Nobody(), given -> given
                        .containers().listening()),

                owned("a stopped container that asked for the port", new Receiver.Expected(DESKTOP, true), given ->
                        away(given).containers(FakeMachine.container("api", Status.EXITED,
                                FakeMachine.publication("0.0.0.0", 8000, 8000)))),
                owned("a container that asked for another", new Receiver.Nobody(), given ->
                        away(given).containers(FakeMachine.container("api", Status.EXITED,
                                FakeMachine.publication("0.0.0.0", 8001, 8000)))),
                owned("a named container that is not there", new Receiver.Expected(DESKTOP, true), given ->
                        named(away(given)).containers()),
                owned("Docker Desktop has not started, and a container is named", new Receiver.Expected(DESKTOP, false),
                        given -> named(away(given)).docker = new Engine.NotRunning(NO_PIPE)),
                owned("nor is a container named", new Receiver.Nobody(), given ->
                        away(given).docker = new Engine.NotRunning(NO_PIPE)),
                owned("another engine has not started", new Receiver.Nobody(), given ->
                        named(away(given)).docker = new Engine.NotRunning("open //./pipe/docker_engine")),
                owned("no Docker at all", new Receiver.Nobody(), given ->
                        named(away(given)).docker = new Engine.NotInstalled()),
                owned("no Windows", new Receiver.Nobody(), given -> {
                    named(away(given)).containers();
                    given.os = Os.LINUX;
                }));
    }

    private static final Fact<host.windows.HyperVFirewall> FIREWALL =
            Fact.known(new host.windows.HyperVFirewall(true, false, true, List.of()));

    private static Receiver program(String path) {
        return new Receiver.Program(path);
    }

    private static FakeMachine away(FakeMachine given) {
        return given.listening().answers(State.REFUSED, State.REFUSED);
    }

    private static FakeMachine named(FakeMachine given) {
        given.service = new Service("API", List.of(8000), Protocol.TCP, Optional.empty(), Optional.of("api"));
        return given;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("owners")
    void isWhoHasThePortOrIsToHaveIt(Case one) {
        FakeMachine given = FakeMachine.windows();
        one.change().accept(given);
        Facts facts = given.facts();
        assertEquals(one.owner(), facts.receiverOf(facts.inventory().endpoints().getFirst()));
    }
}
