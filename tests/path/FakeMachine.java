package path;

import docker.Attachment;
import docker.Container;
import docker.Container.Health;
import docker.Container.Status;
import docker.Engine;
import firewall.Decision;
import firewall.Firewall;
import firewall.Flow;
import firewall.LoggedDrop;
import firewall.Policy;
import firewall.Rule;
import host.Adapter;
import host.AdapterKind;
import host.HostName;
import host.LanAddress;
import host.Listener;
import host.Neighbour;
import host.Profile;
import host.windows.HyperVFirewall;
import host.windows.WindowsFacts;
import inventory.Endpoint;
import inventory.Inventory;
import inventory.Service;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.Cidr;
import net.Protocol;
import path.check.Checklist;
import probe.Reply;
import process.Fact;
import process.Os;
import text.Message;

/** A machine built by hand: healthy at first, then changed one fact at a time. */
public final class FakeMachine {
    public static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final Adapter LO = new Adapter("lo", "lo", List.of(Cidr.parse("127.0.0.1/8")), Adapter.Link.UP,
            AdapterKind.LOOPBACK);
    public static final Adapter WIFI =
            new Adapter("wlan0", "wlan0", List.of(Cidr.parse("192.168.1.44/24")), Adapter.Link.UP, AdapterKind.WIFI);
    static final Adapter DOCKER0 = new Adapter("docker0", "docker0", List.of(Cidr.parse("172.17.0.1/16")),
            Adapter.Link.UP, AdapterKind.CONTAINERS);
    public static final Rule DEFAULT_ALLOW = new Rule("allow", "policy ACCEPT", "-P INPUT ACCEPT", "filter INPUT",
            true);
    public static final Rule DROP = new Rule("iptables-nft filter INPUT 1", "INPUT",
            "-A INPUT -p tcp --dport 8000 -j DROP", "filter INPUT", false);

    public Service service = new Service("Eloquence API Service", List.of(8000), Protocol.TCP, Optional.of("/health"),
            Optional.empty());
    public LanAddress address = new LanAddress.Chosen(WIFI, WIFI.addresses().getFirst(), List.of(), false);
    public Engine docker = new Engine.Running(List.of(api()));
    Fact<List<Listener>> listeners = Fact.known(List.of(listener("0.0.0.0", 8000, "docker-proxy")));
    public List<Adapter> adapters = List.of(LO, WIFI, DOCKER0);
    public Function<Flow, Decision> firewall = flow -> new Decision.Allowed(DEFAULT_ALLOW, List.of());
    /** What would let a packet in, where the firewall tells that by its rules alone. */
    public BiFunction<Firewall.Wanted, Firewall.Permissions, Optional<Firewall.Proposal>> proposal =
            (wanted, may) -> Optional.empty();
    /** What of the rules counts in front of WSL in mirrored mode; without a word of its own, all of them. */
    Optional<Decision> carriedOver = Optional.empty();
    /** Real rules in place of the above. */
    Optional<Policy> rules = Optional.empty();
    public List<Cidr> exceptions = List.of();
    public Optional<InetSocketAddress> arrivesAt = Optional.empty();
    public Optional<Message> firewallUnreadable = Optional.empty();
    boolean administrator = true;
    public List<Neighbour> neighbours = List.of();
    Os os = Os.LINUX;
    public Profile profile = Profile.NONE;
    WindowsFacts windows = WindowsFacts.none();
    public LinuxFacts linux = LinuxFacts.unknown(Message.of("path.hop.not-asked"));
    Fact<List<LoggedDrop>> drops = Fact.known(List.of());
    public Optional<Phone> phone = Optional.empty();
    public PhoneFacts phoneFacts = PhoneFacts.nothing();
    public Optional<String> host = Optional.empty();
    public Reply loopback = answered(200, 4);
    public Reply lan = answered(200, 5);
    public Optional<HostName> name = Optional.empty();
    /** What the container answers at its own address, where it was asked. */
    Optional<Reply> direct = Optional.empty();

    /** The same machine as a Windows with Docker Desktop. */
    public static FakeMachine windows() {
        var given = new FakeMachine();
        given.os = Os.WINDOWS;
        given.profile = Profile.PRIVATE;
        return given.listening(listener("0.0.0.0", 8000, "com.docker.backend.exe"),
                listener("127.0.0.1", 8000, "wslrelay.exe"));
    }

    FakeMachine reserved(WindowsFacts.PortRange... ranges) {
        windows = new WindowsFacts(Fact.known(List.of(ranges)), windows.proxies(), windows.products(), windows.wsl(),
                windows.dhcp(), windows.wireless(), windows.networks(), windows.routes());
        return this;
    }

    FakeMachine forwarding(WindowsFacts.PortProxy... proxies) {
        windows = new WindowsFacts(windows.reserved(), Fact.known(List.of(proxies)), windows.products(),
                windows.wsl(), windows.dhcp(), windows.wireless(), windows.networks(), windows.routes());
        return this;
    }

    FakeMachine products(WindowsFacts.SecurityProduct... products) {
        windows = new WindowsFacts(windows.reserved(), windows.proxies(), Fact.known(List.of(products)),
                windows.wsl(), windows.dhcp(), windows.wireless(), windows.networks(), windows.routes());
        return this;
    }

    FakeMachine mirrored(Fact<HyperVFirewall> firewall) {
        windows = new WindowsFacts(windows.reserved(), windows.proxies(), windows.products(),
                Fact.known(new WindowsFacts.Wsl(true, firewall)), windows.dhcp(), windows.wireless(), windows.networks(), windows.routes());
        return this;
    }

    FakeMachine dhcp(String... adapters) {
        windows = new WindowsFacts(windows.reserved(), windows.proxies(), windows.products(), windows.wsl(),
                Fact.known(Set.of(adapters)), windows.wireless(), windows.networks(), windows.routes());
        return this;
    }

    FakeMachine logged(LoggedDrop... dropped) {
        drops = Fact.known(List.of(dropped));
        return this;
    }

    public static Container api() {
        return container("eloquence-api", Status.RUNNING, publication("0.0.0.0", 8000, 8000));
    }

    public static Container container(String name, Status status, Container.Publication... publications) {
        boolean live = status == Status.RUNNING || status == Status.PAUSED;
        return new Container("0123456789ab", name, Optional.empty(), status, Health.NONE,
                live ? 0 : 1, false, 0, Optional.of(NOW.minusSeconds(3600)), "", "", List.of(publications),
                live ? List.of(publications) : List.of(), List.of(), List.of(new Attachment("bridge", "b1", List.of("172.17.0.2"))),
                "bridge", true);
    }

    public static Container with(Container c, Health health, int restarts, boolean outOfMemory, Instant startedAt) {
        return new Container(c.id(), c.name(), c.composeService(), c.status(), health, c.exitCode(),
                outOfMemory, restarts, Optional.of(startedAt), c.error(), "curl: (7) refused", c.requested(),
                c.published(), c.exposed(), c.networks(), c.networkMode(), c.inspected());
    }

    /** The same container, described by a row of docker ps alone. */
    public static Container listed(Container c) {
        return new Container(c.id(), c.name(), c.composeService(), c.status(), c.health(), c.exitCode(),
                false, 0, Optional.empty(), "", "", List.of(), c.published(), c.exposed(), List.of(), c.networkMode(),
                false);
    }

    public static Container.Publication publication(String address, int hostPort, int containerPort) {
        return new Container.Publication(containerPort, Protocol.TCP, address, hostPort);
    }

    public static Listener listener(String address, int port, String program) {
        return new Listener(Protocol.TCP, address, port, Optional.of(4711L), Optional.of(program));
    }

    public static Reply answered(int status, long millis) {
        var time = Duration.ofMillis(millis);
        return new Reply(Reply.State.ANSWERED, status, "", time, time, time);
    }

    public static Reply reply(Reply.State state) {
        return reply(state, state == Reply.State.WRONG_ANSWER ? 503 : 0, Duration.ofMillis(1), Duration.ofMillis(2));
    }

    /** With all that such an answer has to say. */
    public static Reply reply(Reply.State state, int status, Duration connect, Duration total) {
        return new Reply(state, status, "", connect, Duration.ZERO, total,
                state == Reply.State.UNFINISHED ? Optional.of(new Reply.Part(10, Optional.of(100L), false))
                : Optional.empty(), state == Reply.State.REDIRECTED ? Optional.of(new Reply.Redirect(
                "https://example.org/", "example.org", Optional.empty())) : Optional.empty(),
                state == Reply.State.UNTRUSTED ? Optional.of(new Reply.Certificate(
                Reply.Certificate.Flaw.UNKNOWN_AUTHORITY, "Lab Root", List.of("api.test"), "2026-01-01T00:00:00Z",
                "2027-01-01T00:00:00Z")) : Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    public FakeMachine answers(Reply.State onLoopback, Reply.State onLan) {
        loopback = reply(onLoopback);
        lan = reply(onLan);
        return this;
    }

    public FakeMachine containers(Container... containers) {
        docker = new Engine.Running(List.of(containers));
        return this;
    }

    /** With these adapters, of which that of 192.168.1.44 has phones behind it. */
    FakeMachine on(List<Adapter> all) {
        adapters = all;
        Adapter lan = all.stream().filter(adapter -> adapter.kind() == AdapterKind.ETHERNET).findFirst().orElseThrow();
        address = new LanAddress.Chosen(lan, lan.addresses().getFirst(), List.of(), false);
        return this;
    }

    public FakeMachine listening(Listener... here) {
        listeners = Fact.known(List.of(here));
        return this;
    }

    public FakeMachine named(String container) {
        service = new Service(service.name(), service.ports(), service.protocol(), service.health(),
                Optional.of(container));
        return this;
    }

    public FakeMachine blockedOn(String adapter, Rule by, Decision.Cause cause) {
        Function<Flow, Decision> otherwise = firewall;
        firewall = flow -> flow.adapter().equals(adapter)
                ? new Decision.Blocked(by, false, cause, List.of()) : otherwise.apply(flow);
        return this;
    }

    public Facts facts() {
        var inventory = new Inventory(host, List.of(service), "test");
        Map<Endpoint, Fact<Reply>> onLoopback = new HashMap<>();
        Map<Endpoint, Fact<Reply>> onLan = new HashMap<>();
        Map<Endpoint, Fact<Reply>> ofContainer = new HashMap<>();
        for (Endpoint endpoint : inventory.endpoints()) {
            direct.ifPresent(reply -> ofContainer.put(endpoint, Fact.known(reply)));
            if (service.protocol() == Protocol.TCP) {
                onLoopback.put(endpoint, Fact.known(loopback));
                if (address instanceof LanAddress.Chosen) {
                    onLan.put(endpoint, Fact.known(lan));
                }
            }
        }
        Fact<Policy> policy = firewallUnreadable.map(Fact::<Policy>unknown)
                .orElseGet(() -> Fact.known(rules.orElse(new Policy() {
            @Override
            public Decision decide(Flow flow) {
                return firewall.apply(flow);
            }

            @Override
            public Decision decideForMirrored(Flow flow) {
                return carriedOver.orElseGet(() -> decide(flow));
            }

            @Override
            public InetSocketAddress arrivesAt(Flow flow) {
                return arrivesAt.orElseGet(() -> Policy.super.arrivesAt(flow));
            }

            @Override
            public Optional<Firewall.Proposal> proposal(Firewall.Wanted wanted, String run,
                    Firewall.Permissions may) {
                return proposal.apply(wanted, may);
            }

            @Override
            public List<Cidr> exceptionsWithin(Cidr network) {
                return exceptions;
            }
        })));
        return new Facts(NOW, os, inventory, Fact.known(adapters), address, Fact.known(profile),
                docker, listeners, policy, Fact.known(administrator), Fact.known(new ArrayList<>(neighbours)),
                onLoopback, onLan, ofContainer, windows, linux, drops, phone, phoneFacts, Duration.ofSeconds(2), name);
    }

    public Diagnosis diagnosis() {
        return Checklist.diagnose(facts(), EnumSet.allOf(Hop.class), Duration.ofMillis(10));
    }
}
