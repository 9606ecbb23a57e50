package path;

import firewall.Decision;
import firewall.Flow;
import firewall.Policy;
import firewall.Rule;
import host.Adapter;
import host.LanAddress;
import host.Listener;
import inventory.Endpoint;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import process.Fact;
import process.Os;

/**
 * What this machine meets when it connects to a container's published port itself, by the rules that also decide about
 * a phone. NAT translates for a phone in PREROUTING and for this machine in OUTPUT; where it does not, the connection
 * ends at whoever has the port for Docker (docs.docker.com, "Packet filtering and firewalls", userland-proxy).
 */
public sealed interface SelfTest {

    /** Nothing speaks against it. */
    record Through() implements SelfTest { }

    /** NAT leads it to the container, as it does with a phone's. */
    record Translated() implements SelfTest { }

    /** It ends at Docker's proxy, which connects to the container in its turn. */
    record Proxied() implements SelfTest { }

    /** It ends at Docker's daemon, which keeps the port taken and accepts for nobody: userland-proxy is off. */
    record Untranslated() implements SelfTest { }

    /** This machine's own firewall stops it, or the connection that Docker's proxy makes for it. */
    record Stopped(Rule by) implements SelfTest { }

    /** The rules were not read, or leave it open. */
    record Unclear() implements SelfTest { }

    /**
     * What a connection to this address of this machine meets.
     *
     * @return empty where it is not about a published port of a container of this very system
     */
    static Optional<SelfTest> of(Facts facts, Endpoint endpoint, InetAddress to) {
        return facts.os() != Os.LINUX || endpoint.service().protocol() != Protocol.TCP ? Optional.empty()
                : facts.containerPort(endpoint).map(container -> facts.firewall() instanceof Fact.Known<Policy>(
                        Policy policy) ? judge(facts, policy, endpoint, to, container) : new Unclear());
    }

    private static SelfTest judge(Facts facts, Policy policy, Endpoint endpoint, InetAddress to,
            ContainerPort container) {
        Flow flow = own(facts, to, to, endpoint.port());
        return switch (policy.decide(flow)) {
            case Decision.Blocked blocked -> new Stopped(blocked.by());
            case Decision.Undecided undecided -> new Unclear();
            case Decision.Allowed allowed -> {
                InetAddress end = policy.arrivesAt(flow).getAddress();
                yield end.equals(container.address()) ? new Translated()
                        : end.equals(to) ? atListener(facts, policy, facts.listenerAt(endpoint, to), container)
                        : new Through();
            }
        };
    }

    private static SelfTest atListener(Facts facts, Policy policy, Optional<Listener> listener,
            ContainerPort container) {
        if (listener.filter(PortListeners::isDaemon).isPresent()) {
            return new Untranslated();
        }
        if (listener.filter(PortListeners::isProxy).isEmpty()) {
            return new Through();
        }
        return blocking(facts, policy, container).<SelfTest>map(Stopped::new).orElseGet(Proxied::new);
    }

    /** The rule that stops this machine from connecting to the container itself, as Docker's proxy does. */
    static Optional<Rule> blocking(Facts facts, Policy policy, ContainerPort container) {
        return policy.decide(own(facts, container.bridge(), container.address(), container.port()))
                instanceof Decision.Blocked blocked ? Optional.of(blocked.by()) : Optional.empty();
    }

    /** What a phone's packet meets that the firewall lets in and NAT does not lead on to the container. */
    static Optional<SelfTest> ofPhone(Facts facts, Endpoint endpoint, LanAddress.Chosen lan, InetAddress phone) {
        InetAddress own = lan.address().inet();
        return facts.os() != Os.LINUX || endpoint.service().protocol() != Protocol.TCP ? Optional.empty()
                : facts.containerPort(endpoint).flatMap(container -> facts.firewall().toOptional()
                        .filter(policy -> policy.arrivesAt(facts.flow(endpoint, lan, phone)).getAddress().equals(own))
                        .map(policy -> atListener(facts, policy, facts.listenerAt(endpoint, own), container)));
    }

    /** Whether the container is to be asked at its own address: this machine's test says nothing of it, or may not. */
    static Optional<ContainerPort> toAsk(Facts facts, Endpoint endpoint) {
        return facts.chosen().flatMap(lan -> of(facts, endpoint, lan.address().inet()))
                .filter(SelfTest::leavesOpen)
                .flatMap(_ -> facts.containerPort(endpoint))
                .filter(container -> facts.firewall().toOptional()
                        .flatMap(policy -> blocking(facts, policy, container)).isEmpty());
    }

    private boolean leavesOpen() {
        return switch (this) {
            case Through through -> false;
            case Translated translated -> false;
            case Proxied proxied -> true;
            case Untranslated untranslated -> true;
            case Stopped stopped -> true;
            case Unclear unclear -> true;
        };
    }

    private static Flow own(Facts facts, InetAddress from, InetAddress to, int port) {
        String loopback = facts.adapters().toOptional().stream().flatMap(List::stream).filter(Adapter::loopback)
                .map(Adapter::name).findFirst().orElse("lo");
        return new Flow(Protocol.TCP, from, loopback, to, port, Optional.empty());
    }
}
