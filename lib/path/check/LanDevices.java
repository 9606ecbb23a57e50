package path.check;

import firewall.Decision;
import firewall.Flow;
import firewall.Policy;
import host.LanAddress;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import net.Cidr;
import net.SampleAddress;
import path.Facts;
import process.Os;

/**
 * What the firewall does with the devices of a LAN, where nobody says which of them the phone is. It is taken for one
 * of the many: a rule for a range that is nearly the whole LAN is no exception.
 *
 * @param typical   a device that fares as most do
 * @param general   what becomes of it
 * @param otherwise devices that fare otherwise than most, or may
 */
public record LanDevices(InetAddress typical, Decision general, List<Part> otherwise) {

    /** What the devices of one part of the LAN get. */
    record Part(Cidr devices, BigInteger addresses, InetAddress sample, Decision decision) { }

    public LanDevices {
        otherwise = List.copyOf(otherwise);
    }

    /** @param from the packet that a device with this address sends */
    public static LanDevices of(Policy policy, LanAddress.Chosen chosen, Function<InetAddress, Flow> from) {
        Cidr lan = chosen.address().network();
        List<Cidr> exceptions = policy.exceptionsWithin(lan).stream()
                .filter(cidr -> !cidr.network().equals(Cidr.parse(chosen.address().address())))
                .toList();
        List<Part> parts = new ArrayList<>();
        BigInteger left = SampleAddress.count(lan);
        for (Cidr exception : exceptions) {
            InetAddress sample = SampleAddress.oneOf(exception);
            parts.add(new Part(exception, SampleAddress.count(exception), sample,
                    policy.decide(from.apply(sample))));
            left = left.subtract(SampleAddress.count(exception));
        }
        InetAddress unnamed = SampleAddress.unnamed(chosen.address(), exceptions);
        Part most = most(parts, new Part(lan, left, unnamed, policy.decide(from.apply(unnamed))));
        return new LanDevices(most.sample(), most.decision(), parts.stream()
                .filter(part -> part.decision().getClass() != most.decision().getClass()).toList());
    }

    /**
     * The network that is opened for this device: the LAN where it is in it, else the device alone. A rule of Windows is
     * for its LocalSubnet, whatever asks.
     */
    public static Cidr opened(Facts facts, LanAddress.Chosen chosen, InetAddress device) {
        Cidr lan = chosen.address().network();
        return facts.os() == Os.WINDOWS || lan.contains(device) ? lan : Cidr.parse(device.getHostAddress());
    }

    private static Part most(List<Part> parts, Part rest) {
        BigInteger alike = parts.stream().filter(part -> part.decision().getClass() == rest.decision().getClass())
                .map(Part::addresses).reduce(rest.addresses(), BigInteger::add);
        List<Part> others = parts.stream()
                .filter(part -> part.decision().getClass() != rest.decision().getClass()).toList();
        BigInteger apart = others.stream().map(Part::addresses).reduce(BigInteger.ZERO, BigInteger::add);
        return apart.compareTo(alike) <= 0 ? rest
                : others.stream().max(Comparator.comparing(Part::addresses)).orElseThrow();
    }
}
