package path.check;

import host.Adapter;
import host.AdapterKind;
import host.LanAddress;
import inventory.Endpoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import path.Cause;
import path.Confidence;
import path.Facts;
import path.Finding;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.ServicePath;
import path.Severity;
import text.Message;

/**
 * The addresses of this machine on other networks than the one that the verdict is about: nobody said in which of them
 * the phone is. Each is judged alike, by listeners, firewall and routes; only what differs is told.
 */
public final class OtherNetworks {

    /** Those that are judged without asking the service once more. */
    private static final Set<Hop> JUDGED = EnumSet.of(Hop.PUBLISHED, Hop.LISTENING, Hop.ADDRESS, Hop.FIREWALL);

    private OtherNetworks() { }

    /** What is told of an address without asking the service there. */
    private static final Set<FindingId> BY_ROUTES = EnumSet.of(FindingId.ANSWERS_LEAVE_ELSEWHERE,
            FindingId.ANSWERS_NOT_ROUTED, FindingId.REQUESTS_NOT_ROUTED, FindingId.REVERSE_PATH_FILTER);

    /** One port as a phone of another network fares. */
    private record Fares(Endpoint endpoint, Outcome here, Outcome there) {
        boolean otherwise() {
            return here.getClass() != there.getClass() || here instanceof Outcome.Problem(var text, Cause cause)
                    && there instanceof Outcome.Problem(var other, Cause otherCause) && cause.id() != otherCause.id();
        }
    }

    /** An address of another network, and how each port fares there. */
    private record Judged(LanAddress.Candidate address, List<Fares> fares) {
        boolean otherwise() {
            return fares.stream().anyMatch(Fares::otherwise);
        }
    }

    /** @param looked the hops that the run is about */
    static Optional<Finding> finding(Facts facts, List<ServicePath> paths, Set<Hop> looked) {
        if (facts.phone().isPresent()) {
            return Optional.empty();
        }
        Set<Hop> hops = EnumSet.copyOf(JUDGED);
        hops.retainAll(looked);
        // A cable and a Wi-Fi of one LAN are worth a word only where they differ, and nothing is alike that was not
        // looked at.
        boolean whole = looked.contains(Hop.FIREWALL);
        List<Judged> others = others(facts).stream().map(other -> new Judged(other, paths.stream()
                        .map(path -> fares(facts, path, other, hops)).toList()))
                .filter(judged -> judged.otherwise() || facts.chosen().filter(LanAddress.Chosen::ambiguous).isPresent()
                        || whole && !isSettled(facts, paths) && facts.chosen().filter(chosen -> chosen.address().network()
                        .equals(judged.address().address().network())).isEmpty()).toList();
        return others.isEmpty() ? Optional.empty()
                : Optional.of(finding(facts, paths, others, whole));
    }

    private static Finding finding(Facts facts, List<ServicePath> paths, List<Judged> others, boolean whole) {
        LanAddress.Chosen chosen = facts.chosen().orElseThrow();
        var evidence = new ArrayList<Message>();
        for (Judged other : others) {
            Message at = NetworkTexts.at(facts, other.address());
            if (whole && !other.otherwise()) {
                evidence.add(Message.of("path.evidence.alike-there", at));
            }
            other.fares().stream().filter(Fares::otherwise).forEach(one -> tell(evidence, at, one));
        }
        boolean open = chosen.ambiguous() || !isSettled(facts, paths) && others.stream().anyMatch(Judged::otherwise);
        List<Endpoint> all = paths.stream().map(ServicePath::endpoint).toList();
        return new Finding(FindingId.ADDRESS_AMBIGUOUS, open ? Severity.WARN : Severity.INFO, Confidence.OBSERVED, all,
                Findings.sentence(FindingId.ADDRESS_AMBIGUOUS, all, List.of(NetworkTexts.at(facts, candidate(chosen)),
                        others.stream().map(other -> NetworkTexts.at(facts, other.address())).toList())), evidence,
                open ? Remedies.nameThePhonesNetwork(others.stream().map(Judged::address).toList()) : List.of());
    }

    /** The addresses by which phones of other networks do not get in to this port, whoever does by the judged one. */
    public static List<Message> shutOut(Facts facts, Endpoint endpoint) {
        List<LanAddress.Candidate> meant = facts.phone().isPresent() ? PhoneNetworkCheck.elsewhere(facts).stream()
                .toList() : isNamed(facts) ? List.of() : others(facts);
        return meant.stream().filter(other -> Checklist.of(facts.as(chosen(other)), endpoint, Set.of(Hop.FIREWALL))
                        .broken().isPresent())
                .map(other -> NetworkTexts.at(facts, other)).toList();
    }

    /** How every port fares at an address of this machine that the verdict is not about: what keeps a phone out. */
    static List<Message> shutOut(Facts facts, LanAddress.Candidate other) {
        var evidence = new ArrayList<Message>();
        for (Endpoint endpoint : facts.inventory().endpoints()) {
            ServicePath there = Checklist.of(facts.as(chosen(other)), endpoint, Set.of(Hop.FIREWALL));
            there.broken().ifPresent(broken -> tell(evidence, NetworkTexts.at(facts, other),
                    new Fares(endpoint, broken.outcome(), broken.outcome())));
        }
        return evidence;
    }

    /** Of each other network the first address, of the version of IP that is judged. */
    private static List<LanAddress.Candidate> others(Facts facts) {
        Optional<LanAddress.Chosen> chosen = facts.chosen().filter(LanAddress.Chosen::open);
        var others = new ArrayList<LanAddress.Candidate>();
        chosen.ifPresent(here -> Stream.concat(here.others().stream(), hotspots(facts))
                .filter(other -> other.address().isV4() == here.address().isV4())
                .filter(other -> !isSame(other, candidate(here)) && others.stream().noneMatch(known ->
                        isSame(known, other)))
                .forEach(others::add));
        return others;
    }

    private static boolean isSame(LanAddress.Candidate one, LanAddress.Candidate other) {
        return one.adapter().equals(other.adapter()) && one.address().network().equals(other.address().network());
    }

    /** A hotspot that nobody has joined yet is switched on for somebody. */
    private static Stream<LanAddress.Candidate> hotspots(Facts facts) {
        return facts.adapters().toOptional().stream().flatMap(List::stream)
                .filter(adapter -> adapter.up() && adapter.kind() == AdapterKind.HOTSPOT)
                .flatMap((Adapter adapter) -> adapter.addresses().stream()
                        .filter(own -> !own.inet().isLinkLocalAddress())
                        .map(own -> new LanAddress.Candidate(adapter, own)));
    }

    private static LanAddress.Candidate candidate(LanAddress.Chosen chosen) {
        return new LanAddress.Candidate(chosen.adapter(), chosen.address());
    }

    private static LanAddress.Chosen chosen(LanAddress.Candidate other) {
        return new LanAddress.Chosen(other.adapter(), other.address(), List.of(), false);
    }

    /** True where the services file says which address it is about. */
    private static boolean isNamed(Facts facts) {
        return facts.inventory().host().filter(HostNames::isAddress).isPresent();
    }

    /** True where it is known which network the phone is on: somebody said so, or a phone got through. */
    private static boolean isSettled(Facts facts, List<ServicePath> paths) {
        return isNamed(facts) || paths.stream().anyMatch(ServicePath::seenFromPhone);
    }

    private static Fares fares(Facts facts, ServicePath path, LanAddress.Candidate other, Set<Hop> hops) {
        ServicePath there = Checklist.of(facts.as(chosen(other)), path.endpoint(), hops);
        return new Fares(path.endpoint(), first(path, hops), first(there, hops));
    }

    /** What decides: the first hop that is broken, else the first of which nothing can be told, else the firewall. */
    private static Outcome first(ServicePath path, Set<Hop> hops) {
        List<Outcome> outcomes = path.hops().stream().filter(result -> hops.contains(result.hop()))
                .filter(result -> !isProbed(result)).map(HopResult::outcome).toList();
        return outcomes.stream().filter(Outcome.Problem.class::isInstance).findFirst()
                .or(() -> outcomes.stream().filter(Outcome.Unknown.class::isInstance).findFirst())
                .orElse(new Outcome.Ok(Message.of("path.hop.allowed-there")));
    }

    /** The service was asked at one address only: what came of that is nothing to compare. */
    private static boolean isProbed(HopResult result) {
        return result.hop() == Hop.ADDRESS && !(result.outcome() instanceof Outcome.Problem(var text, Cause cause)
                && BY_ROUTES.contains(cause.id()));
    }

    private static void tell(List<Message> evidence, Message at, Fares fares) {
        Findings.add(evidence, Message.of("path.evidence.fares-there", List.of(fares.endpoint().port()), at,
                fares.there().text()));
        if (fares.there() instanceof Outcome.Problem(var text, Cause cause)) {
            cause.evidence().stream().filter(seen -> !seen.key().equals("path.evidence.rule"))
                    .forEach(seen -> Findings.add(evidence, seen));
        }
    }
}
