package path.check;

import docker.BridgeNetwork;
import docker.Container;
import docker.Engine;
import firewall.Flow;
import firewall.PacketMarks;
import host.Adapter;
import host.AdapterKind;
import host.LanAddress;
import host.linux.routing.NextHop;
import host.linux.routing.RouteEnd;
import host.linux.routing.RouteKey;
import host.linux.routing.RoutingPolicy;
import host.linux.routing.RoutingRule;
import host.linux.routing.TableRoute;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import net.Cidr;
import net.SampleAddress;
import path.Facts;
import path.Hop;
import path.Severity;

/**
 * The way of a phone's packets to one port and of the answers back, by the rules and tables of Linux: for a container
 * they are passed on, both ways, with its own address in them.
 */
record LinuxWayBack(Checklist checklist, LanAddress.Chosen chosen, RoutingPolicy policy, Target target) {

    /**
     * Who answers.
     *
     * @param bridge the adapter of a container's network; empty for a process of this machine
     */
    record Target(InetAddress address, int port, Optional<Adapter> bridge) {
        /** The network that the bridge is for. */
        Optional<Cidr> network() {
            return bridge.flatMap(adapter -> adapter.addresses().stream().filter(own -> own.contains(address))
                    .findFirst()).map(Cidr::network);
        }

        private String in() {
            return bridge.map(Adapter::name).orElse(RouteKey.HERE);
        }
    }

    /** Why a phone gets nothing. */
    sealed interface Fate {

        /** Answers leave by another adapter, behind which the phone is not. */
        record Elsewhere(RouteEnd.Leaves end, Severity severity) implements Fate { }

        /** Answers do not leave at all. */
        record Nowhere(RouteEnd end) implements Fate { }

        /** What the phone sends does not get to the container, or not to this machine itself. */
        record Unrouted(RouteEnd end) implements Fate { }

        /** The kernel drops what comes in by this adapter. @param back where the answer would go */
        record Doubted(String in, RouteEnd back, Severity severity) implements Fate { }

        /** It depends on something that is not known. */
        record Unclear(List<RouteEnd> ends) implements Fate { }
    }

    static LinuxWayBack of(Checklist checklist, LanAddress.Chosen chosen, RoutingPolicy policy) {
        return new LinuxWayBack(checklist, chosen, policy, container(checklist, chosen).orElseGet(() ->
                new Target(chosen.address().inet(), checklist.endpoint.port(), Optional.empty())));
    }

    LinuxWayBack by(RoutingPolicy changed) {
        return new LinuxWayBack(checklist, chosen, changed, target);
    }

    /** The container that the firewall passes packets on to; empty where Docker's proxy takes them. */
    private static Optional<Target> container(Checklist checklist, LanAddress.Chosen chosen) {
        boolean proxied = checklist.facts.firewall().toOptional().filter(policy -> chosen.open()
                && policy.arrivesAt(flow(checklist, chosen, device(chosen)))
                .getAddress().equals(chosen.address().inet())).isPresent();
        return proxied ? Optional.empty() : behindBridge(checklist);
    }

    private static Optional<Target> behindBridge(Checklist checklist) {
        return checklist.container().filter(container -> checklist.containerHasOwnPorts()).flatMap(container ->
                container.addresses().stream().filter(address -> !address.contains(":")).map(InetAddress::ofLiteral)
                        .flatMap(address -> adapters(checklist.facts).filter(adapter -> adapter.virtual()
                                        && has(adapter, address)).findFirst().stream()
                                .map(bridge -> new Target(address, port(checklist, container), Optional.of(bridge))))
                        .findFirst());
    }

    private static int port(Checklist checklist, Container container) {
        return container.published().stream()
                .filter(one -> one.isOn(checklist.endpoint.service().protocol(), checklist.endpoint.port()))
                .map(Container.Publication::containerPort).findFirst().orElse(checklist.endpoint.port());
    }

    private static Flow flow(Checklist checklist, LanAddress.Chosen chosen, InetAddress device) {
        return checklist.facts.flow(checklist.endpoint, chosen, device);
    }

    private static InetAddress device(LanAddress.Chosen chosen) {
        return SampleAddress.unnamed(chosen.address(), List.of());
    }

    /** What becomes of the devices of a network; none where all of them are well. */
    List<NetworkParts.Part<Fate>> lost(Cidr asked) {
        List<Cidr> divisions = policy.within(asked).stream().filter(part -> !isOwn(part)).toList();
        return new NetworkParts<Fate>(part -> divisions.stream().anyMatch(division ->
                        division.prefix() > part.prefix() && part.contains(division.inet())),
                part -> fate(sample(part)), Object::equals).of(asked);
    }

    private boolean isOwn(Cidr part) {
        return part.prefix() == 32 && own().contains(part);
    }

    private List<Cidr> own() {
        return adapters(checklist.facts).flatMap(adapter -> adapter.addresses().stream()).filter(Cidr::isV4)
                .map(own -> new Cidr(own.address(), 32)).toList();
    }

    /** A device of this part. */
    InetAddress sample(Cidr part) {
        return part.prefix() == 32 ? part.inet() : SampleAddress.unnamed(part.network(), own());
    }

    /** Of this machine itself there is nothing to tell. */
    private Optional<Fate> fate(InetAddress device) {
        return own().contains(new Cidr(device.getHostAddress(), 32)) ? Optional.empty() : ofOthers(device);
    }

    private Optional<Fate> ofOthers(InetAddress device) {
        RouteKey answer = new RouteKey(device, Optional.of(target.address()), target.in(), OptionalLong.of(0),
                target.bridge().isPresent() ? OptionalLong.of(0) : OptionalLong.empty(),
                checklist.endpoint.service().protocol(), OptionalInt.of(target.port()), OptionalInt.empty());
        RouteKey request = new RouteKey(target.address(), Optional.of(device), chosen.adapter().name(),
                OptionalLong.of(0), OptionalLong.of(0), checklist.endpoint.service().protocol(), OptionalInt.empty(),
                OptionalInt.of(target.port()));
        PacketMarks marks = marks(device);
        Set<RouteEnd> back = ends(answer, marks.answer());
        return ofAll(back, end -> ofAnswer(end, device))
                .or(() -> ofAll(ends(request, marks.request()), this::ofRequest))
                .or(() -> doubted(request, marks.request(), target.in(), back))
                .or(() -> target.bridge().isEmpty() ? Optional.empty() : doubted(answer, marks.answer(),
                        back.stream().findFirst().map(LinuxWayBack::out).orElse(""), ends(request, marks.request())));
    }

    private Set<RouteEnd> ends(RouteKey key, Set<OptionalLong> marks) {
        var ends = new LinkedHashSet<RouteEnd>();
        marks.forEach(mark -> ends.addAll(policy.ends(key.marked(mark))));
        return ends;
    }

    private PacketMarks marks(InetAddress device) {
        return checklist.facts.firewall().toOptional().map(rules -> rules.marks(flow(checklist, chosen, device)))
                .orElseGet(PacketMarks::unknown);
    }

    private static Optional<Fate> ofAll(Set<RouteEnd> ends, Function<RouteEnd, Optional<Fate>> judge) {
        List<Optional<Fate>> fates = ends.stream().map(judge).distinct().toList();
        boolean settled = fates.size() == 1 || fates.stream().allMatch(fate ->
                fate.filter(known -> !(known instanceof Fate.Unclear)).isPresent());
        return settled ? fates.getFirst() : Optional.of(new Fate.Unclear(List.copyOf(ends)));
    }

    private Optional<Fate> ofAnswer(RouteEnd end, InetAddress device) {
        return switch (end) {
            case RouteEnd.Leaves leaves -> leaves.by().adapter().equals(chosen.adapter().name()) ? Optional.empty()
                    : adapters(checklist.facts).filter(one -> one.name().equals(leaves.by().adapter())).findFirst()
                    .map(adapter -> ofOther(adapter, leaves, device))
                    .orElseGet(() -> Optional.of(new Fate.Unclear(List.of(end))));
            case RouteEnd.Stays stays -> Optional.of(new Fate.Nowhere(end));
            case RouteEnd.Refused refused -> Optional.of(new Fate.Nowhere(end));
            case RouteEnd.Nowhere nowhere -> Optional.of(new Fate.Nowhere(end));
        };
    }

    /** Another cable or Wi-Fi may lead to the same LAN; what is inside this machine or at the end of a tunnel does not. */
    private Optional<Fate> ofOther(Adapter adapter, RouteEnd.Leaves leaves, InetAddress device) {
        boolean inLan = chosen.address().contains(device);
        boolean beside = has(adapter, device);
        boolean apart = adapter.tunnel() || adapter.virtual() || adapter.kind() == AdapterKind.MOBILE;
        if (!apart) {
            return beside ? Optional.empty() : Optional.of(new Fate.Unclear(List.of(leaves)));
        }
        if (beside && !inLan && !isForeignToDocker(adapter, device)) {
            // The phone is a member of that network.
            return Optional.empty();
        }
        // Whatever is behind a route of its own may be this very phone; a route to all the rest is for nobody's phone.
        boolean maybeThere = !inLan && !beside && leaves.route().to().prefix() > 1;
        return Optional.of(new Fate.Elsewhere(leaves, maybeThere ? Severity.WARN : Severity.FAIL));
    }

    /** A network of Docker's in which no container has the phone's address. */
    private boolean isForeignToDocker(Adapter adapter, InetAddress device) {
        boolean dockers = adapter.kind() == AdapterKind.CONTAINERS || network(adapter.name()).isPresent();
        return dockers && isNoContainer(checklist.facts, device);
    }

    static boolean isNoContainer(Facts facts, InetAddress device) {
        return facts.docker() instanceof Engine.Running(List<Container> containers) && containers.stream()
                .noneMatch(container -> container.addresses().contains(device.getHostAddress()));
    }

    /** Docker's network behind an adapter, where its networks were asked for. */
    Optional<BridgeNetwork> network(String adapter) {
        return checklist.facts.linux().networks().toOptional().stream().flatMap(List::stream)
                .filter(network -> network.adapter().equals(adapter)).findFirst();
    }

    Optional<Adapter> adapter(String name) {
        return adapters(checklist.facts).filter(adapter -> adapter.name().equals(name)).findFirst();
    }

    private Optional<Fate> ofRequest(RouteEnd end) {
        boolean arrives = switch (end) {
            case RouteEnd.Leaves(NextHop by, TableRoute route, RoutingRule rule) ->
                by.adapter().equals(target.in());
            case RouteEnd.Stays stays -> target.bridge().isEmpty();
            case RouteEnd.Refused refused -> false;
            case RouteEnd.Nowhere nowhere -> false;
        };
        return arrives ? Optional.empty() : Optional.of(new Fate.Unrouted(end));
    }

    /** @param out where the packet goes; @param back where the answer to it goes */
    private Optional<Fate> doubted(RouteKey key, Set<OptionalLong> marks, String out, Set<RouteEnd> back) {
        boolean dropped = marks.stream().map(mark -> policy.sender(key.marked(mark), out))
                .allMatch(sender -> sender == RoutingPolicy.Sender.DROPPED);
        RouteEnd end = back.iterator().next();
        return dropped ? Optional.of(new Fate.Doubted(key.in(), end, isMaybeAnswered(key, end) ? Severity.WARN
                : Severity.FAIL)) : Optional.empty();
    }

    /**
     * Where the other adapter tells phones that it has this address too, those that ask anew get in by it, and only
     * those that remember the first are dropped (arp_process in net/ipv4/arp.c asks the same filter).
     */
    private boolean isMaybeAnswered(RouteKey key, RouteEnd back) {
        String other = out(back);
        return key.in().equals(chosen.adapter().name()) && !other.equals(key.in())
                && adapter(other).filter(Adapter::up).isPresent() && policy.filter().speaksForOthers(other)
                && policy.filter().dropped().orElse(0) == 0;
    }

    static String out(RouteEnd end) {
        return end instanceof RouteEnd.Leaves leaves ? leaves.by().adapter() : "";
    }

    /**
     * Where this machine's own packets to the container go instead; empty where they get there. What is sent to the LAN's
     * address keeps it as its sender when it is led on to the container.
     */
    Optional<String> selfTestGoesTo(Hop hop) {
        return Optional.of(target).filter(known -> known.bridge().isPresent()).or(() -> behindBridge(checklist))
                .flatMap(container -> {
                    RouteKey key = RouteKey.request(checklist.endpoint.service().protocol(), container.address(),
                            container.port());
                    Set<RouteEnd> ends = policy.ends(hop == Hop.ADDRESS && target.bridge().isPresent()
                            ? key.comingIn(RouteKey.HERE, chosen.address().inet()) : key);
                    return ends.stream().allMatch(end -> !out(end).equals(container.in()))
                            ? ends.stream().findFirst().map(LinuxWayBack::out) : Optional.empty();
                });
    }

    private static Stream<Adapter> adapters(Facts facts) {
        return facts.adapters().toOptional().stream().flatMap(List::stream);
    }

    private static boolean has(Adapter adapter, InetAddress device) {
        return adapter.addresses().stream().anyMatch(own -> own.isV4() && own.contains(device));
    }
}
