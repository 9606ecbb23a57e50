package path.check;

import firewall.Policy;
import firewall.Rule;
import inventory.Endpoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
import path.Remedy;
import path.ServicePath;
import path.Severity;
import process.Fact;
import text.Message;

/** Turns what the hops say into findings: one for each thing to know, however many ports it touches. */
public final class Findings {

    private Findings() { }

    /** Sentences whose first argument is a list that adds up from port to port. */
    private static final Set<String> LISTS = Set.of("firewall-windows.beats-allow", "firewall-windows.blocks-too",
            "firewall-windows.may-block-too", "path.evidence.in-wsl", "path.evidence.maybe-in-wsl",
            "path.evidence.relayed", "path.evidence.phone-tried", "path.evidence.phone-tried-before",
            "path.evidence.phone-seen", "path.evidence.phone-unseen", "path.evidence.overruled",
            "path.evidence.answered-here", "path.evidence.of-ports", "path.evidence.fares-there");

    /** Sentences that are about one rule each. */
    private static final Set<String> OF_A_RULE =
            Set.of("firewall-windows.ineffective", "firewall-windows.ineffective-port");
    private static final int FEW = 3;

    private record Blame(Hop hop, Cause cause, Endpoint endpoint) { }

    /** What makes two causes the same finding. */
    private record Key(FindingId id, Severity severity, String subject, List<Object> specifics) { }

    /**
     * The gravest first; then what breaks the path earliest; then what touches most.
     *
     * @param looked the hops that the run is about
     */
    static List<Finding> of(Facts facts, List<ServicePath> paths, Set<Hop> looked) {
        Map<Key, List<Blame>> blamed = new LinkedHashMap<>();
        paths.stream().flatMap(Findings::blames).forEach(blame ->
                blamed.computeIfAbsent(key(blame.cause()), key -> new ArrayList<>()).add(blame));
        var findings = new ArrayList<Finding>();
        blamed.values().stream()
                .sorted(Comparator.<List<Blame>, Severity>comparing(blames -> blames.getFirst().cause().severity())
                        .thenComparing(blames -> blames.getFirst().hop())
                        .thenComparing(blames -> -blames.size()))
                .forEach(blames -> findings.add(finding(blames)));
        findings.addAll(unknowns(facts, paths));
        findings.addAll(HostFindings.findings(facts, paths));
        OtherNetworks.finding(facts, paths, looked).ifPresent(findings::add);
        HostNames.finding(facts, paths).ifPresent(findings::add);
        findings.addAll(PhoneFindings.findings(facts, paths));
        findings.sort(Comparator.comparing(Finding::severity));
        return PhoneNetworkCheck.place(facts).isEmpty() ? findings
                : findings.stream().map(finding -> Remedies.ofPhonesNetwork(finding, facts)).toList();
    }

    /** The first problem of a path is its cause; what lies behind it may well follow from it. Warnings all count. */
    private static Stream<Blame> blames(ServicePath path) {
        Stream<Blame> broken = path.broken().stream()
                .map(result -> new Blame(result.hop(), path.cause().orElseThrow(), path.endpoint()));
        Hop last = path.broken().map(HopResult::hop).orElse(Hop.PHONE);
        Stream<Blame> warned = path.hops().stream()
                .filter(result -> result.hop().compareTo(last) <= 0)
                .flatMap(result -> result.outcome() instanceof Outcome.Warning(Message text, Cause cause)
                        ? Stream.of(new Blame(result.hop(), cause, path.endpoint())) : Stream.empty());
        return Stream.concat(Stream.concat(broken, spoken(path)), warned);
    }

    /** What a phone said of the very thing that is to blame. */
    private static Stream<Blame> spoken(ServicePath path) {
        return path.broken().isPresent() && path.broken().get().hop() != Hop.PHONE
                && path.at(Hop.PHONE).outcome() instanceof Outcome.Problem(Message text, Cause cause)
                && key(cause).equals(key(path.cause().orElseThrow()))
                ? Stream.of(new Blame(Hop.PHONE, cause, path.endpoint())) : Stream.empty();
    }

    private static Key key(Cause cause) {
        // How long a slow service took differs from port to port, and is still one thing to know.
        List<Object> specifics = cause.id() == FindingId.SLOW_ANSWER || cause.id() == FindingId.NO_ANSWER
                ? List.of() : cause.specifics();
        return new Key(cause.id(), cause.severity(), cause.subject(), specifics);
    }

    private static Finding finding(List<Blame> blames) {
        Cause first = blames.getFirst().cause();
        List<Endpoint> endpoints = blames.stream().map(Blame::endpoint).distinct().toList();
        var evidence = new ArrayList<Message>();
        var remedies = new LinkedHashSet<Remedy>();
        var rules = new LinkedHashSet<Rule>();
        blames.forEach(blame -> {
            rules.addAll(blame.cause().rules());
            addAll(evidence, blame.cause().evidence());
            // What is the same for several ports comes after what each of them needs.
            remedies.removeAll(blame.cause().remedies());
            remedies.addAll(blame.cause().remedies());
        });
        boolean allSeen = blames.stream().allMatch(blame -> blame.cause().confidence() == Confidence.OBSERVED);
        return new Finding(first.id(), first.severity(), allSeen ? Confidence.OBSERVED : Confidence.INFERRED, endpoints,
                sentence(first.id(), endpoints, first.specifics()), List.copyOf(evidence), List.copyOf(remedies),
                List.copyOf(rules));
    }

    /** Of sentences about a rule, the first of each port, and others as long as they are few. */
    private static void addAll(List<Message> evidence, List<Message> ofPort) {
        boolean named = false;
        for (Message seen : ofPort) {
            boolean ofRule = OF_A_RULE.contains(seen.key());
            boolean enough = evidence.stream().filter(known -> OF_A_RULE.contains(known.key())).count() >= FEW;
            if (!(ofRule && named && enough)) {
                add(evidence, seen);
            }
            named |= ofRule;
        }
    }

    /** Where it lists what differs from port to port, one sentence with one longer list. */
    static void add(List<Message> evidence, Message seen) {
        for (int i = 0; LISTS.contains(seen.key()) && i < evidence.size(); i++) {
            Message other = evidence.get(i);
            if (other.key().equals(seen.key()) && rest(other).equals(rest(seen))) {
                var list = new LinkedHashSet<Object>((List<?>) other.args().getFirst());
                list.addAll((List<?>) seen.args().getFirst());
                var args = new ArrayList<>(rest(seen));
                args.addFirst(List.copyOf(list));
                evidence.set(i, new Message(seen.key(), args));
                return;
            }
        }
        if (!evidence.contains(seen)) {
            // What is said of one port belongs beside the same of another.
            int alike = -1;
            for (int i = 0; i < evidence.size(); i++) {
                alike = evidence.get(i).key().equals(seen.key()) ? i : alike;
            }
            evidence.add(alike < 0 ? evidence.size() : alike + 1, seen);
        }
    }

    private static List<Object> rest(Message message) {
        return message.args().subList(1, message.args().size());
    }

    /** The finding's sentence: {@code {0}} are the ports, {@code {1}} the services, then its specifics. */
    static Message sentence(FindingId id, List<Endpoint> endpoints, List<Object> specifics) {
        var args = new ArrayList<>();
        args.add(endpoints.stream().map(Endpoint::port).distinct().toList());
        args.add(endpoints.stream().map(endpoint -> endpoint.service().name()).distinct().toList());
        args.addAll(specifics);
        return new Message("path.finding." + id.id(), args);
    }

    private record Gap(Hop hop, Outcome outcome) { }

    private static List<Finding> unknowns(Facts facts, List<ServicePath> paths) {
        Map<Gap, List<Endpoint>> gaps = new LinkedHashMap<>();
        for (ServicePath path : paths) {
            if (path.broken().isEmpty()) {
                path.unknown().stream().filter(result -> !HostFindings.tells(facts, result))
                        .forEach(result -> gaps.computeIfAbsent(
                        new Gap(result.hop(), result.outcome()), gap -> new ArrayList<>()).add(path.endpoint()));
            }
        }
        var findings = new ArrayList<Finding>();
        gaps.forEach((gap, endpoints) -> findings.add(new Finding(FindingId.UNKNOWN, Severity.WARN,
                Confidence.OBSERVED, endpoints,
                sentence(FindingId.UNKNOWN, endpoints, List.of(Message.of("path.unknown." + what(gap)))),
                List.of(gap.outcome().text()),
                remedies(facts, gap, endpoints), rules(gap))));
        return findings;
    }

    private static List<Rule> rules(Gap gap) {
        return gap.outcome() instanceof Outcome.Unknown unknown ? unknown.rules() : List.of();
    }

    private static String what(Gap gap) {
        return reason(gap) == Outcome.Unknown.Reason.IN_WSL ? "in-wsl" : gap.hop().id();
    }

    private static Outcome.Unknown.Reason reason(Gap gap) {
        return gap.outcome() instanceof Outcome.Unknown unknown ? unknown.reason() : Outcome.Unknown.Reason.OTHER;
    }

    private static List<Remedy> remedies(Facts facts, Gap gap, List<Endpoint> endpoints) {
        Outcome.Unknown.Reason reason = reason(gap);
        return switch (reason) {
            case PHONE_LEFT -> PhoneRemedies.tryTheRest();
            case SELF_TEST -> List.of(Remedies.jbang("let-phone-tell", "verify", "--phone"));
            case IN_WSL -> WindowsRemedies.lookIntoWsl(facts, endpoints);
            case PROGRAM_UNKNOWN, RULES_UNCLEAR -> OpenRules.remedies(facts, endpoints, reason, rules(gap));
            case OTHER -> gap.hop() == Hop.FIREWALL && facts.firewall() instanceof Fact.Unknown<Policy>
                    ? Remedies.readFirewall(facts) : List.of();
        };
    }
}
