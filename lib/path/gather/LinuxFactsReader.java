package path.gather;

import docker.BridgeNetwork;
import docker.DockerReader;
import docker.Engine;
import host.Adapter;
import host.LanAddress;
import host.linux.routing.RoutingPolicy;
import host.read.HostReader;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.Cidr;
import path.LinuxFacts;
import process.Fact;
import process.Os;
import process.World;
import text.Message;

/** Finds out what only Linux has. */
final class LinuxFactsReader {

    private final World world;
    private final HostReader host;

    LinuxFactsReader(World world, HostReader host) {
        this.world = world;
        this.host = host;
    }

    /** @param docker waited for only where its networks are asked for */
    LinuxFacts read(Fact<List<Adapter>> adapters, LanAddress address, Optional<InetAddress> phone,
            Supplier<Optional<Engine>> docker) {
        if (world.os() != Os.LINUX) {
            return LinuxFacts.unknown(Message.of("path.hop.not-asked"));
        }
        List<Adapter> known = adapters.toOptional().orElse(List.of());
        Fact<RoutingPolicy> routing = host.routing(known.stream().filter(LinuxFactsReader::isFiltering)
                .map(Adapter::name).toList());
        boolean asked = address instanceof LanAddress.Chosen chosen && routing.toOptional()
                .filter(policy -> overlaps(policy, known, chosen, phone)).isPresent();
        Fact<List<BridgeNetwork>> networks = asked && docker.get().filter(Engine.Running.class::isInstance).isPresent()
                ? new DockerReader(world).networks() : Fact.unknown(Message.of("path.hop.not-asked"));
        return new LinuxFacts(routing, networks);
    }

    /** What has an address of IPv4: by others nothing comes in to be filtered. */
    private static boolean isFiltering(Adapter adapter) {
        return adapter.up() && !adapter.loopback() && adapter.addresses().stream().anyMatch(Cidr::isV4);
    }

    /** Whether a network inside this machine has addresses of the phone's. */
    private static boolean overlaps(RoutingPolicy policy, List<Adapter> adapters, LanAddress.Chosen chosen,
            Optional<InetAddress> phone) {
        Cidr lan = chosen.address().network();
        List<String> inside = adapters.stream().filter(Adapter::virtual).map(Adapter::name)
                .filter(name -> !name.equals(chosen.adapter().name())).toList();
        return policy.routes().stream().filter(route -> inside.stream().anyMatch(route::uses))
                .anyMatch(route -> route.to().prefix() > 0 && (phone.filter(route.to()::contains).isPresent()
                        || lan.contains(route.to().inet()) || route.to().contains(lan.inet())));
    }
}
