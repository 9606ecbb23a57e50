package phone;

import inventory.Endpoint;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.Cidr;
import net.Protocol;
import path.Diagnosis;
import path.Facts;
import path.PacketFate;
import path.PageVisit;
import path.check.Checklist;
import phone.evidence.PacketWatch;
import phone.page.PageEvent;
import phone.page.PageServer;
import phone.page.Target;
import process.Fact;

/**
 * A page that is open, what phones have said by it, and what they are told.
 *
 * @param facts   of this machine, without the words of phones
 * @param targets what phones are to try
 */
record OpenPage(Facts facts, List<Target> targets, PageServer server, PacketWatch watch, PhoneResults results) {

    Diagnosis judged() {
        return Checklist.diagnose(facts.with(results.words()), LiveView.HOPS, Duration.ZERO);
    }

    int triable() {
        return (int) targets.stream().filter(Target::canBeTried).count();
    }

    boolean offeredAt(Cidr address) {
        return server.addresses().contains(address.inet());
    }

    /** First the address that the app uses, then the others. */
    List<URI> urls() {
        return server.addresses().stream().map(server::url).toList();
    }

    /** Tells that phone what this machine knows already, such as of a service that nobody listens for. */
    void greet(InetAddress phone) {
        targets.stream().filter(Target::canBeTried)
                .filter(target -> results.words(phone, target.endpoint()).isEmpty())
                .forEach(target -> PhoneVerdict.before(facts, target.endpoint())
                        .ifPresent(why -> server.judge(target, phone, Optional.of(why), Optional.empty(),
                                PageServer.Standing.OPEN)));
    }

    /** Tells that phone what this machine makes of what it got. */
    void answer(InetAddress phone, Endpoint endpoint) {
        PhoneVerdict verdict = PhoneVerdict.of(facts.with(results.words(phone, endpoint)), endpoint);
        targets.stream().filter(target -> target.endpoint().equals(endpoint)).forEach(target ->
                server.judge(target, phone, verdict.why(), verdict.word(), verdict.standing()));
    }

    /** What is known of the page itself, for the report. @param letIn true where its port was let in in this run */
    PageVisit visit(Duration waited, boolean letIn) {
        int port = server.port();
        Fact<Set<InetAddress>> arrivals = watch.arrivedAt(Protocol.TCP, port);
        Map<InetAddress, PacketFate> became = new HashMap<>();
        arrivals.toOptional().stream().flatMap(Set::stream)
                .forEach(from -> watch.seen(from, Protocol.TCP, port).toOptional()
                        .ifPresent(fate -> became.put(from, fate)));
        Set<InetAddress> strangers = results.turnedAway().entrySet().stream()
                .filter(entry -> entry.getValue() == PageEvent.Why.OTHER_NETWORK).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new PageVisit(port, server.addresses(), waited,
                Set.copyOf(results.visitors()), strangers, arrivals, became,
                ProcessHandle.current().info().command(), letIn);
    }
}
