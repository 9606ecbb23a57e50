package path.check;

import docker.Container;
import docker.Engine;
import host.LanAddress;
import inventory.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.Protocol;
import path.Facts;
import path.Remedy;
import process.Os;

/**
 * What to write so that a service is reached from the phone's network, and from no other: with the address of this
 * machine there, and not with 0.0.0.0, which is every network that it is in.
 */
final class LanBinding {

    private LanBinding() { }

    /** How Docker publishes the endpoint's port there. */
    static List<Remedy> publish(Facts facts, Endpoint endpoint, int containerPort) {
        String ports = endpoint.port() + ":" + containerPort
                + (endpoint.service().protocol() == Protocol.UDP ? "/udp" : "");
        var steps = new ArrayList<Remedy>();
        here(facts).ifPresentOrElse(here -> {
            steps.add(Remedies.byHand("publish", ports(here.address().address(), endpoint, containerPort)));
            moves(facts, here).ifPresent(steps::add);
            switch (facts.os()) {
                // Docker runs in a virtual machine there, whose addresses are not those of this one.
                case WINDOWS, MAC -> steps.add(Remedies.byHand("publish-on-all", ports));
                case LINUX, OTHER -> { }
            }
        }, () -> steps.add(Remedies.byHand("publish-fill-in", ports)));
        steps.add(container(facts, endpoint)
                .filter(container -> container.inspected() && container.composeService().isEmpty())
                .map(container -> Remedies.byHand("run-anew", container.name()))
                .orElseGet(() -> Remedies.anywhere("compose-up", List.of("docker", "compose", "up", "-d"))));
        return steps;
    }

    /** As it stands in a Compose file: {@code 192.168.1.44:8000:80}. */
    static String ports(String address, Endpoint endpoint, int containerPort) {
        return literal(address) + ":" + endpoint.port() + ":" + containerPort
                + (endpoint.service().protocol() == Protocol.UDP ? "/udp" : "");
    }

    private static Optional<Container> container(Facts facts, Endpoint endpoint) {
        return facts.docker() instanceof Engine.Running(List<Container> containers)
                ? ContainerMatch.find(containers, endpoint, false).map(ContainerMatch.Match::container)
                : Optional.empty();
    }

    /** How a program listens there. */
    static List<Remedy> listen(Facts facts) {
        return here(facts).map(here -> Stream.concat(
                        Stream.of(Remedies.byHand("listen-on-lan", here.address().address())),
                        moves(facts, here).stream()).toList())
                .orElseGet(() -> List.of(Remedies.byHand("listen-fill-in")));
    }

    /** The address that a phone can use, also where the app has another one. */
    private static Optional<LanAddress.Candidate> here(Facts facts) {
        return switch (facts.address()) {
            case LanAddress.Chosen chosen when chosen.open() ->
                Optional.of(new LanAddress.Candidate(chosen.adapter(), chosen.address()));
            case LanAddress.Chosen chosen -> chosen.others().stream().findFirst();
            case LanAddress.NotHere notHere -> notHere.candidates().stream().findFirst();
            case LanAddress.Loopback none -> Optional.empty();
            case LanAddress.Unresolved none -> Optional.empty();
            case LanAddress.None none -> Optional.empty();
        };
    }

    /** Known of Windows alone: elsewhere a router may have given the address, or may not. */
    private static Optional<Remedy> moves(Facts facts, LanAddress.Candidate here) {
        String address = here.address().address();
        Optional<Set<String>> byRouter = facts.os() == Os.WINDOWS ? facts.windows().dhcp().toOptional()
                : Optional.empty();
        if (byRouter.isEmpty()) {
            return Optional.of(Remedies.byHand("address-may-move", address));
        }
        return byRouter.get().contains(here.adapter().name())
                ? Optional.of(Remedies.byHand("address-moves", address)) : Optional.empty();
    }

    private static String literal(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }
}
