package phone.evidence;

import firewall.Flow;
import host.Adapter;
import host.LanAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import path.Facts;

/** A phone's first packet as the rules meet it. */
final class FirstPacket {

    private FirstPacket() { }

    /** On the adapter whose network the phone is in, else on the one of the LAN. */
    static Optional<Flow> of(Facts facts, InetAddress phone, ServicePort port) {
        List<Adapter> adapters = facts.adapters().toOptional().orElse(List.of());
        Stream<LanAddress.Candidate> chosen = facts.chosen().stream()
                .map(lan -> new LanAddress.Candidate(lan.adapter(), lan.address()));
        Stream<LanAddress.Candidate> others = adapters.stream().flatMap(adapter -> adapter.addresses().stream()
                .map(address -> new LanAddress.Candidate(adapter, address)));
        List<LanAddress.Candidate> all = Stream.concat(chosen, others)
                .filter(each -> sameFamily(each.address(), phone)).toList();
        return all.stream().filter(each -> each.address().contains(phone)).findFirst()
                .or(() -> facts.chosen().map(lan -> new LanAddress.Candidate(lan.adapter(), lan.address()))
                        .filter(each -> sameFamily(each.address(), phone)))
                .map(each -> new Flow(port.protocol(), phone, each.adapter().name(), each.address().inet(),
                        port.number(), Optional.empty()));
    }

    private static boolean sameFamily(Cidr address, InetAddress phone) {
        return address.inet().getClass().equals(phone.getClass());
    }
}
