package path.check;

import host.Adapter;
import host.AdapterKind;
import host.LanAddress;
import host.Neighbour;
import host.Ping;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.Phone;
import path.PhoneAttempt;
import path.Severity;
import process.Fact;
import text.Message;

/** What can be told of one phone from here: whether it is in this network, and whether anything was heard of it. */
final class PhoneNetworkCheck {

    private PhoneNetworkCheck() { }

    /** What a cause of its own would be: in another network, or not a sound of it. */
    static Optional<Cause> trouble(Facts facts) {
        if (facts.phone().isEmpty() || facts.chosen().isEmpty()) {
            return Optional.empty();
        }
        Phone phone = facts.phone().get();
        LanAddress.Chosen chosen = facts.chosen().get();
        String address = phone.address().getHostAddress();
        Cidr lan = chosen.address().network();
        if (phone.address().equals(chosen.address().inet())) {
            return Optional.empty();
        }
        Optional<Cause> elsewhere = behindOtherAdapter(facts, phone, chosen);
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        if (!lan.contains(phone.address())) {
            return Optional.of(Cause.observed(FindingId.PHONE_ON_OTHER_NETWORK, Severity.WARN, "", address, lan)
                    .fixedBy(Remedies.joinThisNetwork(facts)));
        }
        boolean heard = heard(facts, phone);
        boolean silent = phone.ping().toOptional().filter(ping -> !(ping instanceof Ping.Replied)).isPresent()
                && facts.neighbours() instanceof Fact.Known<List<Neighbour>>;
        return heard || !silent ? Optional.empty()
                : Optional.of(Cause.observed(FindingId.CLIENT_ISOLATION, Severity.WARN, "", address).inferred()
                        .seen(seen(facts)).fixedBy(Remedies.joinThisNetwork(facts)));
    }

    /** In a network of this machine's, and the app uses this machine's address in another one. */
    private static Optional<Cause> behindOtherAdapter(Facts facts, Phone phone, LanAddress.Chosen chosen) {
        return elsewhere(facts).map(own -> Cause.observed(FindingId.PHONE_BEHIND_OTHER_ADAPTER, Severity.WARN, "",
                        phone.address().getHostAddress(), NetworkTexts.place(facts, own), own.address().address())
                .seen(Stream.concat(Stream.of(Message.of("path.evidence.judged-elsewhere", NetworkTexts.at(facts,
                                new LanAddress.Candidate(chosen.adapter(), chosen.address())))),
                        OtherNetworks.shutOut(facts, own).stream()).toList())
                .fixedBy(Remedies.useAddressOf(List.of(own))));
    }

    /** This machine's address where the phone is, if that is not the one that is judged. */
    static Optional<LanAddress.Candidate> elsewhere(Facts facts) {
        return facts.phone().flatMap(phone -> facts.chosen().stream()
                .filter(chosen -> !chosen.address().contains(phone.address()))
                .flatMap(chosen -> facts.adapters().toOptional().stream()).flatMap(List::stream).filter(Adapter::up)
                // A phone's address in a network of Docker's, where no container has it, is one that both gave out.
                .filter(adapter -> adapter.kind() != AdapterKind.CONTAINERS
                        || !LinuxWayBack.isNoContainer(facts, phone.address()))
                .flatMap(adapter -> adapter.addresses().stream()
                        .map(own -> new LanAddress.Candidate(adapter, own)))
                .filter(own -> own.isBeside(phone.address()) && !own.address().inet().isLinkLocalAddress())
                .findFirst());
    }

    /** Where the phone is in one of several networks, or in one that is this machine's own: what the app has to ask. */
    static Optional<Cause> place(Facts facts) {
        return facts.phone().flatMap(phone -> facts.chosen()
                .filter(chosen -> chosen.address().contains(phone.address())
                        && !chosen.address().inet().equals(phone.address()))
                .filter(chosen -> chosen.adapter().kind() == AdapterKind.HOTSPOT || chosen.others().stream()
                        .anyMatch(other -> !other.adapter().equals(chosen.adapter())
                                && other.address().isV4() == chosen.address().isV4()))
                .map(chosen -> Cause.observed(FindingId.PHONE_BEHIND_OTHER_ADAPTER, Severity.INFO, "",
                        phone.address().getHostAddress(), NetworkTexts.place(facts,
                                new LanAddress.Candidate(chosen.adapter(), chosen.address())),
                        chosen.address().address())));
    }

    private static boolean heard(Facts facts, Phone phone) {
        return spoke(facts, phone.address())
                || phone.ping().toOptional().filter(Ping.Replied.class::isInstance).isPresent()
                || neighbour(facts, phone).filter(Neighbour::reachable).isPresent();
    }

    private static boolean spoke(Facts facts, InetAddress phone) {
        return facts.words().stream().anyMatch(word -> word.phone().equals(phone)
                        && !(word.attempt() instanceof PhoneAttempt.Unreachable))
                || facts.phoneFacts().page().filter(page -> page.opened().contains(phone)
                        || page.arrivals().toOptional().filter(from -> from.contains(phone)).isPresent()).isPresent();
    }

    private static Optional<Neighbour> neighbour(Facts facts, Phone phone) {
        return facts.neighbours().toOptional().stream().flatMap(List::stream)
                .filter(neighbour -> InetAddress.ofLiteral(neighbour.address()).equals(phone.address()))
                .findFirst();
    }

    /** What was heard of it, or was not. */
    static List<Message> seen(Facts facts) {
        if (facts.phone().isEmpty()) {
            return List.of();
        }
        Phone phone = facts.phone().get();
        String address = phone.address().getHostAddress();
        var seen = new ArrayList<Message>();
        seen.add(switch (phone.ping()) {
            case Fact.Unknown<Ping>(Message cause) -> Message.of("path.evidence.ping-unknown", address, cause);
            case Fact.Known<Ping>(Ping.Replied(var time)) -> Message.of("path.evidence.ping-replied", address, time);
            case Fact.Known<Ping>(Ping.NoReply none) -> Message.of("path.evidence.ping-silent", address);
            case Fact.Known<Ping>(Ping.Unreachable(String by)) ->
                Message.of("path.evidence.ping-unreachable", address, by);
        });
        if (facts.neighbours() instanceof Fact.Known<List<Neighbour>>) {
            seen.add(Message.of(neighbour(facts, phone).filter(Neighbour::reachable).isPresent()
                    ? "path.evidence.neighbour" : "path.evidence.no-neighbour", address));
        }
        return seen;
    }
}
