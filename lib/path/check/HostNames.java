package path.check;

import firewall.Decision;
import firewall.Flow;
import firewall.Receiver;
import firewall.Rule;
import firewall.windows.policy.WindowsPolicy;
import host.HostName;
import host.LanAddress;
import inventory.Endpoint;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.Cidr;
import net.IpAddresses;
import net.Protocol;
import net.SampleAddress;
import path.Cause;
import path.Confidence;
import path.Facts;
import path.Finding;
import path.FindingId;
import path.Remedy;
import path.ServicePath;
import path.Severity;
import process.Os;
import text.Message;

/**
 * A name of this machine that the app has in place of an address. This machine may know it from its own hosts file, and
 * Windows machines look each other's names up by LLMNR and NetBIOS; no phone does either. It asks the DNS of its
 * network, and by mDNS for {@code NAME.local}.
 */
final class HostNames {

    /** RFC 6762. */
    private static final int MDNS = 5353;

    /** The DNS client of Windows answers for the machine's own name. */
    private static final Receiver RESPONDER =
            new Receiver.Program("C:\\Windows\\System32\\svchost.exe", Optional.of("Dnscache"));

    private HostNames() { }

    static Optional<Finding> finding(Facts facts, List<ServicePath> paths) {
        return facts.inventory().host().map(host -> host.endsWith(".") ? host.substring(0, host.length() - 1) : host)
                .filter(host -> !isAddress(host) && !(facts.address() instanceof LanAddress.Loopback))
                .flatMap(host -> cause(facts, host)).map(cause -> {
                    List<Endpoint> all = paths.stream().map(ServicePath::endpoint).toList();
                    return new Finding(cause.id(), cause.severity(), Confidence.OBSERVED, all,
                            Findings.sentence(cause.id(), all, cause.specifics()), cause.evidence(), cause.remedies());
                });
    }

    static boolean isAddress(String host) {
        try {
            return !IpAddresses.plain(host).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<Cause> cause(Facts facts, String host) {
        if (facts.name().filter(HostName::inHostsFile).isPresent()) {
            return Optional.of(Cause.observed(FindingId.ADDRESS_IN_HOSTS_FILE, Severity.WARN, host, host)
                    .seen(Message.of("path.evidence.hosts-file", host, facts.name().get().hostsFile().toOptional()
                            .orElseThrow()))
                    .fixedBy(address(facts)));
        }
        if (host.indexOf('.') < 0) {
            return Optional.of(Cause.observed(FindingId.ADDRESS_IS_COMPUTER_NAME, Severity.WARN, host, host)
                    .fixedBy(address(facts)));
        }
        if (!host.toLowerCase(Locale.ROOT).endsWith(".local")) {
            List<String> others = others(facts);
            return others.isEmpty() ? Optional.empty()
                    : Optional.of(Cause.observed(FindingId.ADDRESS_NAME_SHARED, Severity.WARN, host, host, others)
                    .fixedBy(address(facts)));
        }
        Optional<Message> unheard = blocksMdns(facts)
                .map(rule -> Message.of("path.evidence.mdns-blocked", MDNS, rule.name()))
                .or(() -> Optional.of(Message.of("path.evidence.mdns-nobody", MDNS)).filter(_ -> nobodyOnMdns(facts)));
        Cause cause = Cause.observed(FindingId.ADDRESS_BY_MDNS, unheard.isPresent() ? Severity.WARN : Severity.INFO,
                host, host).fixedBy(address(facts));
        return Optional.of(unheard.map(cause::seen).orElse(cause));
    }

    /** What the name leads to besides this machine; none where that is not known. */
    private static List<String> others(Facts facts) {
        if (facts.chosen().isEmpty() || !facts.adaptersRead()) {
            return List.of();
        }
        Set<InetAddress> own = facts.adapters().toOptional().stream().flatMap(List::stream)
                .flatMap(adapter -> adapter.addresses().stream()).map(Cidr::inet).collect(Collectors.toSet());
        return facts.name().flatMap(name -> name.resolved().toOptional()).stream().flatMap(List::stream)
                .filter(address -> !IpAddresses.address(address).isLoopbackAddress()
                        && !own.contains(IpAddresses.address(address))).toList();
    }

    /** On Linux, a name is answered for by a program that may well not be there: avahi-daemon, systemd-resolved. */
    private static boolean nobodyOnMdns(Facts facts) {
        return facts.os() == Os.LINUX
                && facts.listenersOf(Protocol.UDP, MDNS).filter(List::isEmpty).isPresent();
    }

    private static List<Remedy> address(Facts facts) {
        return Remedies.useAddressOf(switch (facts.address()) {
            case LanAddress.Chosen chosen -> Stream.concat(
                    Stream.of(new LanAddress.Candidate(chosen.adapter(), chosen.address())),
                    chosen.others().stream()).toList();
            case LanAddress.NotHere notHere -> notHere.candidates();
            case LanAddress.Loopback none -> List.of();
            case LanAddress.Unresolved none -> List.of();
            case LanAddress.None none -> List.of();
        });
    }

    /** What keeps the phone's question for the name out. */
    private static Optional<Rule> blocksMdns(Facts facts) {
        return facts.chosen().flatMap(chosen -> facts.firewall().toOptional()
                .filter(WindowsPolicy.class::isInstance).map(WindowsPolicy.class::cast)
                .flatMap(policy -> policy.decide(new Flow(Protocol.UDP,
                        SampleAddress.unnamed(chosen.address(), List.of()), chosen.adapter().name(),
                        chosen.address().inet(), MDNS, RESPONDER))
                        instanceof Decision.Blocked blocked ? Optional.of(blocked.by()) : Optional.empty()));
    }
}
